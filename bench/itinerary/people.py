"""Invented requests: three to eight services each, with the wishes and limits people have."""

from dataclasses import replace
from random import Random

from bench.itinerary.house import HALF, SERVICES, Service, bits
from hangot.core.itinerary.model import Apart, Bits, Centre, Grid, Need, Request, Urgency

FEWEST, MOST = 3, 8
SHORT_OF = {Urgency.NOW: 1, Urgency.SOON: 3}
# Of a hundred people.
PRESSING, SOON = 10, 35
INTERPRETED, WITH_CHILD, ESCORTED, KEPT_APART, TIRED = 8, 15, 25, 4, 20


def requests(centre: Centre, count: int, dice: Random, first: int = 0) -> tuple[Request, ...]:
    """`count` people in the order in which they ask."""
    return tuple(_request(centre, first + n, dice) for n in range(count))


def apart(asking: tuple[Request, ...], dice: Random) -> tuple[Apart, ...]:
    """Pairs of them who must never be in the house at once."""
    many = len(asking) * KEPT_APART // 200
    names = dice.sample([one.client for one in asking], 2 * many)
    return tuple(Apart(a, b, 2) for a, b in zip(names[::2], names[1::2], strict=True))


def _request(centre: Centre, number: int, dice: Random) -> Request:
    roll = dice.randrange(100)
    urgency = Urgency.NOW if roll < PRESSING else Urgency.SOON if roll < SOON else Urgency.NORMAL
    return Request(
        f"client-{number}",
        _needs(centre, urgency, dice),
        window=_window(centre.grid, dice),
        childcare=dice.randrange(100) < WITH_CHILD,
        max_stay=HALF if dice.randrange(100) < TIRED else centre.grid.slots,
        urgency=urgency,
        asked_at=number,
        known=frozenset({f"counselling-{dice.randrange(5)}"}) if roll % 5 == 0 else frozenset(),
    )


def _needs(centre: Centre, urgency: Urgency, dice: Random) -> tuple[Need, ...]:
    """Intake and others, in an order that can be kept; what comes before must be asked for too."""
    wanted, many = {"intake"}, dice.randint(FEWEST, MOST)
    offers = {service.name: service for service in SERVICES}
    while len(wanted) < many:
        one = dice.choices(SERVICES, [service.often for service in SERVICES])[0]
        while one.name not in wanted and len(wanted) < many:
            missing = [name for name in one.after if name not in wanted]
            if missing:
                one = offers[missing[0]]
            else:
                wanted.add(one.name)
    tongue = dice.choice(("vi", "zh", "mn")) if dice.randrange(100) < INTERPRETED else None
    escort = dice.randrange(100) < ESCORTED
    limit = SHORT_OF.get(urgency)
    due = None if limit is None else centre.grid.stride * limit + centre.grid.slots
    return tuple(
        replace(_need(service, tongue, dice), escorted=escort and service.escorted,
                due=due if service.name == "intake" else None)
        for service in SERVICES if service.name in wanted
    )  # fmt: skip


def _need(service: Service, tongue: str | None, dice: Random) -> Need:
    """What belongs to the service itself: now and then a day of notice, or a day between."""
    rest = service.name == "assessment" and dice.choice((True, False))
    return Need(
        service.name, service.slots, service.agency, service.after, service.room, tongue,
        earliest=12 if service.name in ("evidence", "compensation") else 0,
        min_days={"counselling": 1} if rest else {},
    )  # fmt: skip


def _window(grid: Grid, dice: Random) -> Bits:
    """Most can always come; some only in one half of the day, some not on certain days."""
    kind = dice.choices(("always", "mornings", "afternoons", "some days"), (55, 15, 15, 15))[0]
    first, last = {"mornings": (0, 20), "afternoons": (HALF, grid.slots)}.get(kind, (0, grid.slots))
    days = (
        range(grid.days)
        if kind != "some days"
        else dice.sample(range(grid.days), grid.days * 3 // 5)
    )
    return sum(bits(day * grid.stride + first, day * grid.stride + last) for day in days)
