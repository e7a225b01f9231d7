"""Answers and kept findings of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.core.access import Level
from hangot.eligibility import facts, findings, ruling
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

Row = dict[str, Any]
PACK = "kr"
TOLD = {"born_on": "1997-03-09", "seeking_work": True, "disabled": False}


def fill_help(town: Town, *names: str) -> None:
    """The counsellor asks about age, work and health and keeps what was found."""
    for name in names:
        case = town.cases[name]
        with town.acts("counsellor-1") as by:
            for fact, given in TOLD.items():
                facts.tell(
                    subject=case.person_id, rules=ruling.packaged(PACK).rules, fact=fact,
                    given=given, source="person", by=by, at=clock.now(),
                )  # fmt: skip
            findings.keep(
                case_id=case.pk, subject=case.person_id, pack=PACK, services=["jobseeker_benefit"],
                on=date(2026, 9, 3), by=by, at=clock.now(),
            )  # fmt: skip


def _answer(judge: "Judge", row: Row) -> bool:
    seen = judge.level(row["subject_id"], row["section"], row)
    own = row["agency_id"] == judge.actor.agency and seen >= Level.SUMMARY
    return own or seen >= Level.FULL


def _finding(judge: "Judge", row: Row) -> bool:
    mine = row["agency_id"] == judge.actor.agency and judge.touches(row["subject_id"])
    subject, used = row["subject_id"], row["sections"]
    return mine and all(judge.level(subject, number, row) >= Level.SUMMARY for number in used)


RULES_OF_HELP: Mapping[str, Callable[["Judge", Row], bool]] = {
    "answeredfact": _answer,
    "finding": _finding,
}
