"""What is written into a case: notes, needs, incidents, deliveries."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access.queries import need, view
from hangot.access.trail import remember
from hangot.cases.models import Case, Incident, Need, Note, ServiceDelivery
from hangot.cases.sections import note_entry, of_domain
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, may
from hangot.directory.models import Service
from hangot.people.entries import owned


def case_to_write(case_id: UUID, right: str, section: Section, *, by: Actor, at: datetime) -> Case:
    """A case, for who has the right and sees the whole section; Hidden otherwise."""
    may(right, by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, section, Level.FULL, at=at)
    return case


def put_note(
    subject: UUID, section: Section, text: str, *, what: str, case: Case | None, by: Actor,
    at: datetime, when: datetime | None = None,
) -> Note:  # fmt: skip
    """Add a note from within an act that is audited."""
    note = Note(
        **owned(subject, section, by=by, at=at), case=case, what=what, text=text, at=when or at
    )
    note.save(force_insert=True)
    note_entry(subject, section, by=by, at=at)
    return note


def write_note(
    *, subject: UUID, section: Section, text: str, what: str, case_id: UUID | None, by: Actor,
    at: datetime, when: datetime | None = None,
) -> Note:  # fmt: skip
    """Write a note into a section one may write: shared at full level, closed ones for the holder.

    `when` is the time of the contact; without it, now.
    """
    may("note.write", by, Scene(at))
    need(by, subject, section, Level.FULL, at=at)
    case = Case.objects.filter(pk=case_id).first() if case_id else None
    note = put_note(subject, section, text, what=what, case=case, by=by, at=at, when=when)
    remember("note.write", by=by, at=at, subject=subject, thing=note.pk, section=section)
    return note


def put_needs(
    case: Case, domains: Iterable[str], words: str | None, *, by: Actor, at: datetime
) -> None:
    """The needs heard at first contact; the person's own wish stands beside the first."""
    for place, domain in enumerate(domains):
        Need(
            **owned(case.person_id, Section.OVERVIEW, by=by, at=at), case=case, domain=domain,
            own_words=words if place == 0 else None,
        ).save(force_insert=True)  # fmt: skip


def write_needs(
    *, case_id: UUID, domains: Iterable[str], words: str | None, by: Actor, at: datetime
) -> None:
    """Add needs found later."""
    may("need.write", by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    put_needs(case, domains, words, by=by, at=at)
    remember("need.write", by=by, at=at, subject=case.person_id, thing=case.pk)


def meet_needs(*, case_id: UUID, need_ids: Iterable[UUID], by: Actor, at: datetime) -> None:
    """These needs are met; they stay readable with the day."""
    may("need.write", by, Scene(at))
    rows = list(Need.objects.filter(case=case_id, pk__in=list(need_ids), met_at=None))
    if not rows:
        raise Hidden
    for row in rows:
        row.met_at, row.version = at, row.version + 1
        row.save()
    remember("need.write", by=by, at=at, subject=rows[0].subject_id, thing=case_id)


def put_incident(subject: UUID, crimes: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Kinds of crime, several at once, in the guarded section."""
    Incident(**owned(subject, Section.INCIDENT, by=by, at=at), crimes=",".join(crimes)).save(
        force_insert=True
    )
    note_entry(subject, Section.INCIDENT, by=by, at=at)


def deliver(
    *, subject: UUID, service: Service, minutes: int, result: str | None, source: UUID | None,
    case_id: UUID | None, by: Actor, at: datetime, when: datetime | None = None,
) -> ServiceDelivery:  # fmt: skip
    """Something was given: who, when, how long, with what result; kept by the agency that gave it.

    `when` is the time of giving; without it, now.
    """
    may("delivery.write", by, Scene(at))
    section = writable(subject, of_domain(service.domain), by=by, at=at)
    row = ServiceDelivery(
        **owned(subject, section, by=by, at=at), case_id=case_id, service_id=service.pk,
        source_id=source, at=when or at, minutes=minutes, result=result,
    )  # fmt: skip
    row.save(force_insert=True)
    note_entry(subject, section, by=by, at=at)
    remember("delivery.write", by=by, at=at, subject=subject, thing=row.pk)
    return row


def writable(subject: UUID, section: Section, *, by: Actor, at: datetime) -> Section:
    """The section if the agency works in it, else the first one it works in; Hidden without any."""
    seen = view(by, subject, at=at)
    if seen.own[section] >= Level.FULL:
        return section
    open_ones = (s for s in Section if not s.closed and seen.own[s] >= Level.FULL)
    found = next(open_ones, None)
    if found is None:
        raise Hidden
    return found
