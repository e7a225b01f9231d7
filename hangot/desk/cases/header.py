"""Head of the pages of one person: who, number, lead, safe contact, tabs one may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hangot.access.context import current
from hangot.access.models import AccessRow
from hangot.access.queries import HELD, View, view_of
from hangot.accounts.models import Worker
from hangot.cases.models import Case
from hangot.core.access import Actor, Level, Section
from hangot.core.contact import strip
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.links import link
from hangot.desk.naming import SAFETY_DESK, knows, withheld
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.people.models import Alias, ContactSafety, Person
from hangot.people.reaching import rule_of
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import Part, Written

TABS: tuple[tuple[str, str, str, Text], ...] = (
    ("case", "case.see", "case", Text("사례", "Case")),
    ("consents", "consent.see", "consents", Text("동의표", "Consent")),
    ("disclosures", "disclosure.see", "disclosures", Text("준 목록", "What was given")),
    ("help", "help.see", "case_help", Text("받을 수 있는 도움", "What may help")),
    ("money", "benefit.see", "case_benefits", Text("지원금", "Benefits")),
    ("forms", "response.see", "case_forms", Text("양식", "Forms")),
    ("times", "appointment.plan", "case_times", Text("한 번에 예약", "One visit")),
    ("why", "reasons.find", "case_why", Text("예약 까닭", "Why these times")),
    ("plan", "plan.see", "case_plan", Text("계획·점검", "Plan")),
    ("conference", "agenda_item.list", "case_conference", Text("회의", "Conferences")),
    ("files", "file.see", "case_files", Text("문서", "Documents")),
    ("messages", "message.see", "case_messages", Text("알림", "Messages")),
    ("timeline", "case.see", "case_timeline", Text("흐름", "Timeline")),
    ("log", "log.see", "case_log", Text("누가 봤나", "Who looked")),
)
OF_SECTION = {"messages": Section.CONTACT, "plan": Section.PLAN}
"""Places that are there for whoever sees all of a section."""
UNSEEN = Text(
    "지금은 볼 수 없습니다. 전화하지 말고 주담당에게 물어 주세요.",
    "You cannot see this now. Do not call: ask the case lead.",
)
NO_NAME = Text("이름 비공개", "Name withheld")


@dataclass(frozen=True, slots=True)
class Known:
    """What the head says about the person, as far as the row policies let one read it."""

    person: Person | None
    alias: Alias | None
    rule: ContactSafety | None
    lead_worker: Worker | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What every page of a person needs: case, view of the actor, pack, house, header context."""

    case: Case
    view: View
    profile: Profile
    house: House
    header: dict[str, Any]
    known: Known
    viewer: Actor

    def level(self, section: Section) -> Level:
        """The most one sees of a section: shared content, or one's own records in it."""
        return max(self.view.levels[section], self.view.own[section])

    def sees(self, section: Section, level: Level = Level.FULL) -> bool:
        """Shared content of a section, or one's own records in it, at this level."""
        return self.level(section) >= level

    def agency(self, pk: UUID) -> Text:
        """The short name of an agency; what a guarded one does would tell what happened."""
        found = self.house.agencies.get(pk)
        if found is None:
            return self.house.agency(pk)
        if found.guarded and not knows(pk, self.viewer, self.view, lead=self.case.agency_id):
            return SAFETY_DESK
        known = self.profile.agencies.get(found.slug)
        return known.short if known else found.label

    def told(self, pk: UUID) -> bool:
        """Is the viewer told that this agency has to do with the person at all?"""
        return not withheld(pk, self.viewer, self.view, self.house)

    def author(self, post: UUID, agency: UUID) -> Text:
        """Agency and post that wrote something, as far as they may be named."""
        house = self.agency(agency)
        if house is SAFETY_DESK:
            return house
        desk = self.house.post(post)
        if desk.ko.startswith(house.ko):
            return desk
        return Text(f"{house.ko} {desk.ko}", f"{house.en}, {desk.en}")


def person_page(request: Any, case_id: UUID, tab: str = "") -> PersonPage:
    """Gather the frame of one person's pages; Hidden if the case is none of one's business."""
    return framed(request, HEAD.ask(**asked(request, case_id)), tab)


def asked(request: Any, case_id: UUID) -> dict[str, Any]:
    """The values that `ON_HEAD` names."""
    actor: Actor = request.actor
    return {
        "case": case_id, "agency": actor.agency, "post": actor.post, "centre": actor.centre,
        "duties": sorted(actor.duties), "purpose": current().purpose.value, "at": request.at,
    }  # fmt: skip


