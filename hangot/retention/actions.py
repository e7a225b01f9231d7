"""A record is proposed for its end, and ended by somebody else; a hold by law stops it."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.retention import shredding
from hangot.retention.models import Destruction, LegalHold, Retained
from hangot.tasks.fire import fire, locked

ENDED = ("closed", "aftercare", "not_selected", "transferred", "archived")
ASKED = "person_asked"
ALREADY = Text("이미 올렸거나 파기한 기록입니다.", "It was proposed or destroyed already.")
HELD = Text("이미 보존유예가 걸려 있습니다.", "There is a hold already.")
WHY = Text("근거와 이유를 적어 주세요.", "Write the ground and the reason.")


def propose(*, subject: UUID, ground: str, reason: str, by: Actor, at: datetime) -> Destruction:
    """Ask for the end of a record. Hidden where one knows of none."""
    if ground not in profile(by.profile).lists["destruction_reasons"] or not _known(subject):
        raise Hidden
    if Destruction.objects.filter(subject_id=subject, state__in=("proposed", "done")).exists():
        raise Missing("new", ALREADY)
    row = Destruction(
        centre_id=by.centre, subject_id=subject, agency_id=by.agency, post_id=by.post,
        worker_id=by.worker, ground=ground, reason=reason, created_at=at,
    )  # fmt: skip
    given = {"reason"} if reason.strip() else set()
    fire(row, "propose", by=by, at=at, scene=Scene(at), subject=None, holds=_true(row),
         given=given, reason=ground, new=True)  # fmt: skip
    return row


def decide(
    *, destruction_id: UUID, event: str, answer: str, expected: int | None, by: Actor, at: datetime
) -> Destruction:
    """Approve, which ends the record at once and for good, refuse with a reason, or take back."""
    row: Destruction = locked(Destruction, destruction_id, expected=expected)
    if event in ("approve", "refuse"):
        row.decided_by, row.decided_post, row.decided_at = by.worker, by.post, at
        row.answer = answer.strip() or None
    given = {"reason"} if answer.strip() else set()
    fire(
        row, event, by=by, at=at, scene=scene(row, at), subject=None, holds=_true(row), given=given
    )
    if row.state == "done":
        centre = Centre.objects.get(pk=by.centre)
        shredding.shred(row.subject_id, centre, at=at, act="destruction.carry_out", thing=row.pk)
        transaction.on_commit(partial(shredding.keep_list, centre))
    return row


def hold(*, subject: UUID, reason: str, by: Actor, at: datetime) -> LegalHold:
    """Keep a record although its time is over, because the law asks for it."""
    may("legal_hold.write", by, Scene(at))
    if not _known(subject):
        raise Hidden
    if not reason.strip():
        raise Missing("reason", WHY)
    if held(subject):
        raise Missing("new", HELD)
    row = LegalHold(
        centre_id=by.centre, subject_id=subject, reason=reason, since=at, worker_id=by.worker
    )
    row.save(force_insert=True)
    remember("legal_hold.write", by=by, at=at, subject=subject, thing=row.pk)
    return row


def lift(*, hold_id: UUID, by: Actor, at: datetime) -> LegalHold:
    """The reason to keep it is over."""
    may("legal_hold.write", by, Scene(at))
    row: LegalHold = locked(LegalHold, hold_id, expected=None)
    if row.lifted_at:
        raise Hidden
    row.lifted_at = at
    row.version += 1
    row.save(update_fields=["lifted_at", "version"])
    remember("legal_hold.lift", by=by, at=at, subject=row.subject_id, thing=row.pk)
    return row


def held(subject: UUID) -> bool:
    """Is there a reason of law to keep it?"""
    return LegalHold.objects.filter(subject_id=subject, lifted_at=None).exists()


def scene(row: Destruction, at: datetime) -> Scene:
    """What the rights may look at: who proposed it."""
    return Scene(at, proposer=row.worker_id, proposer_post=row.post_id)


def _known(subject: UUID) -> bool:
    return (
        Case.objects.filter(person_id=subject).exists()
        or Retained.objects.filter(subject_id=subject).exists()
    )


def _true(row: Destruction) -> set[str]:
    """The conditions that hold: no hold; every case ended, and due or asked for."""
    due = Retained.objects.filter(subject_id=row.subject_id).exists()
    cases = Case.objects.filter(person_id=row.subject_id)
    open_ = cases.exclude(state__in=ENDED).exists()
    found = {
        "no_legal_hold": not held(row.subject_id),
        "ended_or_asked": not open_ and (due or row.ground == ASKED),
    }
    return {name for name, holds in found.items() if holds}
