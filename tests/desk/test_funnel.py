"""Team lead and statistics see where the reports of a month have got to; nobody sees whose they are."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.directory.models import Centre
from hangot.intake import actions as intake
from hangot.reports import actions as reports
from hangot.reports.following import follow
from hangot.reports.models import FeedKey
from tests.desk.asking import send, statements
from tests.domain.reported import report

pytestmark = pytest.mark.django_db
POLICE = "police-victim-desk-1"


@pytest.fixture
def month(acts: Callable[..., Any]) -> None:
    """Three homes of two districts this month, one of them called without an answer."""
    at = clock.now()
    for n, district in enumerate(("seongbuk", "seongbuk", "gwanak")):
        with acts(POLICE) as by:
            told = report(
                number=f"n-{n}", phone=f"0105550018{n}", birth=None, members=(), address="",
                district=district, reported_at=at - timedelta(minutes=n), call_from=None, call_to=None,
            )  # fmt: skip
            taken = reports.take(told=told, source="form", by=by, at=at)
    with acts("counsellor-1") as by:
        assert taken.notice_id
        intake.attempt(
            notice_id=taken.notice_id, result="busy", expected=None, by=by, at=at, inside=True
        )
        centre = Centre.objects.get()
    with acts(POLICE) as by:
        reports.turn_away(source="feed", why="not_agreed", by=by, at=at)
    follow(centre, at=at)


def test_every_report_of_the_month_is_in_one_place_and_they_add_up(desk: Any, month: None) -> None:
    html = desk("team-lead").get(reverse("house_funnel")).content.decode()
    for said in (
        "신고 3건",
        "첫 전화 기다림",
        "아직 닿지 않음",
        "funnel-picture",
        "받지 않은 신고 1건",
    ):
        assert said in html, said
    for said in ("박선영", "01055500180", "n-0"):
        assert said not in html


@pytest.mark.parametrize("slug", ["statistics", "centre-manager"])
def test_whoever_may_see_no_report_is_told_no_small_number_and_gets_no_list(
    desk: Any, month: None, slug: str
) -> None:
    for asked in ({}, {"district": "gwanak"}):
        html = desk(slug).get(reverse("house_funnel"), asked).content.decode()
        main = html.split("<main")[-1]
        assert "5건 미만" in main
        assert "stands=" not in main
        assert not re.search(r">\s*[1-4]\s*<|신고 [1-4]건", main)


def test_one_district_alone_is_shown_when_it_is_chosen(desk: Any, month: None) -> None:
    page = desk("team-lead").get(reverse("house_funnel"), {"district": "gwanak"})
    assert "신고 1건" in page.content.decode()


def test_a_number_leads_to_its_contacts_where_one_may_see_them(desk: Any, month: None) -> None:
    lead = desk("team-lead")
    html = lead.get(reverse("house_funnel")).content.decode()
    ways = re.findall(r'href="([^"]+stands=[^"]+)"', html)
    with CaptureQueriesContext(connection) as caught:
        lead.get(ways[0].replace("&amp;", "&"))
    assert len(statements(caught)) <= 12, statements(caught)
    found = {way: lead.get(way.replace("&amp;", "&")).content.decode() for way in ways}
    rows = {way: page.count('role="rowheader"') for way, page in found.items()}
    assert sum(rows.values()) == 3, rows
    assert all("신고의 흐름에서 고른 곳" in page for page in found.values())
    other = desk("reception-1")
    assert not any(
        other.get(way.replace("&amp;", "&")).content.count(b'role="rowheader"') for way in ways
    )


@pytest.mark.parametrize("typed", ["", "2026-13", "9999-12", "x", "1900-01", "2026-09'"])
def test_a_month_that_is_none_is_no_fault(desk: Any, typed: str) -> None:
    page = desk("statistics").get(reverse("house_funnel"), {"month": typed, "district": "x"})
    assert page.status_code == 200


def test_the_page_asks_few_statements(desk: Any, month: None) -> None:
    client = desk("team-lead")
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("house_funnel"))
    assert len(statements(caught)) <= 12, statements(caught)


def test_a_key_is_shown_once_and_ended_when_it_was_lost(desk: Any, acts: Any) -> None:
    client = desk("administrator")
    with acts(POLICE) as police:
        agency = str(police.agency)
    answer = client.post(
        reverse("house_feeds"),
        {"once": "0f9b1f7e-8f0e-4b57-9c0e-3f1a5b0f2d12", "agency": agency, "label": "112 연계"},
    )
    assert "hgf_" in answer.content.decode()
    assert "hgf_" not in client.get(reverse("house_feeds")).content.decode()
    with acts("administrator"):
        key = FeedKey.objects.get()
    assert send(client, "house_feed_end", key.pk).status_code == 303
    assert "끝남" in client.get(reverse("house_feeds")).content.decode()
    assert desk("team-lead").get(reverse("house_feeds")).status_code == 403
