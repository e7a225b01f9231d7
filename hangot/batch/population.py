"""Findings for many people: who may get what under a pack of rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from hangot.batch.cells import Array, Cells, constant
from hangot.batch.columns import Columns, joined
from hangot.batch.sheet import EPOCH, Sheet
from hangot.core.eligibility.findings import Verdict
from hangot.core.eligibility.rules import Clause, Condition, Rules, Service, clauses
from hangot.core.eligibility.scene import Facts

VERDICTS: tuple[Verdict, ...] = ("unlikely", "unknown", "discretionary", "likely")


@dataclass(frozen=True, slots=True)
class Found:
    """One service for everybody. `verdicts`: places in VERDICTS. `sums`: by amount, in whole money."""

    service: Service
    verdicts: Array
    sums: Mapping[str, Cells]


def find_all(rules: Rules, people: Sequence[Facts], on: date) -> Mapping[str, Found]:
    """Every service of the pack for every person, as the engine would find it one by one."""
    sheet = Sheet.of(people, rules.facts)
    shared: dict[str, Cells] = {}
    return {
        name: _find(rules, service, sheet, on, shared) for name, service in rules.services.items()
    }


def _find(
    rules: Rules, service: Service, sheet: Sheet, on: date, shared: dict[str, Cells]
) -> Found:
    own = {named.id: named for named in service.values}
    known = dict(shared)
    named = {**rules.values, **own}
    columns = Columns(
        sheet, on, rules.parameters, named, constant(0, sheet.count), rules.off, known
    )
    met = {one: columns.at(one.as_of).read(one.tree) for one in clauses(service.require)}
    verdicts = _verdicts(service, met, _in_force(service, columns))
    sums = {one.id: columns.at(one.as_of).read(one.tree) for one in service.amounts}
    shared.update((name, cells) for name, cells in known.items() if name in rules.values)
    return Found(service, verdicts, sums)


def _in_force(service: Service, columns: Columns) -> Cells:
    days = columns.at(service.as_of).day
    inside = days.data >= service.since.toordinal() - EPOCH
    if service.until is not None:
        inside &= days.data <= service.until.toordinal() - EPOCH
    return Cells(inside, days.known)


def _verdicts(service: Service, met: Mapping[Clause, Cells], force: Cells) -> Array:
    whole = joined([_with(service.require, met), force], every=True)
    alone = {one: _without(one, cells) for one, cells in met.items()}
    certain = joined([_with(service.require, alone), force], every=True)
    found = np.full(len(force.known), VERDICTS.index("unknown"), np.int8)
    found[whole.known & ~whole.data] = VERDICTS.index("unlikely")
    agreed = whole.known & whole.data & certain.known
    found[agreed & certain.data] = VERDICTS.index("likely")
    found[agreed & ~certain.data] = VERDICTS.index("discretionary")
    return found


def _without(clause: Clause, cells: Cells) -> Cells:
    """A clause that an official decides is not yet met."""
    return (
        Cells(np.zeros_like(cells.known), np.ones_like(cells.known))
        if clause.discretionary
        else cells
    )


def _with(condition: Condition, met: Mapping[Clause, Cells]) -> Cells:
    if isinstance(condition, Clause):
        return met[condition]
    return joined([_with(part, met) for part in condition.parts], every=condition.all)
