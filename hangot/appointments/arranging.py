"""When the house and its agencies are open: hours of the week, days that differ, closures.

Packs give the first values; afterwards these rows are the truth. What is booked already stays
until somebody mends it (`stranded.py` finds it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import connection

from hangot.access.trail import remember
from hangot.appointments.models import ChildcarePlace
from hangot.appointments.opening import numbers
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.core.week import DAYS, Week, backwards, overlap, written
from hangot.directory.models import Agency, Centre
from hangot.directory.places import Arranged, ClosedPeriod, DayOff, Opening, Room

BACKWARDS = Text("끝나는 때가 시작보다 뒤여야 합니다.", "The end must be after the start.")
BACKWARD_SPAN = Text(
    "{day} {one}: 끝나는 때가 시작보다 뒤여야 합니다.",
    "{day} {one}: the end must be after the start.",
)
OVERLAP = Text(
    "{day} {one} 시간이 {two} 시간과 겹칩니다. 겹치지 않게 적어 주세요.",
    "{day}: {one} overlaps {two}. Write hours that do not overlap.",
)
PAST = Text("이미 지난 때입니다.", "That is over already.")
NO_HOURS = Text(
    "센터는 적어도 하루는 열어야 합니다. 쉬는 기간은 ‘쉬는 날’에 적어 주세요.",
    "The house opens on one day at least. Write a closure among the days.",
)
KNOWN = Text(
    "그날은 이미 적혀 있습니다. 먼저 지운 뒤에 다시 적어 주세요.",
    "That day is written down already. Remove it first, then write it anew.",
)
LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day on which the house differs; `hours` only of an open one, instead of its weekday's."""

    day: date
    open: bool
    label: Text
    hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """From when until when an agency, a room, or with neither the house is closed, and what is said."""

    starts: datetime
    ends: datetime
    label: Text
    agency: UUID | None = None
    room: UUID | None = None


def childcare_of(centre: UUID) -> UUID:
    """By which id the last change of the childcare of a house is kept."""
    return uuid5(centre, "childcare")


def allowed(*, agency_id: UUID | None, by: Actor, at: datetime) -> None:
    """Hours of an agency are its team lead's too; everything else is for who runs the house."""
    lead = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    right = "places.agency" if agency_id else "places.write"
    may(right, by, Scene(at, lead_agency=lead, receiver=agency_id))


def changed(thing: UUID, *, expected: int | None, by: Actor, at: datetime) -> None:
    """Count a change of a thing and write who made it; Stale when the page was older than that."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"arranged:{thing}"])
    row = Arranged.objects.filter(centre_id=by.centre, thing=thing).first()
    found = row.version if row else 0
    if found != expected:
        raise Stale(expected or 0, found)
    row = row or Arranged(centre_id=by.centre, thing=thing, version=0)
    row.version, row.post_id, row.at = found + 1, by.post, at
    row.save(force_insert=not found)
    remember("places.write", by=by, at=at, thing=thing)


def sensible(week: Week) -> None:
    """Missing, naming the two that overlap, when the hours of a day make no sense."""
    for day, spans in week.items():
        if wrong := backwards(spans):
            raise Missing("week", _said(day, BACKWARD_SPAN, written([wrong]), ""))
        if clash := overlap(spans):
            raise Missing("week", _said(day, OVERLAP, *(written([one]) for one in clash)))


def _said(day: int, sentence: Text, one: str, two: str) -> Text:
    name = DAYS[day]
    return Text(
        sentence.ko.format(day=name.ko, one=one, two=two),
        sentence.en.format(day=name.en, one=one, two=two),
    )


def set_hours(
    *, agency_id: UUID | None, week: Week, expected: int | None, by: Actor, at: datetime
) -> None:
    """The opening hours of the house, or of one agency: empty ones are those of the house."""
    if agency_id and not Agency.objects.filter(pk=agency_id, centre_id=by.centre).exists():
        raise Hidden
    allowed(agency_id=agency_id, by=by, at=at)
    sensible(week)
    if agency_id is None and not any(week.values()):
        raise Missing("week", NO_HOURS)
    changed(agency_id or by.centre, expected=expected, by=by, at=at)
    _replace(week, by=by, agency_id=agency_id, care=False)


def set_childcare(
    *, places: int, week: Week, expected: int | None, by: Actor, at: datetime
) -> None:
    """How many places for children there are, and when; without hours, while the house is open."""
    allowed(agency_id=None, by=by, at=at)
    sensible(week)
    changed(childcare_of(by.centre), expected=expected, by=by, at=at)
    _replace(week, by=by, agency_id=None, care=True)
    here = ChildcarePlace.objects.filter(centre_id=by.centre)
    here.filter(number__gt=places).update(active=False)
    here.filter(number__lte=places).update(active=True)
    known = set(here.values_list("number", flat=True))
    new = [
        ChildcarePlace(centre_id=by.centre, number=number)
        for number in range(1, places + 1)
        if number not in known
    ]
    ChildcarePlace.objects.bulk_create(new)
    numbers(by.centre, "place", (one.pk for one in new))


def _replace(week: Week, *, by: Actor, agency_id: UUID | None, care: bool) -> None:
    Opening.objects.filter(centre_id=by.centre, agency_id=agency_id, care=care).delete()
    Opening.objects.bulk_create(_rows(week, by=by, agency_id=agency_id, care=care))


def _rows(week: Week, *, by: Actor, agency_id: UUID | None, care: bool) -> Iterable[Opening]:
    for day, spans in week.items():
        for starts, ends in spans:
            yield Opening(
                centre_id=by.centre, agency_id=agency_id, care=care, weekday=day, starts=starts,
                ends=ends,
            )  # fmt: skip


def set_day(*, own: OwnDay, by: Actor, at: datetime) -> DayOff:
    """Closed on a day of work, or open on a public holiday or a day of rest."""
    allowed(agency_id=None, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"day:{by.centre}:{own.day}"])
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


def close(*, what: Closure, by: Actor, at: datetime) -> ClosedPeriod:
    """Nothing new is booked then; what stands is counted and can be mended."""
    here = {"centre_id": by.centre}
    if what.agency and not Agency.objects.filter(pk=what.agency, **here).exists():
        raise Hidden
    if what.room and not Room.objects.filter(pk=what.room, **here).exists():
        raise Hidden
    allowed(agency_id=what.agency, by=by, at=at)
    if what.ends <= what.starts:
        raise Missing("last", BACKWARDS)
    if what.ends <= at:
        raise Missing("last", PAST)
    row = ClosedPeriod(
        **here, agency_id=what.agency, room_id=what.room, starts=what.starts, ends=what.ends,
        label_ko=what.label.ko, label_en=what.label.en,
    )  # fmt: skip
    row.save(force_insert=True)
    changed(row.pk, expected=0, by=by, at=at)
    return row


def reopen(*, closed_id: UUID, by: Actor, at: datetime) -> None:
    """It is open then after all."""
    row = ClosedPeriod.objects.filter(pk=closed_id, centre_id=by.centre).first()
    if row is None:
        raise Hidden
    allowed(agency_id=row.agency_id, by=by, at=at)
    row.delete()
    remember("places.write", by=by, at=at, thing=closed_id)
