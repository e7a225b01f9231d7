"""Figures of the rules on their pages: everybody reads, two people change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot.core.ids import new_id
from hangot.eligibility import ruling
from hangot.eligibility.models import RuleChange

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
MOST = 12
TYPED = {
    "figure": "12,000", "since": "2030-01-01", "source": "고용노동부 고시", "mark": "read",
    "checked": "2026-09-01", "reason": "새 고시가 나왔습니다",
}  # fmt: skip


def number(name: str = "minimum_wage") -> int:
    return sorted(ruling.packaged("kr").rules.parameters).index(name)


def send(client: Any, name: str, *args: Any, **typed: str) -> Any:
    return client.post(reverse(name, args=args), {"once": new_id(), **typed})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def proposed(desk: Desk, acts: Any, **typed: str) -> RuleChange:
    client = desk("administrator")
    answer = send(client, "rule_propose", number(), **TYPED | typed)
    assert answer.status_code == 303, text(answer)
    with acts("administrator"):
        change = RuleChange.objects.get()
    for act in ("check", "send"):
        step = send(client, "rule_change", change.pk, act=act, version=str(change.version))
        assert step.status_code in (303, 422), text(step)
        with acts("administrator"):
            change = RuleChange.objects.get()
    return change


@pytest.mark.parametrize("slug", ["reception-1", "moel-job-centre-1", "auditor", "administrator"])
def test_everybody_reads_the_figures_and_only_some_write(desk: Desk, slug: str) -> None:
    client = desk(slug)
    page = text(client.get(reverse("rules")))
    assert "최저임금(시간)" in page
    assert ("고치기와 결재" in page) is (slug == "administrator")
    one = text(client.get(reverse("rule_figure", args=[number()])))
    assert "10,320원" in one
    assert "구직급여" in one
    assert ("새 값 적기" in one) is (slug == "administrator")
    for name, args in (("rule_propose", [number()]), ("rule_changes", [])):
        expected = 200 if slug == "administrator" else 403
        assert client.get(reverse(name, args=args)).status_code == expected


def test_a_search_narrows_the_list_and_a_wrong_number_is_nothing(desk: Desk) -> None:
    client = desk("reception-1")
    page = text(client.get(reverse("rules"), {"q": "최저임금 고시"}))
    assert "최저임금(시간)" in page
    assert "구직급여 기초일액" not in page
    assert "맞는 수치가 없습니다" in text(client.get(reverse("rules"), {"q": "없는 말"}))
    assert client.get(reverse("rule_figure", args=[9999])).status_code == 404


def test_what_nobody_verified_is_marked_and_the_picture_has_its_table(desk: Desk) -> None:
    page = text(
        desk("reception-1").get(reverse("rule_figure", args=[number("jobseeker_base_cap")]))
    )
    assert "아직 확인하지 못함" in page
    assert 'class="step-picture"' in page
    assert 'class="k-unsure"' in page
    for day in ("2019-01-01", "2026-01-01", "2027-01-01"):
        assert day in page
    table = text(desk("reception-1").get(reverse("rule_figure", args=[number("jobseeker_days")])))
    assert "step-picture" not in table
    assert "10부터: 240일" in table


def test_two_people_change_a_figure_and_it_shows(desk: Desk, acts: Any) -> None:
    change = proposed(desk, acts)
    assert change.state == "proposed"
    own = text(desk("administrator").get(reverse("rule_change", args=[change.pk])))
    assert 'value="approve"' not in own
    second = desk("centre-manager")
    page = text(second.get(reverse("rule_change", args=[change.pk])))
    assert "12,000" in page
    assert "모든 줄의 답이 그대로입니다" in page
    assert "열 명이 안 되는" in page
    assert "내 차례" in text(second.get(reverse("rule_changes")))
    answer = send(second, "rule_change", change.pk, act="approve", version=str(change.version))
    assert answer.status_code == 303
    page = text(desk("reception-1").get(reverse("rule_figure", args=[number()])))
    assert "12,000원" in page
    assert "이 센터에서 고침" in page


def test_who_proposed_it_cannot_approve_it(desk: Desk, acts: Any) -> None:
    change = proposed(desk, acts)
    answer = send(
        desk("administrator"), "rule_change", change.pk, act="approve", version=str(change.version)
    )
    assert answer.status_code == 403
    assert "스스로 올린 것은" in text(answer)
    with acts("administrator"):
        assert RuleChange.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"figure": "많이"}, "10700이나 32.5처럼"),
        ({"figure": "10.5"}, "정수가 와야 합니다 (changes.yaml:"),
        ({"since": "언젠가"}, "날짜를"),
        ({"source": ""}, "적어 주세요"),
        ({"checked": "2099-01-01"}, "아직 오지 않았습니다"),
        ({"mark": "sure"}, "골라 주세요"),
    ],
)
def test_a_wrong_value_is_refused_beside_what_was_typed(
    desk: Desk, acts: Any, typed: dict[str, str], sentence: str
) -> None:
    answer = send(desk("administrator"), "rule_propose", number(), **TYPED | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "새 고시가 나왔습니다" in text(answer)
    with acts("administrator"):
        assert not RuleChange.objects.exists()


def test_rows_that_speak_against_it_are_shown_and_stop_it(desk: Desk, acts: Any) -> None:
    change = proposed(desk, acts, figure="9000", since="2026-01-01")
    assert change.state == "drafted"
    page = text(desk("administrator").get(reverse("rule_change", args=[change.pk])))
    assert "✕ 새 값과 맞지 않음" in page
    assert "tests/" in page


def test_a_refusal_needs_its_reason_and_a_late_click_meets_what_is_there(
    desk: Desk, acts: Any
) -> None:
    change = proposed(desk, acts)
    second, version = desk("centre-manager"), str(change.version)
    answer = send(second, "rule_change", change.pk, act="refuse", version=version)
    assert answer.status_code == 422
    answer = send(second, "rule_change", change.pk, act="refuse", version="1", answer="아니요")
    assert answer.status_code == 409
    answer = send(
        second, "rule_change", change.pk, act="refuse", version=version, answer="고시가 다릅니다"
    )
    assert answer.status_code == 303
    assert "고시가 다릅니다" in text(second.get(reverse("rule_change", args=[change.pk])))


def test_steps_and_tables_are_written_line_by_line(desk: Desk, acts: Any) -> None:
    lines = "0: 120\n1: 150\n3: 180\n5: 210\n10: 250"
    answer = send(
        desk("administrator"), "rule_propose", number("jobseeker_days"), **TYPED | {"figure": lines}
    )
    assert answer.status_code == 303, text(answer)
    with acts("administrator"):
        assert RuleChange.objects.get().figure["steps"][-1] == [10, 250]
    page = text(desk("administrator").get(reverse("rule_propose", args=[number("median_income")])))
    assert 'name="beyond"' in page


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_ask_little_of_the_database(desk: Desk, acts: Any, language: str) -> None:
    change = proposed(desk, acts)
    client = desk("centre-manager")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for place in (
        reverse("rules"), reverse("rule_figure", args=[number()]), reverse("rule_changes"),
        reverse("rule_propose", args=[number()]), reverse("rule_change", args=[change.pk]),
    ):  # fmt: skip
        client.get(place)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(place).status_code == 200
        asked = [
            q["sql"][:90] for q in counted if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
        ]
        assert len(asked) <= MOST, (place, len(asked), asked)
