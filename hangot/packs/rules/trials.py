"""Table tests of a pack: one row of a spreadsheet is a person, a day and what must come out.

Columns `case`, `service`, `on`, `verdict`, `amounts`, `fails`, `missing`, `until`; every other column is a
fact. An empty cell is an unknown fact. People of a list stand as `relation=spouse, birth=…` with
a bar between two people; `-` is an empty list. `amounts` are `name=won` with semicolons, `fails`
and `missing` names with semicolons.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hangot.core.eligibility.answers import read_answer
from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Fact, Rules, clauses
from hangot.core.eligibility.scene import Facts, Known
from hangot.core.eligibility.signs import BadRule, no, unknown
from hangot.packs.errors import Fault, PackError

COLUMNS = ("case", "service", "on", "verdict", "amounts", "fails", "missing", "until")


@dataclass(frozen=True, slots=True)
class Trial:
    """One row: the facts of a person and what is expected; an empty expectation is not compared."""

    place: str
    case: str
    service: str
    on: date
    facts: Facts
    expected: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """A trial, what was found, and the differences, each as "what: expected, found"."""

    trial: Trial
    finding: Finding
    differences: tuple[str, ...]


def trials(folder: Path, rules: Rules) -> tuple[Trial, ...]:
    """All rows of `tests/*.csv`; PackError names file and line of rows that cannot be read."""
    faults: list[Fault] = []
    found: list[Trial] = []
    for path in sorted((folder / "tests").glob("*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        found.extend(_rows(f"tests/{path.name}", text, rules, faults))
    if faults:
        raise PackError(faults)
    return tuple(found)


def run(engine: Engine, trial: Trial) -> Result:
    """One row against the rules."""
    finding = engine.find(trial.service, trial.facts, trial.on)
    found = _found(finding)
    differences = tuple(
        f"{key}: {wanted} / {found[key]}"
        for key, wanted in trial.expected.items()
        if wanted and wanted != found[key]
    )
    return Result(trial, finding, differences)


def untried(rules: Rules, results: tuple[Result, ...]) -> tuple[str, ...]:
    """Clauses that no row meets, or no row fails, as `service.clause: met|failed`."""
    seen = {
        (result.finding.service.id, outcome.clause.id, outcome.met)
        for result in results
        for outcome in result.finding.outcomes
    }
    return tuple(
        f"{service.id}.{clause.id}: {'met' if met else 'failed'}"
        for service in rules.services.values()
        for clause in clauses(service.require)
        for met in (True, False)
        if (service.id, clause.id, met) not in seen and not (clause.text == "true" and not met)
    )


def _found(finding: Finding) -> dict[str, str]:
    return {
        "verdict": finding.verdict,
        "amounts": _joined(f"{one.amount.id}={_cell(one.value)}" for one in finding.sums),
        "fails": _joined(clause.id for clause in finding.failed) or "-",
        "missing": _joined(finding.missing) or "-",
        "until": _joined(f"{one.deadline.id}={_cell(one.day)}" for one in finding.untils),
    }


def _cell(value: object) -> str:
    return "?" if value is None else str(value)


def _joined(parts: Iterator[str] | tuple[str, ...]) -> str:
    return "; ".join(sorted(parts))


def _rows(shown: str, text: str, rules: Rules, faults: list[Fault]) -> Iterator[Trial]:
    rows = csv.DictReader(io.StringIO(text))
    for row in rows:
        place = rows.line_num
        try:
            if None in row or None in row.values():
                raise no(
                    "칸의 수가 머리줄과 다릅니다", "as many cells as in the head were expected"
                )
            yield _trial(f"{shown}:{place}", row, rules)
        except BadRule as fault:
            faults.append(Fault(shown, place, fault.sentence.ko, fault.sentence.en))
        except ValueError:
            said = "on에는 2026-01-01 같은 날짜가 와야 합니다", "on expected a day"
            faults.append(Fault(shown, place, *said))


def _trial(place: str, row: Mapping[str, str], rules: Rules) -> Trial:
    if row.get("service") not in rules.services:
        raise unknown(row.get("service") or "?", rules.services)
    facts: dict[str, Known | None] = {}
    for name, cell in row.items():
        if name in COLUMNS or not cell.strip():
            continue
        if name not in rules.facts:
            raise unknown(name, rules.facts)
        facts[name] = _answer(rules.facts[name], cell.strip())
    expected = {key: _ordered(row.get(key) or "") for key in COLUMNS[3:]}
    return Trial(place, row["case"], row["service"], date.fromisoformat(row["on"]), facts, expected)


def _ordered(cell: str) -> str:
    return _joined(tuple(part.strip() for part in cell.split(";") if part.strip()))


def _answer(fact: Fact, cell: str) -> Known:
    if fact.type != "list":
        return read_answer(fact, cell)
    people = [] if cell == "-" else [_person(part) for part in cell.split("|")]
    return read_answer(fact, people)


def _person(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(",") if part.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}
