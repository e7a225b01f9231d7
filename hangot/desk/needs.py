"""What an address needs beside the right on its door: predicates over one actor and one person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from hangot.core.access import Actor, Ask, Facts, Level, Purpose, Section, flows, sight
from hangot.core.access_rows import Effective, derive
from hangot.core.rights import Scene

SPACE = UUID(int=0)
SUBJECT, CENTRE, HOME, PARTNER = (
    uuid5(SPACE, name) for name in ("subject", "centre", "home", "partner")
)
LEAD_POST = uuid5(SPACE, "lead")
HELPERS = frozenset("RCMAPLS")


@dataclass(frozen=True, slots=True)
class Situation:
    """How one actor stands to one person: relation, state of consent, and what follows purely.

    `service` is the section of the service that was asked for, where the receiver keeps its own
    records; `scene` is what the rights may know of the case.
    """

    relation: str
    consent: str
    facts: Facts
    scene: Scene
    party: bool = False
    service: Section = Section.EMPLOYMENT


@dataclass(frozen=True, slots=True)
class Cell:
    """An actor in a situation at a moment, with what the address itself names."""

    actor: Actor
    at: datetime
    situation: Situation
    purpose: Purpose
    section: Section

    def level(self, section: Section) -> Level:
        """The most that is seen of a section, of anybody's records or of one's own."""
        actor, facts = self.actor, self.situation.facts
        shared = Ask(SUBJECT, section, self.purpose)
        own = Ask(SUBJECT, section, self.purpose, actor.agency, actor.post)
        return max(sight(actor, ask, facts, self.at).level for ask in (shared, own))

    def level_of_home(self, section: Section) -> Level:
        """The most that is seen of what the lead agency wrote."""
        facts = self.situation.facts
        ask = Ask(SUBJECT, section, self.purpose, HOME, LEAD_POST)
        return sight(self.actor, ask, facts, self.at).level

    @property
    def barred(self) -> bool:
        return any(one.hits(self.actor, self.at) for one in self.situation.facts.barriers)

    @property
    def touches(self) -> bool:
        """Any relation at all: some access row of the person is live for this actor."""
        rows = (row for row in derive(self.situation.facts) if useful(row))
        return not self.barred and any(r.applies(self.actor, self.purpose, self.at) for r in rows)


def useful(row: Effective) -> bool:
    """Does a derived row open anything? Only such rows are stored."""
    return any(row.levels) or any(row.own)


Need = Callable[[Cell], bool]


def anybody(_cell: Cell) -> bool:
    """Nothing about a person is needed."""
    return True


def touch(cell: Cell) -> bool:
    """Some relation to the person."""
    return cell.touches


def flowing(cell: Cell) -> bool:
    """A relation, and something of what others wrote still comes."""
    facts = cell.situation.facts
    return cell.touches and flows(cell.actor, SUBJECT, cell.purpose, facts, cell.at)


def sees(section: Section, level: Level = Level.FULL) -> Need:
    """A relation, and so much of a section."""
    return lambda cell: cell.touches and cell.level(section) >= level


def kept_by_lead(section: Section) -> Need:
    """A relation, and all of what the lead agency keeps in a section, such as a document."""
    return lambda cell: cell.touches and cell.level_of_home(section) >= Level.FULL


def sees_section_of_address(cell: Cell) -> bool:
    """A relation, and at least the summary of the section whose number is in the address."""
    return cell.touches and cell.level(cell.section) >= Level.SUMMARY


def sees_support(cell: Cell) -> bool:
    """A relation, and all of a section that something lent belongs to."""
    return any(sees(section)(cell) for section in (Section.PROTECTION, Section.WELFARE))


def knows_who(cell: Cell) -> bool:
    """A relation, and the name of the person."""
    return cell.touches and shared(cell, Section.IDENTITY) >= Level.FULL


def party(cell: Cell) -> bool:
    """Works with people at the agency that sent or received the referral, or sees the plan."""
    if cell.barred:
        return False
    sent = cell.actor.agency == HOME or cell.situation.party
    mine = sent and bool(cell.actor.duties & HELPERS)
    return mine or (cell.touches and shared(cell, Section.PLAN) >= Level.FULL)


def sender(cell: Cell) -> bool:
    """Works at the agency that wrote the referral, and has some relation to the person."""
    return cell.actor.agency == HOME and cell.touches and party(cell)


def helped_at_home(cell: Cell) -> bool:
    """Works at the agency that leads, and has some relation to the person."""
    return cell.actor.agency == HOME and cell.touches


def shared(cell: Cell, section: Section) -> Level:
    """How much is seen of anybody's records in a section."""
    ask = Ask(SUBJECT, section, cell.purpose)
    return sight(cell.actor, ask, cell.situation.facts, cell.at).level


def of_the_desk(cell: Cell) -> bool:
    """A contact is its agency's own record, for the duties that receive people."""
    here = cell.actor.agency == HOME and bool(cell.actor.duties & set("RCML"))
    return here and not cell.barred and cell.actor.cap(Section.OVERVIEW) >= Level.FULL


def of_home(section: Section) -> Need:
    """What the lead agency asked for: its own, from a summary of the section on."""
    return lambda cell: (
        cell.touches and cell.actor.agency == HOME and cell.level(section) >= Level.SUMMARY
    )


def reaches(cell: Cell) -> bool:
    """All of how the person is reached, and something of what others wrote still comes."""
    return flowing(cell) and cell.level(Section.CONTACT) >= Level.FULL


def of_home_contact(cell: Cell) -> bool:
    """A message is its agency's: for whoever there sees how the person is reached."""
    mine = cell.touches and cell.actor.agency == HOME and bool(cell.actor.duties & HELPERS)
    return mine and cell.level(Section.CONTACT) >= Level.FULL


def officer(*letters: str) -> Need:
    """One of these officers, unless kept out of the record."""
    return lambda cell: bool(cell.actor.duties & set(letters)) and not cell.barred


def filled_at_home(section: Section) -> Need:
    """What the lead agency wrote and it alone goes on with, all of a section being open to it."""
    return lambda cell: (
        cell.actor.agency == HOME and cell.touches and cell.level_of_home(section) >= Level.FULL
    )


def alarmed(cell: Cell) -> bool:
    """The post that raised an alarm, or the safety officer of the house whom it asks."""
    asked = "S" in cell.actor.duties or cell.actor.post == LEAD_POST
    return cell.actor.agency == HOME and cell.touches and asked
