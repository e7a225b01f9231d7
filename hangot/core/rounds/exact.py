"""Up to eight homes: every set of homes for every pair, so that the best day is proved.

Dynamic programming over subsets with time windows (Held and Karp 1962, labels of time and road).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hangot.core.rounds.clockwork import able, may_end, step
from hangot.core.rounds.model import BASE, Call, Pair, Policy, Travel

MOST = 8
Label = tuple[int, int, tuple[int, ...]]
"""Minutes on the road, when the pair is free, the order of homes."""
Best = dict[int, Label]
Layer = dict[tuple[int, int], list[Label]]


def share(
    calls: Sequence[Call], pairs: Sequence[Pair], travel: Travel, policy: Policy
) -> list[tuple[int, ...]]:
    """The order of homes of each pair: least weight left out, then least road, then soonest back."""
    days: dict[int, tuple[int, int, tuple[tuple[int, ...], ...]]] = {0: (0, 0, ())}
    for pair in pairs:
        days = _with(days, orders(pair, calls, travel, policy))
    best = min(days, key=lambda mask: (_left(mask, calls), *days[mask][:2], days[mask][2]))
    return list(days[best][2])


def _with(
    days: Mapping[int, tuple[int, int, tuple[tuple[int, ...], ...]]], more: Best
) -> dict[int, tuple[int, int, tuple[tuple[int, ...], ...]]]:
    """Every day so far, with every order of one more pair for homes that nobody visits yet."""
    found: dict[int, tuple[int, int, tuple[tuple[int, ...], ...]]] = {}
    for mask, (road, back, tours) in days.items():
        for own, (more_road, more_back, order) in more.items():
            if mask & own:
                continue
            day = (road + more_road, max(back, more_back), (*tours, order))
            if mask | own not in found or day < found[mask | own]:
                found[mask | own] = day
    return found


def _left(mask: int, calls: Sequence[Call]) -> int:
    return sum(call.weight for place, call in enumerate(calls) if not mask >> place & 1)


@dataclass(frozen=True, slots=True)
class _Day:
    """One pair and everything it could do."""

    pair: Pair
    calls: Sequence[Call]
    travel: Travel
    policy: Policy


def orders(pair: Pair, calls: Sequence[Call], travel: Travel, policy: Policy) -> Best:
    """For every set of homes the pair can do in one day: least road, then soonest back."""
    day = _Day(pair, calls, travel, policy)
    mine = [place for place, call in enumerate(calls) if able(pair, call, policy) is None]
    best: Best = {0: (0, pair.starts, ())}
    layer: Layer = {}
    for place in mine:
        _reach(layer, (0, pair.starts, ()), place, day)
    while layer:
        following: Layer = {}
        for mask, labels in sorted(layer.items()):
            for label in labels:
                _home(best, mask[0], label, day)
                for place in mine:
                    if not mask[0] >> place & 1:
                        _reach(following, label, place, day)
        layer = following
    return best


def _reach(layer: Layer, label: Label, place: int, day: _Day) -> None:
    """Go on from a label to one more home; labels that are later and longer are dropped."""
    road, at, order = label
    here = day.calls[order[-1]].place if order else BASE
    found = step(day.pair, (at, here), day.calls[place], day.travel, day.policy)
    if found is None:
        return
    road += day.travel.minutes(here, day.calls[place].place)
    new = (road, found.ends, (*order, place))
    kept = layer.setdefault((sum(1 << one for one in new[2]), place), [])
    if any(one[0] <= new[0] and one[1] <= new[1] for one in kept):
        return
    kept[:] = [one for one in kept if not (new[0] <= one[0] and new[1] <= one[1])] + [new]


def _home(best: Best, mask: int, label: Label, day: _Day) -> None:
    """End the day here, if an unsafe home is not the last one and the pair is back in time."""
    road, at, order = label
    last = day.calls[order[-1]]
    home = day.travel.minutes(last.place, BASE)
    if at + home > day.pair.ends or not may_end(last, [day.calls[one] for one in order]):
        return
    found = (road + home, at + home, order)
    if mask not in best or found < best[mask]:
        best[mask] = found
