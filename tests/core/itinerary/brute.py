"""The best plan found by trying every order, day, start and person; the objective from its words.

Slow and short. It shares nothing with the planners nor with the checker: the house is the set of
slots at which somebody is taken, a stay the set of slots at which somebody is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from hangot.core.itinerary.model import LEVELS, Appointment, Kind, Need, Urgency
from tests.core.itinerary.worlds import ME, World

COMPARED = LEVELS[:7]
Ways = Mapping[str, list[Appointment]]


def objective(world: World, plan: Iterable[Appointment]) -> dict[str, int]:
    """The first seven levels of a plan.

    moved: what was to be kept and is not served at its start. lateness: weight of the urgency times
    the day of the first service, 0 when there is none. idle: slots of the stays without a service.
    last_day: day of the last service, 0 when there is none.
    """
    request, stride = world.request, world.centre.grid.stride
    days: dict[int, set[int]] = defaultdict(set)
    starts = {one.service: one.start for one in plan}
    for one in plan:
        days[one.start // stride].update(range(one.start, one.stop))
    missing = len(request.needs) - len(starts)
    return {
        "moved": sum(starts.get(name) != start for name, start in world.keep.items()),
        "unserved_urgent": missing if request.urgency is Urgency.NOW else 0,
        "unserved": missing,
        "visits": len(days),
        "lateness": world.policy.weights[request.urgency] * min(days, default=0),
        "idle": sum(max(of) - min(of) + 1 - len(of) for of in days.values()),
        "last_day": max(days, default=0),
    }


def best(world: World) -> tuple[int, ...]:
    """The best objective there is, by the order of the policy; told in the order of `LEVELS`."""
    order = [name for name in world.policy.order if name in COMPARED]
    found = (objective(world, plan) for plan in plans(world))
    least = min(found, key=lambda one: [one[name] for name in order])
    return tuple(least[name] for name in COMPARED)


def plans(world: World) -> Iterator[tuple[Appointment, ...]]:
    """Every legal plan, whole or partial; of people who are free at the same time only one."""
    escorts: list[str | None] = [r.id for r in world.centre.resources if r.kind == "advocate"]
    present = presence(world)
    for advocate in escorts or [None]:
        choices = {need.service: list(ways(world, need, advocate)) for need in world.request.needs}
        for plan in _grow(world, choices, ()):
            if _bearable(world, plan, present) and _kept(world, plan):
                yield plan


def legal(world: World, plan: tuple[Appointment, ...]) -> bool:
    """Whether these appointments, in order of time, keep every rule."""
    walk = world.policy.transfer
    apart = all(
        late.start >= early.stop + (walk if _day(world, late) == _day(world, early) else 0)
        for n, late in enumerate(plan)
        for early in plan[:n]
    )
    return (
        apart
        and len({one.advocate for one in plan} - {None}) <= 1
        and all(_alone(world, world.needs[one.service], one) for one in plan)
        and _ordered(world, plan)
        and _kept(world, plan)
        and _bearable(world, plan, presence(world))
    )


def _day(world: World, one: Appointment) -> int:
    return one.start // world.centre.grid.stride


def _grow(
    world: World, choices: Ways, plan: tuple[Appointment, ...]
) -> Iterator[tuple[Appointment, ...]]:
    """The plan so far, and all that grow from it by adding something later, in the right order."""
    yield plan
    begun = {one.service for one in plan}
    stop = plan[-1].stop if plan else 0
    midnight = (_day(world, plan[-1]) + 1) * world.centre.grid.stride if plan else 0
    for service in sorted(choices.keys() - begun):
        for one in choices[service]:
            if one.start >= min(stop + world.policy.transfer, midnight):
                longer = (*plan, one)
                if _ordered(world, longer):
                    yield from _grow(world, choices, longer)


def ways(world: World, need: Need, advocate: str | None) -> Iterator[Appointment]:
    """One appointment for each start and agency at which somebody can serve the need."""
    agency = {r.id: r.agency for r in world.centre.resources if r.kind == "staff"}
    speaks = {r.id: r.tongues for r in world.centre.resources if r.kind == "staff"}

    def names(kind: Kind, wanted: str | None) -> list[str | None]:
        return [r.id for r in world.centre.resources if r.kind == kind] if wanted else [None]

    for start in range(world.centre.grid.end):
        served = set()
        for staff, room, tongue in product(
            names("staff", "x"), names("room", need.room), names("interpreter", need.interpreter)
        ):
            escort = advocate if need.escorted else None
            spoken = None if need.interpreter in speaks[str(staff)] else tongue
            one = Appointment(ME, need.service, start, need.slots, str(staff), room, spoken, escort)
            if agency[one.staff] not in served and _alone(world, need, one):
                served.add(agency[one.staff])
                yield one


def _alone(world: World, need: Need, one: Appointment) -> bool:
    """The appointment is possible by itself."""
    means: list[tuple[Kind, str | None, str | None]] = [
        ("staff", one.staff, one.service), ("room", one.room, need.room),
        ("interpreter", one.interpreter, None if _speaks(world, one, need) else need.interpreter),
        ("advocate", one.advocate, "" if need.escorted else None),
    ]  # fmt: skip
    used = [name for _, name, _ in means if name is not None]
    return (
        len(used) == len(set(used))
        and one.slots == need.slots
        and need.earliest <= one.start
        and (need.due is None or one.start <= need.due)
        and (not need.staff or one.staff in need.staff)
        and all(
            skill is None if name is None else _can(world, one, name, kind, skill, need.agency)
            for kind, name, skill in means
        )
    )


def _speaks(world: World, one: Appointment, need: Need) -> bool:
    who = [r for r in world.centre.resources if r.id == one.staff and r.kind == "staff"]
    return one.interpreter is None and any(need.interpreter in r.tongues for r in who)


def _can(
    world: World, one: Appointment, name: str, kind: Kind, skill: str | None, agency: str
) -> bool:
    slots = range(one.start, one.stop)
    return not any((name, slot) in world.taken for slot in slots) and any(
        r.id == name
        and r.kind == kind
        and (not skill or skill in r.skills)
        and (kind != "staff" or agency in ("", r.agency))
        and all(r.free >> slot & 1 for slot in slots)
        for r in world.centre.resources
    )


def _kept(world: World, plan: tuple[Appointment, ...]) -> bool:
    """Of the staff time of each agency's day stays free what is kept for the more urgent."""
    shares = world.policy.reserve.get(world.request.urgency, ())
    if not any(shares):
        return True
    rota = world.rota
    busy = world.taken | {(one.staff, slot) for one in plan for slot in range(one.start, one.stop)}
    agency = {r.id: r.agency for r in world.centre.resources if r.kind == "staff"}
    asked = {(agency.get(one.staff, ""), _day(world, one)) for one in plan}
    return all(
        len(rota[key] - busy) >= (*shares, *[shares[-1]] * 9)[key[1]] * len(rota[key])
        for key in asked
    )


