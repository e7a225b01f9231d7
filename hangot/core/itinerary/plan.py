"""The best plan of one person: exact, by the two stages, over the advocates who matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hangot.core.itinerary.day import Table, table, times
from hangot.core.itinerary.days import Choice, choose
from hangot.core.itinerary.masks import alone
from hangot.core.itinerary.model import (
    Appointment,
    Bits,
    Centre,
    Need,
    Plan,
    Policy,
    Proof,
    Request,
    Resource,
    Rule,
    Slot,
)
from hangot.core.itinerary.objective import Scale, measure, ranked, scale
from hangot.core.itinerary.people import appoint, escorts
from hangot.core.itinerary.puzzle import puzzle
from hangot.core.itinerary.setting import Setting, setting
from hangot.core.itinerary.tasks import Task, tasks

Keep = Mapping[str, Appointment]
NONE: frozenset[Rule] = frozenset()


def plan(
    centre: Centre,
    request: Request,
    policy: Policy,
    *,
    keep: Keep | None = None,
    off: frozenset[Rule] = NONE,
    lead: tuple[str, ...] = ("moved",),
) -> Plan:
    """The best plan of a request, in the order of levels of the policy; partial if it must be.

    What is booked must be taken out of the centre already (`booked`), and the slots at which the
    person must not be in the house written into the request (`presence`). `keep` are appointments
    that stand and count as moved when their start changes; `lead` are the levels before those of the
    policy; `off` are rules to look away from. Proven best down to the level "last_day"; with these
    times, people are then chosen by continuity and gaps. ValueError when a service is asked for twice.
    """
    planner = Planner(setting(centre, request, policy, off), keep or {})
    return planner.best(ranked(policy.order, lead))


@dataclass(slots=True)
class Planner:
    """One person's question, its tables filled once and asked with any order of levels."""

    setting: Setting
    keep: Keep
    tasks: tuple[Task, ...] = ()
    left: tuple[Need, ...] = ()
    opened: dict[str, Bits] = field(default_factory=dict)
    starts: dict[str | None, tuple[Bits, ...]] = field(default_factory=dict)
    tables: dict[str | None, Table] = field(default_factory=dict)
    work: int = 0

    def __post_init__(self) -> None:
        needs = self.setting.request.needs
        self.tasks, self.left = tasks(needs, self.setting.policy.transfer)
        self.opened = {need.service: alone(self.setting, need) for need in needs}
        if len(self.opened) < len(needs):
            raise ValueError("a request names every service once")

    @property
    def proof(self) -> Proof:
        """Chained or dropped needs may hide something better, and so may a reserve of two houses."""
        plain = len(self.tasks) == len(self.setting.request.needs)
        return "optimal" if plain and not self.left and not _divided(self.setting) else "bound"

    def best(self, levels: tuple[str, ...]) -> Plan:
        """The best plan for an order of levels, see `ranked`."""
        request = self.setting.request
        weighed = scale(self.setting.grid, request, self.setting.policy, levels)
        advocate, visits = self._choice(weighed)
        appointments = tuple(
            appoint(self.setting, need, start + offset, advocate, self.keep)
            for i, start in visits
            for need, offset in zip(self.tasks[i].needs, self.tasks[i].offsets, strict=True)
        )
        served = {one.service for one in appointments}
        return Plan(
            client=request.client,
            appointments=appointments,
            unserved=tuple(n.service for n in request.needs if n.service not in served),
            objective=measure(self.setting, appointments, self.keep),
            proof=self.proof,
            work=self.work,
        )

    def _choice(self, weighed: Scale) -> tuple[Resource | None, list[tuple[int, Slot]]]:
        """With whichever advocate first: that bounds it, and often one person can do all of it."""
        found = escorts(self.setting)
        if len(found) < 2:  # noqa: PLR2004 - nobody to choose between
            only = found[0] if found else None
            return only, self._visits(only, self._chosen(only, weighed))
        choice = self._chosen(None, weighed)
        visits = self._visits(None, choice)
        able = [one for one in found if self._covers(one, visits)]
        if not able:
            planned, best = self._each_advocate(self._matter(found), weighed, choice.cost)
            visits = self._visits(planned, best)
            able = [one for one in found if self._covers(one, visits)]
        return able[0], visits

    def _chosen(self, advocate: Resource | None, weighed: Scale) -> Choice:
        choice = choose(self._table(advocate), weighed)
        if choice is None:
            raise AssertionError("to come not at all is a plan as well")
        self.work += choice.work
        return choice

    def _each_advocate(
        self, found: list[Resource], weighed: Scale, bound: int
    ) -> tuple[Resource, Choice]:
        """The best over advocates; over at once when the bound is met."""
        best = found[0], self._chosen(found[0], weighed)
        for one in found[1:]:
            if best[1].cost == bound:
                break
            choice = choose(self._table(one), weighed, best[1].cost)
            best = best if choice is None else (one, choice)
        return best

    def _matter(self, found: tuple[Resource, ...]) -> list[Resource]:
        """Without those who can never begin when another cannot as well; the most free first."""
        kept: list[Resource] = []
        for one in sorted(found, key=lambda one: -sum(b.bit_count() for b in self._starts(one))):
            mine = self._starts(one)
            if not any(_within(mine, self._starts(other)) for other in kept):
                kept.append(one)
        return kept

    def _covers(self, one: Resource, visits: list[tuple[int, Slot]]) -> bool:
        """Can this advocate go along at these times?"""
        starts = self._starts(one)
        return all(starts[i] >> start & 1 for i, start in visits if self.tasks[i].escorted)

    def _starts(self, advocate: Resource | None) -> tuple[Bits, ...]:
        key = advocate.id if advocate else None
        if key not in self.starts:
            found = (task.starts(self.setting, self.opened, advocate) for task in self.tasks)
            self.starts[key] = tuple(found)
        return self.starts[key]

    def _table(self, advocate: Resource | None) -> Table:
        key = advocate.id if advocate else None
        if key not in self.tables:
            numbers = puzzle(self.setting, self.tasks, self._starts(advocate), self.keep)
            self.tables[key] = table(numbers)
        return self.tables[key]

    def _visits(self, advocate: Resource | None, choice: Choice) -> list[tuple[int, Slot]]:
        """The tasks of a choice with their starts, in order of time."""
        found = self._table(advocate)
        return [
            step
            for day, group in choice.visits
            for step in times(found, group, found.days[day][group])
        ]


def _within(one: tuple[Bits, ...], other: tuple[Bits, ...]) -> bool:
    return all(not mine & ~theirs for mine, theirs in zip(one, other, strict=True))


def _divided(setting: Setting) -> bool:
    """May a need take of the reserve of one house or of another's? Then both are counted."""
    return any(
        len({worker.agency for worker in setting.qualified(need)} & setting.agencies.keys()) > 1
        for need in setting.request.needs
    )
