"""A task one post of a case team writes for another."""

from datetime import datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.actions import scene
from hangot.cases.models import Case
from hangot.cases.records import put_note
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.tasks.actions import open_task

KINDS = {
    "task.call": Text("전화하기", "Call"),
    "task.visit": Text("찾아가기", "Visit"),
    "task.paper": Text("서류 챙기기", "See to the papers"),
    "task.ask": Text("본인에게 여쭙기", "Ask the person"),
    "task.agency": Text("기관에 알아보기", "Ask the agency"),
    "task.check": Text("점검하기", "Check"),
    "task.other": Text("할 일 보기", "See what to do"),
}
NOT_IN_TEAM = Text(
    "이 사례의 담당석에게만 쓸 수 있습니다. 먼저 담당석을 더해 주세요.",
    "Only for a post of this case's team. Add the post to the team first.",
)


def give_task(
    *, case_id: UUID, what: str, post_id: UUID, due: datetime, words: str, by: Actor, at: datetime
) -> None:
    """It is another post's turn; what exactly to do is kept as a note of the overview."""
    may("task.write", by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    post = Post.objects.filter(pk=post_id).first()
    if case is None or post is None or what not in KINDS:
        raise Hidden
    need(by, case.person_id, Section.OVERVIEW, Level.SUMMARY, at=at)
    if post.pk not in scene(case, at=at).seats | {case.lead_post_id}:
        raise Missing("post", NOT_IN_TEAM)
    if words:
        put_note(case.person_id, Section.OVERVIEW, words, what="other", case=case, by=by, at=at)
    open_task(
        what, subject=case.person_id, agency=post.agency_id, post=post.pk, thing_kind="case",
        thing=case.pk, at=at, due=due, soft=True,
    )  # fmt: skip
    remember("task.write", by=by, at=at, subject=case.person_id, thing=case.pk)
