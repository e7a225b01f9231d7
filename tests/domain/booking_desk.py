"""Words that the tests of booking share: a working day to come, services by name, asking for them."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from hangot import clock
from hangot.appointments import actions
from hangot.appointments.asking import Ask, Offer, read_offers
from hangot.appointments.models import Appointment, Itinerary
from hangot.core.clocks import SEOUL
from hangot.directory.models import Service
from hangot.packs.active import profile
from hangot.packs.calendar import is_holiday

STORY_A = (
    "intake-counselling", "location-device", "stalking-counselling", "civil-family-legal-advice",
    "moving-cost", "unemployment-benefit-link",
)  # fmt: skip


def working_day(ahead: int = 3) -> date:
    """The first day of work so many days ahead or later."""
    off = is_holiday(profile("crime_victim"))
    day = clock.now().astimezone(SEOUL).date() + timedelta(days=ahead)
    while off(day):
        day += timedelta(days=1)
    return day


def services(*slugs: str) -> tuple[UUID, ...]:
    """Ids in the order of the names; inside `acting()`."""
    known = dict(Service.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    return tuple(known[slug] for slug in slugs)


def asked(*slugs: str, day: date | None = None, **more: Any) -> Ask:
    """These services on one working day."""
    on = day or working_day()
    said: dict[str, Any] = {"services": services(*slugs), "first": on, "last": on}
    return Ask(**(said | more))


def at_ten(*slugs: str, day: date | None = None) -> Ask:
    """A question with a single answer: from ten on, nothing else."""
    return asked(*slugs, day=day, starts=time(10), ends=time(10, 30))


def menu(row: Itinerary) -> tuple[Offer, ...]:
    """The plans of an itinerary."""
    return read_offers(row.plans)


def booked(case_id: UUID, ask: Ask, *, by: Any) -> list[Appointment]:
    """Ask, hold the first plan, book it."""
    row = actions.ask(case_id=case_id, asked=ask, by=by, at=clock.now())
    assert menu(row), "no plan"
    held = actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
    assert held.won
    done = actions.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
    assert done.won
    return list(row.appointments.order_by("starts"))
