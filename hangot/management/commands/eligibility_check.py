"""`hangot eligibility check --facts FILE --on DATE`: what one person may get, without a database."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.core.eligibility.barring import barring
from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Rules
from hangot.core.eligibility.trace import Tracer
from hangot.packs.errors import PackError
from hangot.packs.rules.answers import read_facts
from hangot.packs.rules.loader import RULES, load

MARKS = {"likely": "●", "discretionary": "◐", "unknown": "?", "unlikely": "○"}
WORDS = {
    "likely": "받을 수 있어요 / may get it",
    "discretionary": "담당 기관이 판단해요 / an official decides",
    "unknown": "더 물어야 해요 / more to ask",
    "unlikely": "지금은 어려워요 / not as things stand",
}

NOT_ANSWERED = (
    "이날의 기준값이 없어 답하지 않은 것 / not answered, a figure has no value on that day"
)


class Command(BaseCommand):
    help = "한 사람이 받을 수 있는 것을 본다 / what one person may get"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--facts", type=Path, required=True, help="JSON or YAML, fact: value")
        parser.add_argument("--on", type=_day, required=True, metavar="DATE")
        parser.add_argument("--pack", type=Path, default=RULES / "kr", metavar="DIR")
        parser.add_argument("--json", action="store_true", help="every clause with its law")

    def handle(self, *args: Any, facts: Path, on: date, pack: Path, **options: Any) -> None:
        try:
            rules = load(pack)
            known = read_facts(facts.read_bytes(), facts.name, rules.facts)
        except PackError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"파일을 읽을 수 없습니다 / cannot read the file: {error}") from None
        findings = Engine(rules).find_all(known, on)
        if all(refused(finding) for finding in findings):
            raise CommandError("\n".join(_refusals(rules, findings)))
        told = _json(rules, findings) if options["json"] else _told(rules, findings)
        self.stdout.write(told)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def refused(finding: Finding) -> bool:
    """A figure has no value yet on the day that counts, and the answer hangs on it: nothing is said
    rather than something wrong.
    """
    return bool(finding.in_force and finding.gaps) and finding.verdict != "unlikely"


def _refusals(rules: Rules, findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in filter(refused, findings):
        for one in _gaps(rules, finding):
            yield (
                f"{one['file']}:{one['line']}: {finding.service.label.ko}: {one['day']}의 값이 없습니다."
                f" 첫 값은 {one['first']}부터입니다 / {finding.service.id}:"
                f' no value of "{one["parameter"]}" on {one["day"]}; the first is from {one["first"]}'
            )


def _gaps(rules: Rules, finding: Finding) -> Iterator[Mapping[str, Any]]:
    """Figures without a value, each with the day, its first day, and where the pack says so."""
    for name, day in finding.gaps:
        parameter = rules.parameters[name]
        file, line = parameter.place.rsplit(":", 1)
        first = parameter.values[0].since.isoformat()
        yield {
            "parameter": name,
            "day": day.isoformat(),
            "first": first,
            "file": file,
            "line": int(line),
        }


def _json(rules: Rules, findings: tuple[Finding, ...]) -> str:
    """One entry for each service: its trace, or `refused` and no verdict."""
    tracer = Tracer(rules)
    found = [
        {
            "service": one.service.id, "rules": rules.version, "on": one.on.isoformat(),
            "verdict": None, "refused": list(_gaps(rules, one)),
        } if refused(one) else tracer.trace(one)
        for one in findings
    ]  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=2)


def _told(rules: Rules, findings: tuple[Finding, ...]) -> str:
    lines = list(_refusals(rules, findings))
    table = _table(tuple(one for one in findings if not refused(one)))
    return "\n".join([table, f"\n{NOT_ANSWERED}", *lines]) if lines else table


def _table(findings: tuple[Finding, ...]) -> str:
    lines = []
    for verdict, words in WORDS.items():
        some = [one for one in findings if one.verdict == verdict]
        if some:
            lines.append(f"\n{words}")
            lines.extend(f"  {MARKS[verdict]} {_line(one)}" for one in some)
    return "\n".join(lines).strip()


def _line(finding: Finding) -> str:
    label = finding.service.label
    sums = [f"{one.amount.label.ko} {one.value:,}" for one in finding.sums if one.value is not None]
    reasons = [clause.label.ko for clause in barring(finding)] or sums or list(finding.missing)
    return f"{label.ko} / {label.en}" + (f": {', '.join(reasons)}" if reasons else "")
