"""Money of the house of leaks, and who may read it, said once more plainly."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.access.context import acting
from hangot.benefits.models import Benefit, Payment, RuleDoubt
from hangot.core.access import Actor, Level, Section
from hangot.directory.models import Service
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

Row = dict[str, Any]


def asked(case: Any, *, to: str, by: Actor, section: Section = Section.WELFARE) -> Benefit:
    """A benefit that this desk asked for, as a row."""
    service = Service.objects.get(slug=to)
    return Benefit(
        centre_id=by.centre, subject_id=case.person_id, case_id=case.pk, offered=service,
        section=section.number, from_agency=by.agency, from_post=by.post,
        to_agency=service.agency_id, service="funeral_costs", rules="r", about="self",
        form="whole", state="requested", asked=4_800_000, asked_by=by.worker, asked_at=clock.now(),
        why="…",
    )  # fmt: skip


def fill_money(town: Town, *names: str) -> None:
    """The counsellor asks the prosecution desk and the job centre; something is to be paid."""
    for name in names:
        with town.acts("counsellor-1") as by:
            jobs = asked(town.cases[name], to="job-counselling", by=by, section=Section.EMPLOYMENT)
            for row in (jobs, asked(town.cases[name], to="relief-money", by=by)):
                row.save(force_insert=True)
                Payment(
                    centre_id=by.centre, benefit=row, subject_id=row.subject_id,
                    agency_id=by.agency, post_id=by.post, payee="self", kind="final", number=1,
                    share=1, amount=1, due_on=date(2026, 9, 3),
                ).save(force_insert=True)  # fmt: skip
    with acting(town.actor("administrator")) as state:
        RuleDoubt(
            centre_id=state.actor.centre, service="funeral_costs", rules="r", verdict="unlikely",
            outcome="approved", on=date(2026, 9, 3),
        ).save(force_insert=True)  # fmt: skip


def _benefit(judge: "Judge", row: Row) -> bool:
    me = judge.actor.agency
    seen = judge.level(row["subject_id"], row["section"], {"agency_id": me})
    if row["from_agency"] == me:
        return seen >= Level.SUMMARY
    return bool(row["to_agency"] == me) and seen >= Level.FULL


def _payment(judge: "Judge", row: Row) -> bool:
    of = {one["id"]: one for one in judge.rows["benefit"]} if judge.rows else {}
    return judge.sees("benefit", of[row["benefit_id"]])


RULES_OF_MONEY: Mapping[str, Callable[["Judge", Row], bool]] = {
    "benefit": _benefit,
    "payment": _payment,
    "ruledoubt": lambda judge, _row: judge.duty("N", "V"),
}
