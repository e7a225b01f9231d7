"""A clerk reads why a plan is as it is, and nothing about who else is in the house."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.appointments import actions, working
from hangot.appointments.hours import Wall
from hangot.appointments.models import Itinerary, Skill
from hangot.appointments.reasons import audience_of, explained, reasons
from hangot.core.clocks import SEOUL
from hangot.core.itinerary.audience import NOT_OFFERED
from hangot.core.itinerary.model import Grid, Reason, Rule
from hangot.desk.planner.reason_words import CHANGES, NO_TIME, OTHERS, RULES, told
from hangot.people import actions as people
from tests.domain.booking_desk import asked, booked, services, working_day

Desk = Callable[..., Any]
Acts = Callable[..., Any]
CLOSED = "이용할 수 있는 시간이 없습니다"
# One more than elsewhere: the scope in which taken time is read is signed, and signed off.
MOST = 13
SEPARATION = ("마주치", "분리", "격리", "가해", "separat", "ENCOUNTER", "apart")
TOKENS = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="|nonce=")[^"]*"')


def _question(case: Any, acts: Acts, *slugs: str) -> Itinerary:
    """For two working days."""
    with acts("reception-1") as by:
        question = asked(*slugs, day=working_day(), last=working_day(6))
        return actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())


def _page(desk: Desk, case: Any, row: Itinerary) -> str:
    answer = desk("reception-1").get(reverse("case_reasons", args=[case.pk, row.pk]))
    assert answer.status_code == 200
    return TOKENS.sub("", answer.content.decode()).replace(str(row.pk), "…")


def _together_all_day(case: Any, other_case: Any, acts: Acts) -> None:
    """He is in the house from morning to evening, and they must not meet."""
    with acts("counsellor-1") as by:
        for hour in (9, 11, 13, 15, 17):
            then = asked("job-support-link", starts=time(hour), ends=time(hour + 1))
            booked(other_case.pk, then, by=by)
    with acts("safety-officer") as by:
        people.separate(
            one=case.person_id, other=other_case.person_id, scope="building", minutes=60,
            reason="…", by=by, at=clock.now(),
        )  # fmt: skip


def _worker_away(acts: Acts) -> None:
    """On that day nobody gives the service."""
    day = working_day()
    with acts("team-lead") as by:
        (service,) = services("moving-cost")
        for post in set(Skill.objects.filter(service=service).values_list("post_id", flat=True)):
            working.be_away(
                post_id=post, starts=datetime.combine(day, time(0), SEOUL),
                ends=datetime.combine(day, time(23), SEOUL), kind="suddenly", by=by, at=clock.now(),
            )  # fmt: skip


@pytest.mark.parametrize("why", ["met", "away"])
def test_a_day_closed_by_somebody_reads_as_a_day_nobody_works(
    case: Any, other_case: Any, desk: Desk, acts: Acts, why: str
) -> None:
    day = working_day()
    if why == "met":
        _together_all_day(case, other_case, acts)
    else:
        _worker_away(acts)
    page = _page(desk, case, _question(case, acts, "moving-cost"))
    lines = re.findall(r"<li>(\d+월 [^<]*)</li>", page)
    assert f"{day.month}월 {day.day}일: {CLOSED}." in lines
    assert {line.split(": ")[1] for line in lines} == {f"{CLOSED}."}
    assert not any(word in page for word in SEPARATION)


def test_the_safety_officer_reads_which_rule_it_was(case: Any, other_case: Any, acts: Acts) -> None:
    _together_all_day(case, other_case, acts)
    row = _question(case, acts, "moving-cost")
    with acts("reception-1") as by:
        wall, found = reasons(row, by=by, at=clock.now())
        assert Rule.ENCOUNTER.value not in {one.code for one in found}
        assert NOT_OFFERED in {one.code for one in found}
        assert str(NO_TIME.ko) in told(found, "staff", wall, {})[0].ko
        closed, *_ = explained(row, "safety", by=by, at=clock.now())[1]
        assert told([closed], "safety", wall, {})[0].ko.endswith(f"{RULES[Rule.ENCOUNTER].ko}.")
    assert audience_of({"S", "R"}) == "safety"
    assert audience_of({"R", "C", "M", "L"}) == "staff"


def test_the_order_of_two_desks_is_told(case: Any, desk: Desk, acts: Acts) -> None:
    page = _page(desk, case, _question(case, acts, "intake-counselling", "stalking-counselling"))
    assert "까닭" in page
    assert "<li>" in page


def test_every_rule_has_words_in_both_languages() -> None:
    assert set(RULES) == set(CHANGES) == set(Rule)
    words = (*RULES.values(), *CHANGES.values(), *OTHERS.values())
    assert all(one.ko and one.en for one in words)


def test_what_would_help_is_said_as_what_must_be_different() -> None:
    help_ = Reason("would_help", {"rule": "LEAD", "visits": 1}, frozenset({"staff"}))
    (sentence,) = told([help_], "staff", Wall(Grid(date(2026, 9, 7), 1)), {})
    assert sentence.ko == "준비 시간이 짧으면 더 나은 계획이 나옵니다."


def test_only_the_safety_officer_reads_that_two_people_would_meet(
    case: Any, other_case: Any, desk: Desk, acts: Acts
) -> None:
    """By the address of the question, and by the tab of the case without it."""
    _together_all_day(case, other_case, acts)
    row = _question(case, acts, "moving-cost")
    sentence = RULES[Rule.ENCOUNTER].ko
    officer = desk("safety-officer")
    for address in (
        reverse("case_reasons", args=[case.pk, row.pk]), reverse("case_why", args=[case.pk]),
    ):  # fmt: skip
        assert sentence in officer.get(address).content.decode(), address
    assert (
        reverse("case_why", args=[case.pk])
        in officer.get(reverse("case", args=[case.pk])).content.decode()
    )
    assert sentence not in _page(desk, case, row)
    for slug in ("reception-1", "counsellor-1", "team-lead", "centre-manager", "privacy-officer"):
        assert desk(slug).get(reverse("case_why", args=[case.pk])).status_code == 403, slug
    assert officer.get(reverse("case_times", args=[case.pk])).status_code == 403
    assert officer.get(reverse("case_offer", args=[case.pk, row.pk])).status_code == 403


def test_a_case_without_a_question_has_no_reasons(case: Any, desk: Desk) -> None:
    page = desk("safety-officer").get(reverse("case_why", args=[case.pk])).content.decode()
    assert "답을 기다리는 예약 질문이 없습니다" in page


@pytest.mark.parametrize("name", ["case_reasons", "case_why"])
def test_the_reasons_open_within_so_many_statements(
    case: Any, desk: Desk, acts: Acts, name: str
) -> None:
    row = _question(case, acts, "moving-cost", "stalking-counselling")
    client = desk("safety-officer")
    address = reverse(name, args=[case.pk, row.pk] if name == "case_reasons" else [case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as asked_for:
        assert client.get(address).status_code == 200
    counted = [
        q["sql"][:90] for q in asked_for if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    assert len(counted) <= MOST, "\n".join(counted)
