"""What was given to whom: written in the transaction that makes it visible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.consent.models import Consent, Disclosure, SharingBasis
from hangot.consent.queries import in_force
from hangot.core.access import Actor, Level, Purpose, Section


@dataclass(frozen=True, slots=True)
class Giving:
    """One act of giving data: to whom, which sections, because of what."""

    subject: UUID
    agency: UUID
    post: UUID | None
    sections: Iterable[Section]
    because_kind: str
    because_id: UUID
    door: str


def disclose(giving: Giving, *, by: Actor, at: datetime) -> list[Disclosure]:
    """One row per basis; a section both agreed to and allowed by law is given by consent."""
    wanted = {section.number for section in giving.sections}
    agreed = _by_consent(giving, wanted, at=at)
    rows = agreed + _by_law(giving, wanted - {n for row in agreed for n in row.sections}, at=at)
    for row in rows:
        row.centre_id, row.from_agency, row.from_post, row.at = by.centre, by.agency, by.post, at
    with deriving(giving.subject):
        Disclosure.objects.bulk_create(rows)
    return rows


def _by_consent(giving: Giving, wanted: set[int], *, at: datetime) -> list[Disclosure]:
    with deriving(giving.subject):
        rows = list(Consent.objects.filter(
            subject_id=giving.subject, agency_id=giving.agency, section__in=wanted, state="given",
            ends__gt=at,
        ))  # fmt: skip
    if not rows:
        return []
    until = min(row.ends for row in rows if row.ends)
    numbers = sorted(row.section for row in rows)
    return [_row(giving, numbers, "consent", [row.pk for row in rows], until=until)]


def _by_law(giving: Giving, wanted: set[int], *, at: datetime) -> list[Disclosure]:
    if not wanted:
        return []
    bases = SharingBasis.objects.filter(
        subject_id=giving.subject, agency_id=giving.agency, state="active"
    )
    return [
        _row(
            giving,
            sorted(wanted & set(one.sections)),
            "law",
            [one.pk],
            until=one.ends,
            clause=one.clause,
        )
        for one in bases
        if wanted & set(one.sections) and in_force(one, at=at)
    ]


def _row(
    giving: Giving, sections: list[int], basis: str, ids: list[UUID], *, until: datetime | None,
    clause: str = "",
) -> Disclosure:  # fmt: skip
    return Disclosure(
        subject_id=giving.subject, agency_id=giving.agency, to_post=giving.post, sections=sections,
        level=int(Level.FULL), basis=basis, basis_ids=ids, clause=clause,
        purpose=Purpose.SUPPORT.value, door=giving.door, because_kind=giving.because_kind,
        because_id=giving.because_id, usable_until=until,
        told="asked_first" if basis == "consent" else "to_be_told",
    )  # fmt: skip


def freeze(subject: UUID, basis: UUID, *, at: datetime) -> None:
    """What was given because of a consent that ended is not used for anything new; in `changing()`."""
    given = Disclosure.objects.filter(
        subject_id=subject, basis_ids__contains=[basis], frozen_at=None
    )
    given.update(frozen_at=at)
