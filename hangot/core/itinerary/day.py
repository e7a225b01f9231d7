"""Stage 1: which sets of tasks fit into one visit, on which days, with how little waiting.

For every set S, amount of waiting k and number of moved appointments m there is one bit set of the
moments at which S can just have ended. With S and k the arrival is known (end - work - waiting), so
"was the person allowed in all the time" is one more mask. All days and all arrivals are worked on at
once, by shifts of one int. A moment reached with less waiting makes the same one with more useless,
because it came later and left as early; so nothing is lost.
"""

from dataclasses import dataclass, field

from hangot.core.itinerary.model import Bits, Slot
from hangot.core.itinerary.puzzle import Puzzle, Tasks

Step = tuple[Tasks, Bits, int, int]
"""The set reached, the starts of what is added, its length, how many appointments it moves."""
Found = tuple[int, int, Slot]
"""Moved appointments, slots of waiting, and the slot at which the visit ends."""
Level = tuple[int, int]
"""Moved appointments and slots of waiting."""


@dataclass(slots=True)
class Table:
    """For each day the sets of tasks that fit, and for each set the trail back to their times."""

    puzzle: Puzzle
    days: list[dict[Tasks, Found]]
    trail: list[list[tuple[int, int, Bits]]]


@dataclass(slots=True)
class _Run:
    """The table being filled. `ready` and `seen` belong to one number of moved appointments."""

    table: Table
    ends_ok: list[Bits]
    length: list[int]
    todo: list[Bits]
    steps: dict[Tasks, tuple[Step, ...]] = field(default_factory=dict)
    ends: dict[Level, list[Bits]] = field(default_factory=dict)
    ready: list[Bits] = field(default_factory=list)
    seen: list[Bits] = field(default_factory=list)

    def at(self, level: Level) -> list[Bits]:
        """The ends of all sets at one level."""
        if level not in self.ends:
            self.ends[level] = [0] * self.table.puzzle.size
        return self.ends[level]


def table(puzzle: Puzzle) -> Table:
    """Fill in everything that fits into one visit."""
    found = Table(puzzle, [{} for _ in range(puzzle.grid.days)], [[] for _ in range(puzzle.size)])
    run = _Run(found, _ends_ok(puzzle), _lengths(puzzle), _all_days(puzzle))
    _push(run, 0, (0, 0), puzzle.stay)
    for moved in range(sum(puzzle.kept) + 1):
        _wait_more_and_more(run, moved)
    return found


def _wait_more_and_more(run: _Run, moved: int) -> None:
    """Level by level; over when nobody waits any more (then nothing is reached later either)."""
    size, gap, quiet = run.table.puzzle.size, run.table.puzzle.gap, 0
    run.ready, run.seen = [0] * size, [0] * size
    for waited in range(len(run.ends_ok)):
        quiet = 0 if _layer(run, (moved, waited), gap) else quiet + 1
        if quiet > gap and moved == 0:
            return


def _layer(run: _Run, level: Level, gap: int) -> bool:
    """Everything with just this much waiting. Was there anything?"""
    moved, waited = level
    now, ready, seen, ends_ok = run.at(level), run.ready, run.seen, run.ends_ok
    rested = run.at((moved, waited - gap)) if waited >= gap else None
    longest, busy = len(ends_ok) - 1 - waited, False
    for group, length in enumerate(run.length):
        free, end = ready[group] << 1, now[group]
        if not free and not end and not (rested and rested[group]):
            continue
        busy = True
        ok = ends_ok[length + waited] if length <= longest else 0
        now[group] = end = end & ok
        if end:
            _record(run, group, level, end)
        if rested:
            free |= rested[group] << gap
        ready[group] = free = free & ok & ~seen[group]
        if free:
            seen[group] |= free
            _push(run, group, level, free)
    return busy


def _push(run: _Run, group: Tasks, level: Level, free: Bits) -> None:
    """Begin every task that can begin now."""
    moved, waited = level
    for target, starts, slots, moves in _steps(run, group):
        begun = free & starts
        if begun:
            run.at((moved + moves, waited))[target] |= begun << slots


def _record(run: _Run, group: Tasks, level: Level, end: Bits) -> None:
    """Remember the way back, and for days not reached with less: this is the best there."""
    run.table.trail[group].append((*level, end))
    grid, fresh = run.table.puzzle.grid, end & run.todo[group]
    while fresh:
        slot = (fresh & -fresh).bit_length() - 1
        day = (slot - 1) // grid.stride
        run.table.days[day][group] = (*level, slot)
        of_day = ((1 << grid.stride) - 1) << (day * grid.stride + 1)
        run.todo[group] &= ~of_day
        fresh &= ~of_day


def _steps(run: _Run, group: Tasks) -> tuple[Step, ...]:
    """What can come right after a set, itself in the right order."""
    found = run.steps.get(group)
    if found is None:
        p = run.table.puzzle
        found = run.steps[group] = tuple(
            (group | 1 << i, starts, p.slots[i], moves)
            for i, ways in enumerate(p.ways)
            if not group >> i & 1 and not group & p.follow[i]
            for moves, starts in ways
        )
    return found


def _ends_ok(puzzle: Puzzle) -> list[Bits]:
    """For each length of a stay, until none fits: the slots at which it can end."""
    found, begins = [puzzle.stay], puzzle.stay
    for length in range(1, puzzle.longest + 1):
        begins &= puzzle.stay >> (length - 1)
        if not begins:
            break
        found.append(begins << length)
    return found


def _lengths(puzzle: Puzzle) -> list[int]:
    """The work in each set of tasks, in slots."""
    found = [0]
    for slots in puzzle.slots:
        found += [slots + rest for rest in found]
    return found


def _all_days(puzzle: Puzzle) -> list[Bits]:
    """The ends still to be found: of every set on every day on which it is allowed."""
    if puzzle.allowed is None:
        return [-1] * puzzle.size
    return [days << 1 for days in puzzle.allowed]


def times(table: Table, group: Tasks, found: Found) -> list[tuple[int, Slot]]:
    """The tasks of a set with their starts, in order of time, of a visit in the table."""
    steps: list[tuple[int, Slot]] = []
    moved, waited, end = found
    while group:
        i, moves, rest_waited, rest_end = _last(table, group, (moved, waited, end))
        steps.append((i, end - table.puzzle.slots[i]))
        moved, waited, end = moved - moves, rest_waited, rest_end
        group ^= 1 << i
    return steps[::-1]


def _last(table: Table, group: Tasks, found: Found) -> tuple[int, int, int, Slot]:
    """A task that can have ended the visit, what it moved, and waiting and end of the rest.

    Of several the one asked for last, so that the asked order stays where it may.
    """
    p, (moved, waited, end) = table.puzzle, found
    for i, ways in reversed(tuple(enumerate(p.ways))):
        start, rest = end - p.slots[i], group & ~(1 << i)
        if not group >> i & 1 or rest & p.follow[i] or start < 0:
            continue
        for moves in (cost for cost, starts in ways if starts >> start & 1):
            if not rest and (moves, 0) == (moved, waited):
                return i, moves, 0, start
            for m, k, ends in table.trail[rest]:
                gap = waited - k
                if m == moved - moves and gap >= p.gap and ends >> (start - gap) & 1:
                    return i, moves, k, start - gap
    raise AssertionError("a visit of the table has a way back")
