"""The consent matrix, what is lawful now, and what was already given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hangot.access.actions import facts
from hangot.access.context import deriving
from hangot.consent.models import Consent, Disclosure, SharingBasis
from hangot.core.access import Level, Purpose, Section, by_number
from hangot.vault.together import together


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the form as it stands: yes, no, ask, law, withdrawn, expired or none.

    Consent and law may stand beside each other; `law` looks only where no consent is in force.
    """

    agency: UUID
    section: Section
    look: str
    consent: Consent | None = None
    basis: SharingBasis | None = None

    @property
    def lawful(self) -> bool:
        """May the section be given to the agency now?"""
        return self.look in ("yes", "law")


LOOKS: Mapping[str, str] = {
    "requested": "ask",
    "given": "yes",
    "refused": "no",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "invalidated": "none",
    "superseded": "none",
}
Cells = Mapping[tuple[UUID, Section], Cell]


def lines(subject: UUID) -> list[Consent]:
    """All lines ever asked of a person that one may see, oldest first."""
    return list(Consent.objects.filter(subject_id=subject).order_by("asked_at", "pk"))


def bases(subject: UUID) -> list[SharingBasis]:
    """Legal bases of a subject that one may see, newest first."""
    return list(SharingBasis.objects.filter(subject_id=subject).order_by("-starts"))


def lines_and_laws(subject: UUID) -> tuple[QuerySet[Consent], QuerySet[SharingBasis]]:
    """Lines and bases of one person, to be read together."""
    return (
        Consent.objects.filter(subject_id=subject).order_by("asked_at", "pk"),
        SharingBasis.objects.filter(subject_id=subject).order_by("-starts"),
    )


def asked_and_lawful(subject: UUID) -> tuple[list[Consent], list[SharingBasis]]:
    """Lines and bases of one person in one statement."""
    rows, laws = together(*lines_and_laws(subject))
    return rows, laws


def look(row: Consent, *, at: datetime) -> str:
    """How a line looks now; a given one looks ended from its end on, before any clock says so."""
    shown = LOOKS[row.state]
    over = row.ends is not None and row.ends <= at
    return "expired" if shown == "yes" and over else shown


def in_force(law: SharingBasis, *, at: datetime) -> bool:
    """Does this clause of law open anything now? Unconfirmed haste ends with its working day."""
    ends = [end for end in (law.ends, None if law.decided_at else law.approve_by) if end]
    return law.state == "active" and all(at < end for end in ends)


def cells(consents: Iterable[Consent], laws: Iterable[SharingBasis], *, at: datetime) -> Cells:
    """What stands in each cell now: the last answer, a legal basis where there is no consent."""
    found: dict[tuple[UUID, Section], Cell] = {}
    for row in consents:
        key = (row.agency_id, by_number(row.section))
        found[key] = Cell(*key, look(row, at=at), consent=row)
    for law in laws:
        for number in law.sections if in_force(law, at=at) else ():
            key = (law.agency_id, by_number(number))
            known = found.get(key, Cell(*key, "none"))
            seen = "yes" if known.look == "yes" else "law"
            found[key] = Cell(*key, seen, consent=known.consent, basis=law)
    return found


def covers(
    subject: UUID, agency: UUID, sections: Sequence[Section], *, at: datetime
) -> set[Section]:
    """Which of these sections one may give to the agency now.

    Consents count whoever asked for them; a clause of law only for those who may know of it, so
    that nobody learns of one from a referral that goes through.
    """
    with deriving(subject):
        asked = list(
            Consent.objects.filter(subject_id=subject, agency_id=agency).order_by("asked_at", "pk")
        )
    found = cells(asked, [b for b in bases(subject) if b.agency_id == agency], at=at)
    return {s for s in sections if (agency, s) in found and found[agency, s].lawful}


def lawful(
    subject: UUID, agency: UUID, *, at: datetime, least: Level = Level.SUMMARY
) -> set[Section]:
    """What the open gates let the agency see, whoever knows why: decides what a withdrawal ends."""
    with deriving(subject):
        gates = facts(subject).gates
    return {
        section
        for gate in gates
        if gate.agency == agency and Purpose.SUPPORT in gate.purposes and gate.period.covers(at)
        for section, level in gate.levels.items()
        if level >= least
    }


def disclosures(subject: UUID) -> list[Disclosure]:
    """What was given, to whom and why, newest first."""
    return list(Disclosure.objects.filter(subject_id=subject).order_by("-at"))


def to_decide(*, at: datetime) -> list[SharingBasis]:
    """Bases of the whole house for those who decide: waiting ones first, then the newest."""
    rows = SharingBasis.objects.order_by("-starts")[:200]
    return sorted(rows, key=lambda row: 0 if waits(row) else 1 if in_force(row, at=at) else 2)


def waits(row: SharingBasis) -> bool:
    """Is somebody's decision still missing?"""
    return row.state == "proposed" or (row.state == "active" and row.decided_at is None)
