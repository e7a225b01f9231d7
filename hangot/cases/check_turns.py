"""Whose turn a check is, what another agency sees for it, and what follows from it."""

from collections.abc import Mapping
from datetime import datetime, time

from hangot.access import actions as access
from hangot.cases.contacts import doubt
from hangot.cases.models import Check
from hangot.consent import actions as consents
from hangot.consent.queries import lawful
from hangot.core.access import Actor, Level, Section
from hangot.core.clocks import SEOUL
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, due_at, meet_clock, open_task, start_clock

KEEP = "keep"
DO: Mapping[str, str] = {"": "case.check", "aftercare": "case.aftercare"}
READ = "check.read"
EVENING = time(18)
USUAL = "monitoring"
WHOM_FOR = (Section.OVERVIEW, Section.IDENTITY, Section.CONTACT, Section.PLAN)


def ask(row: Check, clock: str, *, by: Actor, at: datetime) -> None:
    """It is the turn of the post that looks after them; in aftercare its own day is the clock."""
    state = row.case.state
    if state not in DO:
        start_clock(
            clock, subject=row.subject_id, agency=row.case.agency_id, thing=row.case_id, at=at,
            by=by,
        )  # fmt: skip
    open_task(
        DO.get(state, DO[""]), subject=row.subject_id, agency=row.for_agency, post=row.for_post,
        thing_kind="case", thing=row.case_id, at=at,
        due=datetime.combine(row.due, EVENING, SEOUL), soft=True,
    )  # fmt: skip


def show(row: Check, *, by: Actor, at: datetime) -> None:
    """Another agency sees whom to look after, while it is asked to, as far as that is lawful."""
    if row.for_agency == row.case.agency_id:
        return
    theirs = lawful(row.subject_id, row.for_agency, at=at, least=Level.FULL)
    shown = [section for section in WHOM_FOR if section in theirs]
    with access.changing(row.subject_id):
        access.claim(
            row.subject_id, dict.fromkeys(shown, Level.FULL), agency=row.for_agency,
            post=row.for_post, code="check", source=row.pk, starts=at,
        )  # fmt: skip
    if row.for_agency != by.agency:
        consents.disclose(
            consents.Giving(
                row.subject_id, row.for_agency, row.for_post, shown, "check", row.pk, "case.checks"
            ),
            by=by, at=at,
        )  # fmt: skip


def over(row: Check, *, by: Actor, at: datetime) -> None:
    close_tasks(row.case_id, subject=row.subject_id, by=by, at=at, what=DO.values())
    for clock in set(profile(by.profile).monitoring.values()) | {USUAL}:
        meet_clock(clock, thing=row.case_id, subject=row.subject_id, at=at)


def close(row: Check, *, at: datetime) -> None:
    """What another agency saw for this check it needs no more."""
    with access.changing(row.subject_id):
        access.end_claims(row.subject_id, source=row.pk, at=at)


def turns(row: Check, *, by: Actor, at: datetime) -> None:
    """The lead decides about what cannot go on as it is, and asks a changed safe contact."""
    if row.follows != KEEP:
        open_task(
            READ, subject=row.subject_id, agency=row.case.agency_id, post=row.case.lead_post_id,
            thing_kind="case", thing=row.case_id, at=at, due=due_at(by, "first_contact", at),
        )  # fmt: skip
    if row.safe is False:
        doubt(row.case, by=by, at=at)
