"""How people come to be known, how they may safely be reached, who must not meet whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from hangot.access import actions as access
from hangot.access.models import Denial
from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.korean import name_tokens
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.people.models import (
    AccessNeed,
    Alias,
    ContactPoint,
    ContactSafety,
    IdentityLink,
    NameCheck,
    Person,
    Relationship,
    SeparationRule,
)
from hangot.people.search import birth_tokens, phone_tokens
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import fire, locked
from hangot.vault import keyring, tokens
from hangot.vault.models import PersonTokens

SAFETY_LASTS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Safety:
    """How a person may be reached: channels that are allowed, between which hours, what is said."""

    channels: Sequence[str] = ("phone",)
    window_from: time | None = None
    window_to: time | None = None
    shared_phone: bool = False
    say_agency: bool = False
    leave_voice: bool = False
    words: str | None = None


def create_person(
    *, number: str, name: str | None, birth: str | None, phone: str | None, by: Actor, at: datetime
) -> Person:
    """A new record, searchable by keyed tokens only; call inside `changing()` of its id."""
    person = Person(
        centre_id=by.centre,
        number=number,
        name=name,
        birth=birth,
        anonymous=not name,
        created_at=at,
    )
    keyring.create(person.pk, by.centre)
    person.save(force_insert=True)
    access.register(person.pk, at=at)
    write_tokens(person.pk, name=name, birth=birth, phone=phone, by=by)
    NameCheck.objects.bulk_create([NameCheck(centre_id=by.centre, person_id=person.pk, at=at)])
    return person


def write_tokens(
    person: UUID, *, name: str | None, birth: str | None, phone: str | None, by: Actor
) -> None:
    """Keyed search tokens of what identifies a person."""
    base = tokens.tokens(by.centre, texts_of(name=name, birth=birth, phone=phone))
    mark = tokens.centre_token(by.centre)
    PersonTokens.objects.bulk_create(
        [
            PersonTokens(
                person_id=person, centre_id=by.centre, base=base, tokens=sorted({*base, mark})
            )
        ]
    )


def texts_of(*, name: str | None, birth: str | None, phone: str | None) -> set[str]:
    """What a person can be looked up by, as texts of tokens."""
    return {*name_tokens(name or ""), *birth_tokens(birth), *phone_tokens(phone)}


def add_tokens(person: UUID, texts: Iterable[str], *, by: Actor) -> None:
    """The person can be found by this, too; call inside `changing()`, which marks who may."""
    row = PersonTokens.objects.get(pk=person)
    row.base = sorted({*row.base, *tokens.tokens(by.centre, texts)})
    row.save(update_fields=["base"])


def identify(
    *, person_id: UUID, name: str, birth: str | None, phone: str | None, expected: int, by: Actor,
    at: datetime,
) -> Person:  # fmt: skip
    """An anonymous person gives a name; nothing else about the record changes."""
    may("person.write", by, Scene(at))
    person: Person = locked(Person, person_id, expected=expected)
    person.name, person.birth, person.anonymous = name, birth, False
    person.version += 1
    person.save()
    with access.changing(person_id):
        add_tokens(
            person_id, texts_of(name=name, birth=birth, phone=phone or _phone(person_id)), by=by
        )
    NameCheck.objects.bulk_create([NameCheck(centre_id=by.centre, person_id=person_id, at=at)])
    remember("person.write", by=by, at=at, subject=person_id, section=Section.IDENTITY)
    return person


def _phone(person: UUID) -> str | None:
    """The phone in use, for the search tokens; None when there is none or it is not one's to see."""
    point = ContactPoint.objects.filter(subject_id=person, kind="phone", ended_at=None).first()
    return point.value if point else None


def add_alias(person: UUID, name: str, *, by: Actor, at: datetime) -> Alias:
    """A name used instead of the real one; call from an act that is audited."""
    alias = Alias(**_owned(person, Section.IDENTITY, by, at), name=name)
    alias.save(force_insert=True)
    return alias


