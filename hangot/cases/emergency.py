"""Break-glass (긴급열람): short, reasoned, told to the officers at once, reviewed by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access import actions as access
from hangot.access.context import deriving, searching
from hangot.access.models import BreakGlass, Denial
from hangot.cases.actions import number_token
from hangot.cases.models import Case
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene
from hangot.people.models import Person
from hangot.people.search import find_ids
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, follow, locked
from hangot.vault.tokens import centre_token

HOURS = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Plea:
    """Why the glass is broken: kind of danger, words, and which sections."""

    danger: str
    reason: str
    sections: Sequence[Section]


def by_number(number: str, *, by: Actor) -> UUID:
    """The person of an exact case number, seen or not; Hidden when there is none.

    The answer is given to `open_glass` only, which says Hidden just the same to who is kept out.
    """
    with searching(centre_token(by.centre)):
        found = find_ids(by.centre, {number_token(number)}, ())
    if len(found) != 1:
        raise Hidden
    return found[0]


def open_glass(*, subject: UUID, plea: Plea, by: Actor, at: datetime) -> BreakGlass:
    """Open guarded sections for three hours, never past a denial or a closed section."""
    with deriving(subject):
        known = Person.objects.filter(pk=subject).exists()
        lead = Case.objects.filter(person_id=subject).order_by("-registered_at").first()
    if not known or lead is None or not _no_denial(subject, by, at=at):
        raise Hidden
    numbers = sorted(s.number for s in plea.sections if not s.closed)
    row = BreakGlass(
        centre_id=by.centre, subject_id=subject, agency_id=by.agency, post_id=by.post,
        worker_id=by.worker, sections=numbers, danger=plea.danger, reason=plea.reason,
        opened_at=at, ends_at=at + HOURS,
    )  # fmt: skip
    given = {n for n, v in (("reason", plea.reason and plea.danger), ("sections", numbers)) if v}
    with access.changing(subject):
        fire(
            row, "open", by=by, at=at, new=True, subject=subject, scene=Scene(at), given=given,
            holds={"fresh_factor", "not_past_denial"}, reason=plea.danger,
        )  # fmt: skip
    _tell(row, lead, by=by, at=at)
    return row


def _no_denial(subject: UUID, by: Actor, *, at: datetime) -> bool:
    with deriving(subject):
        rows = Denial.objects.filter(subject_id=subject, starts__lte=at)
        hits = [d for d in rows if d.ends is None or d.ends > at]
    mine = (by.worker, by.post, by.agency)
    return not any(one in (d.worker_id, d.post_id, d.agency_id) for d in hits for one in mine)


def _tell(row: BreakGlass, lead: Case, *, by: Actor, at: datetime) -> None:
    """Owner agency, safety and privacy officer are told at once."""
    due = due_at(by, "break_glass_review", at)
    for duty in ("S", "V"):
        open_task(
            "break_glass.review", subject=row.subject_id, agency=lead.agency_id, duty=duty,
            thing_kind="break_glass", thing=row.pk, at=at, due=due,
        )  # fmt: skip
    open_task(
        "break_glass.told", subject=row.subject_id, agency=lead.agency_id, post=lead.lead_post_id,
        thing_kind="break_glass", thing=row.pk, at=at, soft=True,
    )  # fmt: skip


def close_glass(*, glass_id: UUID, by: Actor, at: datetime) -> BreakGlass:
    """End it early, by who opened it or an officer."""
    row: BreakGlass = locked(BreakGlass, glass_id, expected=None)
    row.ends_at = min(at, row.ends_at)
    with access.changing(row.subject_id):
        fire(
            row,
            "end",
            by=by,
            at=at,
            subject=row.subject_id,
            scene=Scene(at, proposer=row.worker_id),
        )
    return row


def time_out(glass_id: UUID, *, by: Actor, at: datetime) -> BreakGlass:
    """Three hours are over."""
    row: BreakGlass = locked(BreakGlass, glass_id, expected=None)
    with access.changing(row.subject_id):
        follow(row, "end", by=by, at=at, subject=row.subject_id)
    return row


def review(*, glass_id: UUID, event: str, finding: str, by: Actor, at: datetime) -> BreakGlass:
    """Was it proper? Somebody else than the opener says so, having seen what was read.

    Found improper, the privacy officer gets the task of the incident procedure.
    """
    row: BreakGlass = locked(BreakGlass, glass_id, expected=None)
    if row.state == "opened" and row.ends_at <= at:
        time_out(row.pk, by=by, at=at)
        row.refresh_from_db()
    row.reviewed_by, row.reviewed_at, row.finding = by.worker, at, finding
    other = row.worker_id != by.worker
    fire(
        row, event, by=by, at=at, subject=row.subject_id, scene=Scene(
            at, proposer=row.worker_id, proposer_post=row.post_id
        ),
        holds={"not_the_opener"} if other else (),
        given={"seen", *({"reason"} if finding else ())},
    )  # fmt: skip
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at, what=("break_glass.review",))
    if event == "object":
        _incident(row, by=by, at=at)
    return row


def _incident(row: BreakGlass, *, by: Actor, at: datetime) -> None:
    with deriving(row.subject_id):
        lead = Case.objects.filter(person_id=row.subject_id).order_by("-registered_at").first()
    open_task(
        "break_glass.incident", subject=row.subject_id, agency=lead.agency_id if lead else by.agency,
        duty="V", thing_kind="break_glass", thing=row.pk, at=at,
        due=due_at(by, "break_glass_review", at),
    )  # fmt: skip
