"""Which of several things is free for a stay, and from when on the next one is.

Every thing has the spans in which it is taken: from a day until the day on which it is free again.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from hangot.core.protection.kinds import Kind, Stay, taken

Span = tuple[date, date]
Thing = TypeVar("Thing")


def clear(span: Span, spans: Sequence[Span]) -> bool:
    """Does this span overlap none of the others?"""
    return all(span[1] <= first or until <= span[0] for first, until in spans)


def free(kind: Kind, stay: Stay, things: Mapping[Thing, Sequence[Span]]) -> list[Thing]:
    """The things that nobody has during the stay, in their order."""
    span = taken(kind, stay)
    return [thing for thing, spans in things.items() if clear(span, spans)]


def next_stay(kind: Kind, stay: Stay, things: Mapping[Thing, Sequence[Span]]) -> Stay | None:
    """The same stay as soon after it as a thing is free; None where there is no thing at all."""
    length = stay.last - stay.first
    starts = [_monday(until) if kind.unit == "weeks" else until
              for spans in things.values() for _, until in spans if until > stay.first]  # fmt: skip
    for first in sorted({stay.first, *starts}):
        later = Stay(first, first + length)
        if free(kind, later, things):
            return later
    return None


def _monday(day: date) -> date:
    """The first Monday from a day on."""
    return day + timedelta(days=-day.weekday() % 7)
