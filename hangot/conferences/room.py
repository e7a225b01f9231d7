"""In the room: opening, one item after the other, and who decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.barring import kept_out
from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.accounts.queries import sitters
from hangot.cases.models import Case, Seat
from hangot.cases.moves import Said, move
from hangot.closing import actions as closing
from hangot.conferences import sharing
from hangot.conferences.agenda import again
from hangot.conferences.models import AgendaItem, Attendance, Conference
from hangot.conferences.scenes import item_of, item_scene, kind_of, scene, taken
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.conferences.room import Deciding, Seated, all_signed, quorum
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.tasks.fire import fire

SELECTING = ("select", "not_select")
CLOSING = "close"
MOVES_ON = ("presented",)
NOT_NOW = Text(
    "지금 논의하는 안건에만 적을 수 있습니다. 먼저 ‘논의 시작하기’를 눌러 주세요.",
    "This can be written only for the item being discussed. Begin to discuss it first.",
)
SELF = Text(
    "진행하는 분 말고 다른 참석자가 확인해야 합니다.",
    "Another member than the chair must confirm it.",
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided on an item: a code of `item_outcomes`.

    A selection brings its kind of case and words; a closing, what the person said of the help.
    """

    outcome: str
    kind: str = ""
    words: str = ""
    told: str = ""
    satisfaction: str = ""


def seated(conference: Conference) -> list[Seated]:
    """The invited posts as the rules of the room know them."""
    return [
        Seated(
            row.post_id, row.agency_id, row.worker_id,
            row.signed_at.astimezone(SEOUL).date() if row.signed_at else None,
        )
        for row in Attendance.objects.filter(conference=conference).order_by("pk")
    ]  # fmt: skip


def open_room(*, conference_id: UUID, expected: int | None, by: Actor, at: datetime) -> Conference:
    """The conference begins: enough people, all signed today, nobody here who must not be."""
    row = taken(conference_id, expected)
    invited, today = seated(row), at.astimezone(SEOUL).date()
    posts = {one.post: one.agency for one in invited if one.here}
    held = {
        "quorum": quorum(kind_of(row, by), invited),
        "signed_today": all_signed(invited, today=today),
        "conflicts_left": not any(kept_out(s, posts, at=at) for s in row.subjects)
        and _still_there(invited, at=at),
    }
    row.opened_at = at
    fire(
        row, "open", by=by, at=at, subject=None, scene=scene(row, at=at),
        holds={name for name, true in held.items() if true},
    )  # fmt: skip
    sharing.open_sights(row, by=by, at=at)
    return row


def _still_there(invited: Sequence[Seated], *, at: datetime) -> bool:
    """Whoever signed still sits on the post."""
    now = sitters([one.post for one in invited if one.here], at=at)
    return all(one.post in now and now[one.post].pk == one.worker for one in invited if one.here)


def present(*, item_id: UUID, expected: int | None, by: Actor, at: datetime) -> AgendaItem:
    """It is now this item's turn."""
    item, conference = item_of(item_id, expected)
    return _fire(item, conference, "present", by=by, at=at)


def defer(*, item_id: UUID, why: str, expected: int | None, by: Actor, at: datetime) -> AgendaItem:
    """Not today, with a reason; the case waits for the next conference."""
    item, conference = item_of(item_id, expected)
    item.why = why
    _fire(item, conference, "defer", by=by, at=at, given={"reason"} if why else set())
    with deriving(item.subject_id):
        again(item, "deferred", carried=None, by=by, at=at)
    return item


def decide(
    *, item_id: UUID, ruling: Ruling, expected: int | None, by: Actor, at: datetime
) -> AgendaItem:
    """Settle the item. A selection or a closing moves the case; nothing else selects one."""
    item, conference = item_of(item_id, expected)
    item.outcome, item.decided_at = ruling.outcome, at
    holds = {"chair_not_alone"} if deciding(item, conference, at=at).not_alone else set()
    _fire(
        item, conference, "decide", by=by, at=at, holds=holds,
        given={"outcome"} if ruling.outcome else set(),
    )  # fmt: skip
    _moved(item, ruling, by=by, at=at)
    return item


def _moved(item: AgendaItem, ruling: Ruling, *, by: Actor, at: datetime) -> None:
    """What the decision does to the case."""
    if ruling.outcome in SELECTING:
        said = Said(
            kind=ruling.kind, words=ruling.words, told=ruling.told,
            decided_on=at.astimezone(SEOUL).date(),
        )  # fmt: skip
        move(case_id=item.case_id, event=ruling.outcome, said=said, expected=None, by=by, at=at)
    if ruling.outcome == CLOSING:
        closing.decide(
            case_id=item.case_id, event="close", satisfaction=ruling.satisfaction, expected=None,
            by=by, at=at,
        )  # fmt: skip


def deciding(item: AgendaItem, conference: Conference, *, at: datetime) -> Deciding:
    """Who decides the item, and whether the chair works on the case."""
    case = Case.objects.filter(pk=item.case_id).first()
    with deriving(item.subject_id):
        seats = Seat.objects.filter(case_id=item.case_id, until=None)
        team = {*seats.values_list("post_id", flat=True), *([case.lead_post_id] if case else [])}
    chair = sitters([conference.chair_post], at=at).get(conference.chair_post)
    return Deciding(
        chair.pk if chair else item.pk, conference.chair_post, frozenset(team),
        item.second_worker, item.second_post,
    )  # fmt: skip


def confirm(*, item_id: UUID, by: Actor, at: datetime) -> AgendaItem:
    """A second member says yes to the decision on a case that the chair works on."""
    may("agenda_item.confirm", by, Scene(at))
    item, conference = item_of(item_id)
    here = Attendance.objects.filter(conference=conference, post_id=by.post, worker_id=by.worker)
    if item.state not in MOVES_ON or not here.exists() or not _in_room(item, by):
        raise Hidden
    item.second_worker, item.second_post = by.worker, by.post
    if not deciding(item, conference, at=at).not_alone:
        raise Missing("chair_not_alone", SELF)
    item.version += 1
    item.save()
    remember("agenda_item.confirm", by=by, at=at, subject=item.subject_id, thing=item.pk)
    return item


def _in_room(item: AgendaItem, by: Actor) -> bool:
    return sharing.own_sight(item.pk, by.post) is not None


def under_discussion(
    item_id: UUID, by: Actor, *, at: datetime, expected: int | None = None
) -> tuple[AgendaItem, Conference]:
    """An item that is being discussed, for who runs the conference; Missing when it is not."""
    item, conference = item_of(item_id, expected)
    may("agenda_item.decide", by, item_scene(item, conference, at=at))
    if item.state != "presented" or conference.state != "open":
        raise Missing("in_session", NOT_NOW)
    return item, conference


def _fire(
    item: AgendaItem, conference: Conference, event: str, *, by: Actor, at: datetime,
    holds: set[str] | None = None, given: set[str] | None = None,
) -> AgendaItem:  # fmt: skip
    session = {"in_session"} if conference.state == "open" else set()
    fire(
        item, event, by=by, at=at, subject=item.subject_id, scene=item_scene(item, conference, at=at),
        holds=session | (holds or set()), given=given or set(),
    )  # fmt: skip
    return item
