"""What the gate is asked with: what the person said, where a way leads, what has ended meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.context import deriving
from hangot.access.models import AccessRow
from hangot.core.access import Actor, Purpose
from hangot.core.clocks import SEOUL
from hangot.core.contact_rules import OWN, Channel
from hangot.core.messages.gate import Address, Answer, Flags, Override, Plan, gate
from hangot.core.messages.wording import LEADS_TO, WAYS, Messages, Template
from hangot.messages.models import Message
from hangot.packs.active import profile
from hangot.people.models import ContactPoint, ContactSafety
from hangot.people.reaching import rule_of
from hangot.people.search import whole_token
from hangot.vault import tokens

WHOSE = {"self": OWN}


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of reaching one person, read once for every way."""

    said: ContactSafety | None
    points: Mapping[str, ContactPoint]
    theirs: frozenset[str]


def known(subject: UUID, *, by: Actor) -> Known:
    """What the person said and how they can be reached, as far as the context lets one read it."""
    rules = ContactSafety.objects.filter(subject_id=subject, replaced_at=None)
    rows = ContactPoint.objects.filter(subject_id=subject, ended_at=None).order_by("created_at")
    points = {one.kind: one for one in rows}
    return Known(rules.order_by("-asked_at").first(), points, _theirs(subject, points, by=by))


def _theirs(subject: UUID, points: Mapping[str, ContactPoint], *, by: Actor) -> frozenset[str]:
    """What also leads to somebody the person must be kept from; the database says no more."""
    marks = {
        kind: tokens.tokens(by.centre, whole_token(kind, str(one.value)))
        for kind, one in points.items()
    }
    asked = [mark for found in marks.values() for mark in found]
    if not asked:
        return frozenset()
    with deriving(subject), connection.cursor() as cursor:
        cursor.execute(
            "select mark from unnest(%s::bigint[]) mark where hg.leads_to_opponent(array[mark])",
            [asked],
        )
        hit = {row[0] for row in cursor.fetchall()}
    return frozenset(kind for kind, found in marks.items() if hit & set(found))


def plan(about: Known, channel: Channel) -> Plan:
    """The plan of safe contact, as the gate reads it for one way."""
    said, kind = about.said, LEADS_TO[channel]
    point = about.points.get(kind)
    return Plan(
        rule_of(said) if said else None,
        said.asked_at if said else None,
        Address(WHOSE.get(point.whose, point.whose), kind in about.theirs) if point else None,
        bool(said and said.others_see),
    )


def flags(
    words: Messages, at: datetime, *, danger: bool, ended: bool = False,
    cleared: bool = False, override: Override | None = None,
) -> Flags:  # fmt: skip
    """What is known beside the plan, by the rules of this house."""
    return Flags(
        violence=words.danger or danger, ended=ended,
        quiet=words.quiet_on(at.astimezone(SEOUL).date()), fresh=words.fresh, cleared=cleared,
        override=override,
    )  # fmt: skip


def answers(
    about: Known, template: Template, *, danger: bool, by: Actor, at: datetime
) -> dict[Channel, Answer]:
    """What the gate says of every way, for whoever chooses one."""
    asked = flags(profile(by.profile).messages, at, danger=danger)
    return {way: gate(plan(about, way), way, template.wording, at, asked) for way in WAYS}


def judge(
    row: Message, *, danger: bool, over: bool, by: Actor, at: datetime, about: Known | None = None
) -> Answer:
    """The gate about one message as it stands now. `over`: what it is about has ended.

    `about`: what is known of reaching the person, where it was read already.
    """
    house = profile(by.profile).messages
    channel = Channel(row.channel)
    asked = flags(
        house, at, danger=danger, ended=over or _ended(row, at=at),
        cleared=bool(row.cleared_until and row.cleared_until > at), override=_override(row),
    )  # fmt: skip
    found = about or known(row.subject_id, by=by)
    return gate(plan(found, channel), channel, house.templates[row.template].wording, at, asked)


def _override(row: Message) -> Override | None:
    if row.agreed_by is None:
        return None
    return Override(str(row.plea or ""), row.plead_by, row.agreed_by)


def _ended(row: Message, *, at: datetime) -> bool:
    """Does nothing flow to the agency that wrote it any more?"""
    with deriving(row.subject_id):
        found = AccessRow.objects.filter(
            subject_id=row.subject_id, agency_id=row.agency_id, purpose=Purpose.SUPPORT.value,
            valid_from__lte=at,
        ).values_list("levels", "valid_until")  # fmt: skip
        return not any(any(levels) and (not until or until > at) for levels, until in found)
