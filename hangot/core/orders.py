"""Protective orders (보호조치): hours until they must be asked for, months they may last, extensions.

Hours run through nights and holidays; months by the calendar (민법 160조). The law bounds what may
be ordered, so an end beyond it is a mistake of writing and is said with its clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hangot.core.clocks import hours, months
from hangot.core.text import Text

DAY = timedelta(days=1)
TOO_LONG = Text(
    "{label}의 마지막 날은 {end}까지일 수 있습니다. 적은 날은 {typed}입니다. ({source})",
    "The last day of {label} is {end} at most, and this says {typed}. ({source})",
)
TOO_OFTEN = Text(
    "{label}은(는) {times}번까지 연장할 수 있습니다. ({source})",
    "{label} can be extended {times} times at most. ({source})",
)
BACKWARDS = Text(
    "마지막 날은 첫날과 같거나 그 뒤여야 합니다.", "The last day cannot be before the first."
)


@dataclass(frozen=True, slots=True)
class OrderKind:
    """One measure of the law. None where the law says nothing.

    `ask_hours`: until when it must be asked for, after the police took it. `months`: the longest
    first term; `extend_months`: of each extension; `times`: how often; `total_months`: of all.
    """

    id: str
    label: Text
    source: str
    checked_on: date
    verified: bool
    ask_hours: int | None = None
    months: int | None = None
    extend_months: int | None = None
    times: int | None = None
    total_months: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """From the first to the last day, both included."""

    first: date
    last: date


def ask_by(kind: OrderKind, taken: datetime) -> datetime | None:
    """The moment by which it must have been asked for; None where no such hours run."""
    return hours(taken, kind.ask_hours) if kind.ask_hours else None


def last_day(first: date, length: int) -> date:
    """The last day of so many months, the first day included."""
    return months(first, length) - DAY


def fault(kind: OrderKind, term: Term, earlier: Sequence[Term] = ()) -> Text | None:
    """What the law does not allow about a term, or an extension of `earlier` ones; None if sound."""
    if term.last < term.first:
        return BACKWARDS
    if earlier and kind.times is not None and len(earlier) > kind.times:
        return _said(kind, TOO_OFTEN, times=kind.times)
    end = _bound(kind, term, earlier)
    if end is not None and term.last > end:
        return _said(kind, TOO_LONG, end=end.isoformat(), typed=term.last.isoformat())
    return None


def _bound(kind: OrderKind, term: Term, earlier: Sequence[Term]) -> date | None:
    """The last day that may be written; the sum of all terms counts too."""
    length = kind.extend_months if earlier else kind.months
    ends = [last_day(term.first, length)] if length else []
    if kind.total_months:
        ends.append(last_day(earlier[0].first if earlier else term.first, kind.total_months))
    return min(ends, default=None)


def _said(kind: OrderKind, sentence: Text, **values: object) -> Text:
    return Text(
        sentence.ko.format(label=kind.label.ko, source=kind.source, **values),
        sentence.en.format(label=kind.label.en, source=kind.source, **values),
    )
