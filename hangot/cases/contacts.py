"""A new phone or address of somebody with a case: what must be asked and told because of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.refusal import Stale
from hangot.people import actions as people
from hangot.people.models import ContactPoint
from hangot.tasks.actions import due_at, open_task
from hangot.tasks.fire import locked
from hangot.tasks.models import Task

# What a new contact point raises, and the clock of the pack that says by when.
RAISES: Mapping[str, Mapping[str, str]] = {
    "phone": {"safety.ask": "first_contact"},
    "email": {"safety.ask": "first_contact"},
    "address": {"safety.ask": "first_contact", "order.change": "acknowledge"},
}


def change_contact(
    *, case_id: UUID, kind: str, value: str, whose: str, expected: int | None, by: Actor,
    at: datetime,
) -> ContactPoint:  # fmt: skip
    """Keep a new phone or address; the lead asks safe contact again and tells who must know.

    `expected` is the number of points of this kind that the page knew; Stale if there are more.
    """
    case: Case = locked(Case, case_id, expected=None)
    known = ContactPoint.objects.filter(subject_id=case.person_id, kind=kind).count()
    if expected is not None and known != expected:
        raise Stale(expected, known)
    point = people.write_contact(
        person_id=case.person_id, kind=kind, value=value, whose=whose, by=by, at=at
    )
    for what, clock in RAISES.get(kind, {}).items():
        _raise(what, clock, case, by=by, at=at)
    return point


def doubt(case: Case, *, by: Actor, at: datetime) -> None:
    """Somebody else may have told what is kept now: the lead asks the person what is safe."""
    _raise("safety.ask", "first_contact", case, by=by, at=at)


def _raise(what: str, clock: str, case: Case, *, by: Actor, at: datetime) -> None:
    with deriving(case.person_id):
        waiting = Task.objects.filter(what=what, thing_id=case.person_id, done_at=None).exists()
    if waiting:
        return
    open_task(
        what, subject=case.person_id, agency=case.agency_id, post=case.lead_post_id,
        thing_kind="person", thing=case.person_id, at=at, due=due_at(by, clock, at),
    )  # fmt: skip
