"""Distances in days between two tasks: the part of a state of stage 2 that remembers days.

A state is one int: the set of tasks done, and above it, for each distance whose later task is still
open, the day of the earlier one.
"""

from hangot.core.itinerary.puzzle import Puzzle, Tasks


def far_enough(puzzle: Puzzle, state: int, group: Tasks, day: int) -> bool:
    """May a set come on a day, as far as the days of what is done go?"""
    return all(
        least <= day - _day_of(puzzle, state, place) <= most
        for place, (one, two, least, most) in enumerate(puzzle.lags)
        if group >> two & 1 and not group >> one & 1
    )


def reach(puzzle: Puzzle, state: int, group: Tasks, day: int) -> int:
    """The state after a set was done on a day."""
    found = done = state & (puzzle.size - 1) | group
    for place, (one, two, _, _) in enumerate(puzzle.lags):
        if done >> one & 1 and not done >> two & 1:
            of_one = day if group >> one & 1 else _day_of(puzzle, state, place)
            found |= of_one << _shift(puzzle, place)
    return found


def _shift(puzzle: Puzzle, place: int) -> int:
    return len(puzzle.slots) + place * puzzle.grid.days.bit_length()


def _day_of(puzzle: Puzzle, state: int, place: int) -> int:
    mask = (1 << puzzle.grid.days.bit_length()) - 1
    return state >> _shift(puzzle, place) & mask
