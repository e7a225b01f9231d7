"""A small house for stories about plans: two days of eight quarters, a few people and rooms."""

from dataclasses import replace
from datetime import date

from hangot.core.itinerary.model import (
    Bits,
    Booking,
    Centre,
    Grid,
    Kind,
    Need,
    Plan,
    Pool,
    Request,
    Resource,
)
from hangot.core.itinerary.slots import open_bits, span

GRID = Grid(date(2026, 9, 7), days=3, slots=8)
ALL = open_bits(GRID)
HANSEOYUN = "seoyun"
OHMINJAE = "minjae"
KIMHARIN = "harin"


def at(day: int, slot: int) -> int:
    """The global slot of a slot of a day."""
    return day * GRID.stride + slot


def only(*parts: tuple[int, int, int]) -> Bits:
    """Free on these parts (day, from, until) and at no other time."""
    return sum(span(at(day, start), at(day, stop)) for day, start, stop in parts)


def one(
    name: str, *skills: str, free: Bits = ALL, kind: Kind = "staff", agency: str = ""
) -> Resource:
    """Somebody or something, free all the time unless said."""
    return Resource(name, kind, frozenset(skills), free, agency)


WORKERS = (
    one("counsellor", "intake", "counsel", agency="house"),
    one("lawyer", "law", agency="bar"),
    one("police", "statement", agency="police"),
)


def house(*people: Resource, places: int | None = None, grid: Grid = GRID) -> Centre:
    """The usual workers, or those given."""
    care = None if places is None else Pool("care", places)
    return Centre(grid, people or WORKERS, care)


INTAKE = Need("intake", 2)
LAW = Need("law", 2, after=("intake",))
COUNSEL = Need("counsel", 2, after=("intake",))
STATEMENT = Need("statement", 3, after=("intake",))


def asks(*needs: Need, client: str = HANSEOYUN, window: Bits = ALL, **more: object) -> Request:
    """What 한서윤 asks for, unless somebody else is named."""
    return replace(Request(client, needs, window), **more)  # type: ignore[arg-type]


def starts(plan: Plan) -> dict[str, tuple[int, int]]:
    """Day and slot of every appointment of a plan."""
    return {one.service: divmod(one.start, GRID.stride) for one in plan.appointments}


def bookings(*plans: Plan, childcare: bool = False) -> tuple[Booking, ...]:
    """The plans as they are booked."""
    return tuple(Booking(each, childcare) for plan in plans for each in plan.appointments)
