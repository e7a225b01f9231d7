"""One person's question in numbers only: tasks 0..n-1, sets of tasks as bit sets over them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hangot.core.itinerary.model import Appointment, Bits, Grid, Rule
from hangot.core.itinerary.setting import Setting, days_with, stay_bits
from hangot.core.itinerary.slots import open_bits
from hangot.core.itinerary.tasks import Task, before, closure

Tasks = int
"""A set of tasks: bit i stands for task i."""
Lag = tuple[int, int, int, int]
"""Earlier task, later task, least and most days between them."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What the two stages work on.

    `ways[i]` are pairs of "how many appointments this moves" and starts. `follow[i]` must come after
    i on the same day, `pre[i]` must be done before i may be. `allowed` has for a set of tasks the
    slots of the days on which they may be together (None: all days for all sets).
    """

    grid: Grid
    stay: Bits
    longest: int
    gap: int
    slots: tuple[int, ...]
    ways: tuple[tuple[tuple[int, Bits], ...], ...]
    follow: tuple[Tasks, ...]
    pre: tuple[Tasks, ...]
    lags: tuple[Lag, ...]
    allowed: tuple[Bits, ...] | None
    needs: tuple[int, ...]
    kept: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many sets of tasks there are."""
        return 1 << len(self.slots)


def puzzle(
    setting: Setting,
    tasks: tuple[Task, ...],
    starts: tuple[Bits, ...],
    keep: Mapping[str, Appointment],
) -> Puzzle:
    """The numbers of a setting; `starts` of each task, `keep` the times that stand already."""
    number = {service: i for i, task in enumerate(tasks) for service in task.services}
    free_order = not setting.on(Rule.ORDER)
    lags = () if free_order else _lags(tasks, number)
    nothing = (0,) * len(tasks)
    return Puzzle(
        grid=setting.grid,
        stay=stay_bits(setting),
        longest=_longest(setting),
        gap=setting.policy.transfer,
        slots=tuple(task.slots for task in tasks),
        ways=tuple(_ways(task, bits, keep) for task, bits in zip(tasks, starts, strict=True)),
        follow=nothing if free_order else _follow(tasks, number),
        pre=nothing if free_order else _pre(tasks, number),
        lags=lags,
        allowed=_allowed(setting, tasks, lags),
        needs=tuple(len(task.needs) for task in tasks),
        kept=tuple(len(task.kept(keep)) for task in tasks),
    )


def _longest(setting: Setting) -> int:
    whole = setting.grid.slots
    return min(whole, setting.request.max_stay) if setting.on(Rule.STAY) else whole


def _ways(
    task: Task, starts: Bits, keep: Mapping[str, Appointment]
) -> tuple[tuple[int, Bits], ...]:
    """The starts, split by how many appointments would move from the time they have."""
    kept = task.kept(keep)
    by_start: dict[int, int] = {}
    for start, one in kept:
        if start >= 0 and starts >> start & 1:
            by_start[start] = by_start.get(start, 0) + one
    special = [(len(kept) - count, 1 << start) for start, count in by_start.items()]
    rest = starts & ~sum(bits for _, bits in special)
    return tuple((moved, bits) for moved, bits in (*special, (len(kept), rest)) if bits)


def _bits(services: frozenset[str], number: Mapping[str, int]) -> Tasks:
    return sum(1 << i for i in {number[one] for one in services if one in number})


def _pre(tasks: tuple[Task, ...], number: Mapping[str, int]) -> tuple[Tasks, ...]:
    """What must be done before each task; a circle makes a task wait for itself, so for ever."""
    return tuple(
        _bits(
            frozenset[str]().union(*(before(need) for need in task.needs)) - task.services, number
        )
        | (_circular(task) << i)
        for i, task in enumerate(tasks)
    )


def _circular(task: Task) -> bool:
    done: set[str] = set()
    for need in task.needs:
        if before(need) & (task.services - done):
            return True
        done.add(need.service)
    return False


def _follow(tasks: tuple[Task, ...], number: Mapping[str, int]) -> tuple[Tasks, ...]:
    earlier = closure([need for task in tasks for need in task.needs])
    follow = [0] * len(tasks)
    for service, all_before in earlier.items():
        for one in all_before:
            if number[one] != number[service]:
                follow[number[one]] |= 1 << number[service]
    return tuple(follow)


def _lags(tasks: tuple[Task, ...], number: Mapping[str, int]) -> tuple[Lag, ...]:
    found: list[Lag] = []
    for need in (need for task in tasks for need in task.needs):
        for one in sorted(need.min_days.keys() | need.max_days.keys()):
            most = need.max_days.get(one, 1 << 30)
            if one in number and number[one] != number[need.service]:
                least = need.min_days.get(one, 0)
                found.append((number[one], number[need.service], least, most))
    return tuple(found)


def _allowed(
    setting: Setting, tasks: tuple[Task, ...], lags: tuple[Lag, ...]
) -> tuple[Bits, ...] | None:
    """Sets that may not share a day, or not every day: distances in days, and the reserve."""
    apart = [1 << one | 1 << two for one, two, least, _ in lags if least > 0]
    loads = _loads(setting, tasks)
    if not apart and not loads:
        return None
    found: list[Bits] = []
    for group in range(1 << len(tasks)):
        if any(group & pair == pair for pair in apart):
            found.append(0)
            continue
        left = open_bits(setting.grid)
        for agency, load in loads.items():
            slots = sum(took for i, took in enumerate(load) if group >> i & 1)
            left &= days_with(setting.grid, setting.agencies[agency], slots) if slots else -1
        found.append(left)
    return tuple(found)


def _loads(setting: Setting, tasks: tuple[Task, ...]) -> dict[str, list[int]]:
    """For each agency with a reserve the slots every task may take of it."""
    found: dict[str, list[int]] = {}
    for i, task in enumerate(tasks):
        for need in task.needs:
            for agency in {worker.agency for worker in setting.qualified(need)}:
                if agency in setting.agencies:
                    found.setdefault(agency, [0] * len(tasks))[i] += need.slots
    return {one: load for one, load in found.items() if sum(map(bool, load)) > 1}
