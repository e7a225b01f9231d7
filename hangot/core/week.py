"""A week of hours: for each weekday (0 is Monday) stretches between two times of the clock."""

from collections.abc import Iterable, Mapping
from datetime import time
from itertools import pairwise

from hangot.core.text import Text

Span = tuple[time, time]
Week = Mapping[int, tuple[Span, ...]]
DAYS = tuple(
    Text(f"{ko}요일", en)
    for ko, en in zip(
        "월화수목금토일",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


def ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of one day, the earliest first."""
    return tuple(sorted(spans))


def backwards(spans: Iterable[Span]) -> Span | None:
    """A stretch that ends before it starts, if there is one."""
    return next((one for one in spans if one[1] <= one[0]), None)


def overlap(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """Two stretches of a day that overlap, if there are any; one may begin where another ends."""
    pairs = pairwise(ordered(spans))
    return next(((one, two) for one, two in pairs if two[0] < one[1]), None)


def without(span: Span, pause: Span | None) -> tuple[Span, ...]:
    """A stretch with a break taken out of it."""
    if pause is None:
        return (span,)
    parts = ((span[0], pause[0]), (pause[1], span[1]))
    return tuple(one for one in parts if one[0] < one[1])


def written(spans: Iterable[Span]) -> str:
    """`09:00~12:00, 13:00~18:00`; empty for a day without hours."""
    return ", ".join(f"{one:%H:%M}~{two:%H:%M}" for one, two in spans)
