"""The case page: one person, everything one may see of the work, and what is to be done next."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.queries import GLANCE, GUARDED, RECENT, Glance, open_steps
from hangot.core.access import Section, by_number
from hangot.core.contact import SEOUL
from hangot.core.rights import allows, opens
from hangot.core.text import Text
from hangot.desk.cases import happenings
from hangot.desk.cases.cards import cards
from hangot.desk.cases.header import OF_CASE, ON_HEAD, PersonPage, asked, framed
from hangot.desk.cases.links import step_link
from hangot.desk.cases.stages import steps
from hangot.desk.cases.visiting import visiting
from hangot.desk.door import page, sees
from hangot.desk.links import link
from hangot.desk.naming import FROZEN, SAFETY_DESK
from hangot.desk.task_words import on_case
from hangot.referrals.models import Referral
from hangot.referrals.queries import SENT
from hangot.tasks.models import Clock
from hangot.vault.together import Written
from hangot.visits.queries import DAY, Day, day_from

ENDS = ("acknowledged", "discarded")
WAITING = ("sent", "returned", "expired")  # only then the date is that of an answer still to come
STOPS = ("declined", "expired", "no_contact", "withdrawn", "stopped")
MORE = (
    (
        "case.see",
        "case_people",
        Text("이름·가명·주변 사람·가구·편의", "Name, alias, people around, household, access"),
    ),
    ("delivery.write", "case_deliver", Text("드린 서비스 적기", "Record a service")),
    ("accompaniment.write", "case_accompany", Text("동행 적기", "Record an accompaniment")),
    ("order.see", "case_orders", Text("보호조치", "Protective orders")),
    ("lending.see", "case_support", Text("물품·자리 지원", "Support in kind")),
    ("removal.see", "case_removals", Text("삭제지원", "Removals")),
    ("debt.see", "case_debts", Text("빚과 살림", "Debts and budget")),
    ("employment.see", "case_work", Text("일자리 찾기", "Search for work")),
    ("home_visit.plan", "case_home_visits", Text("가정방문", "Home visits")),
    ("task.write", "case_task", Text("할 일 만들기", "Make a task")),
    ("consent.invalidate", "consent_void", Text("동의 무효로 하기", "Declare a consent void")),
)


@page(right="case.see", door="case")
def case(request: Any, case_id: UUID) -> HttpResponse:
    """Head, steps, what to do next, referrals, sections, clocks, wishes, last entries."""
    frame, found, sent, day = _gathered(request, case_id)
    sees(request, subject=frame.case.person_id, thing=frame.case.pk)
    if opens("note.write", request.actor.duties):
        frame.header["act"] = {
            "url": link("case_note", frame.case.pk),
            "label": Text("기록 쓰기", "Write a note"),
        }
    tasks = [on_case(one, frame.case.pk, now=request.at) for one in found.tasks]
    waiting = {one["url"] for one in tasks}
    return render(request, "desk/cases/case.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "steps": steps(frame, found.moves),
        "tasks": tasks,
        "acts": [one for one in _acts(frame, found, request) if one["url"] not in waiting], "referrals": _referrals(frame, sent),
        "may_refer": opens("referral.write", request.actor.duties),
        "refer_url": link("referral_new", frame.case.pk),
        "cards": cards(frame, found.summaries, found.pointers), "points": found.points,
        "visiting": visiting(frame, day), **_side(frame, found, sent, request),
    })  # fmt: skip


GATHERED = Written(*ON_HEAD, *GLANCE, SENT, *DAY, **OF_CASE)


def _gathered(
    request: Any, case_id: UUID
) -> tuple[PersonPage, Glance, Sequence[Referral], Day | None]:
    """The whole page in one statement; Hidden if the case is none of one's business."""
    today = request.at.astimezone(SEOUL).date()
    rows = iter(GATHERED.ask(**asked(request, case_id), day=today, guarded=GUARDED))
    head, seen, (sent,), day = (
        list(islice(rows, len(part))) for part in (ON_HEAD, GLANCE, (SENT,), DAY)
    )
    frame = framed(request, head, "case")
    return frame, Glance(*seen), sent, day_from(*day)


def _acts(frame: PersonPage, found: Glance, request: Any) -> list[dict[str, Any]]:
    """The steps of the case that this post may take now."""
    scene = found.scene(frame.case, at=request.at)
    life = frame.profile.life("case")
    steps_ = open_steps(life, frame.case.stage, request.actor, scene)
    lines = [{"label": one.label, "url": step_link(frame.case.pk, one.event)} for one in steps_]
    return [one for one in lines if one["url"]]


