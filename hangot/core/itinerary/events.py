"""What upsets a day: somebody is away, a room is closed, a person is late.

Every event says `at`, the slot at which it becomes known: what began before that stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from hangot.core.itinerary.model import Booking, Centre, Grid, Resource, Slot
from hangot.core.itinerary.slots import span


@dataclass(frozen=True, slots=True)
class StaffAway:
    """A worker, interpreter or advocate is not there from `start` until before `stop`."""

    code: ClassVar[str] = "worker_away"
    who: str
    start: Slot
    stop: Slot
    at: Slot = 0


@dataclass(frozen=True, slots=True)
class RoomClosed:
    """A room cannot be used from `start` until before `stop`."""

    code: ClassVar[str] = "room_closed"
    who: str
    start: Slot
    stop: Slot
    at: Slot = 0


@dataclass(frozen=True, slots=True)
class HouseClosed:
    """Nobody can come from `start` until before `stop`."""

    code: ClassVar[str] = "house_closed"
    start: Slot
    stop: Slot
    at: Slot = 0


@dataclass(frozen=True, slots=True)
class NoShow:
    """Somebody has not come; `at` is the start of the first appointment missed."""

    code: ClassVar[str] = "no_show"
    client: str
    at: Slot


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody can be there only `slots` after `at`, the start of their next appointment."""

    code: ClassVar[str] = "late"
    client: str
    at: Slot
    slots: int


@dataclass(frozen=True, slots=True)
class Overrun:
    """An appointment of somebody takes `slots` longer; `at`, inside it, is when that is known."""

    code: ClassVar[str] = "overrun"
    client: str
    service: str
    slots: int
    at: Slot


Event = StaffAway | RoomClosed | HouseClosed | NoShow | Late | Overrun


def struck(centre: Centre, event: Event) -> Centre:
    """The centre after an event, before anybody is helped."""
    if isinstance(event, StaffAway | RoomClosed | HouseClosed):
        return replace(centre, resources=tuple(_away(one, event) for one in centre.resources))
    return centre


def _away(resource: Resource, event: StaffAway | RoomClosed | HouseClosed) -> Resource:
    if not isinstance(event, HouseClosed) and resource.id != event.who:
        return resource
    return replace(resource, free=resource.free & ~span(event.start, event.stop))


def stretched(bookings: Iterable[Booking], event: Event) -> tuple[Booking, ...]:
    """The bookings as they really are: an appointment that overran is longer."""
    bookings = tuple(bookings)
    if not isinstance(event, Overrun):
        return bookings
    return tuple(_longer(one, event) if overran(one, event) else one for one in bookings)


def overran(booking: Booking, event: Overrun) -> bool:
    """Is this the appointment that takes longer, of perhaps several of its kind?"""
    one = booking.appointment
    same = (one.client, one.service) == (event.client, event.service)
    return same and one.start <= event.at <= one.stop


def _longer(booking: Booking, event: Overrun) -> Booking:
    one = booking.appointment
    return replace(booking, appointment=replace(one, slots=one.slots + event.slots))


def there_from(grid: Grid, event: Event, client: str) -> Slot:
    """The slot from which new times can be found for a client."""
    if isinstance(event, Late) and client == event.client:
        return event.at + event.slots
    if isinstance(event, NoShow) and client == event.client:
        return (event.at // grid.stride + 1) * grid.stride
    return event.at
