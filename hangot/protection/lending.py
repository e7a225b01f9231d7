"""The life of a lending: waited for, reserved, handed over, extended, taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.access.queries import need
from hangot.cases.models import Case
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, by_number
from hangot.core.clocks import SEOUL
from hangot.core.protection.bounds import fault, fault_of_more
from hangot.core.protection.kinds import Kind, Stay, whole
from hangot.core.protection.marks import placeless
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.protection import keeping, stock
from hangot.protection.models import HANDED_OUT, Lending
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import fire, locked

PAST = Text(
    "지난 날부터는 예약할 수 없습니다. 오늘이나 그 뒤의 날을 적어 주세요.",
    "A past day cannot be reserved. Write today or a later day.",
)
LATE = Text(
    "연장은 오늘이나 그 뒤까지여야 합니다.", "An extension must reach today or a later day."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a kind of the pack, from when until when, and a word about it."""

    what: str
    first: date
    last: date
    words: str = ""


def kind_of(what: str, *, by: Actor) -> Kind:
    """A kind that this house lends; Hidden for any other."""
    kinds = profile(by.profile).protection
    if what not in kinds.offered:
        raise Hidden
    return kinds.known[what]


def reserve(*, case_id: UUID, wish: Wish, by: Actor, at: datetime) -> Lending:
    """One of a kind is kept for these days; Missing says from when on one is free."""
    row, kind = _begun(case_id, wish, "reserve", by=by, at=at)
    keeping.keep(row, kind, by=by)
    return row


def wait(*, case_id: UUID, wish: Wish, by: Actor, at: datetime) -> Lending:
    """Nothing is free: the wish is kept, and its desk is told as soon as something is."""
    return _begun(case_id, wish, "wait", by=by, at=at)[0]


def move_up(
    *, lending_id: UUID, stay: Stay, expected: int | None, by: Actor, at: datetime
) -> Lending:
    """Something is free for who has waited."""
    row, kind = _known(lending_id, expected, by)
    found = _sound(kind, stay, at)
    row.first, row.last = found.first, found.last
    holds = {"within_limit", "place_free", *_goes_on(row.case_id, by)}
    _fire(row, "move_up", holds, {"dates"}, by=by, at=at)
    keeping.keep(row, kind, by=by)
    return _done(row, by=by, at=at)


def issue(
    *, lending_id: UUID, signed: bool, expected: int | None, by: Actor, at: datetime
) -> Lending:
    """The person has it now, and has signed for it where that is asked."""
    row, kind = _known(lending_id, expected, by)
    today = _day(at)
    row.issued_on, row.paper = today, signed
    holds = set(_goes_on(row.case_id, by))
    holds |= {"in_its_days"} if row.first <= today <= row.last else set()
    holds |= {"paper_signed"} if signed or not kind.paper else set()
    if row.state == "reserved" and (item := keeping.hand_out(row)) is not None:
        row.before = item.condition
        holds.add("item_is_here")
    _fire(row, "issue", holds, {"condition"}, by=by, at=at)
    return row


def extend(
    *, lending_id: UUID, last: date, expected: int | None, by: Actor, at: datetime
) -> Lending:
    """Until a later day, as far and as often as the kind allows and nobody else has it by then."""
    row, kind = _known(lending_id, expected, by)
    stay = Stay(row.first, row.last)
    until = whole(kind, Stay(row.first, max(last, row.first))).last
    why = fault_of_more(kind, stay, until, extended=row.extended)
    if row.state in HANDED_OUT:
        if why is None and until < _day(at):
            why = LATE
        if why is not None:
            raise Missing("within_limit", why)
        keeping.lengthen(row, kind, until)
    row.last, row.extended, row.reminded_at = until, row.extended + 1, None
    _fire(row, "extend", {"within_limit", "place_free"}, {"dates"}, by=by, at=at)
    return _done(row, by=by, at=at)


