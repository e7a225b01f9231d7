"""Who may open which page in which relation to a person: one row per operation, judged purely.

A row says what an address needs beside the right on its door. Every address with a door must
have a row; the tests compare each verdict with the pages and with the database.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from hangot.core.access import (
    SECTIONS,
    SHARED,
    STANDING,
    Actor,
    Ask,
    Barrier,
    Claim,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
    Section,
    sight,
)
from hangot.core.access_rows import Effective, derive
from hangot.core.packs import Profile
from hangot.core.refusal import NotAllowed
from hangot.core.rights import Scene, may, opens
from hangot.desk.addresses import doors
from hangot.desk.door import Door

SPACE = UUID(int=0)
SUBJECT, CENTRE, HOME, PARTNER = (
    uuid5(SPACE, name) for name in ("subject", "centre", "home", "partner")
)
LEAD_POST = uuid5(SPACE, "lead")
YES, NO_DUTY, HIDDEN, NOT_NOW = "yes", "duty", "hidden", "rule"
HELPERS = frozenset("RCMAPLS")
# What is agreed to in the states "given" and "partial".
GIVEN = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
PART = (Section.OVERVIEW,)


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


def sees(section: Section, level: Level = Level.FULL) -> Need:
    """A relation, and so much of a section."""
    return lambda cell: cell.touches and cell.level(section) >= level


def kept_by_lead(section: Section) -> Need:
    """A relation, and all of what the lead agency keeps in a section, such as a document."""
    return lambda cell: cell.touches and cell.level_of_home(section) >= Level.FULL


def sees_section_of_address(cell: Cell) -> bool:
    """A relation, and at least the summary of the section whose number is in the address."""
    return cell.touches and cell.level(cell.section) >= Level.SUMMARY


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


def officer(*letters: str) -> Need:
    """One of these officers, unless kept out of the record."""
    return lambda cell: bool(cell.actor.duties & set(letters)) and not cell.barred


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: what it is about and what it needs beside its door's right.

    `rule` is a right whose relation to the case is checked in the page; `moves` says that the
    state of the thing may refuse it too; `fixed` names values of the address that are not ids.
    """

    name: str
    about: str = "house"
    needs: Need = anybody
    rule: str = ""
    fixed: Mapping[str, str] | None = None
    moves: bool = False


def _case(
    name: str, needs: Need = touch, rule: str = "", *, moves: bool = False, **fixed: str
) -> Operation:
    return Operation(name, "case", needs, rule, fixed or None, moves)


OPERATIONS: tuple[Operation, ...] = (
    Operation("today"), Operation("seats"), Operation("task_done", "task", touch),
    Operation("services"), Operation("posts"), Operation("post_move", "post"),
    Operation("notices"), Operation("new_contact"), Operation("find"),
    Operation("notice", "notice", of_the_desk), Operation("notice_edit", "notice", of_the_desk),
    Operation("notice_arrive", "notice", of_the_desk), Operation("notice_look", "notice", of_the_desk),
    Operation("notice_phone", "notice", of_the_desk), Operation("notice_open", "notice", of_the_desk, moves=True),
    Operation("notice_step", "notice", of_the_desk, fixed={"event": "decline"}, moves=True),
    Operation("cases"), _case("case"), _case("case_section", sees_section_of_address),
    _case("case_contact", sees(Section.CONTACT)), _case("case_safety"), _case("case_note"),
    _case("case_reveal", sees(Section.CONTACT)), _case("case_people"),
    _case("case_household", sees(Section.FAMILY)), Operation("case_member", "member", sees(Section.FAMILY)),
    Operation("case_relation", "relation", sees(Section.FAMILY)), _case("case_same", knows_who),
    _case("case_files"), Operation("file", "file", kept_by_lead(Section.OVERVIEW)), _case("case_timeline"),
    _case("case_plan", sees(Section.PLAN, Level.SUMMARY)),
    Operation("plan_action", "action", sees(Section.PLAN), moves=True),
    Operation("plan_step", "plan", sees(Section.PLAN), fixed={"event": "agree"}, moves=True),
    _case("case_move", rule="case.assess", moves=True, event="assess"),
    _case("case_hand_over", rule="case.hand_over", moves=True),
    _case("case_close", rule="case.propose_end", moves=True), _case("case_deliver"),
    _case("case_accompany"), _case("case_team", rule="seat.move"), _case("case_needs"), _case("case_task"),
    _case("consents"), _case("consent_ask"), _case("consent_withdraw"), _case("consent_renew"), _case("consent_void"),
    _case("consent_print"), _case("disclosures"), _case("basis_new"),
    Operation("rotas"), Operation("rota", "post"), Operation("rota_feed"), Operation("rota_mend", "post", fixed={"day": "2026-09-03"}), Operation("rooms"), Operation("sooner_times"),
    _case("case_times"), Operation("case_offer", "itinerary", touch), Operation("case_reasons", "itinerary", touch),
    Operation("case_appointment", "appointment", touch, fixed={"event": "cancel_person"}, moves=True),
    Operation("consent_answer", "consent", touch), Operation("bases"),
    Operation("basis_now", "basis", helped_at_home), Operation("basis_step", "basis", officer("V", "L"), fixed={"event": "reject"}),
    Operation("referrals"), _case("referral_new"), Operation("referral", "referral", party),
    Operation("referral_edit", "referral", sender),
    Operation("referral_send", "referral", party, rule="referral.send", moves=True),
    Operation("referral_tried", "referral", party),
    Operation("referral_step", "referral", party, fixed={"event": "accept"}, moves=True),
    Operation("reception"), Operation("reception_arrive"), Operation("call_next"), Operation("desk"),
    Operation("walk_in"), Operation("visit", "visit", officer("R")),
    Operation("visit_slip", "visit", officer("R", "C", "M")),
    Operation("visit_step", "visit", officer("R"), fixed={"event": "leave"}, moves=True),
    Operation("stop_step", "stop", officer("R", "C", "M", "A", "P"), fixed={"event": "call"}, moves=True),
    _case("case_log", rule="log.see"), _case("case_log_print", rule="log.print"),
    Operation("review"), Operation("review_entry", "entry", officer("U", "V")), Operation("log_find"),
    Operation("glasses"), Operation("glass_find"), Operation("glass_prove", "demo"), _case("glass_open"),
    Operation("glass_end", "glass", officer("L", "S", "V")),
    Operation("glass_review", "glass", officer("S", "V")),
    Operation("safety"), Operation("link_step", "link", officer("S"), fixed={"event": "differ"}),
    Operation("separate"), Operation("separate_end", "apart", officer("S")),
    Operation("deny"), Operation("deny_end", "denial", officer("S", "V")),
)  # fmt: skip
BY_NAME: Mapping[str, Operation] = {one.name: one for one in OPERATIONS}


def verdict(operation: Operation, door: Door, cell: Cell) -> str:
    """What the page answers: yes, no such duty, hidden like nothing at all, or not by this post."""
    if not opens(door.right, cell.actor.duties):
        return NO_DUTY
    if not operation.needs(cell):
        return HIDDEN
    if operation.rule:
        try:
            may(operation.rule, cell.actor, cell.situation.scene)
        except NotAllowed:
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
