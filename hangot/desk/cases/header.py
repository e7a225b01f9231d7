"""Head of the pages of one person: who, number, lead, safe contact, tabs one may open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from hangot.access.queries import View, view
from hangot.accounts.queries import sitters
from hangot.cases.models import Case
from hangot.core.access import Actor, Level, Section
from hangot.core.contact import Channel, ContactRule, Window, strip
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.people.models import Alias, ContactSafety, Person
from hangot.vault import keyring

TABS: tuple[tuple[str, str, str, Text], ...] = (
    ("case", "case.see", "case", Text("사례", "Case")),
    ("consents", "consent.see", "consents", Text("동의표", "Consent")),
    ("disclosures", "disclosure.see", "disclosures", Text("준 목록", "What was given")),
    ("plan", "plan.see", "case_plan", Text("계획·점검", "Plan")),
    ("timeline", "case.see", "case_timeline", Text("흐름", "Timeline")),
    ("log", "log.see", "case_log", Text("누가 봤나", "Who looked")),
)
NO_NAME = Text("이름 비공개", "Name withheld")


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What every page of a person needs: case, view of the actor, pack, house, header context."""

    case: Case
    view: View
    profile: Profile
    house: House
    header: dict[str, Any]

    def sees(self, section: Section, level: Level = Level.FULL) -> bool:
        """Shared content of a section, or one's own records in it, at this level."""
        return max(self.view.levels[section], self.view.own[section]) >= level


def person_page(request: Any, case_id: UUID, tab: str = "") -> PersonPage:
    """Gather the frame of one person's pages; Hidden if the case is none of one's business."""
    actor: Actor = request.actor
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    seen = view(actor, case.person_id, at=request.at)
    pack = profile(actor.profile)
    rooms = house(actor.centre)
    keyring.load([case.person_id, actor.centre])
    page = PersonPage(case, seen, pack, rooms, {})
    page.header.update(_header(page, actor, request.at, tab))
    return page


def _header(page: PersonPage, actor: Actor, at: datetime, tab: str) -> dict[str, Any]:
    case, pack = page.case, page.profile
    person = Person.objects.filter(pk=case.person_id).first()
    alias = Alias.objects.filter(subject_id=case.person_id).order_by("-created_at").first()
    lead = sitters([case.lead_post_id], at=at).get(case.lead_post_id)
    life = pack.life("case")
    turn = case.lead_post_id == actor.post
    shows_stage = page.sees(Section.OVERVIEW, Level.SUMMARY)
    return {
        "name": called(person), "alias": alias.name if alias else "",
        "age": _age(person, at.date()), "number": case.number,
        "number_label": Text("사례", "Case"), "since": case.registered_at,
        "lead": page.house.post(case.lead_post_id), "lead_worker": lead.name if lead else "",
        "state": {
            "label": life.label(case.stage), "mine": turn,
            "turn": None if turn else Text("주담당 차례", "lead's turn"),
        } if shows_stage else None,
        "safety": safety_lines(case.person_id), "tabs": _tabs(page, actor),
        "safety_url": _url("case_safety", case.pk)
        if opens("safety.write", actor.duties) else "", "tab": tab,
    }  # fmt: skip


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
        {"key": key, "url": _url(name, page.case.pk), "label": label}
        for key, right, name, label in TABS
        if opens(right, actor.duties)
    ]


def _url(name: str, pk: UUID) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return "#"


def rule(row: ContactSafety) -> ContactRule:
    """The stored answer as the pure rule of the safe-contact gate."""
    windows: tuple[Window, ...] = ()
    if row.window_from and row.window_to:
        windows = (Window(None, row.window_from, row.window_to),)
    channels = set(row.channels) | ({"voicemail"} if row.leave_voice else set())
    return ContactRule(
        channels=frozenset(Channel(c) for c in channels), windows=windows,
        shared_phone=row.shared_phone, say_agency=row.say_agency, whose="own",
        expires=row.expires.date() if row.expires else None,
    )  # fmt: skip


def safety_lines(subject: UUID) -> tuple[Text, ...]:
    """What a caller must do, in short words; empty when nobody asked yet."""
    row = ContactSafety.objects.filter(subject_id=subject, replaced_at=None).first()
    return strip(rule(row)) if row else ()