def _ordered(world: World, plan: tuple[Appointment, ...]) -> bool:
    """Everything asked for comes behind what it needs, by the right number of days."""
    at = {one.service: one for one in plan}
    for one in plan:
        need = world.needs[one.service]
        for name in {*need.after, *need.min_days, *need.max_days}:
            if name not in at or at[name].stop > one.start:
                return False
            gap = _day(world, one) - _day(world, at[name])
            if not need.min_days.get(name, 0) <= gap <= need.max_days.get(name, 99):
                return False
    return True


def presence(world: World) -> set[int]:
    """The slots at which the person may be in the building."""
    request, grid, care = world.request, world.centre.grid, world.centre.childcare
    there = _stays(world)
    found = {
        s
        for s in range(grid.end)
        if request.window >> s & 1 and not request.blocked_presence >> s & 1
    }
    for apart in world.centre.apart:
        other = apart.other if apart.one == ME else apart.one
        for (client, day), (slots, _) in there.items():
            if client == other:
                first, last = min(slots) - apart.buffer, max(slots) + apart.buffer
                found -= {s for s in range(first, last + 1) if s // grid.stride == day}
    if request.childcare:
        always = (*care.used, *[0] * grid.end) if care else (0,) * grid.end
        children = [slots for slots, child in there.values() if child]
        found = {
            s for s in found if care and always[s] + sum(s in of for of in children) < care.capacity
        }
    return found


def _stays(world: World) -> dict[tuple[str, int], tuple[set[int], bool]]:
    """By person and day: the slots from first to last, and whether a child is there."""
    spans: dict[tuple[str, int], tuple[set[int], bool]] = {}
    for booking in world.bookings:
        one = booking.appointment
        key = one.client, _day(world, one)
        slots, child = spans.get(key, (set(), False))
        whole = slots | set(range(one.start, one.stop))
        spans[key] = set(range(min(whole), max(whole) + 1)), child or booking.childcare
    return spans


def _bearable(world: World, plan: tuple[Appointment, ...], present: set[int]) -> bool:
    """No stay is too long or touches a slot at which the person may not be there."""
    days: dict[int, list[Appointment]] = defaultdict(list)
    for one in plan:
        days[_day(world, one)].append(one)
    stays = [range(min(a.start for a in of), max(a.stop for a in of)) for of in days.values()]
    return all(len(stay) <= world.request.max_stay and present.issuperset(stay) for stay in stays)