def write_alias(*, person_id: UUID, name: str, by: Actor, at: datetime) -> Alias:
    """From now on the person is called so; names before are kept."""
    may("person.write", by, Scene(at))
    need(by, person_id, Section.IDENTITY, Level.FULL, at=at)
    alias = add_alias(person_id, name, by=by, at=at)
    remember(
        "person.write", by=by, at=at, subject=person_id, thing=alias.pk, section=Section.IDENTITY
    )
    return alias


def _owned(subject: UUID, section: Section, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "centre_id": by.centre, "subject_id": subject, "section": section.number,
        "agency_id": by.agency, "post_id": by.post, "created_at": at,
    }  # fmt: skip


def put_contact(
    person: UUID, kind: str, value: str, *, whose: str, by: Actor, at: datetime
) -> ContactPoint:
    """Keep a phone number or address; call from an act that is audited."""
    point = ContactPoint(
        **_owned(person, Section.CONTACT, by, at), kind=kind, value=value, whose=whose
    )
    point.save(force_insert=True)
    return point


def write_contact(
    *, person_id: UUID, kind: str, value: str, whose: str = "self", by: Actor, at: datetime
) -> ContactPoint:
    """A new phone or address; the one before stays readable as ended, safe contact is asked anew."""
    may("contact.write", by, Scene(at))
    need(by, person_id, Section.CONTACT, Level.FULL, at=at)
    old = ContactPoint.objects.filter(subject_id=person_id, kind=kind, ended_at=None)
    old.update(ended_at=at)
    point = put_contact(person_id, kind, value, whose=whose, by=by, at=at)
    if kind == "phone":
        _retoken(person_id, phone=value, by=by)
    remember("contact.write", by=by, at=at, subject=person_id, section=Section.CONTACT)
    return point


def _retoken(person_id: UUID, *, phone: str, by: Actor) -> None:
    with access.changing(person_id):
        add_tokens(person_id, phone_tokens(phone), by=by)


def reveal_contact(*, point_id: UUID, reason: str, by: Actor, at: datetime) -> ContactPoint:
    """Show one phone number or address: an act with a reason, kept in the log."""
    may("contact.reveal", by, Scene(at))
    point = ContactPoint.objects.filter(pk=point_id).first()
    if point is None:
        raise Hidden
    remember(
        "contact.reveal", by=by, at=at, subject=point.subject_id, thing=point.pk,
        section=Section.CONTACT, reason=reason, kind="read",
    )  # fmt: skip
    return point


def put_safety(person: UUID, safety: Safety, *, by: Actor, at: datetime) -> ContactSafety:
    """Replace the safe-contact rule; call from an act that is audited."""
    ContactSafety.objects.filter(subject_id=person, replaced_at=None).update(replaced_at=at)
    rule = ContactSafety(
        **_owned(person, Section.CONTACT, by, at),
        channels=list(safety.channels), window_from=safety.window_from, window_to=safety.window_to,
        shared_phone=safety.shared_phone, say_agency=safety.say_agency,
        leave_voice=safety.leave_voice, words=safety.words, asked_at=at, expires=at + SAFETY_LASTS,
    )  # fmt: skip
    rule.save(force_insert=True)
    return rule


def write_safety(
    *, person_id: UUID, safety: Safety, by: Actor, at: datetime, expected: int | None = None
) -> ContactSafety:
    """Ask again how it is safe to call; the answer before is kept.

    `expected` is how many answers the page knew; Stale if somebody has asked since.
    """
    may("safety.write", by, Scene(at))
    answers = ContactSafety.objects.filter(subject_id=person_id)
    answers.select_for_update().filter(replaced_at=None).first()
    known = answers.count()
    if expected is not None and known != expected:
        raise Stale(expected, known)
    rule = put_safety(person_id, safety, by=by, at=at)
    close_tasks(person_id, subject=person_id, by=by, at=at, what=("safety.ask",))
    remember("safety.write", by=by, at=at, subject=person_id, thing=rule.pk)
    return rule


