"""The house on the pages: what it gives, who sits where, one act to hand a post over."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hangot.accounts.models import Sitting, Worker
from hangot.directory.models import Post
from hangot.packs.active import profile

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
MOST = 12


def test_every_service_of_the_pack_is_listed_with_its_assumptions(desk: Desk) -> None:
    text = desk("reception-1").get("/house/services/").content.decode()
    given = [s for s in profile("crime_victim").services.values() if not s.internal]
    assert all(service.label.ko in text for service in given)
    assert text.count("가정</span>") == sum(1 for s in given if s.minutes and s.minutes_assumption)


def test_a_search_keeps_what_fits_in_either_language(desk: Desk) -> None:
    client = desk("reception-1")
    korean = client.get("/house/services/", {"q": "법률 상담"}).content.decode()
    english = client.get("/house/services/", {"q": "legal"}).content.decode()
    assert "대한법률구조공단" in korean
    assert "대한법률구조공단" in english
    assert "서민금융복합센터" not in korean


def test_a_search_that_finds_nothing_says_so_and_shows_the_way_back(desk: Desk) -> None:
    text = desk("reception-1").get("/house/services/", {"q": "없는말<b>"}).content.decode()
    assert "맞는 서비스가 없습니다" in text
    assert "없는말&lt;b&gt;" in text


def test_from_a_case_each_service_leads_to_a_referral(desk: Desk) -> None:
    case = uuid4()
    text = desk("counsellor-1").get("/house/services/", {"case": str(case)}).content.decode()
    assert f"{case}/" in text
    assert "service=" in text
    assert desk("counsellor-1").get("/house/services/", {"case": "x"}).status_code == 200


def test_guarded_agencies_are_marked(desk: Desk) -> None:
    text = desk("reception-1").get("/house/services/").content.decode()
    guarded = [agency for agency in profile("crime_victim").agencies.values() if agency.guarded]
    assert text.count("이름을 밖에 말하지 않음") == len(guarded)


def test_the_team_lead_hands_a_post_over_on_the_page(desk: Desk, acts: Acts) -> None:
    client = desk("team-lead")
    with acts("team-lead"):
        post = Post.objects.get(slug="counsellor-1")
        successor = Worker.objects.get(account="counsellor-2")
        sitting = Sitting.objects.get(post=post, until=None)
    page = f"/house/posts/{post.pk}/"
    assert "유하진" in client.get(page).content.decode()
    given = {"once": str(uuid4()), "successor": str(successor.pk), "expected": str(sitting.pk)}
    assert client.post(page, given).status_code == 303
    with acts("team-lead"):
        assert Sitting.objects.get(post=post, until=None).worker_id == successor.pk
    late = client.post(page, {**given, "once": str(uuid4())})
    assert late.status_code in (409, 422)


def test_only_workers_of_the_same_agency_are_offered(desk: Desk, acts: Acts) -> None:
    with acts("team-lead"):
        post = Post.objects.get(slug="counsellor-1")
    text = desk("team-lead").get(f"/house/posts/{post.pk}/").content.decode()
    assert "남도희" not in text


def test_a_counsellor_sees_no_list_of_posts(desk: Desk) -> None:
    assert desk("counsellor-1").get("/house/posts/").status_code == 403


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_the_house_opens_within_twelve_statements(
    desk: Desk, acts: Acts, language: str
) -> None:
    with acts("team-lead"):
        post = Post.objects.get(slug="counsellor-1")
    client = desk("team-lead")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for place in ("/house/services/", "/house/posts/", f"/house/posts/{post.pk}/"):
        client.get(place)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(place)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
        counted = [
            q["sql"][:90] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
        ]
        assert len(counted) <= MOST, (place, counted)