def take_back(
    *, lending_id: UUID, condition: str, words: str, expected: int | None, by: Actor, at: datetime
) -> Lending:  # fmt: skip
    """It is back, in this condition; what must be mended is not lent again before it is."""
    row, _ = _known(lending_id, expected, by)
    lost = row.state == "lost"
    row.ended_on, row.after, row.end_words = _day(at), condition, placeless(words) or None
    known = condition in profile(by.profile).lists["item_conditions"]
    _fire(row, "take_back", (), {"condition"} if known else (), by=by, at=at)
    stock.came_back(keeping.give_up(row), condition, lost=lost, by=by, at=at)
    return _done(row, by=by, at=at)


def lose(
    *, lending_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> Lending:
    """It is lost; the case no longer waits for it."""
    row, _ = _known(lending_id, expected, by)
    row.end_words = placeless(reason) or None
    _fire(row, "lose", (), {"reason"} if reason else (), by=by, at=at)
    stock.lost(keeping.give_up(row), by=by, at=at)
    return _done(row, by=by, at=at)


def cancel(
    *, lending_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> Lending:
    """It is not wanted any more; whoever waits can have it."""
    row, _ = _known(lending_id, expected, by)
    kept = row.state == "reserved"
    given = {"reason"} if reason in profile(by.profile).lists["lending_reasons"] else set()
    row.ended_on = _day(at)
    _fire(row, "cancel", (), given, by=by, at=at, reason=reason)
    if kept:
        keeping.give_up(row)
    return _done(row, by=by, at=at)


def is_out(subject: UUID) -> bool:
    """Has the person anything that is still to be given back, whoever of the house gave it?"""
    with deriving(subject):
        return Lending.objects.filter(subject_id=subject, state__in=HANDED_OUT).exists()


def _begun(
    case_id: UUID, wish: Wish, event: str, *, by: Actor, at: datetime
) -> tuple[Lending, Kind]:
    kind = kind_of(wish.what, by=by)
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, kind.section, Level.FULL, at=at)
    stay = _sound(kind, Stay(wish.first, wish.last), at)
    row = Lending(
        **owned(case.person_id, kind.section, by=by, at=at), case_id=case.pk, what=kind.id,
        first=stay.first, last=stay.last, words=placeless(wish.words) or None,
    )  # fmt: skip
    holds = {"within_limit", "place_free", *_goes_on(case_id, by)}
    _fire(row, event, holds, {"kind", "dates"}, by=by, at=at, new=True)
    note_entry(case.person_id, kind.section, by=by, at=at)
    return row, kind


def _known(lending_id: UUID, expected: int | None, by: Actor) -> tuple[Lending, Kind]:
    """The lending of one's own agency, locked, with its kind, also where it is no longer offered."""
    row: Lending = locked(Lending, lending_id, expected=expected)
    kind = profile(by.profile).protection.known.get(row.what)
    if kind is None or row.agency_id != by.agency:
        raise Hidden
    return row, kind


def _sound(kind: Kind, stay: Stay, at: datetime) -> Stay:
    why = PAST if stay.first < _day(at) else fault(kind, stay)
    if why is not None:
        raise Missing("within_limit", why)
    return whole(kind, stay)


def _goes_on(case_id: UUID, by: Actor) -> Collection[str]:
    case = Case.objects.filter(pk=case_id).first()
    life = profile(by.profile).life("case")
    on = case is not None and case.state != "closing" and life.is_open(case.stage)
    return {"case_goes_on"} if on else ()


def _fire(
    row: Lending, event: str, holds: Collection[str], given: Collection[str], *, by: Actor,
    at: datetime, new: bool = False, reason: str | None = None,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=Scene(at, sender=row.agency_id), subject=row.subject_id,
        section=by_number(row.section), holds=holds, given=given, reason=reason, new=new,
    )  # fmt: skip


def _done(row: Lending, *, by: Actor, at: datetime) -> Lending:
    """What was to be done about it is done."""
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at)
    return row


def _day(at: datetime) -> date:
    return at.astimezone(SEOUL).date()
