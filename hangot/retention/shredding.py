"""The end of a record: its key, its search tokens, its marks, and every way to it are gone.

What was sealed cannot be opened by anybody, in no backup that holds no key. Rows that remain name
nobody: opaque ids, dates and states, which counts need.
"""

from datetime import datetime
from uuid import UUID

from hangot.access.actions import changing
from hangot.access.context import acting, deriving, system
from hangot.access.models import AccessClaim, AccessGate, AccessRow
from hangot.access.trail import remember
from hangot.core.access import Purpose
from hangot.directory.models import Centre
from hangot.people.models import Mark
from hangot.retention import ledger
from hangot.retention.models import Destruction, Retained
from hangot.vault import keyring
from hangot.vault.models import DataKey, PersonTokens


def shred(subject: UUID, centre: Centre, *, at: datetime, act: str, thing: UUID) -> None:
    """Destroy one record in the clock's name, inside the transaction of whoever approved it."""
    by = system(centre.pk, centre.lead_agency_id, frozenset({"N", "V"}), profile=centre.profile)
    with acting(by, Purpose.OVERSIGHT, "retention"):
        with changing(subject):
            AccessClaim.objects.filter(subject_id=subject).delete()
            AccessGate.objects.filter(subject_id=subject).delete()
        with deriving(subject):
            AccessRow.objects.filter(subject_id=subject).delete()
            PersonTokens.objects.filter(pk=subject).delete()
            Mark.objects.filter(subject_id=subject).delete()
        keyring.destroy(subject)
        Retained.objects.filter(subject_id=subject).delete()
        remember(act, by=by, at=at, subject=subject, thing=thing)


def replay(*, at: datetime) -> int:
    """Destroy again whoever a backup brought back; how many."""
    lines, done = list(ledger.read()), 0
    if not lines:
        return 0
    centres = {one.pk: one for one in Centre.objects.all()}
    for line in lines:
        centre = centres.get(line.centre)
        if centre and _is_back(line.subject, centre):
            shred(line.subject, centre, at=at, act="retention.replay", thing=line.certificate)
            done += 1
    return done


def _is_back(subject: UUID, centre: Centre) -> bool:
    by = system(centre.pk, centre.lead_agency_id, frozenset({"N", "V"}), profile=centre.profile)
    with acting(by), deriving(subject):
        return (
            DataKey.objects.filter(pk=subject).exists()
            or PersonTokens.objects.filter(pk=subject).exists()
            or AccessRow.objects.filter(subject_id=subject).exists()
        )


def keep_list(centre: Centre) -> int:
    """Add to the list outside what was destroyed and is not there yet; how many."""
    by = system(centre.pk, centre.lead_agency_id, frozenset({"N", "V"}), profile=centre.profile)
    with acting(by):
        rows = list(Destruction.objects.filter(centre_id=centre.pk, state="done"))
    return ledger.add(
        ledger.Line(
            row.decided_at.isoformat() if row.decided_at else "", centre.pk, row.subject_id, row.pk
        )
        for row in sorted(rows, key=lambda row: (row.decided_at or row.created_at, row.pk))
    )