def _referrals(frame: PersonPage, sent: Sequence[Referral]) -> list[dict[str, Any]]:
    life = frame.profile.life("referral")
    return [_referral(frame, one, life) for one in sent]


def _referral(frame: PersonPage, one: Referral, life: Any) -> dict[str, Any]:
    sides = {"receiver": one.to_agency, "sender": one.from_agency, "desk_lead": one.to_agency}
    turn = life.turn(one.state)
    party = frame.viewer.agency in (one.from_agency, one.to_agency)
    if one.is_frozen:
        turn = "nobody"
    waits = sides.get(turn)
    agency = frame.agency(one.to_agency)
    return {
        "referral": one, "agency": agency,
        "post": "" if agency is SAFETY_DESK else frame.house.post(one.to_post),
        "url": link("referral", one.pk) if party else "", "mine": waits == frame.viewer.agency,
        "sections": given(frame, one), "state": FROZEN if one.is_frozen else life.label(one.state),
        "turn": "" if turn == "nobody" or waits == frame.viewer.agency else frame.profile.turns[turn],
        "kind": "end" if one.state in ENDS else "stop" if one.is_frozen or one.state in STOPS else "",
        "waits": one.due if one.state in WAITING else None, "since": one.ended_at or one.answered_at,
    }  # fmt: skip


def given(frame: PersonPage, one: Referral) -> Text:
    """The sections that went with a referral, in short."""
    words = [frame.profile.sections[by_number(number)].label for number in sorted(one.sections)]
    return Text("·".join(w.ko for w in words), ", ".join(w.en for w in words))


def _side(
    frame: PersonPage, found: Glance, sent: Sequence[Referral], request: Any
) -> Mapping[str, Any]:
    by_id = {one.pk: one for one in sent}
    entries = [
        *happenings.moved(frame, found.moves, by_id), *happenings.noted(frame, found.notes),
        *happenings.given(frame, found.deliveries),
    ]  # fmt: skip
    domains = frame.profile.lists["need_domains"]
    return {
        "clocks": [_clock(frame, one, request.at) for one in found.clocks],
        "wish": next((one.own_words for one in found.needs if one.own_words), ""),
        "wish_at": found.needs[0].created_at if found.needs else None,
        "needs": [domains[one.domain].label for one in found.needs if one.domain in domains],
        "team": [frame.author(one.post_id, one.agency_id) for one in found.seats],
        "entries": happenings.newest(entries, RECENT),
        "may_need": opens("need.write", request.actor.duties),
        "needs_url": link("case_needs", frame.case.pk), "team_url": _team(frame, found, request),
        "timeline_url": link("case_timeline", frame.case.pk),
        "more": _more(frame, request),
    }  # fmt: skip


def _clock(frame: PersonPage, one: Clock, now: Any) -> dict[str, Any]:
    whole = one.due - one.started
    state = "met" if one.met_at else "pause" if one.paused_at else ""
    return {
        "label": happenings.clock_label(frame, one.what), "state": state, "soft": one.soft,
        "due": one.met_at or one.due, "used": (now - one.started) / whole if whole else 1.0,
    }  # fmt: skip


def _team(frame: PersonPage, found: Glance, request: Any) -> str:
    """Where the team is changed, for who may change it."""
    scene = found.scene(frame.case, at=request.at)
    return link("case_team", frame.case.pk) if allows("seat.move", request.actor, scene) else ""


def _more(frame: PersonPage, request: Any) -> list[tuple[str, Text]]:
    """Other things this post may write."""
    duties, here = request.actor.duties, frame.case.pk
    closed = [name for name, open_ in _of_packs(frame) if not open_]
    return [
        (link(name, here), label)
        for right, name, label in MORE
        if opens(right, duties) and name not in closed
    ]


def _of_packs(frame: PersonPage) -> Sequence[tuple[str, bool]]:
    """Pages that not every house has: is it there, and is this post let into its section?"""
    pack = frame.profile
    return (
        ("case_debts", bool(pack.debts.offered) and frame.sees(Section.FINANCE)),
        ("case_work", pack.employment.offered and frame.sees(Section.EMPLOYMENT)),
        ("case_support", any(frame.sees(section) for section in pack.protection.sections)),
        ("case_removals", bool(pack.lists["removal_providers"]) and frame.sees(Section.INCIDENT)),
    )
