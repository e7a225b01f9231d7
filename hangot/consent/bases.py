"""A clause of law instead of consent: proposed by one, decided by another, never disguised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access import actions as access
from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.consent.models import SharingBasis
from hangot.core.access import Actor, Level, Purpose, Section, by_number
from hangot.core.refusal import Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, follow, locked

PURPOSES = (Purpose.SUPPORT, Purpose.SAFETY)
STILL_RUNS = Text("이 근거는 아직 기간이 남아 있습니다.", "The time of this basis is not over yet.")


@dataclass(frozen=True, slots=True)
class BasisTerms:
    """Why the law allows it without consent: clause, necessity in words, what and to whom."""

    agency: UUID
    sections: Sequence[Section]
    clause: str
    necessity: str
    days: int = 90


def propose_basis(*, subject: UUID, terms: BasisTerms, by: Actor, at: datetime) -> SharingBasis:
    """Propose a clause of law instead of consent; somebody else approves it.

    Hidden for whoever has nothing to do with the person.
    """
    view(by, subject, at=at)
    basis = SharingBasis(
        centre_id=by.centre, subject_id=subject, proposed_agency=by.agency, proposed_post=by.post,
        proposed_by=by.worker, agency_id=terms.agency,
        sections=[s.number for s in terms.sections], purposes=[p.value for p in PURPOSES],
        clause=terms.clause, necessity=terms.necessity, starts=at,
        ends=at + timedelta(days=terms.days),
    )  # fmt: skip
    given = {name for name, value in (
        ("clause", terms.clause), ("necessity", terms.necessity), ("sections", terms.sections),
    ) if value}  # fmt: skip
    fire(
        basis, "propose", by=by, at=at, new=True, subject=subject, scene=Scene(at),
        given={*given, "recipients"},
    )  # fmt: skip
    open_task(
        "basis.decide", subject=subject, agency=_home(by), duty="V", thing_kind="basis",
        thing=basis.pk, at=at, due=due_at(by, "basis_approval", at),
    )  # fmt: skip
    return basis


def act_now(
    *, subject: UUID, terms: BasisTerms, reason: str, by: Actor, at: datetime
) -> SharingBasis:
    """Danger to life or body: in force at once, for one working day unless somebody confirms it."""
    basis = propose_basis(subject=subject, terms=terms, by=by, at=at)
    return use_now(basis_id=basis.pk, reason=reason, expected=None, by=by, at=at)


def use_now(
    *, basis_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> SharingBasis:
    """Put a proposed basis in force before it is approved; `reason` is a code of the dangers."""
    basis: SharingBasis = locked(SharingBasis, basis_id, expected=expected)
    basis.approve_by = due_at(by, "basis_approval", at)
    fire(
        basis, "act_now", by=by, at=at, subject=basis.subject_id, scene=Scene(at),
        holds={"danger_to_life"} if reason else (), given={"reason"} if reason else (),
        reason=reason or None,
    )  # fmt: skip
    with access.changing(basis.subject_id):
        _open(basis, until=basis.approve_by, at=at)
    return basis


def _home(by: Actor) -> UUID:
    found: UUID = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    return found


def decide_basis(
    *, basis_id: UUID, event: str, reason: str | None, by: Actor, at: datetime,
    expected: int | None = None,
) -> SharingBasis:  # fmt: skip
    """Approve, reject, confirm, end or annul a legal basis; never by its proposer.

    `reason` is kept sealed beside the necessity. What follows for referrals is handled by
    `referrals.actions.decide_basis`, in one act.
    """
    basis: SharingBasis = locked(SharingBasis, basis_id, expected=expected)
    scene = Scene(
        at, lead_agency=_home(by), proposer=basis.proposed_by, proposer_post=basis.proposed_post
    )
    other = basis.proposed_by != by.worker
    if event in ("approve", "reject", "confirm") and other:
        basis.decided_by, basis.decided_at = by.worker, at
    basis.finding = reason or basis.finding
    fire(
        basis, event, by=by, at=at, subject=basis.subject_id, scene=scene,
        holds={"not_the_proposer"} if other else (), given={"reason"} if reason else (),
    )  # fmt: skip
    _after_decision(basis, event, at=at)
    close_tasks(basis.pk, subject=basis.subject_id, by=by, at=at)
    return basis


def _after_decision(basis: SharingBasis, event: str, *, at: datetime) -> None:
    if event == "reject":
        return
    with access.changing(basis.subject_id):
        access.end_gates(basis.subject_id, source=basis.pk, at=at)
        if event in ("approve", "confirm"):
            _open(basis, until=basis.ends, at=at)


def _open(basis: SharingBasis, *, until: datetime | None, at: datetime) -> None:
    levels = {by_number(number): Level.FULL for number in basis.sections}
    access.gate(
        basis.subject_id, levels, agency=basis.agency_id, code="basis", source=basis.pk, starts=at,
        ends=until, purposes=[Purpose(p) for p in basis.purposes],
    )  # fmt: skip


def lapse_basis(basis_id: UUID, *, by: Actor, at: datetime) -> SharingBasis:
    """Its time is over, or nobody confirmed in time what was done in haste (the clock, J)."""
    basis: SharingBasis = locked(SharingBasis, basis_id, expected=None)
    limit = basis.ends if basis.decided_at else basis.approve_by or basis.ends
    if limit is not None and limit > at:
        raise Missing("until_reached", STILL_RUNS)
    follow(basis, "end", by=by, at=at, subject=basis.subject_id)
    _after_decision(basis, "end", at=at)
    close_tasks(basis.pk, subject=basis.subject_id, by=by, at=at)
    remember("basis.end", by=by, at=at, subject=basis.subject_id, thing=basis.pk)
    return basis
