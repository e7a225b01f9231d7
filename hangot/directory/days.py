"""Days of the house: what its own table says, and what the calendar says where it is silent."""

from collections.abc import Callable, Iterable
from datetime import date

from hangot.directory.places import DayOff


def is_off(day: date, own: Iterable[DayOff], holiday: Callable[[date], bool]) -> bool:
    """Nobody works on that day; the table of the house wins."""
    found = next((one for one in own if one.day == day), None)
    return not found.open if found else holiday(day)
