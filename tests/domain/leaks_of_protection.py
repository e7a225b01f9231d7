"""What the policy says of things that are lent, in Python, and rows of them to steal."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hangot import clock
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.packs.active import profile
from hangot.protection import actions as support
from hangot.protection.models import Lending
from hangot.removals import actions as removals
from hangot.upkeep import actions as upkeep
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
KEEPERS = ("C", "M", "A", "P", "L", "D")
FULL = 3


def _lending(judge: Any, row: Row) -> bool:
    return bool(judge.level(row["subject_id"], row["section"], row) >= FULL)


def _own(judge: Any, row: Row) -> bool:
    return _lending(judge, row) and bool(row["agency_id"] == judge.actor.agency)


def _staff(judge: Any, _row: Row) -> bool:
    return bool(judge.duty(*"RCMAPLSDN"))


def _stock(judge: Any, row: Row) -> bool:
    """Which item it is nobody outside its agency learns, whatever of the case they see."""
    return bool(row["agency_id"] == judge.actor.agency and judge.duty(*KEEPERS))


RULES_OF_PROTECTION: Mapping[str, Judging] = {
    "roomfault": _staff, "securitycheck": _staff, "removal": _own, "item": _stock, "lending": _lending, "taken": _stock,
}  # fmt: skip


def lent_to(case: Case, by: Actor) -> Lending:
    """A device of one's own agency, reserved for three days."""
    at = clock.now()
    kind = profile(by.profile).protection.known["location_device"]
    support.add(kind=kind, typed=f"W-{new_id().int % 10**9}", by=by, at=at)
    first = at.astimezone(SEOUL).date()
    wish = support.Wish(kind.id, first, first + timedelta(days=2), "아이와 함께")
    return support.reserve(case_id=case.pk, wish=wish, by=by, at=at)


def fill_protection(town: Town, *names: str) -> None:
    """A device for each of these people, kept by the agency that leads, and what is being removed."""
    for name in names:
        with town.acts("counsellor-1") as by:
            lent_to(town.cases[name], by)
            batch = removals.Batch("첫째 곳\n둘째 곳", "social", "별칭")
            removals.register(case_id=town.cases[name].pk, batch=batch, by=by, at=clock.now())
    with town.acts("centre-manager") as by:
        upkeep.report(room_id=None, what="light", words="", urgent=False, by=by, at=clock.now())
        upkeep.check(found=[], words="", by=by, at=clock.now())
