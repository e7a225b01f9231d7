"""What one planning run looks at: centre, request, policy, and which rules are looked away from."""

from dataclasses import dataclass
from functools import lru_cache

from hangot.core.itinerary.model import (
    Bits,
    Centre,
    Grid,
    Kind,
    Need,
    Policy,
    Request,
    Resource,
    Rule,
)
from hangot.core.itinerary.presence import places_left
from hangot.core.itinerary.slots import day_bits, open_bits, runs

Room = tuple[int, ...]
"""For each day the slots an agency may still give to this request; below zero is closed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`off` are rules left out to answer "what would help". `agencies` is empty without a reserve."""

    centre: Centre
    request: Request
    policy: Policy
    off: frozenset[Rule]
    kinds: dict[Kind, tuple[Resource, ...]]
    agencies: dict[str, Room]

    @property
    def grid(self) -> Grid:
        """The time of the centre."""
        return self.centre.grid

    def on(self, rule: Rule) -> bool:
        """Does the rule count in this run?"""
        return rule not in self.off

    def able(self, kind: Kind, skill: str | None) -> tuple[Resource, ...]:
        """Those of a kind who can do it; None when nothing of the kind is needed."""
        return tuple(one for one in self.kinds.get(kind, ()) if skill in one.skills)

    def qualified(self, need: Need) -> tuple[Resource, ...]:
        """The workers who may serve a need: of its agency and among those named, if it says so."""
        return tuple(
            one
            for one in self.able("staff", need.service)
            if (not need.staff or one.id in need.staff) and need.agency in ("", one.agency)
        )

    def speaking(self, need: Need) -> tuple[Resource, ...]:
        """The workers who may serve a need and speak its language: nobody has to interpret."""
        return tuple(one for one in self.qualified(need) if need.interpreter in one.tongues)

    def granted(self, worker: Resource, slots: int) -> Bits:
        """The days on which the agency of a worker may still give so many slots to this request."""
        left = self.agencies.get(worker.agency)
        if left is None:
            return open_bits(self.grid)
        return days_with(self.grid, left, slots)


def setting(
    centre: Centre, request: Request, policy: Policy, off: frozenset[Rule] = frozenset()
) -> Setting:
    """Look at a centre from which everything booked is already taken out."""
    kinds: dict[Kind, tuple[Resource, ...]] = {}
    for one in centre.resources:
        kinds[one.kind] = (*kinds.get(one.kind, ()), one)
    shares = policy.reserve.get(request.urgency, ())
    active = any(shares) and Rule.RESERVE not in off
    agencies = _reserve(centre.grid, kinds.get("staff", ()), shares) if active else {}
    return Setting(centre, request, policy, off, kinds, agencies)


def _reserve(
    grid: Grid, workers: tuple[Resource, ...], shares: tuple[float, ...]
) -> dict[str, Room]:
    """What each agency may still give each day without touching what is kept for the pressing."""
    people: dict[str, dict[str, tuple[Bits, Bits]]] = {}
    for one in workers:
        known = people.setdefault(one.agency, {})
        free, rota = known.get(one.id, (0, 0))
        whole = one.free if one.rota is None else one.rota
        known[one.id] = free | one.free, rota | whole
    return {
        agency: tuple(_left(grid, day, tuple(known.values()), shares) for day in range(grid.days))
        for agency, known in people.items()
    }


def _left(
    grid: Grid, day: int, people: tuple[tuple[Bits, Bits], ...], shares: tuple[float, ...]
) -> int:
    of_day = day_bits(grid, day)
    free = sum((one & of_day).bit_count() for one, _ in people)
    whole = sum((rota & of_day).bit_count() for _, rota in people)
    share = shares[min(day, len(shares) - 1)]
    kept = max(int(share * whole) - 1, 0)
    while whole and kept / whole < share:
        kept += 1
    return free - kept


@lru_cache(maxsize=4096)
def days_with(grid: Grid, left: Room, slots: int) -> Bits:
    """The slots of the days on which at least so much is left."""
    return sum(day_bits(grid, day) for day, room in enumerate(left) if room >= slots)


def stay_bits(setting: Setting) -> Bits:
    """The slots at which the person may be in the house at all."""
    request, grid = setting.request, setting.grid
    found = open_bits(grid)
    if setting.on(Rule.WINDOW):
        found &= request.window
    if setting.on(Rule.ENCOUNTER):
        found &= ~request.blocked_presence
    if request.childcare and setting.on(Rule.CHILD):
        found &= places_left(grid, setting.centre.childcare)
    return found


def freedom(setting: Setting, worker: Resource, slots: int) -> Bits:
    """The slots at which a worker can begin something so long, the reserve respected."""
    return runs(worker.free, slots) & setting.granted(worker, slots)
