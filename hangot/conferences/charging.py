"""What was decided in words, and what one post does because of it until a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from hangot.access import actions as access
from hangot.access.barring import kept_out
from hangot.access.context import deriving
from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.conferences.agenda import again
from hangot.conferences.models import ActionItem, AgendaItem, Conference, Decision
from hangot.conferences.room import under_discussion
from hangot.conferences.scenes import action_scene, scene
from hangot.consent import actions as consents
from hangot.consent.queries import lawful
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire, locked

EVENING = time(18)
WHOM_FOR = frozenset({Section.OVERVIEW, Section.IDENTITY})
"""What whoever does something sees beside its section, where that is lawful: for whom it is."""
NOT_YOURS = Text(
    "이 구역은 전체를 볼 수 있는 분이 적어야 합니다. 회의에 함께한 분께 부탁해 주세요.",
    "Somebody who may see the whole section must write this. Ask another member.",
)
NOTHING = Text("무엇을 하기로 했는지 적어 주세요.", "Write what was decided.")
PAST = Text("기한은 오늘이거나 그 뒤여야 합니다.", "The day must be today or later.")


@dataclass(frozen=True, slots=True)
class Charge:
    """Something for one post to do, in one section, until a day."""

    section: Section
    post: UUID
    text: str
    due: date


def note(*, item_id: UUID, section: Section, text: str, by: Actor, at: datetime) -> Decision:
    """Write a decision into the section it belongs to."""
    item, _ = under_discussion(item_id, by, at=at)
    _writable(item, section, text, by, at=at)
    row = Decision(**owned(item.subject_id, section, by=by, at=at), item=item, text=text)
    row.save(force_insert=True)
    remember(
        "agenda_item.decide", by=by, at=at, subject=item.subject_id, thing=item.pk, section=section
    )
    return row


def charge(*, item_id: UUID, task: Charge, by: Actor, at: datetime) -> ActionItem:
    """Give one post something to do; Missing where its agency may not see that section."""
    item, conference = under_discussion(item_id, by, at=at)
    _writable(item, task.section, task.text, by, at=at)
    if task.due < at.astimezone(SEOUL).date():
        raise Missing("due", PAST)
    post = Post.objects.filter(pk=task.post, centre_id=by.centre, active=True).first()
    if post is None:
        raise Hidden
    may_have = lawful(item.subject_id, post.agency_id, at=at)
    row = ActionItem(
        centre_id=by.centre, subject_id=item.subject_id, section=task.section.number,
        agency_id=post.agency_id, post_id=post.pk, created_at=at, item=item, text=task.text,
        due=task.due, given_by=by.worker, given_post=by.post,
    )  # fmt: skip
    _give(row, conference, task.section in may_have, by=by, at=at)
    _share(row, {task.section, *(WHOM_FOR & may_have)}, by=by, at=at)
    return row


def settle(
    *, action_id: UUID, event: str, words: str, why: str, expected: int | None, by: Actor,
    at: datetime,
) -> ActionItem:  # fmt: skip
    """Done, or not and why; what was not done waits for the next conference with its reason."""
    row: ActionItem = locked(ActionItem, action_id, expected=expected)
    row.settled_at, row.why, row.result = at, why, words or None
    pairs = (("result", words), ("reason", why))
    with access.changing(row.subject_id):
        fire(
            row, event, by=by, at=at, subject=row.subject_id, section=by_number(row.section),
            scene=action_scene(row, at=at), given={name for name, value in pairs if value},
        )  # fmt: skip
        if event != "finish":
            again(row.item, "carried", carried=row.pk, by=by, at=at)
        access.end_claims(row.subject_id, source=row.pk, at=at)
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at)
    return row


def _writable(item: AgendaItem, section: Section, text: str, by: Actor, *, at: datetime) -> None:
    """Missing unless something was written, by somebody who may see the whole section."""
    if not text.strip():
        raise Missing("decision", NOTHING)
    seen = view(by, item.subject_id, at=at)
    if section.closed or max(seen.levels[section], seen.own[section]) < Level.FULL:
        raise Missing("section", NOT_YOURS)


def _give(row: ActionItem, of: Conference, lawful_: bool, *, by: Actor, at: datetime) -> None:  # noqa: FBT001
    barred = kept_out(row.subject_id, {row.post_id: row.agency_id}, at=at)
    with deriving(row.subject_id):
        fire(
            row, "give", by=by, at=at, new=True, subject=row.subject_id,
            section=by_number(row.section), scene=scene(of, at=at), given={"post", "due"},
            holds={"gate_covers"} if lawful_ and not barred else set(),
        )  # fmt: skip


def _share(row: ActionItem, sections: Collection[Section], *, by: Actor, at: datetime) -> None:
    """Whoever does it sees that section and whom it is for, while it is to be done."""
    with access.changing(row.subject_id):
        access.claim(
            row.subject_id, dict.fromkeys(sections, Level.FULL), agency=row.agency_id,
            post=row.post_id, code="action", source=row.pk, starts=at,
        )  # fmt: skip
    if row.agency_id != by.agency:
        consents.disclose(
            consents.Giving(
                row.subject_id, row.agency_id, row.post_id, sections, "action", row.pk,
                "conference.room",
            ),
            by=by, at=at,
        )  # fmt: skip
    open_task(
        "action_item.do", subject=row.subject_id, agency=row.agency_id, post=row.post_id,
        thing_kind="action_item", thing=row.pk, at=at,
        due=datetime.combine(row.due, EVENING, SEOUL),
    )  # fmt: skip
