"""Stage 2: spread the sets of stage 1 over the days, at the least cost, with a bound.

Day by day, for every set of tasks done so far (and the days that still matter for distances in
days) the cheapest way there. Every such state is a plan, perhaps a partial one; what cannot lead to
anything better than the best plan so far is dropped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hangot.core.itinerary.day import Table
from hangot.core.itinerary.lags import far_enough, reach
from hangot.core.itinerary.objective import Scale
from hangot.core.itinerary.puzzle import Tasks

Visits = tuple[tuple[int, Tasks], ...]
"""The days of a plan, each with its tasks, in order."""
Option = tuple[Tasks, int, Tasks]
"""A set that fits on a day, its cost without first and last day, what must be done before."""


@dataclass(slots=True)
class _Search:
    """The state of the search. `penalty[S]` is what it costs to leave S undone; `full` can be done."""

    table: Table
    scale: Scale
    penalty: list[int]
    pre: list[Tasks]
    full: Tasks
    top: int
    best: Visits | None = None
    states: dict[int, tuple[int, Visits]] = field(default_factory=lambda: {0: (0, ())})
    work: int = 0

    def offer(self, cost: int, done: Tasks, visits: Visits) -> None:
        """Keep a plan if, with what it leaves undone and its last day, it is the best."""
        cost += self.penalty[~done] + (self.scale.last * visits[-1][0] if visits else 0)
        if cost < self.top:
            self.top, self.best = cost, visits

    def only_all(self, least: int) -> bool:
        """Is whatever leaves something for later (or undone) too dear already?"""
        later = min(self.scale.visit, self.scale.unserved)
        return least + later >= self.top


@dataclass(frozen=True, slots=True)
class Choice:
    """The cost of a plan in the numbers of its scale, its visits, and the steps it took."""

    cost: int
    visits: Visits
    work: int


def choose(table: Table, scale: Scale, ceiling: int | None = None) -> Choice | None:
    """The cheapest plan; None when none is cheaper than `ceiling`. No visit at all is a plan too."""
    penalty = _penalties(table, scale)
    top = penalty[-1] + 1 if ceiling is None else ceiling
    search = _Search(table, scale, penalty, _unions(table.puzzle.pre), _servable(table), top)
    search.offer(0, 0, ())
    _one_or_two_visits(search)
    for day in range(len(table.days)):
        _day(search, day)
    return None if search.best is None else Choice(search.top, search.best, search.work)


def _penalties(table: Table, scale: Scale) -> list[int]:
    """For each set of tasks what it costs to leave it undone."""
    p, found = table.puzzle, [0]
    for needs, kept in zip(p.needs, p.kept, strict=True):
        cost = needs * scale.unserved + kept * scale.moved
        found += [cost + rest for rest in found]
    return found


def _unions(pre: tuple[Tasks, ...]) -> list[Tasks]:
    """For each set of tasks all that must be done before it."""
    found = [0]
    for one in pre:
        found += [one | rest for rest in found]
    return found


def _servable(table: Table) -> Tasks:
    """The tasks that fit somewhere, and so does all that must come before them."""
    found, pre = 0, table.puzzle.pre
    for of_day in table.days:
        for group in of_day:
            found |= group
    while any(found >> i & 1 and earlier & ~found for i, earlier in enumerate(pre)):
        found &= ~sum(1 << i for i, earlier in enumerate(pre) if earlier & ~found)
    return found


def _cost(search: _Search, day: int, group: Tasks) -> int:
    moved, waited, _ = search.table.days[day][group]
    scale = search.scale
    return scale.visit + scale.idle * waited + scale.moved * moved


def _one_or_two_visits(search: _Search) -> None:
    """A good plan early makes the bound sharp: everything on the first days that take it."""
    if search.table.puzzle.lags:
        return
    days: dict[Tasks, list[int]] = {}
    for day, of_day in enumerate(search.table.days):
        for group in of_day:
            days.setdefault(group, []).append(day)
    late, full = search.scale.late, search.full
    for group, found in days.items():
        if search.pre[group] & ~group:
            continue
        first = found[0]
        cost = late * first + _cost(search, first, group)
        search.offer(cost, group, ((first, group),))
        for second in days.get(full & ~group, ()):
            if second > first:
                both = cost + _cost(search, second, full & ~group)
                search.offer(both, full, ((first, group), (second, full & ~group)))
                break


def _day(search: _Search, day: int) -> None:
    """Add a visit on this day to everything reached before it."""
    options = {
        group: (group, _cost(search, day, group), search.pre[group])
        for group in search.table.days[day]
    }
    reached: dict[int, tuple[int, Visits]] = {}
    never = search.penalty[~search.full]
    for key, (cost, _) in list(search.states.items()):
        done = key & (search.table.puzzle.size - 1)
        rest = search.full & ~done
        least = cost + never + search.scale.visit + search.scale.last * day
        least += 0 if done else search.scale.late * day
        if least >= search.top or not rest:
            del search.states[key]
        elif not search.only_all(least):
            _extend(search, key, day, options.values(), reached)
        elif rest in options:
            _extend(search, key, day, (options[rest],), reached)
    for key, state in reached.items():
        if state[0] < search.states.get(key, (search.top,))[0]:
            search.states[key] = state


def _extend(
    search: _Search,
    key: int,
    day: int,
    options: Iterable[Option],
    reached: dict[int, tuple[int, Visits]],
) -> None:
    """All the states one state leads to by a visit on a day."""
    cost, visits = search.states[key]
    done = key & (search.table.puzzle.size - 1)
    begun = cost if done else cost + search.scale.late * day
    for group, extra in _fitting(search, options, key, day):
        search.work += 1
        new, total = reach(search.table.puzzle, key, group, day), begun + extra
        if new not in reached or total < reached[new][0]:
            reached[new] = total, (*visits, (day, group))
            search.offer(total, done | group, reached[new][1])


def _fitting(
    search: _Search, options: Iterable[Option], key: int, day: int
) -> Iterator[tuple[Tasks, int]]:
    """The sets nothing of which is done, and before which everything is that must be."""
    done, lags = key & (search.table.puzzle.size - 1), search.table.puzzle.lags
    for group, extra, pre in options:
        if group & done or pre & ~(done | group):
            continue
        if not lags or far_enough(search.table.puzzle, key, group, day):
            yield group, extra
