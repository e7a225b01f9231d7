"""The house itself: a fault from the report to the mending, and the regular look at security."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot.upkeep.models import RoomFault, SecurityCheck
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Acts = Callable[..., Any]


def reported(desk: Desk, slug: str = "reception-1", **more: str) -> Any:
    return send(desk(slug), "house_upkeep", act="report", **{"what": "alarm", **more})


def stepped(desk: Desk, slug: str, row: RoomFault, event: str, **more: str) -> Any:
    return send(desk(slug), "house_upkeep", act="step", fault=str(row.pk), event=event, **more)


def shown(desk: Desk, slug: str) -> str:
    return str(desk(slug).get(reverse("house_upkeep")).content.decode())


def fault(acts: Acts) -> RoomFault:
    with acts("team-lead"):
        return RoomFault.objects.get()


def test_a_fault_is_reported_taken_on_mended_and_broken_again(desk: Desk, acts: Acts) -> None:
    assert reported(desk, words="상담실 2 비상벨이 울리지 않음", urgent="on").status_code == 303
    row = fault(acts)
    assert "비상벨이 울리지 않음" in shown(desk, "smile-centre-1"), "everybody in the house sees it"
    assert stepped(desk, "reception-1", row, "mend").status_code == 403
    assert stepped(desk, "team-lead", row, "take").status_code == 303
    assert stepped(desk, "centre-manager", row, "dismiss").status_code == 422
    assert stepped(desk, "centre-manager", row, "mend", words="건전지를 바꿈").status_code == 303
    assert "건전지를 바꿈" in shown(desk, "reception-1")
    assert stepped(desk, "reception-1", row, "again").status_code == 303
    assert fault(acts).state == "reported"


def test_a_security_check_says_who_when_and_what_was_found(desk: Desk, acts: Acts) -> None:
    fine = send(desk("centre-manager"), "house_upkeep", act="check")
    assert fine.status_code == 303
    assert "8가지 모두 지켜짐" in shown(desk, "team-lead")
    silent = send(desk("safety-officer"), "house_upkeep", act="check", found=["doors"])
    assert silent.status_code == 422
    assert "어떤 점이 어땠는지" in silent.content.decode()
    told = send(
        desk("safety-officer"), "house_upkeep", act="check", found=["doors"], words="뒷문이 덜 잠김"
    )
    assert told.status_code == 303
    assert "뒷문이 덜 잠김" in shown(desk, "reception-1")
    with acts("auditor"):
        assert not SecurityCheck.objects.exists()


def test_whoever_does_not_run_the_house_checks_nothing_and_nonsense_is_refused(desk: Desk) -> None:
    assert send(desk("smile-centre-1"), "house_upkeep", act="check").status_code == 403
    assert reported(desk, what="dragon").status_code == 422
    assert reported(desk, room="00000000-0000-0000-0000-000000000001").status_code == 422
    assert send(desk("team-lead"), "house_upkeep", act="step", fault="x").status_code == 404
    assert send(desk("team-lead"), "house_upkeep", act="fly").status_code == 404


def test_the_page_asks_few_statements(desk: Desk) -> None:
    for _ in range(3):
        reported(desk)
    client, address = desk("team-lead"), reverse("house_upkeep")
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    assert len(statements(caught)) <= 12, statements(caught)
