"""What one desk does for a joint plan: its own words, which only it and the person know.

The plan says that a desk does something, and by when. What it is leaves the desk only where the
person agreed to that section for that agency, and then it is written down as given.
"""

from datetime import date, datetime, time
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.models import Case, DeskPart, PlannedAction
from hangot.cases.sections import note_entry, of_domain
from hangot.consent.actions import Giving, disclose
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Agency
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import locked
from hangot.tasks.models import Task

PART = "plan.part"
ENDS_AT = time(18)
NO_WORDS = Text("우리 창구가 할 일을 적어 주세요.", "Write what your desk will do.")
NOT_AGREED = Text(
    "본인이 이 내용을 그 기관에 알리는 데 동의하지 않았습니다. 아무것도 보여 주지 않았습니다. 필요하면 먼저 동의를 여쭈세요.",
    "The person has not agreed that this agency is told. Nothing was shown. Ask for consent first.",
)


def ask_part(action: PlannedAction, *, by: Actor, at: datetime) -> None:
    """The desk is asked for its words, where the plan keeps an action apart; else no longer."""
    close_tasks(action.pk, subject=action.subject_id, by=by, at=at, what=(PART,))
    if action.apart:
        due = datetime.combine(action.due, ENDS_AT, SEOUL) if action.due else None
        open_task(
            PART, subject=action.subject_id, agency=action.by_agency, thing_kind="planned_action",
            thing=action.pk, at=at, due=due,
        )  # fmt: skip


def write_part(*, case_id: UUID, text: str, due: date | None, by: Actor, at: datetime) -> DeskPart:
    """The desk writes down what it does, in the section of its own work."""
    may("plan.part", by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    if not text.strip():
        raise Missing("text", NO_WORDS)
    section = section_of(by)
    need(by, case.person_id, section, Level.FULL, at=at)
    row = DeskPart(**owned(case.person_id, section, by=by, at=at), case=case, text=text, due=due)
    row.save(force_insert=True)
    for task in Task.objects.filter(
        subject_id=case.person_id, agency_id=by.agency, what=PART, done_at=None
    ):
        close_tasks(task.thing_id, subject=case.person_id, by=by, at=at, what=(PART,))
    note_entry(case.person_id, section, by=by, at=at)
    _remember(row, by=by, at=at)
    return row


def finish_part(*, part_id: UUID, by: Actor, at: datetime) -> DeskPart:
    """The desk has done it."""
    row = _mine(part_id, by=by, at=at)
    if row.done_on is not None:
        raise Hidden
    row.done_on = at.astimezone(SEOUL).date()
    return _saved(row, by=by, at=at)


def share_part(*, part_id: UUID, agency: UUID, by: Actor, at: datetime) -> DeskPart:
    """Another agency is let read it, only where the person agreed or a law says so."""
    row = _mine(part_id, by=by, at=at)
    if not Agency.objects.filter(pk=agency, centre_id=by.centre).exists() or agency == by.agency:
        raise Hidden
    giving = Giving(
        row.subject_id, agency, None, (by_number(row.section),), "plan", row.pk, "plan.copy"
    )
    if not disclose(giving, by=by, at=at):
        raise Missing("gate_covers", NOT_AGREED)
    row.also = [*row.also, agency]
    return _saved(row, by=by, at=at)


def section_of(by: Actor) -> Section:
    """The section that the work of one's own agency is written in."""
    slug = Agency.objects.filter(pk=by.agency).values_list("slug", flat=True).first() or ""
    known = profile(by.profile).agencies.get(slug)
    return of_domain(known.domain if known is not None else "")


def _mine(part_id: UUID, *, by: Actor, at: datetime) -> DeskPart:
    row: DeskPart = locked(DeskPart, part_id, expected=None)
    may("plan.part", by, Scene(at))
    need(by, row.subject_id, by_number(row.section), Level.FULL, at=at)
    if row.agency_id != by.agency:
        raise Hidden
    return row


def _saved(row: DeskPart, *, by: Actor, at: datetime) -> DeskPart:
    row.version += 1
    row.save()
    _remember(row, by=by, at=at)
    return row


def _remember(row: DeskPart, *, by: Actor, at: datetime) -> None:
    remember(
        "plan.part", by=by, at=at, subject=row.subject_id, thing=row.pk,
        section=by_number(row.section),
    )  # fmt: skip
