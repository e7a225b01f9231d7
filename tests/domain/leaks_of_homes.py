"""What the policy says of home visits and protective orders, in Python, and rows of them to steal."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hangot import clock
from hangot.core.orders import Term
from hangot.homevisits import actions as home
from hangot.orders import actions as orders
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
GOERS = frozenset("CMPLS")
FULL = 3


def _visit(judge: Any, row: Row) -> bool:
    pair = judge.actor.post in (row["first_post"], row["second_post"])
    own = row["agency_id"] == judge.actor.agency and bool(judge.actor.duties & GOERS)
    return judge.touches(row["subject_id"]) and (own or pair)


def _order(judge: Any, row: Row) -> bool:
    safety = row["agency_id"] == judge.actor.agency and judge.duty("S")
    shown = judge.level(row["subject_id"], row["section"], row) >= FULL
    return bool(shown or (safety and judge.touches(row["subject_id"])))


RULES_OF_HOMES: Mapping[str, Judging] = {
    "homevisit": _visit, "protectiveorder": _order, "orderterm": _order,
}  # fmt: skip


def fill_homes(town: Town, *names: str) -> None:
    """A home to go to and an order that keeps somebody away, for each of these people."""
    at = clock.now()
    day = at.date() + timedelta(days=2)
    for name in names:
        with town.acts("counsellor-1") as by:
            case = town.cases[name]
            wish = home.Wish(day, 600, 700, 60, "정릉동")
            home.plan_visit(case_id=case.pk, wish=wish, by=by, at=at)
            term = Term(at.date(), day)
            paper = orders.Paper("stalking_interim", "in_force", term=term)
            orders.write(case_id=case.pk, paper=paper, by=by, at=at)
