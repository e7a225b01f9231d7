"""Every way a protective order changes; the clock warns before it ends and ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from hangot.cases.models import Case
from hangot.cases.records import writable
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Section, by_number
from hangot.core.clocks import SEOUL
from hangot.core.orders import OrderKind, Term, ask_by, fault
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.orders.models import OrderTerm, ProtectiveOrder
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire, follow, locked

ASK, ENDING, MISSED, CHANGE = "order.ask", "order.ending", "order.missed", "order.change"
WARN = timedelta(days=14)
NOON = 12
BEGINNINGS = {"emergency": "take", "requested": "apply", "in_force": "record"}
NOT_AN_EMERGENCY = Text(
    "이 조치에는 청구 기한이 없습니다. 결정된 날짜를 적어 주세요.",
    "This measure has no hour to be asked for. Write the dates of the order.",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written down of an order: the measure, how it stands, its dates, number and terms."""

    what: str
    state: str
    taken_at: datetime | None = None
    term: Term | None = None
    number: str = ""
    terms: str = ""


def write(*, case_id: UUID, paper: Paper, by: Actor, at: datetime) -> ProtectiveOrder:
    """An order enters the record as it stands: taken in an emergency, asked for, or made."""
    case = Case.objects.filter(pk=case_id).first()
    known = profile(by.profile).orders.get(paper.what)
    event = BEGINNINGS.get(paper.state)
    if case is None or known is None or event is None:
        raise Hidden
    section = writable(case.person_id, Section.PROTECTION, by=by, at=at)
    row = ProtectiveOrder(
        **owned(case.person_id, section, by=by, at=at), case_id=case.pk, what=paper.what,
        taken_at=paper.taken_at, ask_by=ask_by(known, paper.taken_at) if paper.taken_at else None,
        number=paper.number or None, terms=paper.terms or None,
    )  # fmt: skip
    if event == "take" and row.ask_by is None:
        raise Missing("dates", NOT_AN_EMERGENCY)
    _demand(known, row, paper.term, ())
    _step(row, event, by=by, at=at, new=True, given=_given(row, event) | {"kind"})
    _keep(row, paper.term, by=by, at=at)
    _turns(row, by=by, at=at)
    note_entry(case.person_id, section, by=by, at=at)
    return row


def ask(*, order_id: UUID, by: Actor, at: datetime) -> ProtectiveOrder:
    """The court was asked in time, or at least asked."""
    row = _locked(order_id)
    _step(row, "ask", by=by, at=at)
    return _turns(row, by=by, at=at)


def grant(*, order_id: UUID, term: Term, by: Actor, at: datetime) -> ProtectiveOrder:
    """The court made the order, with its first and last day."""
    return _term(order_id, "grant", term, by=by, at=at)


def extend(*, order_id: UUID, term: Term, by: Actor, at: datetime) -> ProtectiveOrder:
    """One more term, within what the law allows."""
    return _term(order_id, "extend", term, by=by, at=at)


def end(
    *, order_id: UUID, event: str, reason: str, by: Actor, at: datetime
) -> ProtectiveOrder:  # fmt: skip
    """Refused, lifted, or its terms changed: with the reason as it was said."""
    if event not in ("refuse", "lift", "change"):
        raise Hidden
    row = _locked(order_id)
    words = {"end_words" if event != "change" else "terms": reason or None}
    for name, value in words.items():
        setattr(row, name, value)
    _step(row, event, by=by, at=at, given={"reason"} if reason else set())
    if event == "change":
        close_tasks(row.subject_id, subject=row.subject_id, by=by, at=at, what=(CHANGE,))
    return _turns(row, by=by, at=at)


def lapse(order_id: UUID, *, by: Actor, at: datetime) -> ProtectiveOrder:
    """Its last day is over (the clock)."""
    row = _locked(order_id)
    if row.last is None or row.last >= at.astimezone(SEOUL).date():
        raise Hidden
    follow(row, "lapse", by=by, at=at, subject=row.subject_id, section=by_number(row.section))
    return _turns(row, by=by, at=at)


