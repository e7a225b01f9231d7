"""A contact arrives, the story is told once, and it becomes help or a case."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from hangot.access import actions as access
from hangot.access.trail import remember
from hangot.cases import actions as cases
from hangot.cases import records
from hangot.cases.models import Case
from hangot.core.access import Actor, Level, Section
from hangot.core.lookup import NEEDED, Query, advice, identifiers
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.actions import number
from hangot.intake.models import CallAttempt, Notice, SearchReceipt
from hangot.packs.active import profile
from hangot.people import actions as people
from hangot.people import search
from hangot.people.models import ContactPoint, Person
from hangot.tasks.actions import close_tasks, ends, meet_clock, open_task, start_clock
from hangot.tasks.fire import fire, locked
from hangot.vault import keyring

OWN = {
    section: Level.FULL
    for section in (Section.OVERVIEW, Section.IDENTITY, Section.CONTACT, Section.INCIDENT)
}
TOO_MANY = Text(
    "오늘 찾을 수 있는 횟수를 다 썼습니다. 급하면 보호책임자에게 부탁해 주세요.",
    "You have used up today's look-ups. In a hurry, ask the safety officer.",
)


@dataclass(frozen=True, slots=True)
class Story:
    """What reception hears once: how safe, how to call back, own words, needs, who."""

    channel: str
    safe: str
    urgency: str = "normal"
    story: str | None = None
    wish: str | None = None
    name: str | None = None
    alias: str | None = None
    birth: date | None = None
    phone: str | None = None
    crimes: Sequence[str] = ()
    needs: Sequence[str] = ()
    safety: people.Safety = field(default_factory=people.Safety)


@dataclass(frozen=True, slots=True)
class Found:
    """Answer of a look-up: the people one may see, and the receipt that one looked."""

    people: Sequence[Person]
    receipt: SearchReceipt
    left: int


def look_up(*, query: Query, reason: str, by: Actor, at: datetime) -> Found:
    """Search before creating. What one may not see is answered like nothing at all."""
    may("person.find", by, Scene(at))
    if identifiers(query) < NEEDED:
        raise Missing("identifiers", (*advice(query), TOO_MANY)[0])
    left = search.left(by, at=at)
    if not left:
        raise NotAllowed("too_many", TOO_MANY)
    found = search.find(query, by=by)
    receipt = SearchReceipt(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, worker_id=by.worker,
        keys=_keys(query), reason=reason, found=len(found), at=at,
    )  # fmt: skip
    receipt.save(force_insert=True)
    remember(
        "person.find", by=by, at=at, thing=receipt.pk, section=Section.IDENTITY, reason=reason,
        kind="read",
    )  # fmt: skip
    return Found(found, receipt, left - 1)


def _keys(query: Query) -> list[str]:
    pairs = (("name", query.name), ("phone", query.phone), ("tail", query.phone_tail), ("birth", query.birth))
    return [name for name, value in pairs if value]


def receive(*, story: Story, by: Actor, at: datetime) -> Notice:
    """Keep a contact as a notice; phone and later visit are the same record."""
    notice = Notice(
        centre_id=by.centre, number=number("notice", by=by, at=at), agency_id=by.agency,
        post_id=by.post, reported_at=at,
    )  # fmt: skip
    keyring.create(notice.pk, by.centre)
    _fill(notice, story)
    access.register(notice.pk, at=at)
    with access.changing(notice.pk):
        fire(
            notice, "receive", by=by, at=at, new=True, subject=notice.pk, scene=Scene(at),
            holds={"agreed_or_basis", "no_investigation_content"}, given={"channel"},
        )  # fmt: skip
        _open(notice, by=by, at=at)
    clock = start_clock(
        "first_contact", subject=notice.pk, agency=by.agency, thing=notice.pk, at=at, by=by
    )
    open_task(
        "notice.start", subject=notice.pk, agency=by.agency, duty="C", thing_kind="notice",
        thing=notice.pk, at=at, due=clock.due,
    )  # fmt: skip
    return notice


def _open(notice: Notice, *, by: Actor, at: datetime) -> None:
    """A notice is its agency's own record; duties cap what each post sees of it."""
    for duty in ("R", "C", "M", "L"):
        access.claim(
            notice.pk, OWN, agency=by.agency, duty=duty, code="notice", source=notice.pk, starts=at
        )


