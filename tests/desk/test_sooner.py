"""The list of earlier times: one click moves somebody, one click asks the next."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.appointments import actions
from hangot.appointments.models import Appointment, WaitOffer
from tests.desk.asking import send, statements
from tests.domain.booking_desk import asked, booked, working_day

Desk = Callable[..., Any]
Acts = Callable[..., Any]


@pytest.fixture
def offered(case: Any, other_case: Any, acts: Acts) -> WaitOffer:
    """He cancelled; she could come at his time instead of a week later."""
    with acts("counsellor-1") as by:
        (his,) = booked(other_case.pk, asked("moving-cost", starts=time(10), ends=time(11)), by=by)
        booked(case.pk, asked("moving-cost", day=working_day(10), earlier=True), by=by)
        actions.cancel_person(appointment_id=his.pk, expected=None, by=by, at=clock.now())
        return WaitOffer.objects.get()


def test_one_click_moves_her_and_the_list_is_empty(
    offered: WaitOffer, desk: Desk, acts: Acts
) -> None:
    client = desk("reception-1")
    with CaptureQueriesContext(
        connection,
    ) as caught:
        page = client.get(reverse("sooner_times")).content.decode()
    assert len(statements(caught)) <= 12
    assert "한서윤" in page
    assert "오민재" not in page
    done = send(client, "sooner_times", offer=str(offered.pk), act="accept")
    assert done.status_code == 303
    with acts("counsellor-1"):
        assert set(
            Appointment.objects.filter(subject_id=offered.subject_id).values_list("state", "starts")
        ) >= {("booked", offered.starts)}
    page = client.get(reverse("sooner_times")).content.decode()
    assert "앞당겼습니다" in page
    assert "여쭤볼 분이 없습니다" in page


def test_left_as_it_is_she_keeps_her_time(offered: WaitOffer, desk: Desk, acts: Acts) -> None:
    client = desk("counsellor-1")
    assert send(client, "sooner_times", offer=str(offered.pk), act="decline").status_code == 303
    with acts("counsellor-1"):
        assert WaitOffer.objects.get().state == "declined"
        assert Appointment.objects.get(pk=offered.appointment_id).state == "booked"


def test_what_can_no_longer_be_had_is_said_and_nothing_moves(
    offered: WaitOffer, other_case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        booked(other_case.pk, asked("moving-cost", starts=time(9), ends=time(11)), by=by)
        booked(other_case.pk, asked("moving-cost", starts=time(9), ends=time(11)), by=by)
    answer = send(desk("reception-1"), "sooner_times", offer=str(offered.pk), act="accept")
    assert answer.status_code == 422
    assert "예약은 그대로 있습니다" in answer.content.decode()


def test_another_agency_has_nothing_of_ours_on_its_list(offered: WaitOffer, desk: Desk) -> None:
    client = desk("moel-job-centre-1")
    assert "한서윤" not in client.get(reverse("sooner_times")).content.decode()
    answer = send(client, "sooner_times", offer=str(offered.pk), act="accept")
    assert answer.status_code == 404
