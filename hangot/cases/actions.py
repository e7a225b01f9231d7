"""The case and its team: registering, seats, stages, closing."""

from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.cases.ending import decide_end, propose_end
from hangot.cases.models import Case
from hangot.cases.scenes import scene
from hangot.cases.stages import advance
from hangot.cases.team import demand_lead, leave_team, move_lead, seat_post, take_seat
from hangot.core.access import SHARED, STANDING, Actor, Level, Section
from hangot.core.rights import Scene
from hangot.directory.actions import number
from hangot.people import actions as people
from hangot.people.models import Person
from hangot.tasks.actions import due_at, open_task, start_clock
from hangot.tasks.fire import fire

__all__ = [
    "COLLECTED",
    "COORDINATES",
    "TEAM",
    "advance",
    "collect",
    "decide_end",
    "demand_lead",
    "leave_team",
    "move_lead",
    "number_token",
    "propose_end",
    "register",
    "scene",
    "seat_post",
]

TEAM = dict.fromkeys(SHARED, Level.FULL)
# What the centre coordinates it reads whoever wrote it; of the rest it reads its own records, the
# state of things as a summary, and what another agency wrote about incident and health only as
# a summary and only if the person agreed to that.
COORDINATES = (
    Section.OVERVIEW, Section.IDENTITY, Section.FAMILY, Section.CONTACT, Section.PROTECTION,
    Section.PLAN,
)  # fmt: skip
COLLECTED = {
    s: Level.FULL if s in COORDINATES else Level.SUMMARY for s in SHARED if not s.sensitive
}


def register(
    *, person: Person, lead_post: UUID, urgency: str, danger: bool, by: Actor, at: datetime
) -> Case:
    """A notice becomes a case: day 0 of its clocks, the lead post's seat, the standing duties."""
    case = Case(
        centre_id=by.centre, number=number("case", by=by, at=at), person=person,
        agency_id=by.agency, lead_post_id=lead_post, urgency=urgency, danger=danger,
        registered_at=at, moved_at=at, stage="intake",
    )  # fmt: skip
    with access.changing(person.pk):
        fire(
            case, "register", by=by, at=at, new=True, subject=person.pk, scene=Scene(at),
            holds={"opened_notice_or_referral"}, given={"person"},
        )  # fmt: skip
        access.list_as(person.pk, case_id=case.pk, stage=case.stage, at=at)
        people.add_tokens(person.pk, {number_token(case.number)}, by=by)
        take_seat(case, lead_post, case.agency_id, "lead", SHARED, at=at)
        for duty, levels in STANDING.items():
            access.claim(
                person.pk, levels, agency=case.agency_id, duties=(duty,), code="standing",
                source=case.pk, starts=at,
            )  # fmt: skip
    start_clock("case_all", subject=person.pk, agency=by.agency, thing=case.pk, at=at, by=by)
    start_clock("case_survey", subject=person.pk, agency=by.agency, thing=case.pk, at=at, by=by)
    open_task(
        "case.assess", subject=person.pk, agency=case.agency_id, post=lead_post, thing_kind="case",
        thing=case.pk, at=at, due=due_at(by, "case_survey", at), soft=True,
    )  # fmt: skip
    return case


def number_token(number: str) -> str:
    """The search text of a case number: emergency access finds a person by nothing else."""
    return f"case:{number.strip()}"


def collect(subject: UUID, *, agency: UUID, until: datetime, source: UUID, at: datetime) -> None:
    """The centre's own collection and use, agreed to first of all; inside `changing()`."""
    access.gate(
        subject, COLLECTED, agency=agency, code="collection", source=source, starts=at, ends=until
    )
