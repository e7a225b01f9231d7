"""One pair, one order of homes: can it be done, and when is each visit?"""

from collections.abc import Sequence
from itertools import pairwise

from hangot.core.rounds.model import BASE, Call, Pair, Policy, Stop, Tour, Travel, Why


def able(pair: Pair, call: Call, policy: Policy) -> Why | None:
    """Why this pair cannot go to this home at all; None if it can."""
    if call.escort and policy.officer not in pair.skills:
        return Why.ESCORT
    if not call.skills <= pair.skills or {pair.one.id, pair.two.id} & call.barred:
        return Why.SKILL
    return None


def step(
    pair: Pair, free: tuple[int, str], call: Call, travel: Travel, policy: Policy
) -> Stop | None:
    """The visit as early as it can be when the pair is `free`: since when, and where.

    None if that is too late. What keeps one of the two busy is at the centre, so they are back before
    it and leave after it.
    """
    at, here = free
    for since, until in pair.busy:
        found = _visit(at, here, call, travel, policy)
        if found is None or found.ends + travel.minutes(call.place, BASE) <= since:
            return found
        if until > at:
            at, here = until, BASE
    return _visit(at, here, call, travel, policy)


def _visit(at: int, here: str, call: Call, travel: Travel, policy: Policy) -> Stop | None:
    road = travel.minutes(here, call.place)
    starts = max(at + road, call.opens)
    ends = starts + call.minutes
    if starts > call.closes or (call.unsafe and ends > policy.unsafe_over):
        return None
    return Stop(call.id, starts - road, starts, ends)


def may_end(last: Call, others: Sequence[Call]) -> bool:
    """An unsafe home is not the last one, unless the round has no other kind."""
    return not last.unsafe or all(call.unsafe for call in others)


def walk(pair: Pair, calls: Sequence[Call], travel: Travel, policy: Policy) -> Tour | None:
    """The day of a pair in this order, each visit as early as it can be; None if it cannot be."""
    if not calls:
        return Tour(pair, (), pair.starts)
    at, here, stops = pair.starts, BASE, []
    for call in calls:
        found = step(pair, (at, here), call, travel, policy)
        if found is None or able(pair, call, policy):
            return None
        stops.append(found)
        at, here = found.ends, call.place
    back = at + travel.minutes(here, BASE)
    if back > pair.ends or not may_end(calls[-1], calls):
        return None
    return Tour(pair, tuple(stops), back)


def road(calls: Sequence[Call], travel: Travel) -> int:
    """Minutes on the road for this order, from the centre and back."""
    places = [BASE, *(call.place for call in calls), BASE]
    return sum(travel.minutes(one, two) for one, two in pairwise(places))
