"""Vacancies from a spreadsheet: with a heading or without, and each wrong cell named."""

from datetime import date, time

from hangot.core.employment.offers import Offer
from hangot.core.employment.pasted import read
from hangot.packs.loader import load

WORDS = load("employment_welfare").employment
TODAY = date(2026, 9, 1)
HEAD = "회사,하는 일,직종,근무지,임금,임금 종류,요일,시간,필수,우대,특징,마감"
GOOD = '한빛빌딩,시설 점검,설비·정비,서울 성북구,"2,600,000",월급,월화수목금,09:00~18:00,전기기능사,지게차,없음,2026-09-30'


def seen(text: str, least: int | None = 10_320) -> tuple[list[Offer], list[tuple[int, str]]]:
    found = read(text, WORDS, today=TODAY, least=least)
    return [one for _, one in found.offers], [(one.line, one.column.ko) for one in found.wrong]


def test_a_line_with_everything() -> None:
    offers, wrong = seen(f"{HEAD}\n{GOOD}\n")
    assert not wrong
    assert offers == [
        Offer(
            "시설 점검", "한빛빌딩", "repair", "서울 성북구", 2_600_000, "month", (1, 2, 3, 4, 5), time(9),
            time(18), ("전기기능사",), ("지게차",), (), date(2026, 9, 30),
        )
    ]  # fmt: skip


def test_columns_may_stand_in_any_order_and_most_may_be_empty() -> None:
    offers, wrong = seen("하는 일\t회사\n배식 보조\t하람급식\n")
    assert not wrong
    assert (offers[0].occupation, offers[0].traits, offers[0].days) == ("other", None, ())


def test_every_wrong_cell_is_named_and_good_lines_are_still_shown() -> None:
    bad = ",배송,물류·운전,,-1,월급,월화,9시,,,나쁨,언젠가"
    offers, wrong = seen(
        f"{HEAD}\n{GOOD}\n{bad}\n가온,판매,판매·매장,,-5,시급,,,,,,\n,판매,,,,,,,,,,"
    )
    assert len(offers) == 1
    assert wrong == [(3, "시간"), (3, "일의 특징"), (3, "마감"), (4, "임금"), (5, "회사")]


def test_an_unknown_column_and_a_wage_below_the_minimum_are_named() -> None:
    assert seen("회사,하는 일,사장님 전화\n가온,판매,010")[1] == [
        (1, "사장님 전화"),
        (2, "3번째 칸"),
    ]
    assert seen("회사,하는 일,임금,임금종류\n가온,판매,9000,시급")[1] == [(2, "임금")]
    assert not seen("회사,하는 일,임금,임금종류\n가온,판매,9000,시급", None)[1]


def test_days_are_read_as_people_write_them() -> None:
    for typed, days in (("월화수목금", (1, 2, 3, 4, 5)), ("토·일", (6, 7)), ("월요일 수요일", (1, 3)), ("일요일", (7,))):  # fmt: skip
        offers, wrong = seen(f"회사\t하는 일\t요일\n가온\t판매\t{typed}")
        assert not wrong, typed
        assert offers[0].days == days


def test_nothing_and_too_much() -> None:
    assert seen("  \n")[1] == [(0, "회사")]
    assert seen("회사,하는 일\n" + "가온,판매\n" * 201)[1] == [(0, "회사")]
