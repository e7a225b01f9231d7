"""Why a plan is as it is, for one listener: the order, the days, what would help, what is impossible.

Everything is answered from the masks or by planning once more with one rule looked away from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hangot.core.itinerary.audience import EVERYBODY, HIDDEN, SHOWN, STAFF, all_seen
from hangot.core.itinerary.model import (
    LEVELS,
    Appointment,
    Audience,
    Centre,
    Need,
    Plan,
    Policy,
    Reason,
    Request,
    Rule,
)
from hangot.core.itinerary.plan import plan as planned
from hangot.core.itinerary.tasks import before
from hangot.core.itinerary.whynot import why_not

RELAXED = (
    Rule.STAFF,
    Rule.ROOM,
    Rule.INTERP,
    Rule.ESCORT,
    Rule.CHILD,
    Rule.ORDER,
    Rule.STAY,
    Rule.WINDOW,
    Rule.LEAD,
    Rule.DUE,
    Rule.RESERVE,
    Rule.ENCOUNTER,
)
"""The rules one can look away from, in the order in which they are told."""
COUNTED = ("unserved", "visits", "lateness", "last_day")
"""The levels that say whether something helps; waiting a little less does not."""


def explain(
    centre: Centre, request: Request, plan: Plan, policy: Policy, audience: Audience
) -> tuple[Reason, ...]:
    """The reasons of a plan as one listener may hear them, always in the same order.

    `centre` and `request` are those the plan was made from. Codes: "comes_first", "other_order",
    a rule or "not_together" or "costs_more" for a day before the first visit, "unserved",
    "next_possible" or "no_date", and for staff "impossible" and "would_help"; for whoever may not
    hear a reason "not_offered".
    """
    found = [
        *_order(centre, request, plan, policy, audience),
        *_days(centre, request, plan, policy),
        *_open(centre, request, plan, policy),
    ]
    if audience in STAFF:
        found += _impossible(centre, request, plan, policy)
        found += _helps(centre, request, plan, policy)
    return all_seen(found, audience)


def _order(
    centre: Centre, request: Request, plan: Plan, policy: Policy, audience: Audience
) -> Iterable[Reason]:
    """For neighbours of one visit: must it be so, or what does the other way round cost?

    Only the safety officer's answer looks at the hidden rules; nobody else's depends on them.
    """
    off = frozenset[Rule]() if audience == "safety" else HIDDEN
    usual = planned(centre, request, policy, off=off).objective
    needs = {one.service: one for one in request.needs}
    for first, second in _neighbours(centre, plan):
        facts: dict[str, str | int] = {"first": first.service, "second": second.service}
        if first.service in before(needs[second.service]):
            yield Reason("comes_first", facts, EVERYBODY)
            continue
        turned = replace(request, needs=tuple(_after(request.needs, first, second)))
        costs = _less(planned(centre, turned, policy, off=off).objective, usual)
        if any(costs.values()):
            yield Reason("other_order", facts | costs, EVERYBODY)


def _neighbours(centre: Centre, plan: Plan) -> Iterable[tuple[Appointment, Appointment]]:
    stride = centre.grid.stride
    pairs = zip(plan.appointments, plan.appointments[1:], strict=False)
    return (pair for pair in pairs if pair[0].start // stride == pair[1].start // stride)


def _after(needs: Sequence[Need], first: Appointment, second: Appointment) -> Iterable[Need]:
    """The needs with the second before the first."""
    for one in needs:
        turned = one.service == first.service
        yield replace(one, after=(*one.after, second.service)) if turned else one


def _less(worse: tuple[int, ...], usual: tuple[int, ...]) -> dict[str, int]:
    """By how much each telling level is smaller in the usual plan, waiting included."""
    levels = (*COUNTED, "idle")
    return {one: worse[LEVELS.index(one)] - usual[LEVELS.index(one)] for one in levels}


def _days(centre: Centre, request: Request, plan: Plan, policy: Policy) -> Iterable[Reason]:
    """For each day before the first visit, why it is not there."""
    stride = centre.grid.stride
    days = [one.start // stride for one in plan.appointments]
    first = min(days, default=centre.grid.days)
    services = {one.service for one in plan.appointments if one.start // stride == first}
    wanted = [one for one in request.needs if one.service in services]
    if not wanted:
        asked = {one.service for one in request.needs}
        wanted = [one for one in request.needs if not before(one) & asked]
    return (why_not(centre, request, policy, wanted, day) for day in range(first if wanted else 0))


def _open(centre: Centre, request: Request, plan: Plan, policy: Policy) -> Iterable[Reason]:
    """What has no time, and when it could have one if its deadline did not count."""
    if plan.whole:
        return
    later = planned(centre, request, policy, off=frozenset({Rule.DUE}))
    days = {one.service: one.start // centre.grid.stride for one in later.appointments}
    for service in plan.unserved:
        yield Reason("unserved", {"service": service}, EVERYBODY)
        if service in days:
            yield Reason("next_possible", {"service": service, "day": days[service]}, EVERYBODY)
        else:
            yield Reason("no_date", {"service": service}, EVERYBODY)


def _impossible(centre: Centre, request: Request, plan: Plan, policy: Policy) -> Iterable[Reason]:
    """A smallest set of rules that together make it impossible; the hidden are let go first."""
    if plan.whole:
        return
    off: frozenset[Rule] = frozenset()
    guilty: list[Rule] = []
    for rule in reversed(RELAXED):
        if planned(centre, request, policy, off=off | {rule}).whole:
            guilty.append(rule)
        else:
            off |= {rule}
    too_long = any(need.slots > centre.grid.slots for need in request.needs)
    for rule in reversed(guilty) if guilty else (Rule.STAY if too_long else Rule.CLIENT,):
        yield Reason("impossible", {"rule": rule.value}, STAFF & SHOWN[rule])


def _helps(centre: Centre, request: Request, plan: Plan, policy: Policy) -> Iterable[Reason]:
    """Each rule by itself that, looked away from, brings more, fewer visits or sooner ones."""
    mine = plan.objective
    for rule in RELAXED:
        without = planned(centre, request, policy, off=frozenset({rule})).objective
        gains = {one: mine[LEVELS.index(one)] - without[LEVELS.index(one)] for one in COUNTED}
        first = next((gain for gain in gains.values() if gain), 0)
        if first > 0:
            yield Reason("would_help", {"rule": rule.value, **gains}, STAFF & SHOWN[rule])
