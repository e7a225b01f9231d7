"""A committed house for the access matrix: every relation, every state of consent, every thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from hangot import clock
from hangot.access.actions import changing
from hangot.access.context import deriving
from hangot.access.models import AccessGate
from hangot.audit.models import AuditEntry
from hangot.cases import emergency
from hangot.cases.models import ServicePlan
from hangot.consent import actions as consents
from hangot.core.access import SHARED, Actor, Section
from hangot.desk import matrix
from hangot.desk.matrix import GIVEN, PART
from hangot.files import actions as files
from hangot.homevisits import actions as home
from hangot.instruments import actions as forms
from hangot.instruments.models import Alarm
from hangot.orders import actions as orders
from hangot.people.models import ContactPoint, IdentityLink, SeparationRule
from hangot.reports.models import Report
from hangot.tasks.models import Task
from tests.domain.leaks_of_messages import waiting
from tests.domain.leaks_of_money import asked
from tests.domain.leaks_of_protection import lent_to
from tests.settled import Asking, signed_in
from tests.worlds import LONG_AGO, Town

JOBS, POLICE, MIND = "moel-job-centre", "police-victim-desk", "smile-centre"
PARTNERS = {JOBS: "moel-job-centre-1", POLICE: "police-victim-desk-1"}
# Who plays which part at home, and in which relation to the three cases of the lead agency.
HOME = {
    "counsellor-1": "lead", "case-manager-1": "seat", "counsellor-2": "no seat", "case-manager-2": "no seat",
    "reception-1": "no seat", "team-lead": "no seat", "centre-manager": "no seat", "safety-officer": "no seat",
    "privacy-officer": "no seat", "auditor": "no seat", "statistics": "no seat", "administrator": "no seat",
}  # fmt: skip
# Somebody else's: who opened the emergency, and who is kept out where none of the above is.
OPENER, KEPT_OUT, OTHER = "smile-centre-1", "seoul-welfare-desk-1", "another person"
TOLD = {
    "way": "phone", "wish": "…", "soon": "week", "safe": "no", "money": "good", "health": "good",
    "housing": "good", "view": "…", "result": "told", "consent": "yes",
}  # fmt: skip
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Try:
    """One cell to try: who, about which case, in which relation and state of consent."""

    slug: str
    name: str
    relation: str
    consent: str


def tries() -> Iterator[Try]:
    """Every kind of post in every relation and every state of consent."""
    for slug, relation in HOME.items():
        for consent in matrix.HOME_CONSENTS:
            yield Try(slug, f"home/{consent}", relation, consent)
    for slug in PARTNERS.values():
        for relation in matrix.PARTNER_RELATIONS:
            for consent in matrix.CONSENTS:
                yield Try(slug, f"{relation}/{consent}", relation, consent)


def agency_of(slug: str) -> str:
    """The linked agency of a post; empty at home."""
    return next((agency for agency, post in PARTNERS.items() if post == slug), "")


@dataclass(slots=True)
class Place:
    """A committed house with every situation in it.

    `ids` are the things of a case, `own` those that differ from post to post.
    """

    town: Town
    urls: Mapping[str, str]
    ids: dict[str, dict[str, UUID]] = field(default_factory=dict)
    own: dict[tuple[str, str], dict[str, UUID]] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, slug: str) -> Client:
        if slug not in self.clients:
            self.clients[slug] = signed_in(slug, Asking)
        return self.clients[slug]

    def things(self, name: str, slug: str) -> dict[str, UUID]:
        """What can be named in an address about a case, as this post would name it."""
        found = {**self.ids[name], **self.own.get((name, slug), {})}
        if referral := self.town.referrals.get((name, agency_of(slug))):
            found["referral_id"] = referral.pk
        return found


def build(urls: Mapping[str, str]) -> Place:
    """Everything there is to try; denials last, for whoever is kept out writes nothing more."""
    place = Place(Town(), urls)
    for slug in (*HOME, *PARTNERS.values(), OPENER, KEPT_OUT):
        place.town.actor(slug)
    for relation in matrix.PARTNER_RELATIONS:
        for consent in matrix.CONSENTS:
            _partner_case(place.town, relation, consent)
    for consent in matrix.HOME_CONSENTS:
        _home_case(place.town, consent)
    for name in list(place.town.cases):
        place.ids[name] = _things(place.town, name)
    place.town.open(OTHER)
    for name in place.ids:
        _tasks(place, name)
        place.ids[name] |= _of_officers(place.town, name)
        _deny(place, name)
    for slug in (*HOME, *PARTNERS.values()):
        # Now: a login inside an act that is taken back would be taken back with it.
        place.client(slug)
    return place


def _partner_case(town: Town, relation: str, consent: str) -> None:
    name, at = f"{relation}/{consent}", clock.now()
    if consent == "expired":
        at -= LONG_AGO
    town.open(name, at=at - timedelta(days=1))
    sections = PART if consent == "partial" else GIVEN
    for agency, post in PARTNERS.items():
        _agree(town, name, agency, at)
        if relation == "seat":
            town.seat(name, post, GIVEN)
        elif relation != "none":
            town.refer(name, agency, sections, at=at)
            if consent != "none":
                _move(town, name, agency, relation, at)
        if consent == "withdrawn":
            town.withdraw(name, agency, GIVEN)


def _agree(town: Town, name: str, agency: str, at: datetime) -> None:
    consent = name.split("/")[1]
    if consent == "law":
        town.law(name, agency, GIVEN)
    elif consent == "partial":
        town.agree(name, agency, PART, at=at)
        town.agree(name, agency, (Section.EMPLOYMENT,), "refuse", at=at)
    elif consent != "none":
        town.agree(name, agency, GIVEN, at=at)


def _move(town: Town, name: str, agency: str, relation: str, at: datetime) -> None:
    post = PARTNERS[agency]
    if relation in ("accepted", "ended"):
        town.step(name, agency, post, "accept", at=at)
    if relation == "declined":
        town.step(name, agency, post, "decline", at=at)
    if relation == "ended":
        town.step(name, agency, post, "begin", "complete", at=at)
        town.step(name, agency, "counsellor-1", "acknowledge", at=at)


def _home_case(town: Town, consent: str) -> None:
    name = f"home/{consent}"
    town.open(name, at=clock.now() - timedelta(days=1))
    town.seat(name, "case-manager-1", SHARED)
    if consent == "expired":
        _over(town, name)


def _over(town: Town, name: str) -> None:
    """What the person allowed the centre itself has ended; everything was written before."""
    case = town.cases[name]
    with town.acts("counsellor-1") as by, changing(case.person_id), deriving(case.person_id):
        mine = AccessGate.objects.filter(subject_id=case.person_id, agency_id=by.agency)
        assert mine.update(ends=clock.now() - timedelta(hours=1))


def _things(town: Town, name: str) -> dict[str, UUID]:
    """What the lead writes: a document, a plan, a question, a clause of law."""
    case, agency, at = town.cases[name], town.agency(MIND).pk, clock.now()
    subject = case.person_id
    with town.acts("counsellor-1") as by:
        point = ContactPoint.objects.filter(subject_id=subject).first()
        plan = ServicePlan(
            centre_id=by.centre, subject_id=subject, section=12, agency_id=by.agency, post_id=by.post,
            created_at=at, case=case, number=1, state="draft", author=by.worker,
        )  # fmt: skip
        plan.save(force_insert=True)
        file = files.take(
            subject=subject,
            section=Section.OVERVIEW,
            upload=files.Upload("a.pdf", PDF),
            by=by,
            at=at,
        )
        line = consents.ask(
            subject=subject, agency=town.agency(JOBS).pk, section=Section.WELFARE,
            asked=consents.Asked("notice"), by=by, at=at,
        )  # fmt: skip
        terms = consents.BasisTerms(agency, (Section.OVERVIEW,), "개인정보 보호법 제18조", "…")
        basis = consents.propose_basis(subject=subject, terms=terms, by=by, at=at)
        money = asked(case, to="relief-money", by=by)
        money.save(force_insert=True)
        filled_in = _forms(case, by)
        wish = home.Wish((at + timedelta(days=2)).date(), 600, 700, 60, "정릉동")
        visit = home.plan_visit(case_id=case.pk, wish=wish, by=by, at=at)
        paper = orders.Paper("stalking_interim", "requested")
        order = orders.write(case_id=case.pk, paper=paper, by=by, at=at)
        lent = lent_to(case, by)
        entry = AuditEntry.objects.filter(subject_id=subject, worker_id=by.worker)[0]
        told = waiting(subject, by)
    assert point is not None
    _reported(town, town.notices[name])
    return {
        "case_id": case.pk, "point_id": point.pk, "notice_id": town.notices[name], "report_id": town.notices[name], "plan_id": plan.pk,
        "file_id": file.pk, "consent_id": line.pk, "basis_id": basis.pk, "entry_id": entry.pk,
        "benefit_id": money.pk, "message_id": told.pk, "home_id": visit.pk, "order_id": order.pk, "lending_id": lent.pk, **filled_in,
    }  # fmt: skip


def _reported(town: Town, notice: UUID) -> None:
    """Reception wrote down what a report told of this home."""
    at = clock.now()
    with town.acts("reception-1") as by:
        Report(
            id=notice, notice_id=notice, centre_id=by.centre, agency_id=by.agency, homes=[notice],
            from_agency=by.agency, from_post=by.post, receipt="26-0001", source="form", number="1",
            risk="normal", reported_at=at, taken_at=at, agreed_at=at,
        ).save(force_insert=True)  # fmt: skip


def _forms(case: Any, by: Actor) -> dict[str, UUID]:
    """A form that is finished and has alarmed the safety officer, and one that is begun."""
    who: dict[str, Any] = {"by": by, "at": clock.now()}
    begun = {"case_id": case.pk, "code": "first_counselling", "setting": "face", **who}
    done, told = forms.start(**begun), {name: [one] for name, one in TOLD.items()}
    for number in range(3):
        forms.keep_page(response_id=done.pk, number=number, given=told, **who)
    forms.finish(response_id=done.pk, expected=None, **who)
    alarm = Alarm.objects.get(response_id=done.pk)
    draft = forms.start(**begun)
    return {"response_id": done.pk, "draft_id": draft.pk, "alarm_id": alarm.pk}


def _tasks(place: Place, name: str) -> None:
    """A task of everybody at the lead agency and one of each linked agency."""
    desks = {JOBS: [PARTNERS[JOBS]], POLICE: [PARTNERS[POLICE]], "": list(HOME)}
    for slugs in desks.values():
        with place.town.acts("counsellor-1") as by:
            pk = _task(place.town, name, by, place.town.actor(slugs[0]).agency)
        for slug in slugs:
            place.own[name, slug] = {"task_id": pk}


def _task(town: Town, name: str, by: Actor, agency: UUID) -> UUID:
    subject = town.cases[name].person_id
    task = Task(
        centre_id=by.centre, agency_id=agency, subject_id=subject, what="order.change",
        thing_kind="person", thing_id=subject, created_at=clock.now(),
    )  # fmt: skip
    with deriving(subject):
        task.save(force_insert=True)
    return task.pk


def _of_officers(town: Town, name: str) -> dict[str, UUID]:
    """What the officers decide: an emergency that is over, two records, two people."""
    subject, at = town.cases[name].person_id, clock.now()
    with town.acts(OPENER) as by:
        plea = emergency.Plea("life_in_danger", "…", (Section.CONTACT,))
        over = at - emergency.HOURS - timedelta(minutes=1)
        glass = emergency.open_glass(subject=subject, plea=plea, by=by, at=over)
    with town.acts("safety-officer") as by:
        pair: dict[str, Any] = {
            "centre_id": by.centre, "one_id": subject, "other_id": town.cases[OTHER].person_id,
        }  # fmt: skip
        link = IdentityLink(**pair, state="suspected", agree=[], score=1, at=at)
        rule = SeparationRule(**pair, scope="visit", reason="…", starts=at)
        link.save(force_insert=True)
        rule.save(force_insert=True)
    denied = town.deny(name, worker=town.actor(KEPT_OUT).worker)
    return {"glass_id": glass.pk, "link_id": link.pk, "rule_id": rule.pk, "denial_id": denied}


def _deny(place: Place, name: str) -> None:
    """Keep everybody out; the denial that somebody meets is the own one."""
    if not name.endswith("/denied"):
        return
    slugs = HOME if name.startswith("home") else PARTNERS.values()
    for slug in sorted(slugs, key=lambda one: one == "safety-officer"):
        denial = place.town.deny(name, worker=place.town.actor(slug).worker)
        place.own[name, slug]["denial_id"] = denial
