"""The standard manual says everything the pack says, in both languages, and nothing else."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from hangot.cases.stages import CLOCKS_STARTED
from hangot.core.manual.blocks import Block, Items, Manual, Table, Words
from hangot.core.manual.whole import manual
from hangot.core.manual.work import CLOCKS
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.packs.loader import load

DAY = date(2026, 11, 22)
PACKS = ("crime_victim", "crisis_family", "employment_welfare", "financial_welfare")


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest) -> Profile:
    return load(request.param)


def texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Words):
        yield block.text
    elif isinstance(block, Items):
        yield from block.items
    elif isinstance(block, Table):
        yield from (block.caption, *block.heads, *(cell for row in block.rows for cell in row))


def everything(made: Manual) -> list[Text]:
    inside = (text for one in made.chapters for block in one.blocks for text in texts(block))
    return [made.title, made.under, *(one.title for one in made.chapters), *inside]


def korean(made: Manual) -> str:
    return "\n".join(text.ko for text in everything(made))


def test_every_service_post_clock_and_step_stands_in_it(pack: Profile) -> None:
    said = korean(manual(pack, on=DAY))
    for table in (pack.services, pack.posts, pack.clocks, pack.hotlines):
        for one in table.values():
            assert one.label.ko in said, one
    for life in pack.lives.values():
        for step in life.steps:
            assert step.label.ko in said, step.right


def test_the_script_by_phone_is_read_in_order_and_has_its_version(pack: Profile) -> None:
    said = korean(manual(pack, on=DAY))
    places = [said.index(line.ko) for line in pack.consent.script.lines]
    assert places == sorted(places)
    assert f"대본 {pack.consent.script.version}" in said


def test_both_languages_say_something_everywhere(pack: Profile) -> None:
    hangul = re.compile("[가-힣]")
    sourced = (pack.services, pack.clocks, pack.hotlines)
    sources = {one.source for table in sourced for one in table.values()}
    for text in everything(manual(pack, on=DAY)):
        assert bool(text.ko.strip()) == bool(text.en.strip()), text
        quoted = any(source in text.en for source in sources if source)
        assert quoted or not hangul.search(text.en) or text.en == text.ko, text


def test_what_is_not_verified_or_only_assumed_is_marked() -> None:
    said = korean(manual(load("crisis_family"), on=DAY))
    assert "가정방문 동행 (가정)" in said
    assert "센터 운영지침(공개된 시간 기준 없음) (확인 전)" in said


def test_the_days_of_the_district_centres() -> None:
    made = manual(load("crisis_family"), on=DAY)
    said = korean(made)
    for line in (
        "첫 연락: 1근무일 · 기한", "첫 연락(높은 위험): 2시간 · 기한",
        "상담·가정방문 조사: 10일 · 알림(넘겨도 어김은 아님)", "통합사례회의: 5일 · 알림(넘겨도 어김은 아님)",
        "계획수립: 15일 · 알림(넘겨도 어김은 아님)", "접수부터 계획까지: 30일 · 알림(넘겨도 어김은 아님)",
    ):  # fmt: skip
        assert line in said


def test_it_is_called_after_the_centre_and_names_the_state_of_its_pack() -> None:
    pack = load("crisis_family")
    made = manual(pack, on=DAY, name=Text("성북구 통합지원센터", "Seongbuk Support Centre"))
    assert made.title.ko == "성북구 통합지원센터 표준 운영매뉴얼"
    assert pack.hash[:8] in made.under.en


def test_clocks_of_the_manual_are_those_that_the_product_starts() -> None:
    for event, clocks in CLOCKS_STARTED.items():
        assert CLOCKS[f"case.{event}"][: len(clocks)] == clocks
    base = load("crime_victim")
    assert {name for names in CLOCKS.values() for name in names} <= set(base.clocks)
    rights = {step.right for life in base.lives.values() for step in life.steps}
    assert set(CLOCKS) <= rights
