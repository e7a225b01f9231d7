"""What the gate is asked with: what the person said, where a way leads, what has ended meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from hangot.access.context import deriving
from hangot.access.models import AccessRow
from hangot.core.access import SECTIONS, Actor, Level, Purpose, Section
from hangot.core.clocks import SEOUL
from hangot.core.contact_rules import OWN, Channel
from hangot.core.messages.gate import Address, Answer, Flags, Override, Plan, gate
from hangot.core.messages.reasons import WAITS
from hangot.core.messages.wording import LEADS_TO, WAYS, Template
from hangot.messages.models import Message
from hangot.packs.active import profile
from hangot.people.models import ContactPoint, ContactSafety
from hangot.people.reaching import rule_of
from hangot.people.search import whole_token
from hangot.tasks.models import Task
from hangot.vault import tokens
from hangot.vault.together import together

WHOSE = {"self": OWN}
ASK_ANEW = "safety.ask"
Ways = Mapping[Channel, Answer]
CLEARED = timedelta(hours=24)
"""So long the word of whoever let a message go holds."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of reaching one person, read once for every way.

    `theirs`: which contacts lead to somebody the person must be kept from. `danger`: a case or a
    recorded offender says so. `flows`: the agency may still know how the person is reached.
    `doubted`: somebody must ask anew what is safe, and has not yet. `elsewhere`: the channels they
    allowed later on another record of theirs; None where they said nothing there.
    """

    said: ContactSafety | None
    points: Mapping[str, ContactPoint]
    theirs: frozenset[str]
    danger: bool
    flows: bool
    doubted: bool = False
    elsewhere: frozenset[str] | None = None

    def refused_elsewhere(self, channel: Channel) -> bool:
        """Did they say later, on another record of theirs, to be reached in other ways only?"""
        return self.elsewhere is not None and channel.value not in self.elsewhere

    def asked(self, kind: str) -> datetime | None:
        """When the person said what is safe; None where something has changed since."""
        if self.said is None or self.doubted:
            return None
        point = self.points.get(kind)
        changed = point is not None and point.created_at > self.said.asked_at
        return None if changed else self.said.asked_at

    def unchanged_since(self, kind: str, at: datetime) -> bool:
        """Has neither the contact nor what was said about it come later than this moment?"""
        known = [self.points.get(kind), self.said]
        return all(one is None or one.created_at <= at for one in known)


def known(subject: UUID, *, by: Actor, at: datetime) -> Known:
    """What the person said and how they can be reached, as far as the context lets one read it."""
    with deriving(subject):
        rules, rows, access, doubts = together(
            ContactSafety.objects.filter(subject_id=subject, replaced_at=None).order_by(
                "-asked_at"
            )[:1],
            ContactPoint.objects.filter(subject_id=subject, ended_at=None).order_by("created_at"),
            AccessRow.objects.filter(
                subject_id=subject, agency_id=by.agency, purpose=Purpose.SUPPORT.value,
                valid_from__lte=at,
            ),
            Task.objects.filter(subject_id=subject, what=ASK_ANEW, done_at=None)[:1],
        )  # fmt: skip
        points = {one.kind: one for one in rows}
        said = rules[0] if rules else None
        theirs, danger, elsewhere = _warnings(points, said, by=by)
    return Known(said, points, theirs, danger, _flows(access, at), bool(doubts), elsewhere)


def _flows(access: Iterable[AccessRow], at: datetime) -> bool:
    number = SECTIONS.index(Section.CONTACT)
    return any(
        one.levels[number] >= Level.FULL and (not one.valid_until or one.valid_until > at)
        for one in access
    )


def in_danger(subject: UUID) -> bool:
    """Is danger flagged for this person, or an offender recorded? Who may see why is not asked."""
    with deriving(subject), connection.cursor() as cursor:
        cursor.execute("select hg.in_danger()")
        return bool(cursor.fetchone()[0])


def _warnings(
    points: Mapping[str, ContactPoint], said: ContactSafety | None, *, by: Actor
) -> tuple[frozenset[str], bool, frozenset[str] | None]:
    """What also leads to somebody the person must be kept from, and whether there is danger.

    Last, the channels they allowed later on another record. The database says no more than that.
    """
    marks = {
        kind: tokens.tokens(by.centre, whole_token(kind, str(one.value)))
        for kind, one in points.items()
    }
    asked = [mark for found in marks.values() for mark in found]
    with connection.cursor() as cursor:
        cursor.execute(
            "select hg.in_danger(), array(select mark from unnest(%s::bigint[]) mark"
            " where hg.leads_to_opponent(array[mark])), hg.said_elsewhere(%s)",
            [asked, said.asked_at if said else None],
        )
        danger, hit, elsewhere = cursor.fetchone()
    theirs = frozenset(kind for kind, found in marks.items() if set(hit) & set(found))
    return theirs, danger, None if elsewhere is None else frozenset(elsewhere)


def plan(about: Known, channel: Channel) -> Plan:
    """The plan of safe contact, as the gate reads it for one way."""
    said, kind = about.said, LEADS_TO[channel]
    point = about.points.get(kind)
    return Plan(
        rule_of(said) if said else None,
        None if about.refused_elsewhere(channel) else about.asked(kind),
        Address(WHOSE.get(point.whose, point.whose), kind in about.theirs) if point else None,
        bool(said and said.others_see),
    )


def flags(
    about: Known, at: datetime, *, by: Actor, over: bool = False, cleared: bool = False,
    override: Override | None = None,
) -> Flags:  # fmt: skip
    """What is known beside the plan, by the rules of this house."""
    words = profile(by.profile).messages
    return Flags(
        violence=words.danger or about.danger, ended=over or not about.flows,
        quiet=words.quiet_on(at.astimezone(SEOUL).date()), fresh=words.fresh, cleared=cleared,
        override=override,
    )  # fmt: skip


def answers(
    about: Known, template: Template, *, by: Actor, at: datetime, ways: Iterable[Channel] = WAYS
) -> Ways:
    """What the gate says of every way, for whoever chooses one."""
    asked = flags(about, at, by=by)
    return {way: gate(plan(about, way), way, template.wording, at, asked) for way in ways}


def best(ways: Ways) -> Channel:
    """The mildest verdict; of equal ones the first way of the house."""
    return min(WAYS, key=lambda one: (ways[one].verdict, ways[one].reason not in WAITS))


def judge(row: Message, about: Known, *, over: bool, by: Actor, at: datetime) -> Answer:
    """The gate about one message as it stands now. `over`: what it is about has ended."""
    channel, template = Channel(row.channel), profile(by.profile).messages.templates[row.template]
    stands = _stands(row, about, LEADS_TO[channel], at)
    asked = flags(
        about, at, by=by, over=over, override=_override(row) if stands else None,
        cleared=stands and row.cleared_by is not None,
    )  # fmt: skip
    return gate(plan(about, channel), channel, template.wording, at, asked)


def _stands(row: Message, about: Known, kind: str, at: datetime) -> bool:
    """Did somebody let it go, a day ago at most, who knew what is known now?"""
    until = row.cleared_until
    return until is not None and until > at and about.unchanged_since(kind, until - CLEARED)


def _override(row: Message) -> Override | None:
    if row.agreed_by is None:
        return None
    return Override(str(row.plea or ""), row.plead_by, row.agreed_by)
