"""The rows the database reads: claim and gate joined, with the same answers as the policy.

Pure. `effective(derive(facts))` equals `sight(facts)`; a property test holds them together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from hangot.core.access import (
    SECTIONS,
    Actor,
    Ask,
    Claim,
    Emergency,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
    Section,
    closed_sight,
)

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
        return closed_sight(actor, ask).level
    live = (row.shows(actor, ask) for row in rows if row.applies(actor, ask.purpose, at))
    return max(live, default=Level.NONE)


def flowing(rows: Iterable[Effective], actor: Actor, purpose: Purpose, at: datetime) -> bool:
    """Whether anything that others wrote flows; the twin of `flows()` over the rows."""
    return any(any(row.levels) for row in rows if row.applies(actor, purpose, at))


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
