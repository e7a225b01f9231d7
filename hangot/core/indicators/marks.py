"""What people may be counted by beside what happened: few coarse marks, and nothing else about them.

A mark is written down when something is told anyway; only the clock reads it, to count a year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from hangot.core.text import Text

SEVERAL = "several"
"""The row of whoever has more than one mark, so that everybody stands in one row."""
BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of an axis and what leads to it: an age up to `to`, a track of work, an answer."""

    id: str
    label: Text
    to: int | None = None
    track: str = ""
    fact: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """By what: the name of a breakdown and its rows in order."""

    id: str
    name: Text
    rows: Mapping[str, Mark]


class Marked(NamedTuple):
    """A mark to be written; `source` says what it comes from, and the newest of a source counts.

    An empty `value` takes an earlier one back.
    """

    axis: str
    source: str
    value: str


Axes = Mapping[str, Axis]


def of_birth(axes: Axes, born: date, on: date) -> Iterator[Marked]:
    """The age somebody reaches in this year, as a band: nothing finer is kept."""
    axis, age = axes.get("age"), on.year - born.year
    if axis is not None and age >= 0:
        found = (one.id for one in axis.rows.values() if one.to is not None and age <= one.to)
        yield Marked("age", BIRTH, next(found, ""))


def of_track(axes: Axes, track: str) -> Iterator[Marked]:
    """The group of the law that a track of work is for; no track takes it back."""
    for axis in axes.values():
        rows = [one for one in axis.rows.values() if one.track]
        if rows:
            found = (one.id for one in rows if one.track == track)
            yield Marked(axis.id, "track", next(found, ""))


def of_answer(axes: Axes, fact: str, value: object) -> Iterator[Marked]:
    """What an answer says; any other answer takes it back."""
    for axis in axes.values():
        rows = [one for one in axis.rows.values() if one.fact == fact]
        if rows:
            yield Marked(axis.id, fact, next((o.id for o in rows if value in o.answers), ""))
