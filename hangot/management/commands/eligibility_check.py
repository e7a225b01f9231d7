"""`hangot eligibility check --facts FILE --on DATE`: what one person may get, without a database."""

import json
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
        _refuse_gaps(rules, findings)
        self.stdout.write(_json(rules, findings) if options["json"] else _table(findings))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _refuse_gaps(rules: Rules, findings: tuple[Finding, ...]) -> None:
    """A day before the first value of a figure: nothing is said rather than something wrong."""
    gaps = sorted({gap for finding in findings if finding.in_force for gap in finding.gaps})
    lines = [
        f"{rules.parameters[name].place}: {day}의 값이 없습니다. 첫 값은 {rules.parameters[name].values[0].since}부터입니다"
        f' / no value of "{name}" on {day}; the first is from {rules.parameters[name].values[0].since}'
        for name, day in gaps
    ]
    if lines:
        raise CommandError("\n".join(lines))


def _json(rules: Rules, findings: tuple[Finding, ...]) -> str:
    tracer = Tracer(rules)
    return json.dumps([tracer.trace(one) for one in findings], ensure_ascii=False, indent=2)


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
