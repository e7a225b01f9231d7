"""Who may see how much of a person's record, and why: one pure policy, read by every door.

The lowest of lawful gate, need and duty decides; a denial or a closed section wins over all;
an emergency raises what is left. The database enforces the same rules through `access_rows.derive()`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID


class Level(IntEnum):
    """Three sets of rows, not three masks over one row."""

    NONE = 0
    POINTER = 1
    SUMMARY = 2
    FULL = 3


class Section(StrEnum):
    """The closed list of parts of a record that are shared as one; a pack may relabel, never add."""

    OVERVIEW = "overview"
    IDENTITY = "identity"
    FAMILY = "family"
    CONTACT = "contact"
    PROTECTION = "protection"
    INCIDENT = "incident"
    HEALTH = "health"
    LEGAL = "legal"
    WELFARE = "welfare"
    FINANCE = "finance"
    EMPLOYMENT = "employment"
    PLAN = "plan"
    OWN_NOTES = "own_notes"
    POLICE_HELD = "police_held"
    REPORT_DUTY = "report_duty"

    @property
    def number(self) -> int:
        """1 to 15: the only way a section is named in an address or a database row."""
        return _NUMBERS[self]

    @property
    def guarded(self) -> bool:
        """Folded on the screen; an address needs an act with a reason."""
        return self in GUARDED

    @property
    def sensitive(self) -> bool:
        """Needs its own line and signature (개인정보보호법 23조)."""
        return self in SENSITIVE

    @property
    def closed(self) -> bool:
        """Never leaves its holder."""
        return self in CLOSED


SECTIONS: tuple[Section, ...] = tuple(Section)
_NUMBERS: Mapping[Section, int] = {section: at for at, section in enumerate(SECTIONS, start=1)}
GUARDED = frozenset({Section.CONTACT, Section.PROTECTION, Section.INCIDENT, Section.HEALTH})
SENSITIVE = frozenset({Section.INCIDENT, Section.HEALTH})
CLOSED = frozenset({Section.OWN_NOTES, Section.POLICE_HELD, Section.REPORT_DUTY})
SHARED: tuple[Section, ...] = tuple(s for s in SECTIONS if s not in CLOSED)


def by_number(number: int) -> Section:
    """The section of an address; IndexError for a number that is none."""
    if number < 1:
        raise IndexError(number)
    return SECTIONS[number - 1]


class Purpose(StrEnum):
    """Why a door is opened; chosen by the door, signed into the transaction, kept in the log."""

    SUPPORT = "support"
    SAFETY = "safety"
    CONFERENCE = "conference"
    BENEFIT_DECISION = "benefit_decision"
    LAW_DUTY = "law_duty"
    STATISTICS = "statistics"
    OVERSIGHT = "oversight"
    SUBJECT_REQUEST = "subject_request"
    PLANNING = "planning"


Caps = Mapping[Section, Level]
NO_CAPS: Caps = {}


@dataclass(frozen=True, slots=True)
class Actor:
    """A worker on a post for the length of one request; duties are letters such as R, C, M."""

    worker: UUID
    post: UUID
    agency: UUID
    centre: UUID
    duties: frozenset[str]
    caps: Caps = field(default_factory=dict)
    proved_at: datetime | None = None
    address: str = ""
    profile: str = ""

    def cap(self, section: Section) -> Level:
        return self.caps.get(section, Level.NONE)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: this section of this subject, for this purpose, perhaps of this row."""

    subject: UUID
    section: Section
    purpose: Purpose = Purpose.SUPPORT
    row_agency: UUID | None = None
    row_post: UUID | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment (included) to a moment (excluded); no end means until further notice."""

    start: datetime
    end: datetime | None = None

    def covers(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class Gate:
    """Why it is lawful that an agency sees sections: a consent, a clause of law, its own record."""

    agency: UUID
    levels: Mapping[Section, Level]
    period: Period
    purposes: frozenset[Purpose] = frozenset({Purpose.SUPPORT})
    code: str = "consent"


@dataclass(frozen=True, slots=True)
class Claim:
    """Why it is needed: a seat, an open referral, a standing duty. Frozen: own records only."""

    agency: UUID
    levels: Mapping[Section, Level]
    period: Period
    post: UUID | None = None
    duty: str | None = None
    frozen_at: datetime | None = None
    code: str = "seat"

    def meets(self, actor: Actor) -> bool:
        return (
            self.agency == actor.agency
            and self.post in (None, actor.post)
            and (self.duty is None or self.duty in actor.duties)
        )


@dataclass(frozen=True, slots=True)
class Barrier:
    """A denial: this worker, post or agency is kept out of this subject."""

    worker: UUID | None = None
    post: UUID | None = None
    agency: UUID | None = None
    period: Period | None = None
    code: str = "denied"

    def hits(self, actor: Actor, at: datetime) -> bool:
        named = (
            (self.worker, actor.worker),
            (self.post, actor.post),
            (self.agency, actor.agency),
        )
        live = self.period is None or self.period.covers(at)
        return live and any(mine is not None and mine == theirs for mine, theirs in named)


@dataclass(frozen=True, slots=True)
class Emergency:
    """Break-glass of one post: raises to its level until its end, never past a denial."""

    agency: UUID
    post: UUID
    levels: Mapping[Section, Level]
    period: Period


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the policy may look at about one subject."""

    gates: Sequence[Gate] = ()
    claims: Sequence[Claim] = ()
    barriers: Sequence[Barrier] = ()
    emergencies: Sequence[Emergency] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """How much is seen and the code of the reason that decided."""

    level: Level
    because: str


