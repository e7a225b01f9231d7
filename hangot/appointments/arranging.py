"""When the house and its agencies are open in a week, and who changed it last.

Packs give the first values; afterwards these rows are the truth. What is booked already stays
until somebody mends it (`stranded.py` finds it).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.appointments.models import ChildcarePlace
from hangot.appointments.opening import numbers
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.core.week import DAYS, Week, backwards, overlap, written
from hangot.directory.models import Agency, Centre
from hangot.directory.places import Arranged, Opening

BACKWARD_SPAN = Text(
    "{day} {one}: 끝나는 때가 시작보다 뒤여야 합니다.",
    "{day} {one}: the end must be after the start.",
)
OVERLAP = Text(
    "{day} {one} 시간이 {two} 시간과 겹칩니다. 겹치지 않게 적어 주세요.",
    "{day}: {one} overlaps {two}. Write hours that do not overlap.",
)
NO_HOURS = Text(
    "센터는 적어도 하루는 열어야 합니다. 쉬는 기간은 ‘쉬는 날’에 적어 주세요.",
    "The house opens on one day at least. Write a closure among the days.",
)


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
    one_at_a_time(f"arranged:{thing}")
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
    Opening.objects.filter(centre_id=by.centre, agency=agency_id, care=care).delete()
    Opening.objects.bulk_create(_rows(week, by=by, agency_id=agency_id, care=care))


def _rows(week: Week, *, by: Actor, agency_id: UUID | None, care: bool) -> Iterable[Opening]:
    for day, spans in week.items():
        for starts, ends in spans:
            yield Opening(
                centre_id=by.centre, agency_id=agency_id, care=care, weekday=day, starts=starts,
                ends=ends,
            )  # fmt: skip
