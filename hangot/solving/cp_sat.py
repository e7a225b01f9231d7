"""New times for everybody hit by an event at once, by the constraint solver of OR-Tools.

It knows people, rooms, order, distances in days and each person's own hours, but not stays and
who is kept apart: the exact program looks after those when it takes the hint.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from importlib.util import find_spec
from operator import or_
from typing import Any

from hangot.core.itinerary.masks import alone
from hangot.core.itinerary.model import Need, Request, Resource, Rule, Slot
from hangot.core.itinerary.repair import Question, Solver
from hangot.core.itinerary.setting import Setting, setting
from hangot.core.itinerary.slots import each, runs
from hangot.core.itinerary.tasks import before

EFFORT = 5.0
"""Units of the solver's own deterministic time, about seconds: the same effort, the same answer."""
Hint = Mapping[tuple[str, str], Slot]


def cp_sat(effort: float = EFFORT) -> Solver | None:
    """The solver for `repair`, or None when the extra `solver` is not installed."""
    if find_spec("ortools") is None:
        return None

    def solve(question: Question) -> Hint | None:
        return _Model(question).solve(effort)

    return solve


@dataclass(slots=True)
class _Model:
    """The question being written down. `taken` has what each person or room is used for."""

    question: Question
    cp: Any = None
    model: Any = None
    starts: dict[tuple[str, str], Any] = field(default_factory=dict)
    served: dict[tuple[str, str], Any] = field(default_factory=dict)
    taken: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    costs: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - an extra, asked for when used

        self.cp, self.model = cp_model, cp_model.CpModel()
        for request in self.question.requests:
            self._request(request)
        for intervals in self.taken.values():
            self.model.add_no_overlap(intervals)
        self.model.minimize(sum(self.costs))

    def solve(self, effort: float) -> Hint | None:
        """The best starts found within an effort; the same every time."""
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = effort
        if solver.solve(self.model) not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return None
        return {
            key: solver.value(start)
            for key, start in self.starts.items()
            if solver.value(self.served[key])
        }

    def _request(self, request: Request) -> None:
        question = self.question
        look = setting(question.centre, request, question.policy, frozenset({Rule.RESERVE}))
        escorts = {one.id: self.model.new_bool_var("") for one in look.kinds.get("advocate", ())}
        self.model.add_at_most_one(escorts.values())
        for need in request.needs:
            self._need(look, need, escorts)
        for need in request.needs:
            for service in sorted(before(need) & {one.service for one in request.needs}):
                self._order(request, need, service)

    def _need(self, look: Setting, need: Need, escorts: Mapping[str, Any]) -> None:
        request, key = look.request, (look.request.client, need.service)
        domain = self.cp.Domain.from_values(list(each(alone(look, need))) or [0])
        start = self.starts[key] = self.model.new_int_var_from_domain(domain, "")
        served = self.served[key] = self.model.new_bool_var("")
        if not alone(look, need):
            self.model.add(served == 0)
        self._use(f"client {request.client}", (start, served), need.slots + look.policy.transfer)
        workers = self._one_of(look.qualified(need), need, (start, served))
        if need.room:
            self._one_of(look.able("room", need.room), need, (start, served))
        if need.interpreter:
            understood = [workers[one] for one in {w.id for w in look.speaking(need)}]
            found = look.able("interpreter", need.interpreter)
            self._one_of(found, need, (start, served - sum(understood)))
        if need.escorted:
            chosen = self._one_of(look.kinds.get("advocate", ()), need, (start, served))
            for who, used in chosen.items():
                self.model.add_implication(used, escorts[who])
        self._cost(key, start, served)

    def _cost(self, key: tuple[str, str], start: Any, served: Any) -> None:
        """To lose an appointment is worst, then to move one, then to move it to a later day."""
        client, service = key
        kept, days = self.question.keep[client], self.question.centre.grid.days
        stays = self.model.new_bool_var("")
        self.model.add_implication(stays, served)
        self.model.add(start == kept[service].start).only_enforce_if(stays)
        moved = days * sum(map(len, self.question.keep.values())) + 1
        self.costs += [moved * (1 - stays), moved * (len(kept) + 1) * (1 - served)]
        self.costs.append(self._day(start))

    def _day(self, start: Any) -> Any:
        grid = self.question.centre.grid
        day = self.model.new_int_var(0, grid.days, "")
        self.model.add_division_equality(day, start, grid.stride)
        return day

    def _use(self, who: str, timed: tuple[Any, Any], slots: int) -> None:
        start, used = timed
        interval = self.model.new_optional_fixed_size_interval_var(start, slots, used, "")
        self.taken[who].append(interval)

    def _one_of(
        self, found: Iterable[Resource], need: Need, timed: tuple[Any, Any]
    ) -> dict[str, Any]:
        """Exactly one of these is used when the need is served, at a time at which they are free."""
        start, served = timed
        free: defaultdict[str, list[int]] = defaultdict(list)
        for one in found:
            free[one.id].append(runs(one.free, need.slots))
        chosen: dict[str, Any] = {}
        for who, times in free.items():
            used = chosen[who] = self.model.new_bool_var("")
            domain = self.cp.Domain.from_values(list(each(reduce(or_, times))))
            self.model.add_linear_expression_in_domain(start, domain).only_enforce_if(used)
            self._use(who, (start, used), need.slots)
        self.model.add(sum(chosen.values()) == served)
        return chosen

    def _order(self, request: Request, need: Need, service: str) -> None:
        """What comes before, and how many days."""
        one, two = (request.client, service), (request.client, need.service)
        slots = next(each_.slots for each_ in request.needs if each_.service == service)
        both = self.served[two]
        self.model.add_implication(both, self.served[one])
        first, second = self.starts[one], self.starts[two]
        self.model.add(second >= first + slots).only_enforce_if(both)
        days = self._day(second) - self._day(first)
        self.model.add(days >= need.min_days.get(service, 0)).only_enforce_if(both)
        if service in need.max_days:
            self.model.add(days <= need.max_days[service]).only_enforce_if(both)
