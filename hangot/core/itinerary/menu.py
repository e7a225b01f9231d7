"""At most three plans to choose from: fewest visits, soonest, shortest stay."""

from hangot.core.itinerary.model import Centre, Plan, Policy, Request
from hangot.core.itinerary.objective import ranked
from hangot.core.itinerary.plan import Planner
from hangot.core.itinerary.setting import setting

SOONEST = ("lateness", "last_day", "visits", "idle")
SHORTEST = ("idle", "visits", "lateness", "last_day")


def menu(centre: Centre, request: Request, policy: Policy, k: int = 3) -> tuple[Plan, ...]:
    """The plan of the policy, the soonest and the one with least waiting; equal ones once.

    Each leaves as little undone as can be; all come from the same tables.
    """
    planner = Planner(setting(centre, request, policy), {})
    orders = (policy.order, SOONEST, SHORTEST)
    found: dict[tuple[object, ...], Plan] = {}
    for order in orders[:k]:
        plan = planner.best(ranked(order))
        found.setdefault(plan.appointments, plan)
    return tuple(found.values())
