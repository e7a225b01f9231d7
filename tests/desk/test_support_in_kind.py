"""The pages of support in kind: reserved, signed for, taken back; and closed to whoever has no part."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.directory.models import Post
from hangot.protection.models import Item, Lending
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Acts = Callable[..., Any]
LEAD = "counsellor-1"
TODAY = clock.now().astimezone(SEOUL).date()
DAYS = {"first": TODAY.isoformat(), "last": (TODAY + timedelta(days=2)).isoformat()}


def stocked(desk: Desk, what: str, marks: str) -> Any:
    return send(desk(LEAD), "house_stock", act="add", what=what, marks=marks)


def reserved(desk: Desk, case: Case, what: str, **more: str) -> Any:
    return send(desk(LEAD), "case_support", case.pk, **{"what": what, **DAYS, **more})


def shown(desk: Desk, name: str, *args: Any) -> str:
    return str(desk(LEAD).get(reverse(name, args=args)).content.decode())


def lending(acts: Acts) -> Lending:
    with acts(LEAD):
        return Lending.objects.order_by("-created_at")[0]


def test_a_device_from_the_stock_to_the_signed_slip_and_back(
    case: Case, desk: Desk, acts: Acts
) -> None:
    assert stocked(desk, "location_device", "W-014\nW-015").status_code == 303
    assert reserved(desk, case, "location_device").status_code == 303
    row = lending(acts)
    page = shown(desk, "case_support", case.pk)
    assert "위치확인장치" in page
    assert "W-014" in page
    slip = shown(desk, "lending_slip", row.pk)
    assert "W-014" in slip
    assert "서명" in slip
    assert "위치확인" not in slip, "the sheet says nothing of what it is"
    unsigned = send(desk(LEAD), "lending_step", row.pk, "issue")
    assert unsigned.status_code == 422
    assert "서명을 받은 뒤에" in unsigned.content.decode()
    assert send(desk(LEAD), "lending_step", row.pk, "issue", signed="on").status_code == 303
    assert "나가 있음" in shown(desk, "house_stock")
    assert send(desk(LEAD), "lending_step", row.pk, "take_back").status_code == 422
    done = send(desk(LEAD), "lending_step", row.pk, "take_back", condition="broken")
    assert done.status_code == 303
    assert "수리 중" in shown(desk, "house_stock")
    twice = send(desk(LEAD), "lending_step", row.pk, "take_back", condition="good")
    assert twice.status_code == 403


def test_a_bed_that_is_taken_is_refused_with_the_next_night_and_nothing_typed_is_lost(
    case: Case, desk: Desk, acts: Acts
) -> None:
    stocked(desk, "temporary_lodging", "A-1")
    assert reserved(desk, case, "temporary_lodging").status_code == 303
    again = reserved(desk, case, "temporary_lodging", words="아이와 함께")
    page = again.content.decode()
    assert again.status_code == 422
    assert f"가장 빠른 날은 {DAYS['last']}" in page
    assert "아이와 함께" in page
    assert reserved(desk, case, "temporary_lodging", act="wait").status_code == 303
    assert lending(acts).state == "waiting"
    assert "2박" in shown(desk, "case_support", case.pk)


def test_an_address_is_not_taken_as_a_number_and_a_stock_knows_its_own_agency_alone(
    case: Case, desk: Desk, acts: Acts
) -> None:
    wrong = stocked(desk, "temporary_lodging", "정릉로 12길 3")
    assert wrong.status_code == 422
    assert "주소나 이름은 적지 않습니다" in wrong.content.decode()
    stocked(desk, "temporary_lodging", "A-1")
    assert stocked(desk, "temporary_lodging", "A-1").status_code == 422
    police = desk("police-victim-desk-1").get(reverse("house_stock")).content.decode()
    assert "A-1" not in police
    with acts(LEAD):
        item = Item.objects.get()
    taken = send(desk("police-victim-desk-1"), "house_stock", act="retire", item=str(item.pk))
    assert taken.status_code == 404
    assert send(desk(LEAD), "house_stock", act="repair", item=str(item.pk)).status_code == 303


def test_a_case_with_something_out_does_not_close_and_the_page_says_what_to_do(
    case: Case, desk: Desk, acts: Acts
) -> None:
    stocked(desk, "location_device", "W-014")
    reserved(desk, case, "location_device")
    row = lending(acts)
    send(desk(LEAD), "lending_step", row.pk, "issue", signed="on")
    manager = desk("case-manager-1")
    with acts(LEAD) as by:
        post = Post.objects.get(slug="case-manager-1").pk
        cases.move_lead(case_id=case.pk, post_id=post, expected=None, by=by, at=clock.now())
    refused = send(manager, "case_close", case.pk, reason="better")
    assert refused.status_code == 422
    assert "돌려받지 않은 물품" in refused.content.decode()


def test_a_desk_that_is_not_given_the_section_finds_no_such_page(
    case: Case, desk: Desk, acts: Acts
) -> None:
    stocked(desk, "temporary_lodging", "A-1")
    reserved(desk, case, "temporary_lodging")
    row = lending(acts)
    for slug in ("moel-job-centre-1", "case-manager-2"):
        assert desk(slug).get(reverse("case_support", args=[case.pk])).status_code == 404, slug
        answer = send(desk(slug), "lending_step", row.pk, "cancel", reason="mistake")
        assert answer.status_code == 404, slug
    for name in ("case", "case_timeline"):
        told = desk("reception-1").get(reverse(name, args=[case.pk])).content.decode()
        assert "물품" not in told[told.index("<main") :], name


def test_the_pages_ask_few_statements(case: Case, desk: Desk) -> None:
    stocked(desk, "temporary_lodging", "A-1 A-2")
    reserved(desk, case, "temporary_lodging")
    client = desk(LEAD)
    for address in (reverse("case_support", args=[case.pk]), reverse("house_stock")):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        assert len(statements(caught)) <= 12, statements(caught)