def warn(order_id: UUID, *, at: datetime) -> ProtectiveOrder:
    """It ends soon, or was not asked for in time: whoever keeps it is told, once."""
    row = _locked(order_id)
    row.warned_at = at
    row.save(update_fields=["warned_at"])
    late = row.state == "emergency"
    duties: Sequence[str | None] = ("L", "S") if late else (None,)
    for duty in duties:
        open_task(
            MISSED if late else ENDING, subject=row.subject_id, agency=row.agency_id, duty=duty,
            post=None if duty else row.post_id, thing_kind="order", thing=row.pk, at=at,
            due=at if late else _noon(row.last),
        )  # fmt: skip
    return row


def over(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: orders whose last day has passed."""
    today = at.astimezone(SEOUL).date()
    rows = ProtectiveOrder.objects.filter(agency_id=by.agency, state="in_force", last__lt=today)
    return list(rows.order_by("last").values_list("pk", flat=True))


def to_warn(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: orders near their end, and emergency measures nobody asked for in time."""
    soon = (at + WARN).astimezone(SEOUL).date()
    rows = ProtectiveOrder.objects.filter(agency_id=by.agency, warned_at=None)
    ending = rows.filter(state="in_force", last__lte=soon)
    late = rows.filter(state="emergency", ask_by__lte=at)
    return [*ending.values_list("pk", flat=True), *late.values_list("pk", flat=True)]


def _term(
    order_id: UUID, event: str, term: Term, *, by: Actor, at: datetime
) -> ProtectiveOrder:  # fmt: skip
    row = _locked(order_id)
    known = profile(by.profile).orders[row.what]
    earlier = [Term(one.first, one.last) for one in row.had.order_by("first")]
    _demand(known, row, term, earlier if event == "extend" else ())
    row.warned_at = None
    _step(row, event, by=by, at=at, given=_given(row, event))
    _keep(row, term, by=by, at=at)
    return _turns(row, by=by, at=at)


def _demand(
    known: OrderKind, row: ProtectiveOrder, term: Term | None, earlier: Sequence[Term]
) -> None:
    """The term goes into the row; Missing says the clause where the law does not allow it."""
    if term is None:
        return
    wrong = fault(known, term, earlier)
    if wrong:
        raise Missing("within_term", wrong)
    row.first, row.last = term.first, term.last


def _given(row: ProtectiveOrder, event: str) -> set[str]:
    dated = row.taken_at if event == "take" else row.last if event != "apply" else row.created_at
    return {"dates"} if dated else set()


def _keep(row: ProtectiveOrder, term: Term | None, *, by: Actor, at: datetime) -> None:
    if term is None:
        return
    OrderTerm(
        **owned(row.subject_id, by_number(row.section), by=by, at=at), order=row,
        first=term.first, last=term.last,
    ).save(force_insert=True)  # fmt: skip


def _turns(row: ProtectiveOrder, *, by: Actor, at: datetime) -> ProtectiveOrder:
    """Whose turn it is: who took an emergency measure asks for it; nobody else has to think of it."""
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at, what=(ASK, ENDING, MISSED))
    if row.state == "emergency":
        open_task(
            ASK, subject=row.subject_id, agency=row.agency_id, post=row.post_id,
            thing_kind="order", thing=row.pk, at=at, due=row.ask_by,
        )  # fmt: skip
    return row


def _locked(order_id: UUID) -> ProtectiveOrder:
    row: ProtectiveOrder = locked(ProtectiveOrder, order_id, expected=None)
    return row


def _step(
    row: ProtectiveOrder, event: str, *, by: Actor, at: datetime, new: bool = False,
    given: set[str] | None = None,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=Scene(at, sender=row.agency_id), new=new,
        subject=row.subject_id, section=by_number(row.section), given=given or set(),
        holds={"within_term"},
    )  # fmt: skip


def _noon(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, NOON, tzinfo=SEOUL) if day else None
