"""Head of the pages of one person: who, number, lead, safe contact, tabs one may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hangot.access.context import current
from hangot.access.models import AccessRow
from hangot.access.queries import View, held_by, view_of
from hangot.accounts.models import Sitting, Worker
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
from hangot.vault.together import Kept

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
OF_SECTION = {"messages": Section.CONTACT}
"""Places that are there for whoever sees all of a section."""
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
    actor: Actor = request.actor
    case, seen, known = _gather(actor, case_id, at=request.at)
    page = PersonPage(case, seen, profile(actor.profile), house(actor.centre), {}, known, actor)
    page.header.update(_header(page, actor, request.at, tab))
    return page


def _head(
    *, case: UUID, agency: UUID, post: UUID, duties: Sequence[str], purpose: str, centre: UUID,
    at: datetime,
) -> Sequence[Any]:  # fmt: skip
    mine = Case.objects.filter(pk=case)
    who = mine.values("person_id")
    live = Q(until=None) | Q(until__gt=at)
    seats = Sitting.objects.filter(live, post_id__in=mine.values("lead_post_id"), since__lte=at)
    held = held_by(agency=agency, post=post, duties=duties, purpose=purpose, at=at)
    return (
        mine,
        AccessRow.objects.filter(held, subject_id__in=who),
        Person.objects.filter(pk__in=who),
        Alias.objects.filter(subject_id__in=who).order_by("-created_at")[:1],
        ContactSafety.objects.filter(subject_id__in=who, replaced_at=None),
        DataKey.objects.filter(pk__in=who),
        DataKey.objects.filter(pk=centre),
        Worker.objects.filter(pk__in=seats.values("worker_id")),
    )


HEAD = Kept(_head)


def _gather(actor: Actor, case_id: UUID, *, at: datetime) -> tuple[Case, View, Known]:
    """Case, access rows, person and lead in one statement."""
    cases, access, people, aliases, rules, keys, house_keys, workers = HEAD.ask(
        case=case_id, agency=actor.agency, post=actor.post, duties=sorted(actor.duties),
        purpose=current().purpose.value, centre=actor.centre, at=at,
    )  # fmt: skip
    if not cases:
        raise Hidden
    keyring.take([*keys, *house_keys])
    known = Known(*(_one(rows) for rows in (people, aliases, rules, workers)))
    return cases[0], view_of(actor, cases[0].person_id, access, at=at), known


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
        "state": _state(page, actor), "safety": strip(rule_of(known.rule)) if known.rule else (),
        "safety_due": _ask_again(known.rule, at), "tabs": _tabs(page, actor), "tab": tab,
        "safety_url": link("case_safety", case.pk)
        if page.view.flows and opens("safety.write", actor.duties) else "",
    }  # fmt: skip


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
