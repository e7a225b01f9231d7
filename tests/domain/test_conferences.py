"""Conferences: called, held with a quorum, decided, written down, carried on."""

from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.conferences import actions as conferences
from hangot.conferences.models import AgendaItem, Conference
from hangot.core.access import Section
from hangot.core.refusal import Missing
from tests.domain.conferring import (
    JOBS,
    LEAD,
    MIND,
    Acts,
    invite,
    on_item,
    post,
    prepared,
    put_on,
    sign,
    step,
)

pytestmark = pytest.mark.django_db
WORK = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
CARE = (Section.OVERVIEW, Section.IDENTITY, Section.HEALTH)


@pytest.fixture
def agreed(case: Any, agree: Any, acts: Acts, request: Any) -> Any:
    """Seoyun agreed: the job centre may know of work, the psychologist of her health."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", WORK, by)
        agree("smile-centre", CARE, by)
    return request.getfixturevalue("managed")


@pytest.fixture
def called(agreed: Any, acts: Acts) -> tuple[Conference, AgendaItem]:
    """A joint conference about her with the case manager, the job centre and the psychologist."""
    conference = prepared(acts)
    item = put_on(acts, conference, agreed, (Section.EMPLOYMENT, Section.HEALTH))
    invite(acts, conference, "case-manager-1", JOBS, MIND)
    return step(acts, "call", conference), item


@pytest.fixture
def opened(called: Any, acts: Acts) -> tuple[Conference, AgendaItem]:
    conference, item = called
    sign(acts, conference, LEAD, "case-manager-1", JOBS, MIND)
    conference = step(acts, "open_room", conference)
    return conference, on_item(acts, "present", item, expected=None)


def test_a_conference_goes_from_its_call_to_minutes_and_actions(opened: Any, acts: Acts) -> None:
    conference, item = opened
    on_item(acts, "note", item, section=Section.PLAN, text="매달 한 번 함께 점검한다")
    task = conferences.Charge(
        Section.EMPLOYMENT, post(JOBS), "직업훈련 과정을 알아본다",
        (clock.now() + timedelta(days=14)).date(),
    )  # fmt: skip
    with pytest.raises(Missing):
        on_item(acts, "charge", item, task=task)
    on_item(acts, "decide", item, ruling=conferences.Ruling("go_on"), expected=None)
    for name, state in (
        ("end_decisions", "decided"), ("fix_minutes", "minuted"), ("close", "closed"),
    ):  # fmt: skip
        assert step(acts, name, conference).state == state
