"""A stop in the house takes longer or comes later than booked: the time it takes moves along."""

from datetime import date, datetime

from django.db import transaction

from hangot.appointments.holding import Taken, places, take
from hangot.appointments.hours import Wall
from hangot.appointments.house import house_of
from hangot.appointments.models import Appointment, Hold
from hangot.core.access import Actor
from hangot.packs.active import profile


def push(one: Appointment, starts: datetime, ends: datetime, *, by: Actor) -> bool:
    """Keep its people and its room for then; False when somebody has a part of that already.

    Then it keeps what it had. A child's place lasts for the day and stays. Of several, push the
    last first: somebody's own time is taken too. Call inside `deriving`.
    """
    held = Hold.objects.filter(appointment=one, live=True).exclude(number__in=places())
    rows = [(one.pk, number, starts, ends) for number in held.values_list("number", flat=True)]
    if not rows:
        return True
    try:
        with transaction.atomic():
            held.update(live=False)
            take(rows, by=by)
    except Taken:
        return False
    return True


def closing(day: date, *, by: Actor) -> datetime:
    """When the house closes on that day; on a day off, when it would."""
    house = house_of(Wall.of(profile(by.profile), day, day), by=by)
    hours = house.open(None)
    return house.wall.moment(hours.bit_length() if hours else house.wall.grid.slots)
