"""Whom a change of the rules would touch: counts by service, never who."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any
from uuid import UUID

from django.db.models import Q

from hangot.access.context import counting
from hangot.access.models import AccessRow
from hangot.core.access import Actor
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Rules
from hangot.core.eligibility.scene import Facts
from hangot.eligibility.facts import told, usable
from hangot.eligibility.ruling import Ruling

FEW = 5
"""Counts from one to four are never kept: who knows a house could tell who they are."""
OPEN = ("likely", "discretionary")
Said = tuple[str, tuple[int | None, ...]]
Counts = Counter[tuple[str, str]]


def people(by: Actor, *, at: datetime) -> list[UUID]:
    """Everybody with a case at the agency of the actor, by the standing row of its team lead."""
    rows = AccessRow.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=at), agency_id=by.agency, post_id=None, duty="L",
        purpose="support", case_id__isnull=False, valid_from__lte=at,
    )  # fmt: skip
    return sorted(set(rows.values_list("subject_id", flat=True)))


def answers(subjects: Iterable[UUID], rules: Rules, *, today: date) -> list[Facts]:
    """What is known of each, in the scope of one after the other; whoever told nothing is left out."""
    found = []
    for subject in subjects:
        with counting(subject):
            facts = usable(told(subject, rules, on=today))
        if facts:
            found.append(facts)
    return found


def differing(before: Ruling, after: Ruling, known: Sequence[Facts], on: date) -> Counts:
    """People by service and kind: `opened`, `closed`, `changed` (another word or amount)."""
    counts: Counts = Counter()
    was, now = said(before, known, on), said(after, known, on)
    for service in now.keys() & was.keys():
        for one, two in zip(was[service], now[service], strict=True):
            if one != two:
                counts[service, _kind(one[0], two[0])] += 1
    return counts


def said(ruling: Ruling, known: Sequence[Facts], on: date) -> Mapping[str, list[Said]]:
    """Verdict and amounts of everybody by service, all at once where that can be done."""
    population = _population() if known else None
    if population is None:
        return one_by_one(ruling, known, on)
    found = population.find_all(ruling.rules, known, on)
    return {name: _rows(one, population.VERDICTS) for name, one in found.items()}


@cache
def _population() -> Any:
    """The engine of many at once; None without the extra `batch`.

    Loaded when it is first needed: it takes more memory than all pages together.
    """
    try:
        return import_module("hangot.batch.population")
    except ImportError:
        return None


def one_by_one(ruling: Ruling, known: Sequence[Facts], on: date) -> Mapping[str, list[Said]]:
    """The same with the engine of the core."""
    found: dict[str, list[Said]] = {name: [] for name in ruling.rules.services}
    for facts in known:
        for one in ruling.engine.find_all(facts, on):
            found[one.service.id].append(_said(one))
    return found


def hidden(counts: Counts, total: int) -> dict[str, Any]:
    """As it is kept: `few` for one to four; of the whole only the tens."""
    services: dict[str, dict[str, int | str]] = {}
    for (service, kind), number in sorted(counts.items()):
        services.setdefault(service, {})[kind] = number if number >= FEW else "few"
    return {"people": total // 10 * 10, "services": services}


def _kind(before: str, after: str) -> str:
    if (before in OPEN) == (after in OPEN):
        return "changed"
    return "opened" if after in OPEN else "closed"


def _said(finding: Finding) -> Said:
    return finding.verdict, tuple(one.value for one in finding.sums)


def _rows(found: Any, words: Sequence[str]) -> list[Said]:
    """Without amounts where the verdict is no, as the engine has it."""
    verdicts = [words[place] for place in found.verdicts.tolist()]
    sums = [_values(cells) for cells in found.sums.values()]
    whole = list(zip(*sums, strict=True)) if sums else [()] * len(verdicts)
    return [
        (verdict, () if verdict == "unlikely" else tuple(amounts))
        for verdict, amounts in zip(verdicts, whole, strict=True)
    ]


def _values(cells: Any) -> list[int | None]:
    """Amounts are whole: their denominator is one."""
    pairs = zip(cells.data.tolist(), cells.known.tolist(), strict=True)
    return [int(value) if known else None for value, known in pairs]
