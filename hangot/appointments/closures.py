"""Days on which the house differs from the calendar, and what is closed from when until when."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.appointments.arranging import allowed, changed
from hangot.appointments.models import Absence, Aide
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.core.week import backwards
from hangot.directory.models import Agency
from hangot.directory.places import ClosedPeriod, DayOff, Room

BACKWARDS = Text("끝나는 때가 시작보다 뒤여야 합니다.", "The end must be after the start.")
PAST = Text("이미 지난 때입니다.", "That is over already.")
KNOWN = Text(
    "그날은 이미 적혀 있습니다. 먼저 지운 뒤에 다시 적어 주세요.",
    "That day is written down already. Remove it first, then write it anew.",
)


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day on which the house differs; `hours` only of an open one, instead of its weekday's."""

    day: date
    open: bool
    label: Text
    hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """From when until when an agency or a room is closed or an aide away, and what is said.

    With none of them it is the whole house. Why an aide is away is not written down.
    """

    starts: datetime
    ends: datetime
    label: Text
    agency: UUID | None = None
    room: UUID | None = None
    aide: UUID | None = None


def set_day(*, own: OwnDay, by: Actor, at: datetime) -> DayOff:
    """Closed on a day of work, or open on a public holiday or a day of rest."""
    allowed(agency_id=None, by=by, at=at)
    one_at_a_time(f"day:{by.centre}:{own.day}")
    if own.hours and backwards([own.hours]):
        raise Missing("ends", BACKWARDS)
    if DayOff.objects.filter(centre_id=by.centre, day=own.day).exists():
        raise Missing("day", KNOWN)
    row = DayOff(
        centre_id=by.centre, day=own.day, open=own.open, label_ko=own.label.ko,
        label_en=own.label.en, starts=own.hours[0] if own.hours else None,
        ends=own.hours[1] if own.hours else None,
    )  # fmt: skip
    row.save(force_insert=True)
    changed(row.pk, expected=0, by=by, at=at)
    return row


def drop_day(*, day_id: UUID, by: Actor, at: datetime) -> None:
    """The day is like the calendar says again."""
    row = DayOff.objects.filter(pk=day_id, centre_id=by.centre).first()
    if row is None:
        raise Hidden
    allowed(agency_id=None, by=by, at=at)
    row.delete()
    remember("places.write", by=by, at=at, thing=day_id)


def close(*, what: Closure, by: Actor, at: datetime) -> ClosedPeriod | Absence:
    """Nothing new is booked then; what stands is counted and can be mended."""
    here = {"centre_id": by.centre}
    if what.agency and not Agency.objects.filter(pk=what.agency, **here).exists():
        raise Hidden
    if what.room and not Room.objects.filter(pk=what.room, **here).exists():
        raise Hidden
    if what.aide and not Aide.objects.filter(pk=what.aide, **here).exists():
        raise Hidden
    allowed(agency_id=what.agency, by=by, at=at)
    if what.ends <= what.starts:
        raise Missing("last", BACKWARDS)
    if what.ends <= at:
        raise Missing("last", PAST)
    row = _row(what, by)
    row.save(force_insert=True)
    changed(row.pk, expected=0, by=by, at=at)
    return row


def _row(what: Closure, by: Actor) -> ClosedPeriod | Absence:
    span = {"centre_id": by.centre, "starts": what.starts, "ends": what.ends}
    if what.aide:
        return Absence(**span, agency_id=by.agency, aide_id=what.aide, kind="away")
    return ClosedPeriod(
        **span, agency_id=what.agency, room_id=what.room, label_ko=what.label.ko,
        label_en=what.label.en,
    )  # fmt: skip


def reopen(*, closed_id: UUID, by: Actor, at: datetime) -> None:
    """It is open then after all."""
    row = ClosedPeriod.objects.filter(pk=closed_id, centre_id=by.centre).first()
    away = Absence.objects.filter(pk=closed_id, centre_id=by.centre, post=None).first()
    found = row or away
    if found is None:
        raise Hidden
    allowed(agency_id=row.agency_id if row else None, by=by, at=at)
    found.delete()
    remember("places.write", by=by, at=at, thing=closed_id)
