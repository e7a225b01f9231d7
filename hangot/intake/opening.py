"""A notice becomes a case: nothing that was told is asked for again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.cases import actions as cases
from hangot.cases import contacts, moves, records
from hangot.cases.models import Case
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.directory.actions import number
from hangot.intake.models import Notice
from hangot.intake.story import safety_of
from hangot.packs.active import profile
from hangot.people import actions as people
from hangot.people.household import Part
from hangot.people.models import ContactPoint, ContactSafety, Person
from hangot.tasks.actions import close_tasks, ends
from hangot.tasks.clocks import stop_clocks
from hangot.tasks.fire import fire, locked

AGAIN, ON_THE_PHONE = "new_incident", "phone"
NO_AGREEMENT = Text(
    "센터의 수집·이용 동의를 먼저 받아 주세요.", "First ask consent for the centre's own use."
)


def open_case(
    *, notice_id: UUID, known: UUID | None, method: str, lead_post: UUID, expected: int | None,
    by: Actor, at: datetime, reopen: UUID | None = None, home: Sequence[Part] = (),
) -> Case:  # fmt: skip
    """The notice becomes a case: person, agreement to collect, safe contact, needs, story.

    `known` is a person found by the look-up; None makes a new record. `method` says how the
    person agreed that the centre collects and uses the data (paper, phone, screen). `reopen`: an
    ended case of that person which goes on, with its history; its lead stays. `home`: who lives
    there, as somebody who reported it said.
    """
    notice: Notice = locked(Notice, notice_id, expected=expected)
    if not method:
        raise Missing("collection_is_lawful", NO_AGREEMENT)
    cases.demand_lead(lead_post, by.agency)
    person = _person(notice, known, by=by, at=at)
    notice.person, notice.agreed_how, notice.agreed_at = person, method, at
    notice.agreed_script = _script(method, by)
    case = _reopened(reopen, person, by=by, at=at) if reopen else cases.register(
        person=person, lead_post=lead_post, urgency=notice.urgency, danger=notice.safe == "danger",
        by=by, at=at,
    )  # fmt: skip
    _collected(person.pk, case, notice, by=by, at=at)
    notice.case_id = case.pk
    fire(
        notice, "open", by=by, at=at, subject=notice.pk, scene=Scene(at), given={"person"},
        holds={"person_exists", "collection_is_lawful"},
    )  # fmt: skip
    _carry_over(notice, case, by=by, at=at)
    people.move_in(person.pk, home, by=by, at=at)
    _leave(person.pk, notice, at=at)
    stop_clocks(thing=notice.pk, subject=notice.pk, at=at)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    return case


def _script(method: str, by: Actor) -> str:
    """What is said on the phone is read out: the version of it."""
    return profile(by.profile).consent.script.version if method == ON_THE_PHONE else ""


def _person(notice: Notice, known: UUID | None, *, by: Actor, at: datetime) -> Person:
    if known:
        found = Person.objects.filter(pk=known).first()
        if found is None:
            raise Hidden
        return found
    return people.create_person(
        number=number("person", by=by, at=at), name=notice.name, birth=notice.birth,
        phone=notice.phone, by=by, at=at,
    )  # fmt: skip


def _reopened(case_id: UUID, person: Person, *, by: Actor, at: datetime) -> Case:
    """A case that had ended goes on because of what happened now."""
    if not Case.objects.filter(pk=case_id, person=person).exists():
        raise Hidden
    return moves.move(
        case_id=case_id, event="reopen", said=moves.Said(reason=AGAIN), expected=None, by=by, at=at
    )


def _collected(subject: UUID, case: Case, notice: Notice, *, by: Actor, at: datetime) -> None:
    """It is lawful to keep a record; who opens it for another lead writes it first."""
    words = profile(by.profile).consent
    with access.changing(subject):
        cases.collect(
            subject, agency=by.agency, until=ends(by, words.longest, at), source=case.pk, at=at
        )
        access.claim(
            subject, cases.TEAM, agency=by.agency, post=by.post, code="opening", source=notice.pk,
            starts=at,
        )  # fmt: skip


def _leave(subject: UUID, notice: Notice, *, at: datetime) -> None:
    """From now on only the seats of the case count."""
    with access.changing(subject):
        access.end_claims(subject, source=notice.pk, at=at)


def _carry_over(notice: Notice, case: Case, *, by: Actor, at: datetime) -> None:
    """What was told once goes where it belongs; nobody asks for it again."""
    subject = case.person_id
    if notice.alias:
        people.add_alias(subject, notice.alias, by=by, at=at)
    before = ContactSafety.objects.filter(subject_id=subject, replaced_at=None).first()
    if before:
        _later(notice, case, before, by=by, at=at)
    else:
        _first(notice, subject, by=by, at=at)
    records.put_needs(case, notice.needs, notice.wish, by=by, at=at)
    if notice.crimes:
        records.put_incident(subject, notice.crimes.split(","), by=by, at=at)
    _words(notice, case, by=by, at=at)


def _first(notice: Notice, subject: UUID, *, by: Actor, at: datetime) -> None:
    """How the person said they may be reached."""
    if notice.phone and not _has_phone(subject, notice.phone):
        people.put_contact(subject, "phone", notice.phone, whose="self", by=by, at=at)
    people.put_safety(subject, safety_of(notice), by=by, at=at)


def _later(
    notice: Notice, case: Case, before: ContactSafety, *, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Whoever called again in this name may be somebody else: it can only make things stricter.

    A new number stays with the contact until the person themselves has said that it is safe.
    """
    told = people.stricter(before, safety_of(notice))
    strange = notice.phone and not _has_phone(case.person_id, notice.phone)
    if told != people.said(before):
        people.put_safety(case.person_id, told, by=by, at=at)
    elif not strange:
        return
    contacts.doubt(case, by=by, at=at)


def _words(notice: Notice, case: Case, *, by: Actor, at: datetime) -> None:
    """Own words become notes; a wish without a need would have no other place."""
    told = [(Section.INCIDENT, notice.story, "story")]
    if not notice.needs:
        told.append((Section.OVERVIEW, notice.wish, "wish"))
    for section, text, what in told:
        if text:
            records.put_note(
                case.person_id, section, text, what=what, case=case, by=by, at=at,
                when=notice.reported_at,
            )  # fmt: skip


def _has_phone(subject: UUID, phone: str) -> bool:
    points = ContactPoint.objects.filter(subject_id=subject, kind="phone", ended_at=None)
    return any(point.value == phone for point in points)
