"""One legal visit of two days, with everything a rule can ask about in it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hangot.core.itinerary.check import check
from hangot.core.itinerary.model import (
    Apart,
    Appointment,
    Booking,
    Centre,
    Grid,
    Need,
    Policy,
    Pool,
    Request,
    Resource,
    Rule,
    Urgency,
)

GRID = Grid(date(2026, 9, 7), days=2, slots=8)
D1 = GRID.stride
ME, OPPONENT, STRANGER = "p-1", "p-2", "p-3"


def bits(*spans: tuple[int, int]) -> int:
    """The slots of all spans, each from its first until before its second number."""
    return sum(1 << slot for start, stop in spans for slot in range(start, stop))


OPEN = bits((0, 8), (D1, D1 + 8))
CENTRE = Centre(
    GRID,
    (
        Resource("오정민", "staff", frozenset({"intake"}), OPEN, agency="front"),
        Resource("박지수", "staff", frozenset({"counselling"}), OPEN, agency="care"),
        Resource("이도현", "staff", frozenset({"counselling", "legal"}), OPEN, agency="law"),
        Resource("쩐티란", "staff", frozenset({"legal"}), OPEN, agency="law"),
        Resource("쩐티란", "interpreter", frozenset({"vi"}), OPEN),
        Resource("응우옌", "interpreter", frozenset({"vi"}), OPEN),
        Resource("바트", "interpreter", frozenset({"mn"}), OPEN),
        Resource("201호", "room", frozenset({"quiet"}), OPEN),
        Resource("202호", "room", frozenset({"office"}), OPEN),
        Resource("최유나", "advocate", frozenset(), OPEN),
        Resource("정하늘", "advocate", frozenset(), OPEN),
    ),
    Pool("childcare", 1),
    (Apart(ME, OPPONENT, buffer=1),),
)
REQUEST = Request(
    ME,
    (
        Need("intake", 1, agency="front"),
        Need("counselling", 2, after=("intake",), room="quiet", interpreter="vi", escorted=True,
             due=2, earliest=2),
        Need("legal", 2, after=("intake",), escorted=True, min_days={"intake": 1},
             max_days={"counselling": 1}),
    ),
    window=bits((0, 6), (D1, D1 + 5)),
    childcare=True,
    max_stay=4,
)  # fmt: skip
POLICY = Policy(transfer=1, reserve={Urgency.NORMAL: (0.25, 0.1)})
PLAN = {
    "intake": Appointment(ME, "intake", 0, 1, "오정민"),
    "counselling": Appointment(ME, "counselling", 2, 2, "박지수", "201호", "응우옌", "최유나"),
    "legal": Appointment(ME, "legal", D1 + 1, 2, "쩐티란", advocate="최유나"),
}
OTHERS = (Booking(Appointment(OPPONENT, "legal", 6, 1, "이도현")),)


@dataclass(frozen=True)
class Scene:
    """A house, a request, a plan for it and what else is booked; legal as it stands."""

    centre: Centre = CENTRE
    request: Request = REQUEST
    policy: Policy = POLICY
    plan: tuple[Appointment, ...] = tuple(PLAN.values())
    others: tuple[Booking, ...] = OTHERS
    child: bool = True

    @property
    def bookings(self) -> list[Booking]:
        """All that stands."""
        return [*self.others, *(Booking(one, self.child) for one in self.plan)]

    def broken(self) -> list[Rule]:
        """The rules that the checker names for the one who asks."""
        found = check(self.centre, self.bookings, (self.request,), self.policy)
        assert all(one.client == ME for one in found)
        return [one.rule for one in found]

    def move(self, service: str, **changes: Any) -> "Scene":
        """The same with one appointment changed."""
        return replace(
            self,
            plan=tuple(replace(a, **changes) if a.service == service else a for a in self.plan),
        )

    def drop(self, service: str) -> "Scene":
        """The same without one appointment."""
        return replace(self, plan=tuple(a for a in self.plan if a.service != service))

    def ask(self, **changes: Any) -> "Scene":
        """The same with another request."""
        return replace(self, request=replace(self.request, **changes))

    def need(self, service: str, **changes: Any) -> "Scene":
        """The same with one need changed."""
        return self.ask(
            needs=tuple(
                replace(need, **changes) if need.service == service else need
                for need in self.request.needs
            )
        )

    def off(self, name: str, *slots: int) -> "Scene":
        """The same with somebody away, or a room closed, at these slots, in all their roles."""
        away = bits(*((slot, slot + 1) for slot in slots))
        return self.house(
            resources=tuple(
                replace(one, free=one.free & ~away) if one.id == name else one
                for one in self.centre.resources
            )
        )

    def house(self, **changes: Any) -> "Scene":
        """The same in a house that differs."""
        return replace(self, centre=replace(self.centre, **changes))

    def with_(
        self, client: str, start: int, slots: int, *, child: bool = False, **means: Any
    ) -> "Scene":
        """The same with one more booking of somebody else; by default nobody of ours is needed."""
        one = Appointment(client, "other", start, slots, means.pop("staff", "none"), **means)
        return replace(self, others=(*self.others, Booking(one, child)))
