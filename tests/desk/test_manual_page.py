"""The standard manual on the page and on paper, made from the pack of the reader's centre."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot.core.manual.whole import manual
from hangot.core.text import current
from hangot.desk import typeset
from hangot.desk.house.manual_showing import drawn, pdf
from hangot.packs.active import profile

Desk = Callable[..., Any]
MOST = 12


def test_everybody_of_the_house_may_read_who_does_what_by_when(desk: Desk) -> None:
    for post in ("counsellor-1", "auditor", "moel-job-centre-1"):
        answer = desk(post).get(reverse("manual"))
        assert answer.status_code == 200
    page = answer.content.decode()
    assert "대방센터 표준 운영매뉴얼" in page
    assert "한눈에 보는 단계" in page
    assert "욕구·위기도조사: 10일" in page
    assert "읽어 드리는 순서 (대본 v3)" in page
    assert 'role="img" aria-labelledby="life-case-title life-case-desc"' in page
    assert "직무: 감사" in page


def test_the_page_asks_the_database_little(desk: Desk) -> None:
    client = desk("counsellor-1")
    client.get(reverse("manual"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("manual"))
    assert len([one for one in asked if "set_config" not in one["sql"]]) <= MOST


def test_the_same_manual_in_english(desk: Desk) -> None:
    client = desk("counsellor-1")
    client.cookies["hangot_language"] = "en"
    page = client.get(reverse("manual"), headers={"accept-language": "en"}).content.decode()
    assert "standard manual" in page
    assert "The stages at a glance" in page


def test_it_is_printed_as_a_file(desk: Desk) -> None:
    answer = desk("counsellor-1").get(reverse("manual_print"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "manual.pdf" in answer["Content-Disposition"]


def test_without_a_korean_font_the_page_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "families", lambda: frozenset({"Libertinus Serif"}))
    answer = desk("counsellor-1").get(reverse("manual_print"))
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in answer.content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("pack", ["employment_welfare", "financial_welfare"])
def test_every_centre_has_its_own_on_paper(pack: str, language: str) -> None:
    mark = current.set(language)
    try:
        made = manual(profile(pack), on=date(2026, 11, 22))
        assert drawn(made)["lang"] == language
        assert pdf(made, at=datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"%PDF")
    finally:
        current.reset(mark)