def sight(actor: Actor, ask: Ask, facts: Facts, at: datetime) -> Sight:
    """The policy. Denial, then closed sections, then the lowest of gate, need and duty."""
    for barrier in facts.barriers:
        if barrier.hits(actor, at):
            return Sight(Level.NONE, barrier.code)
    if ask.section.closed:
        return closed_sight(actor, ask)
    caps = [_need(actor, ask, facts, at), Sight(actor.cap(ask.section), "duty")]
    lowest = min(caps, key=lambda cap: cap.level)
    return max(lowest, _emergency(actor, ask, facts, at), key=lambda cap: cap.level)


def flows(actor: Actor, subject: UUID, purpose: Purpose, facts: Facts, at: datetime) -> bool:
    """Does anything that others wrote still reach the actor, whatever the duty's caps leave of it?

    A frozen claim keeps an agency's own records and nothing else.
    """
    if any(barrier.hits(actor, at) for barrier in facts.barriers):
        return False
    asks = [Ask(subject, section, purpose) for section in SHARED]
    return any(
        _need(actor, ask, facts, at).level or _emergency(actor, ask, facts, at).level
        for ask in asks
    )


def closed_sight(actor: Actor, ask: Ask) -> Sight:
    """Closed sections show to their holder alone, within the duty's cap."""
    holds = {
        Section.OWN_NOTES: ask.row_post == actor.post,
        Section.POLICE_HELD: ask.row_agency == actor.agency,
        Section.REPORT_DUTY: ask.row_post == actor.post or "S" in actor.duties,
    }[ask.section]
    if not holds:
        return Sight(Level.NONE, "closed_section")
    return Sight(actor.cap(ask.section), "holder")


def _need(actor: Actor, ask: Ask, facts: Facts, at: datetime) -> Sight:
    """Best of: live claim joined with a live gate; any claim joined with one's own record.

    An agency's own records serve support only: another purpose needs a gate of its own.
    """
    gate = _gate(actor, ask, facts, at)
    found = [Sight(Level.NONE, "no_need" if gate.level else gate.because)]
    for claim in facts.claims:
        if not (claim.meets(actor) and claim.period.covers(at)):
            continue
        level = claim.levels.get(ask.section, Level.NONE)
        if ask.row_agency == actor.agency and ask.purpose is Purpose.SUPPORT:
            found.append(Sight(level, "own_record"))
        if claim.frozen_at is None or at < claim.frozen_at:
            found.append(gate if gate.level <= level else Sight(level, claim.code))
    return max(found, key=lambda one: one.level)


def _gate(actor: Actor, ask: Ask, facts: Facts, at: datetime) -> Sight:
    found = [Sight(Level.NONE, "no_gate")]
    for gate in facts.gates:
        mine = gate.agency == actor.agency and ask.purpose in gate.purposes
        if mine and gate.period.covers(at):
            found.append(Sight(gate.levels.get(ask.section, Level.NONE), gate.code))
    return max(found, key=lambda one: one.level)


def _emergency(actor: Actor, ask: Ask, facts: Facts, at: datetime) -> Sight:
    live = [
        one.levels.get(ask.section, Level.NONE)
        for one in facts.emergencies
        if (one.agency, one.post) == (actor.agency, actor.post)
        and one.period.covers(at)
        and ask.purpose is Purpose.SUPPORT
    ]
    return Sight(max(live, default=Level.NONE), "emergency")


# What a duty of the lead agency sees of every open case without a seat, before gate and cap.
STANDING: Mapping[str, Mapping[Section, Level]] = {
    "R": {
        Section.OVERVIEW: Level.SUMMARY,
        Section.IDENTITY: Level.FULL,
        Section.CONTACT: Level.FULL,
    },
    "L": {
        Section.OVERVIEW: Level.FULL,
        Section.IDENTITY: Level.FULL,
        Section.PLAN: Level.FULL,
        Section.PROTECTION: Level.SUMMARY,
        Section.LEGAL: Level.SUMMARY,
        Section.WELFARE: Level.SUMMARY,
        Section.EMPLOYMENT: Level.SUMMARY,
        Section.FINANCE: Level.SUMMARY,
    },
    "S": {
        Section.OVERVIEW: Level.SUMMARY,
        Section.IDENTITY: Level.FULL,
        Section.FAMILY: Level.FULL,
        Section.CONTACT: Level.FULL,
        Section.PROTECTION: Level.FULL,
        Section.INCIDENT: Level.SUMMARY,
    },
    # That there is a case, for "who looked": nothing of what is in it.
    "V": {Section.OVERVIEW: Level.POINTER},
}
