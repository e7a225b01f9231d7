"""The page of protective orders: written from the paper, refused in words, drawn until when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.orders.models import ProtectiveOrder
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Acts = Callable[..., Any]
FIRST = (clock.now().astimezone(SEOUL) - timedelta(days=1)).date()


def write(desk: Desk, case: Case, **more: str) -> Any:
    given = {"what": "stalking_interim", "state": "in_force", "terms": "100미터 접근금지", **more}
    return send(desk("counsellor-1"), "case_orders", case.pk, **given)


def test_an_order_is_written_from_its_paper_and_drawn(case: Case, desk: Desk) -> None:
    last = FIRST + timedelta(days=80)
    assert write(desk, case, first=FIRST.isoformat(), last=last.isoformat()).status_code == 303
    page = desk("counsellor-1").get(reverse("case_orders", args=[case.pk])).content.decode()
    assert "잠정조치 2·3·3의2호" in page
    assert last.isoformat() in page
    assert "스토킹처벌법 제9조 제7항" in page
    assert '<svg class="chart"' in page


def test_an_order_longer_than_the_law_allows_is_said_and_nothing_typed_is_lost(
    case: Case, desk: Desk
) -> None:
    answer = write(
        desk, case, first=FIRST.isoformat(), last=(FIRST + timedelta(days=200)).isoformat()
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "마지막 날은" in page
    assert "100미터 접근금지" in page


def test_an_order_without_its_dates_says_which_are_missing(case: Case, desk: Desk) -> None:
    assert "첫날과 마지막 날" in write(desk, case).content.decode()
    emergency = write(desk, case, what="domestic_emergency", state="emergency")
    assert "날과 시각" in emergency.content.decode()


def test_an_emergency_measure_is_asked_for_with_one_press(
    case: Case, desk: Desk, acts: Acts
) -> None:
    taken = write(
        desk,
        case,
        what="domestic_emergency",
        state="emergency",
        day=FIRST.isoformat(),
        clock="0110",
    )
    assert taken.status_code == 303
    with acts("counsellor-1"):
        row = ProtectiveOrder.objects.get()
    client = desk("counsellor-1")
    assert send(client, "order_step", row.pk, "ask").status_code == 303
    without = send(client, "order_step", row.pk, "refuse")
    assert without.status_code == 422
    assert "까닭과 내용" in without.content.decode()
    assert send(client, "order_step", row.pk, "refuse", reason="기각").status_code == 303


def test_a_desk_that_is_not_given_protection_finds_no_such_page(case: Case, desk: Desk) -> None:
    for slug in ("moel-job-centre-1", "case-manager-2"):
        assert desk(slug).get(reverse("case_orders", args=[case.pk])).status_code == 404, slug


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(statements(caught))


def test_pages_of_orders_and_home_visits_ask_few_statements(case: Case, desk: Desk) -> None:
    write(desk, case, first=FIRST.isoformat(), last=(FIRST + timedelta(days=9)).isoformat())
    client = desk("counsellor-1")
    assert asked(client, reverse("case_orders", args=[case.pk])) <= 12
    assert asked(client, reverse("case_home_visits", args=[case.pk])) <= 12
    assert asked(desk("team-lead"), reverse("home_rounds")) <= 12
