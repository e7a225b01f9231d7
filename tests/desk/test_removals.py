"""The page of removals: registered without their address, moved on together, told in numbers."""

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
from hangot.removals.models import Removal
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Acts = Callable[..., Any]
LEAD = "counsellor-1"
TODAY = clock.now().astimezone(SEOUL).date()
THREE = "https://place.example/1\nhttps://place.example/2\nhttps://place.example/3"


def registered(desk: Desk, case: Case, **more: str) -> Any:
    given = {
        "act": "register",
        "typed": THREE,
        "provider": "social",
        "reference": "자료 117",
        **more,
    }
    return send(desk(LEAD), "case_removals", case.pk, **given)


def stepped(desk: Desk, case: Case, event: str, which: list[str], **more: Any) -> Any:
    given = {"act": "step", "event": event, "which": which, "on": TODAY.isoformat(), **more}
    return send(desk(LEAD), "case_removals", case.pk, **given)


def shown(desk: Desk, case: Case) -> str:
    return str(desk(LEAD).get(reverse("case_removals", args=[case.pk])).content.decode())


def ids(acts: Acts) -> list[str]:
    with acts(LEAD):
        return [str(pk) for pk in Removal.objects.order_by("number").values_list("pk", flat=True)]


def test_three_places_are_registered_asked_for_and_two_are_deleted(
    case: Case, desk: Desk, acts: Acts
) -> None:
    assert registered(desk, case).status_code == 303
    page = shown(desk, case)
    assert "자료 117" in page
    assert "place.example" not in page
    which = ids(acts)
    assert stepped(desk, case, "request", which).status_code == 303
    assert (TODAY + timedelta(days=7)).isoformat() in shown(desk, case)
    assert stepped(desk, case, "delete", which[:2]).status_code == 303
    assert "부탁하신 3건 가운데 2건이 지워졌습니다." in shown(desk, case)
    client = desk(LEAD)
    registered(lambda _: client, case, typed="https://place.example/2")
    assert "이미 등록된 것: 2번" in shown(lambda _: client, case)


def test_what_is_wrong_is_said_and_what_was_chosen_stays_chosen(
    case: Case, desk: Desk, acts: Acts
) -> None:
    address = registered(desk, case, reference="www.place.example")
    assert address.status_code == 422
    assert "주소나 계정은 여기에 적지 않습니다" in address.content.decode()
    assert registered(desk, case).status_code == 303
    which = ids(acts)
    nothing = stepped(desk, case, "request", [])
    assert nothing.status_code == 422
    assert "하나 이상 골라 주세요" in nothing.content.decode()
    unknown = stepped(desk, case, "request", [], numbers="1-9")
    assert unknown.status_code == 422
    assert "목록에 있는 번호를" in unknown.content.decode()
    refused = stepped(desk, case, "request", which[:1], on=(TODAY + timedelta(days=1)).isoformat())
    assert refused.status_code == 422
    assert f'value="{which[0]}" checked' in refused.content.decode()


def test_a_desk_that_is_not_given_the_incident_finds_no_such_page(case: Case, desk: Desk) -> None:
    registered(desk, case)
    for slug in ("moel-job-centre-1", "case-manager-2"):
        assert desk(slug).get(reverse("case_removals", args=[case.pk])).status_code == 404, slug


def test_the_page_asks_few_statements(case: Case, desk: Desk) -> None:
    registered(desk, case)
    client, address = desk(LEAD), reverse("case_removals", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    assert len(statements(caught)) <= 12, statements(caught)


def test_news_is_sent_or_told_and_said_once(case: Case, desk: Desk, acts: Acts) -> None:
    registered(desk, case)
    which = ids(acts)
    for event in ("request", "delete"):
        stepped(desk, case, event, which)
    assert "아직 알리지 않은 결과가 3건" in shown(desk, case)
    sent = send(desk(LEAD), "case_removals", case.pk, act="tell")
    assert sent.status_code == 303
    page = desk(LEAD).get(sent["Location"]).content.decode()
    assert "부탁하신 일에 새 소식이 있습니다" in page
    assert "새로 알릴 결과가 없습니다" in shown(desk, case)
    again = send(desk(LEAD), "case_removals", case.pk, act="tell")
    assert again.status_code == 422
    assert "아직 알리지 않은 결과가 없습니다" in again.content.decode()
    stepped(desk, case, "come_back", which[:1])
    assert send(desk(LEAD), "case_removals", case.pk, act="told").status_code == 303
    assert "새로 알릴 결과가 없습니다" in shown(desk, case)
