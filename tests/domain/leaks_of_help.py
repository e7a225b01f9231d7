"""Answers and kept findings of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.access.context import deriving
from hangot.core.access import Level
from hangot.directory.models import Centre
from hangot.eligibility import changing, facts, findings, ruling
from hangot.people.models import Mark
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
            with deriving(case.person_id):
                Mark(
                    centre_id=by.centre, agency_id=by.agency, subject_id=case.person_id, axis="age",
                    source="birth", code="to29", at=clock.now(),
                ).save(force_insert=True)  # fmt: skip
    _changed_rules(town)


def _changed_rules(town: Town) -> None:
    """A figure that two people have changed."""
    figure = {"since": "2030-01-01", "value": 12000, "source": "고시", "mark": "read"}
    with town.acts("administrator") as by:
        change = changing.draft(
            parameter="minimum_wage", figure=figure, reason="새 고시", by=by, at=clock.now()
        )
        changing.check(change.pk, Centre.objects.get(), at=clock.now())
        changing.send(change_id=change.pk, expected=None, by=by, at=clock.now())
    with town.acts("centre-manager") as by:
        changing.approve(change_id=change.pk, expected=None, by=by, at=clock.now())


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
    "asked": lambda _judge, _row: False,
    "mark": lambda _judge, _row: False,
    "finding": _finding,
    "rulechange": lambda judge, _row: judge.duty("D", "N"),
    "ruleuse": lambda _judge, _row: True,
}
