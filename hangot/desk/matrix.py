"""Who may open which page in which relation to a person: one row per operation, judged purely.

Every address with a door must have a row in `operations.py`; the tests compare each verdict with
the pages and with the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid5

from hangot.core.access import (
    SECTIONS,
    SHARED,
    STANDING,
    Actor,
    Barrier,
    Claim,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
    Section,
)
from hangot.core.packs import Profile
from hangot.core.rights import Scene, allows, opens
from hangot.desk.addresses import doors
from hangot.desk.door import Door
from hangot.desk.needs import (
    CENTRE,
    HOME,
    LEAD_POST,
    PARTNER,
    SPACE,
    Cell,
    Situation,
    sees_section_of_address,
)
from hangot.desk.operations import OPERATIONS, Operation

YES, NO_DUTY, HIDDEN, NOT_NOW = "yes", "duty", "hidden", "rule"
# What is agreed to in the states "given" and "partial".
GIVEN = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
PART = (Section.OVERVIEW,)


def verdict(operation: Operation, door: Door, cell: Cell) -> str:
    """What the page answers: yes, no such duty, hidden like nothing at all, or not by this post."""
    if not opens(door.right, cell.actor.duties):
        return NO_DUTY
    if not operation.needs(cell):
        return HIDDEN
    if operation.rule and not allows(operation.rule, cell.actor, cell.situation.scene):
        return NOT_NOW
    return YES


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of post: its duties and caps, and whether it sits at the agency that leads."""

    name: str
    duties: frozenset[str]
    caps: Mapping[Section, Level]
    home: bool

    def actor(self, relation: str) -> Actor:
        agency = HOME if self.home else PARTNER
        post = LEAD_POST if relation == "lead" else uuid5(SPACE, self.name)
        return Actor(
            uuid5(SPACE, f"worker {self.name}"), post, agency, CENTRE, self.duties, self.caps
        )


HOME_RELATIONS = ("lead", "seat", "no seat")
PARTNER_RELATIONS = ("none", "seat", "sent", "accepted", "ended", "declined")
HOME_CONSENTS = ("given", "expired", "denied")
CONSENTS = ("none", "given", "partial", "expired", "withdrawn", "law", "denied")


def roles(pack: Profile) -> list[Role]:
    """One role per set of duties, from the posts of a pack."""
    found: dict[tuple[frozenset[str], bool], Role] = {}
    lead = pack.home_agency
    for slug, post in pack.posts.items():
        duties = frozenset(pack.letters(slug))
        home = post.agency == lead
        name = "".join(sorted(duties))
        found.setdefault((duties, home), Role(name, duties, pack.caps(slug), home))
    return list(found.values())


def relations(role: Role) -> tuple[str, ...]:
    """The relations a role can stand in: seats at home are for casework."""
    if not role.home:
        return PARTNER_RELATIONS
    return HOME_RELATIONS if role.duties & set("CM") else ("no seat",)


def situations(role: Role, at: datetime) -> Iterator[tuple[Actor, Situation]]:
    """Every relation and state of consent of one role."""
    for relation in relations(role):
        actor = role.actor(relation)
        for consent in HOME_CONSENTS if role.home else CONSENTS:
            yield actor, situation(actor, relation, consent, at=at, home=role.home)


def situation(
    actor: Actor, relation: str, consent: str, *, at: datetime, home: bool,
    service: Section = Section.EMPLOYMENT,
) -> Situation:  # fmt: skip
    """The facts of a relation in a state of consent, from the rules of consents and referrals."""
    facts = (
        _at_home(actor, relation, consent, at)
        if home
        else _partner(actor, relation, consent, at, service)
    )
    seats = frozenset({actor.post}) if relation == "seat" else frozenset()
    lead = actor.post if relation == "lead" else LEAD_POST
    scene = Scene(at, sender=HOME, receiver=PARTNER, lead_post=lead, lead_agency=HOME, seats=seats)
    is_party = home or (relation not in ("none", "seat") and consent != "none")
    return Situation(relation, consent, facts, scene, is_party, service)


def _period(consent: str, at: datetime) -> Period:
    ended = consent in ("expired", "withdrawn")
    return Period(at - timedelta(days=1), at - timedelta(hours=1) if ended else None)


def _levels(sections: tuple[Section, ...]) -> Mapping[Section, Level]:
    return dict.fromkeys(sections, Level.FULL)


def _barriers(actor: Actor, consent: str) -> tuple[Barrier, ...]:
    return (Barrier(worker=actor.worker, code="separation"),) if consent == "denied" else ()


def _at_home(actor: Actor, relation: str, consent: str, at: datetime) -> Facts:
    always = Period(at - timedelta(days=1))
    gates = (Gate(HOME, _levels(SHARED), _period(consent, at), code="collection"),)
    claims = [
        Claim(HOME, levels, always, duty=duty, code="standing") for duty, levels in STANDING.items()
    ]
    if relation in ("lead", "seat"):
        claims.append(Claim(HOME, _levels(SHARED), always, post=actor.post))
    return Facts(gates, tuple(claims), _barriers(actor, consent))


def _partner(actor: Actor, relation: str, consent: str, at: datetime, service: Section) -> Facts:
    sections = PART if consent == "partial" else GIVEN
    both = frozenset({Purpose.SUPPORT, Purpose.SAFETY})
    gate = Gate(PARTNER, _levels(sections), _period(consent, at), both)
    gates = () if consent == "none" else (gate,)
    if relation == "seat":
        claims: tuple[Claim, ...] = (
            Claim(PARTNER, _levels(GIVEN), Period(at - timedelta(days=1)), post=actor.post),
        )
    else:
        claims = _referred(relation, consent, at, sections, service)
    return Facts(gates, claims, _barriers(actor, consent))


def _referred(
    relation: str, consent: str, at: datetime, sections: tuple[Section, ...], service: Section
) -> tuple[Claim, ...]:
    """What a referral leaves: nothing when held, withdrawn or declined; own records when frozen."""
    gone = consent == "none" or (relation == "sent" and consent == "withdrawn")
    if relation in ("none", "declined") or gone:
        return ()
    began = Period(at - timedelta(days=1))
    frozen = relation == "ended" or consent == "withdrawn"
    stop = began.start if frozen else None
    return (
        Claim(PARTNER, _levels((service,)), began, frozen_at=began.start, code="referral"),
        Claim(PARTNER, _levels(sections), began, frozen_at=stop, code="referral"),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One printed cell of the matrix."""

    operation: str
    role: str
    at_home: bool
    relation: str
    consent: str
    section: int
    verdict: str


def lines(pack: Profile, at: datetime) -> Iterator[Line]:
    """The whole matrix of a pack: every address × role × relation × consent (× section)."""
    known = doors()
    for operation in OPERATIONS:
        door = known.get(operation.name)
        if door is not None:
            yield from _lines_of(operation, door, pack, at)


def _lines_of(operation: Operation, door: Door, pack: Profile, at: datetime) -> Iterator[Line]:
    sections = SECTIONS if operation.needs is sees_section_of_address else SECTIONS[:1]
    for role in roles(pack):
        for actor, one in situations(role, at):
            for section in sections:
                found = verdict(operation, door, Cell(actor, at, one, door.purpose, section))
                number = section.number if len(sections) > 1 else 0
                yield Line(
                    operation.name, role.name, role.home, one.relation, one.consent, number, found
                )
