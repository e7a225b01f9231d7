"""Bits of time: what is done to calendars again and again. Global slots, see `model`."""

from collections.abc import Iterator
from functools import lru_cache

from hangot.core.itinerary.model import Bits, Grid, Slot


def span(start: Slot, stop: Slot) -> Bits:
    """The slots from `start` up to, not including, `stop`; none when it is not later."""
    return ((1 << (stop - start)) - 1) << start if stop > start else 0


def runs(free: Bits, length: int) -> Bits:
    """The slots at which `length` free slots in a row begin."""
    found, have = free, 1
    while have < length:
        step = min(have, length - have)
        found &= found >> step
        have += step
    return found


def lowest(bits: Bits) -> Slot:
    """The first slot of a set that is not empty."""
    return (bits & -bits).bit_length() - 1


def each(bits: Bits) -> Iterator[Slot]:
    """The slots of a set in order of time."""
    while bits:
        yield lowest(bits)
        bits &= bits - 1


@lru_cache(maxsize=4096)
def day_bits(grid: Grid, day: int) -> Bits:
    """All slots of a day; none for a day outside the grid."""
    return ((1 << grid.slots) - 1) << day * grid.stride if 0 <= day < grid.days else 0


@lru_cache(maxsize=64)
def open_bits(grid: Grid) -> Bits:
    """All slots of all days, without the blank one after each day."""
    return sum(day_bits(grid, day) for day in range(grid.days))
