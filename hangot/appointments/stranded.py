"""Appointments that stand in time that is no longer open: somebody has to mend them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from uuid import UUID

from hangot.appointments.hours import Wall
from hangot.appointments.house import House, house_of
from hangot.appointments.models import STANDING, Appointment
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.itinerary.model import Bits
from hangot.packs.active import profile

MOST = 1000
"""So many of the next appointments are looked at."""


def stranded(*, by: Actor, at: datetime) -> list[Appointment]:
    """What stands ahead and lies outside hours of house, agency, post, room, aide or childcare.

    As far as one may see them; in order of time.
    """
    found = Appointment.objects.filter(centre_id=by.centre, state__in=STANDING, starts__gt=at)
    return unkept(list(found.select_related("post").order_by("starts")[:MOST]), by=by)


def unkept(rows: list[Appointment], *, by: Actor) -> list[Appointment]:
    """Those of some appointments, in order of time, that cannot take place as they stand."""
    if not rows:
        return []
    house = house_of(_wall(rows, by), by=by)
    fits = _fits(house)
    return [one for one in rows if not fits(one)]


def _wall(rows: list[Appointment], by: Actor) -> Wall:
    """Every day and hour of these appointments, also hours that were open once."""
    first = rows[0].day
    wall = Wall.of(profile(by.profile), first, first)
    long = Wall(replace(wall.grid, days=(rows[-1].day - first).days + 1))
    clocks = ((one.starts.astimezone(SEOUL), one.ends.astimezone(SEOUL)) for one in rows)
    return long.covering((starts.time(), ends.time()) for starts, ends in clocks)


def _fits(house: House) -> Callable[[Appointment], bool]:
    """Does everything that an appointment takes have hours then?"""
    rooms = {one.pk: one for one in house.rooms}
    aides = {one.pk: one for one in house.aides}

    @cache
    def worker(agency: UUID, post: UUID) -> Bits:
        return house.there(agency, post_id=post)

    @cache
    def room(pk: UUID) -> Bits:
        return house.room(rooms[pk]).free if pk in rooms else 0

    @cache
    def aide(pk: UUID) -> Bits:
        return house.aide(aides[pk]).free if pk in aides else 0

    def fits(one: Appointment) -> bool:
        bits = worker(one.agency_id, one.post_id)
        bits &= room(one.room_id) if one.room_id else -1
        for pk in (one.aide_id, one.advocate_id):
            bits &= aide(pk) if pk else -1
        bits &= house.cared if one.childcare else -1
        return not house.wall.taken(one.starts, one.ends) & ~bits

    return fits
