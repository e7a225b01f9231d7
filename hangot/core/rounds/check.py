"""Whether rounds keep every hard rule. Shares no code with what plans them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hangot.core.rounds.model import BASE, Call, Policy, Rule, Tour, Travel


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule, and the home or worker it is broken for."""

    rule: Rule
    about: str


def check(
    tours: Sequence[Tour], calls: Sequence[Call], travel: Travel, policy: Policy
) -> tuple[Broken, ...]:
    """Every broken rule; empty when the day may be gone as it stands."""
    known = {call.id: call for call in calls}
    found = [*_twice(tours), *_both(tours)]
    for tour in tours:
        found += [*_pair(tour, known, policy), *_times(tour, known, travel, policy)]
        found += [*_last(tour, known), *_busy(tour, known, travel)]
    return tuple(found)


def _twice(tours: Sequence[Tour]) -> Iterator[Broken]:
    seen: set[str] = set()
    for tour in tours:
        for stop in tour.stops:
            if stop.call in seen:
                yield Broken(Rule.TWICE, stop.call)
            seen.add(stop.call)


def _both(tours: Sequence[Tour]) -> Iterator[Broken]:
    """Nobody goes with two pairs on one day, and a pair is two people."""
    seen: set[str] = set()
    for tour in tours:
        if tour.pair.one.id == tour.pair.two.id:
            yield Broken(Rule.ALONE, tour.pair.one.id)
        for member in {tour.pair.one.id, tour.pair.two.id}:
            if member in seen:
                yield Broken(Rule.BOTH, member)
            seen.add(member)


def _pair(tour: Tour, known: Mapping[str, Call], policy: Policy) -> Iterator[Broken]:
    skills = set(tour.pair.one.skills) | set(tour.pair.two.skills)
    for stop in tour.stops:
        call = known[stop.call]
        if (
            call.skills - skills
            or tour.pair.one.id in call.barred
            or tour.pair.two.id in call.barred
        ):
            yield Broken(Rule.SKILL, call.id)
        if call.escort and policy.officer not in skills:
            yield Broken(Rule.ESCORT, call.id)


def _times(
    tour: Tour, known: Mapping[str, Call], travel: Travel, policy: Policy
) -> Iterator[Broken]:
    free, here = max(tour.pair.one.starts, tour.pair.two.starts), BASE
    for stop in tour.stops:
        call = known[stop.call]
        needed = [until for since, until in tour.pair.busy if free <= since <= until <= stop.leaves]
        if needed:  # at the centre, between two visits
            free, here = max(needed), BASE
        if stop.leaves < free or stop.starts - stop.leaves < travel.minutes(here, call.place):
            yield Broken(Rule.TRAVEL, call.id)
        if not call.opens <= stop.starts <= call.closes or stop.ends - stop.starts < call.minutes:
            yield Broken(Rule.WINDOW, call.id)
        if call.unsafe and stop.ends > policy.unsafe_over:
            yield Broken(Rule.LATE, call.id)
        free, here = stop.ends, call.place
    if tour.stops:
        late = tour.back > min(tour.pair.one.ends, tour.pair.two.ends)
        if late or tour.back - free < travel.minutes(here, BASE):
            yield Broken(Rule.SHIFT, tour.stops[-1].call)


def _last(tour: Tour, known: Mapping[str, Call]) -> Iterator[Broken]:
    if tour.stops:
        last = tour.stops[-1].call
        if known[last].unsafe and not all(known[stop.call].unsafe for stop in tour.stops):
            yield Broken(Rule.LAST, last)


def _busy(tour: Tour, known: Mapping[str, Call], travel: Travel) -> Iterator[Broken]:
    """Nobody is on the way while they are needed elsewhere, and everybody is back before it."""
    for stop in tour.stops:
        back = stop.ends + travel.minutes(known[stop.call].place, BASE)
        if any(stop.leaves < until and since < back for since, until in tour.pair.busy):
            yield Broken(Rule.BUSY, stop.call)
