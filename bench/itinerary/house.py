"""The invented house: 15 agencies, 40 workers, 19 services, 16 rooms, and what they are like."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from hangot.core.itinerary.model import Bits, Centre, Grid, Pool, Resource

LUNCH = 4
HALF = 16
# Workers of each agency.
STAFF = {
    "centre": 6, "police": 5, "counselling": 5, "legal": 4, "hospital": 3, "welfare": 3,
    "clinic": 2, "housing": 2, "jobs": 2, "child": 2, "protection": 2, "shelter": 1,
    "prosecution": 1, "finance": 1, "addiction": 1,
}  # fmt: skip
ROOMS = {"talk": 6, "office": 5, "medical": 2, "group": 1, "statement": 2}
TONGUES = (("vi", "zh"), ("zh",), ("vi", "mn"))
ADVOCATES = 4
PLACES = 4
# Of a hundred: services of the agency that a worker does; half days off of workers, of others.
MOST = 90
OFF, OFTEN_OFF = 6, 16


@dataclass(frozen=True, slots=True)
class Service:
    """What is offered: by whom, in how many quarters of an hour, after what, how often asked for."""

    name: str
    agency: str
    slots: int
    often: int
    after: tuple[str, ...] = ()
    room: str | None = None
    escorted: bool = False


SERVICES = (
    Service("intake", "centre", 3, 0, room="talk"),
    Service("safety_plan", "police", 2, 8, ("intake",), "talk"),
    Service("statement", "police", 4, 3, ("intake",), "statement", escorted=True),
    Service("counselling", "counselling", 4, 9, ("intake",)),
    Service("assessment", "clinic", 5, 2, ("counselling",), "talk"),
    Service("medical", "hospital", 3, 4, (), "medical"),
    Service("evidence", "hospital", 3, 2, ("intake",), "medical", escorted=True),
    Service("legal_advice", "legal", 4, 7, ("intake",), "office", escorted=True),
    Service("protection_order", "legal", 3, 4, ("legal_advice",), "office"),
    Service("livelihood", "welfare", 3, 6, ("intake",), "office"),
    Service("benefits", "welfare", 2, 4),
    Service("housing", "housing", 3, 4, ("intake",)),
    Service("shelter", "shelter", 2, 2, ("safety_plan",), "talk"),
    Service("work", "jobs", 3, 3),
    Service("play_therapy", "child", 4, 2, ("intake",), "group"),
    Service("child_safety", "protection", 3, 3, ("intake",), "office"),
    Service("compensation", "prosecution", 2, 2, ("statement",)),
    Service("debt", "finance", 3, 2),
    Service("addiction", "addiction", 4, 1, ("intake",), "talk"),
)


def grid(days: int) -> Grid:
    """Working days from nine to six."""
    return Grid(date(2026, 9, 7), days)


def bits(start: int, stop: int) -> Bits:
    """The slots from `start` until before `stop`."""
    return ((1 << stop - start) - 1) << start


def centre(days: int, dice: Random) -> Centre:
    """The empty house: rotas with staggered lunches and half days, rooms always open."""
    time = grid(days)
    whole = sum(bits(day * time.stride, day * time.stride + time.slots) for day in range(days))
    rooms = (
        Resource(f"{kind}-{n}", "room", frozenset({kind}), whole)
        for kind, count in ROOMS.items()
        for n in range(count)
    )
    helpers = (
        *(Resource(f"tongue-{n}", "interpreter", frozenset(speaks), _rota(time, dice, OFTEN_OFF))
          for n, speaks in enumerate(TONGUES)),
        *(Resource(f"advocate-{n}", "advocate", frozenset(), _rota(time, dice, 0))
          for n in range(ADVOCATES)),
    )  # fmt: skip
    return Centre(time, (*_staff(time, dice), *rooms, *helpers), Pool("childcare", PLACES))


def _staff(time: Grid, dice: Random) -> Iterator[Resource]:
    """Of an agency's workers the first does all of its services, the others most of them."""
    for agency, count in STAFF.items():
        offered = [service.name for service in SERVICES if service.agency == agency]
        for n in range(count):
            does = [name for name in offered if n == 0 or dice.randrange(100) < MOST] or offered[:1]
            yield Resource(
                f"{agency}-{n}", "staff", frozenset(does), _rota(time, dice, OFF), agency=agency
            )


def _rota(time: Grid, dice: Random, half_days: int) -> Bits:
    """All days without an hour of lunch; of a hundred half days so many are off, at least."""
    free = 0
    for day in range(time.days):
        start = day * time.stride
        noon = start + dice.choice((10, 12, 14))
        free |= bits(start, noon) if dice.randrange(100) >= half_days else 0
        free |= bits(noon + LUNCH, start + time.slots) if dice.randrange(100) >= half_days else 0
    return free
