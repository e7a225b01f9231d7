"""More than eight homes: put each where it costs least, then move and swap while that helps."""

from collections.abc import Iterator, Mapping, Sequence

from hangot.core.rounds.clockwork import road, walk
from hangot.core.rounds.model import Call, Pair, Policy, Travel

ROUNDS = 40
Orders = tuple[tuple[int, ...], ...]


def share(
    calls: Sequence[Call], pairs: Sequence[Pair], travel: Travel, policy: Policy
) -> list[tuple[int, ...]]:
    """The order of homes of each pair; good, not proved."""
    best: Orders = tuple(() for _ in pairs)
    cost = _cost(best, calls, pairs, travel, policy)
    for _ in range(ROUNDS):
        found = min(
            ((_cost(one, calls, pairs, travel, policy), one) for one in _near(best, calls)),
            default=(cost, best),
        )
        if found[0] >= cost:
            break
        cost, best = found
    return list(best)


def _cost(
    orders: Orders, calls: Sequence[Call], pairs: Sequence[Pair], travel: Travel, policy: Policy
) -> tuple[int, int, int]:
    """Weight left out, road, last one back; beyond everything where a day cannot be done."""
    total, back = 0, 0
    left = sum(call.weight for call in calls)
    for pair, order in zip(pairs, orders, strict=True):
        mine = [calls[one] for one in order]
        tour = walk(pair, mine, travel, policy)
        if tour is None:
            return (10**9, 0, 0)
        left -= sum(call.weight for call in mine)
        total, back = total + road(mine, travel), max(back, tour.back)
    return left, total, back


def _near(orders: Orders, calls: Sequence[Call]) -> Iterator[Orders]:
    """One home put in or moved, one taken out for another, two changed about."""
    inside = sorted({one for order in orders for one in order})
    for one in range(len(calls)):
        yield from _put(tuple(tuple(x for x in order if x != one) for order in orders), one)
        for other in inside:
            if one not in inside:
                yield _named(orders, {other: one})
            elif one < other:
                yield _named(orders, {one: other, other: one})


def _named(orders: Orders, names: Mapping[int, int]) -> Orders:
    return tuple(tuple(names.get(one, one) for one in order) for order in orders)


def _put(orders: Orders, one: int) -> Iterator[Orders]:
    for row, order in enumerate(orders):
        for place in range(len(order) + 1):
            new = (*order[:place], one, *order[place:])
            yield (*orders[:row], new, *orders[row + 1 :])
