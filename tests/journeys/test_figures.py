"""Whoever counts opens the figures, compares the districts and takes the report of the year along."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hangot import clock
from hangot.core.text import Text
from hangot.demo.counted import invent
from hangot.directory.models import Centre
from tests.houses import House, opened
from tests.journeys import steps
from tests.journeys.server import serving
from tests.settled import settled

pytestmark = [pytest.mark.journey, pytest.mark.slow]
POSTS = ("statistics", "team-lead", "counsellor-1")
YEAR = clock.now().year - 1
SIDEWAYS = """[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)
  .map(e => [e.clientWidth, e.scrollWidth, e.innerText.slice(0, 80)])"""


def centre(slug: str, ko: str) -> House:
    return opened("crisis_family", slug, Text(ko, slug.title()), POSTS)


@pytest.fixture(scope="module")
def city(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A city and two districts that tell it a year; the address of their server."""
    with settled(clone, django_db_blocker, "figures") as urls:
        capital = centre("capital", "시 총괄").centre
        for slug, ko, part in (("north", "윗마을 센터", 0.7), ("south", "아랫마을 센터", 0.2)):
            told = Centre.objects.get(pk=centre(slug, ko).centre.pk)
            told.answers_to = capital.pk
            invent(told, dice=slug, part=part, now=clock.now())
        with serving(urls) as address:
            yield address


def test_the_city_compares_its_districts(city: str, at_house: Callable[..., Any]) -> None:
    desk = at_house(city, "capital.statistics")
    steps.follow(desk.page.get_by_role("link", name="센터 통계").first)
    steps.follow(desk.page.get_by_role("link", name="구별 비교"))
    desk.see("윗마을 센터", "아랫마을 센터", "2개 구", "5건 단위")
    desk.page.locator("#what").select_option("case_people")
    steps.press(desk.page, "보기")
    desk.see("사례를 시작한 사람 (명)", "점선은", "모두")
    desk.check("figures-city")
    desk.on_a_phone("figures-city")
    with desk.page.expect_download() as taken:
        desk.page.get_by_role("link", name="CSV").click()
    assert "윗마을 센터" in Path(taken.value.path()).read_text("utf-8-sig")


def test_a_district_reads_its_year_and_prints_it_for_the_mayor(
    city: str, at_house: Callable[..., Any]
) -> None:
    desk = at_house(city, "north.statistics")
    desk.open(f"/house/figures/?year={YEAR}")
    desk.see("사례를 시작한 사람(명)", "접수에서 종결까지", "가림", "소관 부처")
    desk.see_no("아랫마을")
    assert desk.page.evaluate(SIDEWAYS) == [], "a year is read without scrolling at a desk"
    desk.see("큰 금액")
    desk.check("figures")
    desk.on_a_phone("figures")
    for name in ("한 해 보고서", "^영어$"):
        with desk.page.expect_download() as taken:
            desk.page.get_by_role("link", name=re.compile(name)).click()
        assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")
    desk.page.locator("#what").select_option("released_won")
    desk.page.locator("#year").focus()
    steps.press(desk.page, "보기")
    desk.see("면책액 (원)", "종류(한 해)", "청구할 수 없는 빚")
    desk.check("figures-one")
    desk.on_a_phone("figures-one")


def test_whoever_may_not_count_finds_nothing(city: str, at_house: Callable[..., Any]) -> None:
    desk = at_house(city, "north.counsellor-1")
    assert desk.page.get_by_role("link", name="센터 통계").count() == 0
    for path in ("/house/figures/", "/house/figures/?of=districts", "/house/figures/?as=pdf"):
        desk.open(path)
        desk.see_no("가림", "사례를 시작한 사람", "윗마을 센터 2", "small-pictures")
