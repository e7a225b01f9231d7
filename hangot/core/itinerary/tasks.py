"""The needs of one person as the exact program sees them: tasks, numbered, each with its starts.

A task is one need. Beyond `MOST` needs, some are chained back to back into one task, so that the
program stays quick; what it finds is then good, but no longer proven best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hangot.core.itinerary.masks import starts
from hangot.core.itinerary.model import Appointment, Bits, Need, Resource
from hangot.core.itinerary.setting import Setting

MOST = 10
"""So many tasks are still solved exactly."""


@dataclass(frozen=True, slots=True)
class Task:
    """Needs done one right after the other. `offsets` count from the start of the first."""

    needs: tuple[Need, ...]
    offsets: tuple[int, ...]

    @property
    def slots(self) -> int:
        """From the first start to the last stop."""
        return self.offsets[-1] + self.needs[-1].slots

    @property
    def services(self) -> frozenset[str]:
        """The services done in it."""
        return frozenset(one.service for one in self.needs)

    @property
    def escorted(self) -> bool:
        """Does any of it ask for an advocate?"""
        return any(one.escorted for one in self.needs)

    def starts(
        self, setting: Setting, opened: Mapping[str, Bits], advocate: Resource | None
    ) -> Bits:
        """When it can start with one advocate, or with whichever; `opened` by service, see `alone`."""
        found = -1
        for need, offset in zip(self.needs, self.offsets, strict=True):
            found &= starts(setting, need, opened[need.service], advocate) >> offset
        return found

    def kept(self, keep: Mapping[str, Appointment]) -> Sequence[tuple[int, int]]:
        """For each need that had a time: the start of the task at which it keeps it, and 1."""
        return [
            (keep[need.service].start - offset, 1)
            for need, offset in zip(self.needs, self.offsets, strict=True)
            if need.service in keep
        ]


def before(need: Need) -> frozenset[str]:
    """The services that come earlier than this one; a distance in days says so too."""
    return frozenset(need.after) | need.min_days.keys() | need.max_days.keys()


def closure(needs: Sequence[Need]) -> dict[str, frozenset[str]]:
    """For each service all that come before it, however far; what is not asked for is done."""
    asked = {need.service for need in needs}
    found = {need.service: before(need) & asked for need in needs}
    for middle in asked:
        for service, earlier in found.items():
            if middle in earlier:
                found[service] = earlier | found[middle]
    return found


def tasks(needs: Sequence[Need], gap: int) -> tuple[tuple[Task, ...], tuple[Need, ...]]:
    """The tasks, at most `MOST`, and the needs for which there was no more place."""
    found = [Task((need,), (0,)) for need in needs]
    earlier = closure(needs)
    while len(found) > MOST:
        pair = _pair(found, earlier)
        if pair is None:
            found.sort(key=lambda task: len(earlier[task.needs[0].service]))
            return tuple(found[:MOST]), tuple(n for task in found[MOST:] for n in task.needs)
        found = _joined(found, pair, gap)
    return tuple(found), ()


def _joined(found: list[Task], pair: tuple[int, int], gap: int) -> list[Task]:
    one, two = found[pair[0]], found[pair[1]]
    shift = one.slots + gap
    both = Task(one.needs + two.needs, one.offsets + tuple(shift + off for off in two.offsets))
    return [
        both if place == pair[0] else task for place, task in enumerate(found) if place != pair[1]
    ]


def _pair(found: list[Task], earlier: dict[str, frozenset[str]]) -> tuple[int, int] | None:
    """Which two are chained best: of one agency, in the asked order, short."""
    places = [(x, y) for x in range(len(found)) for y in range(len(found)) if x != y]
    fitting = [pair for pair in places if _chains(found, pair, earlier)]
    return min(fitting, key=lambda pair: _unlike(found, pair), default=None)


def _unlike(found: list[Task], pair: tuple[int, int]) -> tuple[bool, bool, int, int, int]:
    one, two = found[pair[0]], found[pair[1]]
    same = one.needs[-1].agency == two.needs[0].agency != ""
    follows = bool(before(two.needs[0]) & one.services)
    return not same, not follows, one.slots + two.slots, *pair


def _chains(found: list[Task], pair: tuple[int, int], earlier: dict[str, frozenset[str]]) -> bool:
    """May the second come right after the first, with nothing that must lie between?"""
    one, two = found[pair[0]], found[pair[1]]
    if any(earlier[service] & two.services for service in one.services):
        return False
    if any(days for need in two.needs for days in need.min_days.values()):
        return False
    between = frozenset[str]().union(*(earlier[service] for service in two.services))
    between -= one.services | two.services
    return not any(earlier[service] & one.services for service in between)
