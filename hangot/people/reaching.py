"""How somebody may safely be reached, and what every desk prepares for the visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from hangot.access import actions as access
from hangot.access.alone import alone
from hangot.access.queries import need_flow, need_shared
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.contact_rules import Channel, ContactRule, Window
from hangot.core.refusal import Hidden, Stale
from hangot.core.rights import Scene, may
from hangot.people.entries import owned
from hangot.people.identity import add_tokens
from hangot.people.models import AccessNeed, ContactPoint, ContactSafety
from hangot.people.search import phone_tokens, whole_token
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import locked

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
    others_see: bool = False
    words: str | None = None


def put_contact(
    person: UUID, kind: str, value: str, *, whose: str, by: Actor, at: datetime
) -> ContactPoint:
    """Keep a phone number or address; call from an act that is audited."""
    point = ContactPoint(
        **owned(person, Section.CONTACT, by=by, at=at), kind=kind, value=value, whose=whose
    )
    point.save(force_insert=True)
    return point


def write_contact(
    *, person_id: UUID, kind: str, value: str, whose: str = "self", by: Actor, at: datetime
) -> ContactPoint:
    """A new phone or address; the one before stays readable as ended, safe contact is asked anew."""
    may("contact.write", by, Scene(at))
    alone(person_id)
    need_shared(by, person_id, Section.CONTACT, Level.FULL, at=at)
    old = ContactPoint.objects.filter(subject_id=person_id, kind=kind, ended_at=None)
    old.update(ended_at=at)
    point = put_contact(person_id, kind, value, whose=whose, by=by, at=at)
    _retoken(person_id, kind, value, by=by)
    remember("contact.write", by=by, at=at, subject=person_id, section=Section.CONTACT)
    return point


def _retoken(person_id: UUID, kind: str, value: str, *, by: Actor) -> None:
    with access.changing(person_id):
        found = phone_tokens(value) if kind == "phone" else whole_token(kind, value)
        add_tokens(person_id, found, by=by)


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
        **owned(person, Section.CONTACT, by=by, at=at),
        channels=list(safety.channels), window_from=safety.window_from, window_to=safety.window_to,
        shared_phone=safety.shared_phone, say_agency=safety.say_agency,
        leave_voice=safety.leave_voice, others_see=safety.others_see, words=safety.words, asked_at=at, expires=at + SAFETY_LASTS,
    )  # fmt: skip
    rule.save(force_insert=True)
    return rule


def said(kept: ContactSafety) -> Safety:
    """What is kept, as somebody says it."""
    return Safety(
        channels=tuple(kept.channels), window_from=kept.window_from, window_to=kept.window_to,
        shared_phone=kept.shared_phone, say_agency=kept.say_agency, leave_voice=kept.leave_voice,
        others_see=kept.others_see, words=kept.words,
    )  # fmt: skip


def stricter(kept: ContactSafety, told: Safety) -> Safety:
    """Of two answers each time the one that allows less; the hours that were kept stay."""
    hours = kept.window_from and kept.window_to
    return Safety(
        channels=tuple(one for one in kept.channels if one in told.channels),
        window_from=kept.window_from if hours else told.window_from,
        window_to=kept.window_to if hours else told.window_to,
        shared_phone=kept.shared_phone or told.shared_phone,
        say_agency=kept.say_agency and told.say_agency,
        leave_voice=kept.leave_voice and told.leave_voice,
        others_see=kept.others_see or told.others_see, words=kept.words,
    )  # fmt: skip


def rule_of(said: ContactSafety) -> ContactRule:
    """What the person said, as the rules of contact read it."""
    windows: tuple[Window, ...] = ()
    if said.window_from and said.window_to:
        windows = (Window(None, said.window_from, said.window_to),)
    voicemail = {Channel.VOICEMAIL} if said.leave_voice else set()
    return ContactRule(
        channels=frozenset({*said.channels, *voicemail}), windows=windows,
        shared_phone=said.shared_phone, say_agency=said.say_agency,
        expires=said.expires.date() if said.expires else None,
    )  # fmt: skip


def write_safety(
    *, person_id: UUID, safety: Safety, by: Actor, at: datetime, expected: int | None = None
) -> ContactSafety:
    """Ask again how it is safe to call; the answer before is kept.

    `expected` is how many answers the page knew; Stale if somebody has asked since.
    """
    may("safety.write", by, Scene(at))
    alone(person_id)
    need_flow(by, person_id, at=at)
    known = ContactSafety.objects.filter(subject_id=person_id).count()
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
    alone(person_id)
    need_shared(by, person_id, Section.OVERVIEW, Level.SUMMARY, at=at)
    row = AccessNeed(**owned(person_id, Section.OVERVIEW, by=by, at=at), kind=kind, detail=detail)
    row.save(force_insert=True)
    remember("safety.write", by=by, at=at, subject=person_id, thing=row.pk)
    return row


def end_access_need(
    *, need_id: UUID, person_id: UUID, expected: int | None, by: Actor, at: datetime
) -> AccessNeed:
    """It is not needed any more; Hidden for a need of somebody else."""
    may("safety.write", by, Scene(at))
    alone(person_id)
    need_shared(by, person_id, Section.OVERVIEW, Level.SUMMARY, at=at)
    row: AccessNeed = locked(AccessNeed, need_id, expected=expected)
    if row.subject_id != person_id or row.ended_at:
        raise Hidden
    row.ended_at, row.version = at, row.version + 1
    row.save()
    remember("safety.write", by=by, at=at, subject=person_id, thing=row.pk)
    return row
