"""What makes one plan better than another: a tuple of levels, and the same as one number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

from hangot.core.itinerary.model import LEVELS, Appointment, Grid, Policy, Request, Urgency
from hangot.core.itinerary.presence import stays
from hangot.core.itinerary.setting import Setting

SEARCHED = LEVELS[:7]
"""The levels the exact program decides; the last two are settled when people are chosen."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What one step of each searched level costs, so that no level outweighs one before it."""

    moved: int
    unserved: int
    visit: int
    late: int
    idle: int
    last: int


SERVED = ("unserved_urgent", "unserved")
SERVED_FIRST = (*SERVED, "moved")
"""What leads in a repair: nobody loses an appointment so that another can stay where it is."""


def ranked(
    order: tuple[str, ...], lead: tuple[str, ...] = ("moved",), known: tuple[str, ...] = SEARCHED
) -> tuple[str, ...]:
    """The levels from the most important: those that lead, those named, and the others last.

    What is served leads whatever an order names: to come not at all is the fewest visits.
    """
    first = (*lead, *(one for one in SERVED if one not in lead))
    named = [one for one in dict.fromkeys(order) if one in known and one not in first]
    return (*first, *named, *(one for one in known if one not in (*first, *named)))


def scale(grid: Grid, request: Request, policy: Policy, levels: tuple[str, ...]) -> Scale:
    """Multipliers from the ranges of this request; `levels` come from `ranked`."""
    needs, weight = len(request.needs), policy.weights[request.urgency]
    ranges = {
        "moved": needs,
        "unserved_urgent": needs,
        "unserved": needs,
        "visits": min(needs, grid.days),
        "lateness": weight * grid.days,
        "idle": min(needs, grid.days) * grid.slots,
        "last_day": grid.days,
    }
    cost = {
        one: prod(ranges[lower] + 1 for lower in levels[place + 1 :])
        for place, one in enumerate(levels)
    }
    pressing = cost["unserved_urgent"] if request.urgency is Urgency.NOW else 0
    return Scale(
        moved=cost["moved"],
        unserved=cost["unserved"] + pressing,
        visit=cost["visits"],
        late=cost["lateness"] * weight,
        idle=cost["idle"],
        last=cost["last_day"],
    )


def measure(
    setting: Setting,
    appointments: tuple[Appointment, ...],
    keep: Mapping[str, Appointment] | None = None,
) -> tuple[int, ...]:
    """One number for each of `LEVELS`.

    moved: kept needs not at the time they had, or lost · unserved_urgent: needs without a time of a request
    that is pressing now · unserved: all needs without a time · visits: days · lateness: day of the
    first visit times the weight of the urgency · idle: slots in the house without an appointment,
    ways included · last_day: day of the last visit · continuity: appointments with a worker not met
    before · gaps: appointments that cut a free stretch of their worker in two. Days count from 0.
    """
    request, grid = setting.request, setting.grid
    unserved = len(request.needs) - len(appointments)
    hulls = stays(grid, appointments)
    days = sorted(day for _, day in hulls)
    inside = sum(stop - first for first, stop in hulls.values())
    return (
        moved(appointments, keep or {}),
        unserved if request.urgency is Urgency.NOW else 0,
        unserved,
        len(days),
        setting.policy.weights[request.urgency] * days[0] if days else 0,
        inside - sum(one.slots for one in appointments),
        days[-1] if days else 0,
        sum(one.staff not in request.known for one in appointments),
        sum(_cuts(setting, one) for one in appointments),
    )


def moved(appointments: Iterable[Appointment], keep: Mapping[str, Appointment]) -> int:
    """How many kept needs changed or lost their start."""
    now = {one.service: one.start for one in appointments}
    return sum(now.get(one.service) != one.start for one in keep.values())


def _cuts(setting: Setting, appointment: Appointment) -> bool:
    """Is the worker free both right before and right after?"""
    free = 0
    for one in setting.kinds.get("staff", ()):
        if one.id == appointment.staff:
            free |= one.free
    first = appointment.start
    return bool(first and free >> (first - 1) & 1 and free >> appointment.stop & 1)


def better(
    order: tuple[str, ...], objective: tuple[int, ...], lead: tuple[str, ...] = ("moved",)
) -> tuple[int, ...]:
    """The objective in the order of a policy, to compare with `<`; smaller is better."""
    return tuple(objective[LEVELS.index(one)] for one in ranked(order, lead, LEVELS))
