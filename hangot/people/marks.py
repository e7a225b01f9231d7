"""Marks of people for the counts of a year, written down when something is told anyway.

A house that counts by none of them writes none down. No post ever reads one again.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.indicators.marks import Axes, Marked, of_answer, of_birth, of_track
from hangot.packs.active import profile
from hangot.people.models import Mark


def birth(person: UUID, said: str | None, *, by: Actor, at: datetime) -> None:
    """The band of the age that somebody reaches this year; nothing where the day is not whole."""
    try:
        born = date.fromisoformat(said or "")
    except ValueError:
        return
    _write(person, of_birth(_axes(by), born, at.astimezone(SEOUL).date()), by=by, at=at)


def track(person: UUID, name: str, *, by: Actor, at: datetime) -> None:
    """The group of the law that a track of work is for."""
    _write(person, of_track(_axes(by), name), by=by, at=at)


def answer(person: UUID, fact: str, value: object, *, by: Actor, at: datetime) -> None:
    """What an answer says of a group, or the day of birth."""
    if isinstance(value, date) and fact == BORN:
        birth(person, value.isoformat(), by=by, at=at)
    _write(person, of_answer(_axes(by), fact, value), by=by, at=at)


def area(person: UUID, name: str, *, by: Actor, at: datetime) -> None:
    """The quarter somebody lives in; empty where it is not told."""
    axis = _axes(by).get("area")
    if axis is not None:
        row = name if name in axis.rows else ""
        _write(person, [Marked("area", "told", row)], by=by, at=at)


BORN = "born_on"


def _axes(by: Actor) -> Axes:
    return profile(by.profile).indicators.axes if by.profile else {}


def _write(person: UUID, found: Iterable[Marked], *, by: Actor, at: datetime) -> None:
    rows = [
        Mark(
            centre_id=by.centre, agency_id=by.agency, subject_id=person, axis=one.axis,
            source=one.source, code=one.value, at=at,
        )
        for one in found
    ]  # fmt: skip
    if rows:
        with deriving(person):
            Mark.objects.bulk_create(rows)
