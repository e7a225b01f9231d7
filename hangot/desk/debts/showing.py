"""What the page of debts shows: every sum with what it stands for, every figure with its source."""

from typing import Any

from hangot.core.debts.comparing import Comparison, Way
from hangot.core.debts.figures import Figure
from hangot.core.debts.sums import Owing
from hangot.debts import queries
from hangot.desk.debts.asked import Desk, Given, areas
from hangot.desk.debts.chart import chart
from hangot.desk.debts.forms import BudgetForm, DebtForm, OutForm, TableForm
from hangot.desk.debts.procedures import procedure
from hangot.desk.links import link
from hangot.directory.models import Service


def whole(desk: Desk, given: Given) -> dict[str, Any]:
    """Everything of the page."""
    by, day, case, one = desk.request.actor, desk.today, desk.case, desk.one
    found = queries.compared(case, on=day, by=by)
    owed = found.owed if found is not None else queries.owed(case, on=day, by=by)
    return {
        "header": one.header, "case": one.case, "tab": "case", "given": given, "on": day, "owed": owed,
        "budget": case.budget, "told_on": case.row.on if case.row else None, "month": _month(desk),
        "lines": _lines(desk, owed, given), "forms": _forms(desk, given), "ways": _ways(desk, found),
        "chart": chart(found.ways, owed.total) if found else None,
        "procedures": [procedure(desk, row, given) for row in queries.followed(one.case.pk)],
        "ceilings": queries.ceilings(desk.words, queries.figures(on=day, by=by)),
        "services": _services(desk), "call": one.profile.hotlines.get("illegal_lending"),
        "illegal": any(line.kind.void_interest for line in owed.all),
    }  # fmt: skip


def _month(desk: Desk) -> dict[str, Any] | None:
    budget, words = desk.case.budget, desk.words
    if budget is None:
        return None
    return {
        "in": [(words.incomes[name], sum_) for name, sum_ in budget.incomes.items() if sum_],
        "out": [(words.costs[name].label, sum_) for name, sum_ in budget.costs.items() if sum_],
    }


def _lines(desk: Desk, owed: Owing, given: Given) -> list[dict[str, Any]]:
    rows = []
    for line, by_law in zip(desk.case.lines, owed.all, strict=True):
        pk, key = line.row.pk, str(line.row.pk)
        change, out = given.sent("change", pk), given.sent("out", pk)
        rows.append(
            {
                "it": line.row,
                "debt": line.debt,
                "owed": by_law,
                "change": change or DebtForm(desk.words, key=key, known=line.debt),
                "out": out or OutForm(key),
                "open": "change" if change else "out" if out else "",
            }
        )
    return rows


def _forms(desk: Desk, given: Given) -> dict[str, Any]:
    known = desk.case.budget
    return {
        "budget": given.sent("budget")
        or BudgetForm(desk.words, today=desk.today, known=known, areas=areas(desk)),
        "debt": given.sent("debt") or DebtForm(desk.words),
        "table": given.sent("table") or TableForm(),
    }


def _ways(desk: Desk, found: Comparison | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    rules = queries.figures(on=found.on, by=desk.request.actor).rules
    facts = rules.facts
    return [
        {
            "way": way,
            "worked": way.worked,
            "route": way.worked.route,
            "missing": [facts[name].label for name in way.missing if name in facts],
            "figures": _figures(way),
            "papers": [rules.documents[name] for name in way.papers],
        }
        for way in found.ways
    ]


def _figures(way: Way) -> list[Figure]:
    return sorted(way.worked.figures, key=lambda one: str(one.of.label))


def _services(desk: Desk) -> list[dict[str, Any]]:
    """Help of the house beside the debts: representatives, reports, teaching, welfare."""
    helps, here = desk.words.helps, link("referral_new", desk.one.case.pk)
    found = {it.slug: it for it in Service.objects.filter(slug__in=helps, active=True)}
    return [
        {"label": found[slug].label, "url": f"{here}?service={found[slug].pk}"}
        for slug in helps
        if slug in found
    ]
