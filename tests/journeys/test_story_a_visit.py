"""Story A, the visit: six appointments in one day, and the man she fears is in the house that day.

Two browsers: hers, and that of the desk that serves him. Nothing of his may change by a byte.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.domain.booking_desk import working_day
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
HERS = (
    "초기상담", "위치확인장치 지급", "스토킹 피해 상담", "민사·가사 법률상담", "이전비 안내·접수",
    "실업급여 지원 연계",
)  # fmt: skip
HIS = ("직업교육 지원 연계",)
BUFFER = timedelta(minutes=20)
# What is new in every answer: form tokens, keys against double clicks, the minute at the top, and
# the pulse that counts every change in the whole house.
FRESH = re.compile(
    r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|data-(at|pulse)="[^"]*"'
    r'|<span class="now">.*?</span>', re.DOTALL,
)  # fmt: skip


def test_she_comes_once_and_he_can_tell_nothing(at_desk: Callable[..., Any]) -> None:
    reception, counsellor = at_desk("reception-1"), at_desk("counsellor-1")
    hers = _known(reception, counsellor, name="한서윤", birth="19970309", phone="01077340183")
    his = _known(
        reception, counsellor, name="오민재", birth="19920502", phone="01055500182", alias="나루"
    )
    day = working_day()
    when = {"first": f"{day:%m%d}", "last": f"{day:%m%d}", "stay": "480"}
    beside, clerk = at_desk("reception-1"), at_desk("moel-job-centre-2")
    steps.visit(beside, his, HIS, **when, starts="1100", ends="1200")
    _kept_apart(at_desk("safety-officer"), _number(counsellor, hers), _number(counsellor, his))
    before = _pages(beside, clerk, his)
    steps.visit(counsellor, hers, HERS, **when)
    assert _pages(beside, clerk, his) == before
    _never_together(steps.times_of(counsellor, hers), steps.times_of(beside, his))
    counsellor.check("times")
    counsellor.on_a_phone("times")
    counsellor.see_no("분리", "오민재", "상대방")


def _known(reception: Any, counsellor: Any, **who: str) -> str:
    notice = steps.tell_story(reception, crime="stalking", **who)
    return steps.open_case(counsellor, notice)


def _number(desk: Any, case: str) -> str:
    desk.open(f"/cases/{case}/")
    found = re.search(r"\d{2}-\d{4,7}", desk.page.locator(".facts").inner_text())
    assert found
    return found.group(0)


def _kept_apart(officer: Any, one: str, other: str) -> None:
    page = officer.page
    officer.open("/trust/safety/")
    form = page.locator("form", has=page.locator("[name=other]")).first
    form.evaluate("f => { const d = f.closest('details'); if (d) d.open = true; }")
    form.locator("[name=one]").fill(one)
    form.locator("[name=other]").fill(other)
    form.locator("[name=scope][value=building]").check()
    form.locator("[name=minutes]").fill("20")
    form.locator("[name=reason]").fill("서로 마주치지 않게")
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    officer.see("분리를 적었습니다", "한서윤", "오민재")


def _pages(beside: Any, clerk: Any, case: str) -> list[str]:
    """What can be read about him, and at the desk next to hers, but for what is new in every answer."""
    about_him = (f"/cases/{case}/times/", f"/cases/{case}/", f"/cases/{case}/timeline/")
    return [_read(beside, path) for path in about_him] + [
        _read(clerk, path) for path in ("/", "/cases/", "/referrals/", "/reception/desk/")
    ]


def _read(desk: Any, path: str) -> str:
    answer = desk.page.request.get(path)
    assert answer.ok, path
    return FRESH.sub("", answer.text())


def _never_together(hers: list[tuple[str, str]], his: list[tuple[str, str]]) -> None:
    """Six appointments within one stay, which he neither enters nor leaves within twenty minutes."""
    assert len(hers) >= len(HERS)
    ours, theirs = _stay(hers), _stay(his)
    assert ours[1] + BUFFER <= theirs[0] or theirs[1] + BUFFER <= ours[0]


def _stay(times: list[tuple[str, str]]) -> tuple[datetime, datetime]:
    hours = [datetime.strptime(one, "%H:%M") for pair in times for one in pair]  # noqa: DTZ007
    return min(hours), max(hours)