def _fill(notice: Notice, story: Story) -> None:
    notice.channel, notice.safe, notice.urgency = story.channel, story.safe, story.urgency
    notice.story, notice.wish = story.story, story.wish
    notice.name, notice.alias, notice.phone = story.name, story.alias, story.phone
    notice.birth = story.birth.isoformat() if story.birth else None
    notice.crimes = ",".join(story.crimes) or None
    notice.needs = list(story.needs)
    notice.contact = _contact(story.safety)


def _contact(safety: people.Safety) -> dict[str, Any]:
    return {
        "channels": list(safety.channels),
        "from": safety.window_from.isoformat("minutes") if safety.window_from else None,
        "to": safety.window_to.isoformat("minutes") if safety.window_to else None,
        "shared": safety.shared_phone, "say": safety.say_agency, "voice": safety.leave_voice,
    }  # fmt: skip


def safety_of(notice: Notice) -> people.Safety:
    """The safe-contact rule as it was heard at first contact."""
    kept: Mapping[str, Any] = notice.contact
    return people.Safety(
        channels=tuple(kept.get("channels", ())), window_from=_time(kept.get("from")),
        window_to=_time(kept.get("to")), shared_phone=bool(kept.get("shared")),
        say_agency=bool(kept.get("say")), leave_voice=bool(kept.get("voice")),
    )  # fmt: skip


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def change(
    *, notice_id: UUID, story: Story, expected: int, by: Actor, at: datetime
) -> Notice:
    """More is heard, by phone or at the counter: the same record goes on."""
    may("notice.write", by, Scene(at))
    notice: Notice = locked(Notice, notice_id, expected=expected)
    _fill(notice, story)
    notice.version += 1
    notice.save()
    remember("notice.write", by=by, at=at, subject=notice.pk, thing=notice.pk)
    return notice


def arrive(*, notice_id: UUID, expected: int | None, by: Actor, at: datetime) -> Notice:
    """The person who called is now at the counter: the phone notice continues."""
    may("notice.write", by, Scene(at))
    notice: Notice = locked(Notice, notice_id, expected=expected)
    notice.visited_at, notice.version = at, notice.version + 1
    notice.save()
    remember("notice.write", by=by, at=at, subject=notice.pk, thing=notice.pk)
    return notice


def start(*, notice_id: UUID, receipt_id: UUID | None, expected: int | None, by: Actor, at: datetime) -> Notice:
    """First counselling begins; only after somebody looked whether the person is known."""
    notice: Notice = locked(Notice, notice_id, expected=expected)
    if receipt_id:
        notice.receipt_id = receipt_id
    holds = {"search_receipt"} if notice.receipt_id else set()
    fire(notice, "start", by=by, at=at, subject=notice.pk, scene=Scene(at), holds=holds)
    meet_clock("first_contact", thing=notice.pk, subject=notice.pk, at=at)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    open_task(
        "notice.open", subject=notice.pk, agency=by.agency, post=by.post, thing_kind="notice",
        thing=notice.pk, at=at,
    )  # fmt: skip
    return notice


def attempt(
    *, notice_id: UUID, result: str, expected: int | None, by: Actor, at: datetime, inside: bool
) -> Notice:
    """A call that nobody answered; calls outside the safe window are refused."""
    notice: Notice = locked(Notice, notice_id, expected=expected)
    fire(
        notice, "no_answer", by=by, at=at, subject=notice.pk, scene=Scene(at),
        holds={"inside_safe_window"} if inside else (), given={"result"}, reason=result,
    )  # fmt: skip
    CallAttempt(
        centre_id=by.centre, notice=notice, agency_id=by.agency, post_id=by.post, at=at, result=result
    ).save(force_insert=True)
    clock = start_clock("retry", subject=notice.pk, agency=by.agency, thing=notice.pk, at=at, by=by)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    open_task(
        "notice.reach", subject=notice.pk, agency=by.agency, duty="C", thing_kind="notice",
        thing=notice.pk, at=at, due=clock.due,
    )  # fmt: skip
    return notice