def framed(request: Any, found: Sequence[list[Any]], tab: str) -> PersonPage:
    """The frame made of the rows of `ON_HEAD`; Hidden if the case is none of one's business."""
    actor: Actor = request.actor
    cases, access, people, aliases, rules, keys, workers = found
    if not cases:
        raise Hidden
    keyring.take(keys)
    known = Known(*(_one(rows) for rows in (people, aliases, rules, workers)))
    seen = view_of(actor, cases[0].person_id, access, at=request.at)
    page = PersonPage(cases[0], seen, profile(actor.profile), house(actor.centre), {}, known, actor)
    page.header.update(_header(page, actor, request.at, tab))
    return page


# The case is asked for once; whoever may not see it learns nothing of the person either.
OF_CASE = {
    "before": "with mine as materialized (select * from hangot_case where id = %(case)s)",
    "who": "m.person_id",
    "after": "from mine m",
}
ON_HEAD = (
    Part(Case, "from mine t"),
    Part(AccessRow, f"from hangot_accessrow t where t.subject_id = @ and {HELD}"),
    Part(Person, "from hangot_person t where t.id = @"),
    Part(Alias, "from hangot_alias t where t.subject_id = @ order by t.created_at desc limit 1"),
    Part(ContactSafety, "from hangot_contactsafety t where t.subject_id = @ and t.replaced_at is null"),
    Part(DataKey, "from hangot_datakey t where t.subject_id in (@, %(centre)s)"),
    Part(Worker, "from hangot_worker t where t.id in (select s.worker_id from hangot_sitting s"
         " where s.post_id = m.lead_post_id and s.since <= %(at)s"
         " and (s.until is null or s.until > %(at)s))"),
)  # fmt: skip
"""Case, access rows, person and lead: what the head of a page of one person is made of."""
HEAD = Written(*ON_HEAD, **OF_CASE)


def _one(rows: list[Any]) -> Any:
    return rows[0] if rows else None


def _header(page: PersonPage, actor: Actor, at: datetime, tab: str) -> dict[str, Any]:
    case, known = page.case, page.known
    return {
        "name": called(known.person), "alias": known.alias.name if known.alias else "",
        "age": _age(known.person, at.date()), "number": case.number,
        "number_label": Text("사례", "Case"), "since": case.registered_at,
        "lead": page.house.post(case.lead_post_id),
        "lead_worker": known.lead_worker.name if known.lead_worker else "",
        "state": _state(page, actor), "safety": _safety(page),
        "safety_due": _ask_again(known.rule, at), "tabs": _tabs(page, actor), "tab": tab,
        "safety_url": link("case_safety", case.pk) if _asks(page) else "",
    }  # fmt: skip


def _asks(page: PersonPage) -> bool:
    """May the viewer see and say how to call safely?"""
    return page.view.flows and opens("safety.write", page.viewer.duties)


def _safety(page: PersonPage) -> Sequence[Text]:
    """How to call safely; nothing where nobody asked yet, which only who sees the answers can know."""
    if page.known.rule:
        return strip(rule_of(page.known.rule))
    return () if _asks(page) else (UNSEEN,)


def _state(page: PersonPage, actor: Actor) -> dict[str, Any] | None:
    """Stage and turn; nothing for who may not see how far things are."""
    if not page.sees(Section.OVERVIEW, Level.SUMMARY):
        return None
    life, stage = page.profile.life("case"), page.case.stage
    mine = page.case.lead_post_id == actor.post and life.turn(stage) == "lead"
    turn = None if mine else page.profile.turns[life.turn(stage)]
    return {"label": life.label(stage), "mine": mine, "turn": turn}


SOON = 14  # days before the answer runs out


def _ask_again(row: ContactSafety | None, at: datetime) -> datetime | None:
    """When safe contact must be asked again, once that is near."""
    near = row is not None and row.expires and (row.expires - at).days < SOON
    return row.expires if row is not None and near else None


def called(person: Person | None) -> Text:
    """How a person is called on a screen; nothing where the name is not one's to see."""
    if person is None:
        return NO_NAME
    if not person.name:
        return Text("이름 모름", "Name not given")
    return Text(f"{person.name} 님", str(person.name))


def _age(person: Person | None, today: date) -> int | None:
    if person is None or not person.birth:
        return None
    born = date.fromisoformat(str(person.birth))
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _tabs(page: PersonPage, actor: Actor) -> list[dict[str, Any]]:
    return [
        {"key": key, "url": url, "label": label}
        for key, right, name, label in TABS
        if opens(right, actor.duties)
        and (url := link(name, page.case.pk))
        and (key not in OF_SECTION or page.sees(OF_SECTION[key]))
    ]
