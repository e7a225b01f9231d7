"""The person is told how far it has got: by a safe way and in words that tell nothing, or by the desk itself."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.core.access import Actor, Level, Section
from hangot.core.messages.gate import Verdict
from hangot.core.messages.reasons import WAITS
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.messages import actions as messages
from hangot.messages import judging
from hangot.messages.models import Message
from hangot.packs.active import profile
from hangot.removals.models import Removal
from hangot.removals.opening import case_of
from hangot.tasks.actions import close_tasks, due_at, open_task

TELL, WORDS = "removal.tell", "asked_news"
NOTHING_NEW = Text("아직 알리지 않은 결과가 없습니다.", "There is no result that was not told yet.")
NO_SAFE_WAY = Text(
    "지금 안전하게 보낼 방법이 없습니다. 만나거나 통화할 때 전하고 ‘직접 전했음’을 눌러 주세요.",
    "There is no safe way now. Tell them when you meet or talk, then press “I told them”.",
)


def untold(case_id: UUID) -> Sequence[Removal]:
    """What was settled since the person was told last."""
    return list(Removal.objects.filter(case_id=case_id, settled_on__isnull=False, told_at=None))


def tell(*, case_id: UUID, by: Actor, at: datetime) -> Message:
    """A message that there is news; Missing where nothing is new, or no way is safe."""
    case, rows = _news(case_id, by=by, at=at)
    way = judging.best(_answers(case, by=by, at=at))
    sent = messages.write(
        subject=case.person_id, wish=messages.Wish(WORDS, way.value), by=by, at=at
    )
    _told(case, rows, by=by, at=at)
    return sent


def told(*, case_id: UUID, by: Actor, at: datetime) -> Sequence[Removal]:
    """The desk told the person itself, face to face or in a call."""
    case, rows = _news(case_id, by=by, at=at)
    _told(case, rows, by=by, at=at)
    return rows


def to_tell(case: Case, *, by: Actor, at: datetime) -> None:
    """There is a result the person does not know: whose desk it is has one task to tell it."""
    close_tasks(case.pk, subject=case.person_id, by=by, at=at, what=(TELL,))
    if untold(case.pk):
        open_task(
            TELL, subject=case.person_id, agency=by.agency, post=by.post, thing_kind="case",
            thing=case.pk, at=at, due=due_at(by, "message_told", at), soft=True,
        )  # fmt: skip


def _news(case_id: UUID, *, by: Actor, at: datetime) -> tuple[Case, Sequence[Removal]]:
    may(TELL, by, Scene(at, sender=by.agency))
    case = case_of(case_id, by=by, at=at)
    rows = untold(case.pk)
    if not rows:
        raise Missing("which", NOTHING_NEW)
    return case, rows


def _answers(case: Case, *, by: Actor, at: datetime) -> judging.Ways:
    """What the gate says of every way; Missing where it denies all, or the desk may not write."""
    sight = view(by, case.person_id, at=at)
    if not sight.flows or sight.levels[Section.CONTACT] < Level.FULL:
        raise Missing("way", NO_SAFE_WAY)
    about = judging.known(case.person_id, by=by, at=at)
    template = profile(by.profile).messages.templates[WORDS]
    found = judging.answers(about, template, by=by, at=at)
    if all(one.verdict is Verdict.DENY and one.reason not in WAITS for one in found.values()):
        raise Missing("way", NO_SAFE_WAY)
    return found


def _told(case: Case, rows: Sequence[Removal], *, by: Actor, at: datetime) -> None:
    for row in rows:
        row.told_at, row.version = at, row.version + 1
        row.save(update_fields=["told_at", "version"])
    close_tasks(case.pk, subject=case.person_id, by=by, at=at, what=(TELL,))
    remember(TELL, by=by, at=at, subject=case.person_id, thing=case.pk, section=Section.INCIDENT)
