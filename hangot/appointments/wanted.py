"""What somebody asks for, as the planners read it: needs with their rules, and when they can come."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from hangot.appointments.asking import Ask
from hangot.appointments.hours import Wall
from hangot.appointments.house import House
from hangot.core.clocks import SEOUL
from hangot.core.itinerary.model import Bits, Need
from hangot.core.itinerary.slots import open_bits


def needs_of(house: House, ask: Ask, wall: Wall, at: datetime, *, due: int = 0) -> Iterable[Need]:
    """One need for each service that can be booked; `due` days from now is the last day, 0 for none."""
    asked = {str(one) for one in ask.services}
    agencies = {one.service_id: _agency(house, one.post_id) for one in house.skills}
    for service in ask.services:
        rule = house.rules.get(service)
        if rule is None:
            continue
        agency = agencies.get(service)
        yield Need(
            service=str(service),
            slots=-(-rule.minutes // wall.grid.slot_min),
            agency=str(agency) if agency else "",
            after=tuple(str(one) for one in rule.after if str(one) in asked),
            room=f"{rule.room_kind}@{agency}" if rule.room_kind else None,
            interpreter=ask.tongue if ask.tongue and rule.interpreted else None,
            escorted=ask.escorted and rule.escorted,
            due=_last_slot(wall, at, due),
            earliest=wall.ceil(at + timedelta(hours=rule.lead_hours)),
        )


def _last_slot(wall: Wall, at: datetime, due: int) -> int | None:
    """The last slot of the last day; a period that begins later has no slot in time."""
    if not due:
        return None
    day = at.astimezone(SEOUL).date() + timedelta(days=due)
    return ((day - wall.grid.start).days + 1) * wall.grid.stride - 1


def _agency(house: House, post: UUID) -> UUID | None:
    return next((one.agency_id for one in house.rota if one.post_id == post), None)


def window_of(wall: Wall, ask: Ask, at: datetime) -> Bits:
    """When the person can come: from now on, on their days, in their hours."""
    bits = open_bits(wall.grid) & (-1 << wall.ceil(at))
    for n, day in enumerate(wall.days):
        whole = ((1 << wall.grid.slots) - 1) << n * wall.grid.stride
        if day.weekday() in ask.never or day > ask.last:
            bits &= ~whole
        elif ask.starts and ask.ends:
            bits &= ~whole | wall.daily(day, ask.starts, ask.ends)
    return bits
