"""Which section a service writes into: by its domain, so that no worker has to choose."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.cases.models import CasePointer, SectionSummary
from hangot.core.access import Actor, Section

OF_DOMAIN: Mapping[str, Section] = {
    "common": Section.OVERVIEW,
    "law": Section.LEGAL,
    "money": Section.WELFARE,
    "mind": Section.HEALTH,
    "medical": Section.HEALTH,
    "work": Section.EMPLOYMENT,
    "welfare": Section.WELFARE,
    "finance": Section.FINANCE,
    "protection": Section.PROTECTION,
    "housing": Section.WELFARE,
    "culture": Section.WELFARE,
}


def of_domain(domain: str) -> Section:
    """The section of a service's domain; the overview for a domain a pack has added."""
    return OF_DOMAIN.get(domain, Section.OVERVIEW)


def note_entry(subject: UUID, section: Section, *, by: Actor, at: datetime) -> None:
    """Keep the summary and pointer of a section in step with a new entry in it."""
    if section.closed:
        return
    with deriving(subject):
        known = SectionSummary.objects.filter(subject_id=subject, section=section.number).first()
        if known is None:
            known = SectionSummary(
                centre_id=by.centre, subject_id=subject, section=section.number,
                agency_id=by.agency, post_id=by.post, created_at=at,
            )  # fmt: skip
            known.save(force_insert=True)
        SectionSummary.objects.filter(pk=known.pk).update(entries=known.entries + 1, last_at=at)
        pointed = CasePointer.objects.filter(
            subject_id=subject, section=section.number, agency_id=by.agency
        )
        if not pointed.exists():
            CasePointer(
                centre_id=by.centre, subject_id=subject, section=section.number,
                agency_id=by.agency, post_id=by.post, created_at=at, call_post=by.post,
            ).save(force_insert=True)  # fmt: skip