@dataclass(frozen=True, slots=True)
class Ending:
    """How a notice ends without a case: a reason of the list, where to, was it understood."""

    why: str = ""
    given: Collection[str] = ()
    holds: Collection[str] = ()


def end(
    *, notice_id: UUID, event: str, ending: Ending, expected: int | None, by: Actor, at: datetime
) -> Notice:
    """Help at once, redirect, decline, reach again, come back: the other steps of a notice."""
    notice: Notice = locked(Notice, notice_id, expected=expected)
    notice.ended_why = ending.why
    fire(
        notice, event, by=by, at=at, subject=notice.pk, scene=Scene(at), holds=ending.holds,
        given={*ending.given, *({"reason"} if ending.why else ())}, reason=ending.why or None,
    )  # fmt: skip
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    return notice


def open_case(
    *, notice_id: UUID, known: UUID | None, method: str, lead_post: UUID, expected: int | None,
    by: Actor, at: datetime,
) -> Case:  # fmt: skip
    """The notice becomes a case: person, agreement to collect, safe contact, needs, story.

    `known` is a person found by the look-up; None makes a new record. `method` says how the
    person agreed that the centre collects and uses the data (paper, phone, screen).
    """
    notice: Notice = locked(Notice, notice_id, expected=expected)
    if not method:
        raise Missing("collection_is_lawful", Text(
            "센터의 수집·이용 동의를 먼저 받아 주세요.", "First ask consent for the centre's own use.",
        ))  # fmt: skip
    person = _person(notice, known, by=by, at=at)
    notice.person, notice.agreed_how = person, method
    case = cases.register(
        person=person, lead_post=lead_post, urgency=notice.urgency, danger=notice.safe == "danger",
        by=by, at=at,
    )  # fmt: skip
    _collected(person.pk, notice, case, by=by, at=at)
    notice.case_id = case.pk
    fire(
        notice, "open", by=by, at=at, subject=notice.pk, scene=Scene(at), given={"person"},
        holds={"person_exists", "collection_is_lawful"},
    )  # fmt: skip
    _carry_over(notice, case, new=known is None, by=by, at=at)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    return case


def _person(notice: Notice, known: UUID | None, *, by: Actor, at: datetime) -> Person:
    if known:
        found = Person.objects.filter(pk=known).first()
        if found is None:
            raise Hidden
        return found
    person = people.create_person(
        number=number("person", by=by, at=at), name=notice.name, birth=notice.birth,
        phone=notice.phone, by=by, at=at,
    )  # fmt: skip
    return person


def _collected(subject: UUID, notice: Notice, case: Case, *, by: Actor, at: datetime) -> None:
    words = profile(by.profile).consent
    with access.changing(subject):
        cases.collect(
            subject, agency=by.agency, until=ends(by, words.longest, at), source=case.pk, at=at
        )


def _carry_over(notice: Notice, case: Case, *, new: bool, by: Actor, at: datetime) -> None:
    """What was told once goes where it belongs; nobody asks for it again."""
    subject = case.person_id
    if notice.alias:
        people.add_alias(subject, notice.alias, by=by, at=at)
    if notice.phone and not _has_phone(subject, notice.phone):
        people.put_contact(subject, "phone", notice.phone, whose="self", by=by, at=at)
    people.put_safety(subject, safety_of(notice), by=by, at=at)
    records.put_needs(case, notice.needs, notice.wish, by=by, at=at)
    if notice.crimes:
        records.put_incident(subject, notice.crimes.split(","), by=by, at=at)
    if notice.story:
        records.put_note(
            subject, Section.INCIDENT, notice.story, what="story", case=case, by=by, at=at,
            when=notice.reported_at,
        )  # fmt: skip


def _has_phone(subject: UUID, phone: str) -> bool:
    points = ContactPoint.objects.filter(subject_id=subject, kind="phone", ended_at=None)
    return any(point.value == phone for point in points)