def add_access_need(
    *, person_id: UUID, kind: str, detail: str | None, by: Actor, at: datetime
) -> AccessNeed:
    """Interpreter, wheelchair, child care: known by every desk the person comes to."""
    may("safety.write", by, Scene(at))
    row = AccessNeed(**_owned(person_id, Section.OVERVIEW, by, at), kind=kind, detail=detail)
    row.save(force_insert=True)
    remember("safety.write", by=by, at=at, subject=person_id, thing=row.pk)
    return row


def add_relationship(
    *, person_id: UUID, kind: str, name: str | None, detail: str | None, by: Actor, at: datetime,
    other_id: UUID | None = None,
) -> Relationship:  # fmt: skip
    """Guardian, companion, alleged perpetrator: a link with a date, never a label on a person."""
    may("relationship.write", by, Scene(at))
    row = Relationship(
        **_owned(person_id, Section.FAMILY, by, at), kind=kind, name=name, detail=detail,
        other_id=other_id,
    )  # fmt: skip
    row.save(force_insert=True)
    remember(
        "relationship.write", by=by, at=at, subject=person_id, thing=row.pk, section=Section.FAMILY
    )
    return row


SAME = Text(
    "같은 사람입니다. 두 사람의 번호를 적어 주세요.", "This is one person. Give two numbers."
)


def separate(
    *, one: UUID, other: UUID, scope: str, minutes: int, reason: str, by: Actor, at: datetime
) -> SeparationRule:
    """Two people must not meet; only the safety officer ever reads why."""
    may("separation.write", by, Scene(at))
    if one == other:
        raise Missing("other", SAME)
    rule = SeparationRule(
        centre_id=by.centre, one_id=one, other_id=other, scope=scope, buffer_minutes=minutes,
        reason=reason, starts=at,
    )  # fmt: skip
    rule.save(force_insert=True)
    remember("separation.write", by=by, at=at, subject=one, thing=rule.pk)
    return rule


def end_separation(*, rule_id: UUID, by: Actor, at: datetime) -> SeparationRule:
    """The two may meet again; the rule stays readable for the safety officer."""
    may("separation.write", by, Scene(at))
    rule: SeparationRule = locked(SeparationRule, rule_id, expected=None)
    rule.ends, rule.version = at, rule.version + 1
    rule.save()
    remember("separation.write", by=by, at=at, subject=rule.one_id, thing=rule.pk)
    return rule


def deny(
    *, subject: UUID, code: str, by: Actor, at: datetime, worker: UUID | None = None,
    post: UUID | None = None, agency: UUID | None = None,
) -> Denial:  # fmt: skip
    """Keep a worker, post or agency out of a record; wins over everything, for supervisors too."""
    may("denial.write", by, Scene(at))
    denial = Denial(
        centre_id=by.centre, subject_id=subject, worker_id=worker, post_id=post, agency_id=agency,
        starts=at, code=code,
    )  # fmt: skip
    denial.save(force_insert=True)
    remember("denial.write", by=by, at=at, subject=subject, thing=denial.pk)
    return denial


def end_denial(*, denial_id: UUID, by: Actor, at: datetime) -> Denial:
    """The reason to keep somebody out is over."""
    may("denial.write", by, Scene(at))
    denial: Denial = locked(Denial, denial_id, expected=None)
    denial.ends, denial.version = at, denial.version + 1
    denial.save()
    remember("denial.write", by=by, at=at, subject=denial.subject_id, thing=denial.pk)
    return denial


def decide_link(*, link_id: UUID, event: str, reason: str, by: Actor, at: datetime) -> IdentityLink:
    """Link, differ, unlink or doubt: no record is rewritten, so every decision can be undone."""
    link: IdentityLink = locked(IdentityLink, link_id, expected=None)
    pair = (link.one_id, link.other_id)
    holds = {"sees_both"} if Person.objects.filter(pk__in=pair).count() == len(pair) else set()
    apart = SeparationRule.objects.filter(ends=None, one_id__in=pair, other_id__in=pair)
    holds |= set() if apart.exists() else {"no_separation"}
    link.reason, link.at = reason, at
    fire(
        link, event, by=by, at=at, scene=Scene(at), subject=link.one_id, section=Section.IDENTITY,
        holds=holds, given={"reason", "evidence"} if reason else (),
    )  # fmt: skip
    return link
