"""Who may see how much of a person's record, and why: one pure policy, read by every door.

The lowest of lawful gate, need and duty decides; a denial or a closed section wins over all;
an emergency raises what is left. The database enforces the same rules through `derive()`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from itertools import pairwise
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
        return _closed(actor, ask)
    caps = [_need(actor, ask, facts, at), Sight(actor.cap(ask.section), "duty")]
    lowest = min(caps, key=lambda cap: cap.level)
    return max(lowest, _emergency(actor, ask, facts, at), key=lambda cap: cap.level)


def _closed(actor: Actor, ask: Ask) -> Sight:
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


Levels = tuple[int, ...]
EMPTY: Levels = (0,) * len(SECTIONS)


@dataclass(frozen=True, slots=True)
class Effective:
    """A row of the access table: claim and gate joined for one holder, purpose and stretch of time.

    `levels` holds what may be seen of anybody's rows, `own` what may be seen of the agency's own
    rows: one number 0 to 3 per section, in the order of `SECTIONS`.
    """

    agency: UUID
    post: UUID | None
    duty: str | None
    purpose: Purpose
    levels: Levels
    own: Levels
    period: Period
    emergency: bool = False

    def applies(self, actor: Actor, purpose: Purpose, at: datetime) -> bool:
        return (
            self.agency == actor.agency
            and self.purpose is purpose
            and self.post in (None, actor.post)
            and (self.duty is None or self.duty in actor.duties)
            and self.period.covers(at)
        )

    def shows(self, actor: Actor, ask: Ask) -> Level:
        index = ask.section.number - 1
        best = self.levels[index]
        if ask.row_agency == actor.agency:
            best = max(best, self.own[index])
        return Level(best if self.emergency else min(best, actor.cap(ask.section)))


def effective(rows: Iterable[Effective], actor: Actor, ask: Ask, at: datetime) -> Level:
    """What the rows of one subject show; the Python twin of the database policy."""
    if ask.section.closed:
        return _closed(actor, ask).level
    live = (row.shows(actor, ask) for row in rows if row.applies(actor, ask.purpose, at))
    return max(live, default=Level.NONE)


def derive(facts: Facts) -> list[Effective]:
    """The access rows of one subject from its gates, claims and emergencies."""
    rows: list[Effective] = []
    for claim in facts.claims:
        rows.extend(_joined(claim, [g for g in facts.gates if g.agency == claim.agency]))
    rows.extend(_raised(one) for one in facts.emergencies)
    return list(dict.fromkeys(rows))


def _joined(claim: Claim, gates: Sequence[Gate]) -> Iterable[Effective]:
    purposes = frozenset({Purpose.SUPPORT}).union(*(gate.purposes for gate in gates))
    for purpose in sorted(purposes):
        own = _vector(claim.levels) if purpose is Purpose.SUPPORT else EMPTY
        lawful = [gate for gate in gates if purpose in gate.purposes]
        for stretch in _stretches(claim, lawful):
            levels = _shared(claim, lawful, stretch.start)
            yield Effective(claim.agency, claim.post, claim.duty, purpose, levels, own, stretch)


def _stretches(claim: Claim, gates: Sequence[Gate]) -> Iterable[Period]:
    """The claim's time cut at every moment at which a gate opens or closes or it is frozen."""
    moments = {claim.period.start}
    ends = [gate.period.end for gate in gates] + [claim.frozen_at]
    for moment in [gate.period.start for gate in gates] + ends:
        if moment is not None and moment > claim.period.start and claim.period.covers(moment):
            moments.add(moment)
    cuts = [*sorted(moments), claim.period.end]
    return [
        Period(start, end) for start, end in pairwise(cuts) if start is not None and start != end
    ]


def _shared(claim: Claim, gates: Sequence[Gate], at: datetime) -> Levels:
    if claim.frozen_at is not None and at >= claim.frozen_at:
        return EMPTY
    live = [gate for gate in gates if gate.period.covers(at)]
    best = {
        section: max((gate.levels.get(section, Level.NONE) for gate in live), default=Level.NONE)
        for section in claim.levels
    }
    return _vector({s: min(level, best[s]) for s, level in claim.levels.items()})


def _raised(one: Emergency) -> Effective:
    open_only = {s: level for s, level in one.levels.items() if not s.closed}
    levels = _vector(open_only)
    return Effective(
        one.agency, one.post, None, Purpose.SUPPORT, levels, levels, one.period, emergency=True
    )


def _vector(levels: Mapping[Section, Level]) -> Levels:
    return tuple(0 if s.closed else int(levels.get(s, Level.NONE)) for s in SECTIONS)


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
