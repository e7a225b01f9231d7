"""The consent matrix and what was already given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.consent.models import Consent, Disclosure, SharingBasis
from hangot.core.access import Section, by_number


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the form as it stands: yes, no, ask, law, expired or none."""

    agency: UUID
    section: Section
    look: str
    consent: Consent | None = None
    basis: SharingBasis | None = None


LOOKS: Mapping[str, str] = {
    "requested": "ask",
    "given": "yes",
    "refused": "no",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "invalidated": "none",
    "superseded": "none",
}


def lines(subject: UUID) -> list[Consent]:
    """All lines ever asked of a person that one may see, oldest first."""
    return list(Consent.objects.filter(subject_id=subject).order_by("asked_at", "pk"))


def bases(subject: UUID) -> list[SharingBasis]:
    """Legal bases of a subject, newest first."""
    return list(SharingBasis.objects.filter(subject_id=subject).order_by("-starts"))


def cells(
    consents: Iterable[Consent], laws: Iterable[SharingBasis], *, at: datetime
) -> Mapping[tuple[UUID, Section], Cell]:
    """What stands in each cell now: the last answer, a legal basis where there is no consent."""
    found: dict[tuple[UUID, Section], Cell] = {}
    for row in consents:
        section = by_number(row.section)
        look = LOOKS[row.state]
        if look == "yes" and row.ends is not None and row.ends <= at:
            look = "expired"
        found[row.agency_id, section] = Cell(row.agency_id, section, look, consent=row)
    for law in laws:
        for number in law.sections if law.state == "active" else ():
            key = (law.agency_id, by_number(number))
            if key not in found or found[key].look != "yes":
                found[key] = Cell(*key, "law", basis=law)
    return found


def covers(subject: UUID, agency: UUID, sections: Sequence[Section], *, at: datetime) -> set[Section]:
    """Which of these sections may lawfully go to the agency now."""
    found = cells(
        [c for c in lines(subject) if c.agency_id == agency],
        [b for b in bases(subject) if b.agency_id == agency],
        at=at,
    )  # fmt: skip
    return {s for s in sections if (agency, s) in found and found[agency, s].look in ("yes", "law")}


def disclosures(subject: UUID) -> list[Disclosure]:
    """What was given, to whom and why, newest first."""
    return list(Disclosure.objects.filter(subject_id=subject).order_by("-at"))
