"""The rounds of a day: proved for up to eight homes, searched for beyond that."""

from collections.abc import Sequence
from dataclasses import replace

from hangot.core.rounds import exact, search
from hangot.core.rounds.clockwork import able, road, walk
from hangot.core.rounds.model import Call, Cost, Pair, Policy, Rounds, Tour, Travel, Why


def route_day(
    calls: Sequence[Call], pairs: Sequence[Pair], travel: Travel, policy: Policy
) -> Rounds:
    """Least weight left out, then least time on the road, then the soonest back.

    The same calls and pairs always give the same rounds, in whatever order they come.
    """
    calls = sorted(calls, key=lambda call: call.id)
    pairs = sorted(pairs, key=lambda pair: (pair.one.id, pair.two.id))
    proved = len(calls) <= exact.MOST
    orders = (exact if proved else search).share(calls, pairs, travel, policy) if pairs else []
    chosen = [[calls[one] for one in order] for order in orders]
    tours = [_tour(pair, mine, travel, policy) for pair, mine in zip(pairs, chosen, strict=True)]
    gone = {call.id for mine in chosen for call in mine}
    left = {call.id: _why(call, pairs, travel, policy) for call in calls if call.id not in gone}
    cost = Cost(
        sum(call.weight for call in calls if call.id in left),
        sum(road(mine, travel) for mine in chosen if mine),
        max((tour.back for tour in tours if tour.stops), default=0),
    )
    return Rounds(
        tuple(tour for tour in tours if tour.stops), left, cost, "optimal" if proved else "bound"
    )


def _tour(pair: Pair, calls: Sequence[Call], travel: Travel, policy: Policy) -> Tour:
    found = walk(pair, calls, travel, policy)
    if found is None:
        raise AssertionError("a planner chose a day that cannot be done")
    return found


def _why(call: Call, pairs: Sequence[Pair], travel: Travel, policy: Policy) -> Why:
    """The nearest thing that would help: an officer, another skill, another pair, hour, or more hands."""
    hindered = [able(pair, call, policy) for pair in pairs]
    free = [pair for pair, why in zip(pairs, hindered, strict=True) if why is None]
    if not free:
        return Why.ESCORT if call.escort and Why.SKILL not in hindered else Why.SKILL
    if any(walk(pair, [call], travel, policy) for pair in free):
        return Why.FULL
    if any(walk(_at_leisure(pair), [call], travel, policy) for pair in free):
        return Why.BUSY
    return Why.WINDOW


def _at_leisure(pair: Pair) -> Pair:
    return Pair(replace(pair.one, busy=()), replace(pair.two, busy=()))
