"""From single records the figures that were published come out, and the one that does not is said."""

import csv
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from hangot.core.indicators.counting import EVERY, YEAR, Figure, Happening, count
from hangot.core.indicators.definitions import Counts, Dim, Indicator
from hangot.core.indicators.telling import Printed, Said, sentence, share, won_ko
from hangot.core.text import Text

DATA = Path(__file__).parents[2] / "data" / "published_figures.csv"
ROWS = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))
ALL = Figure(EVERY, EVERY, YEAR)
WORDS = Text("", "")
KINDS = ("개인파산", "개인회생", "워크아웃", "재무설계", "서비스연계", "정보제공", "기타")


def printed(group: str, what: str, period: str = "") -> Fraction:
    """One figure as it was printed."""
    found = [r for r in ROWS if r["set"] == group and r["what"] == what and period in r["period"]]
    assert len(found) == 1, (group, what, period)
    return Fraction(found[0]["value"])


def counting(event: str, counts: Counts, by: tuple[Dim, ...] = ()) -> Indicator:
    return Indicator(event, WORDS, WORDS, event, counts, by, WORDS)


def records(event: str, times: Fraction, kind: str = "", year: int = 2024) -> Iterator[Happening]:
    """So many records, each about another person, over the year."""
    for n in range(int(times)):
        yield Happening(event, date(year, n % 12 + 1, n % 28 + 1), str(n), kind=kind)


def whole(indicator: Indicator, met: list[Happening], year: int = 2024) -> int:
    return count(indicator, met, year, {})[ALL]


def test_the_district_says_its_sentence_of_2024() -> None:
    people, times = printed("seongbuk", "상담 인원"), printed("seongbuk", "상담 건수")
    won = printed("seongbuk", "면책 지원액")
    met = [
        Happening("talk.hold", date(2024, n % 12 + 1, 5), str(n % int(people)))
        for n in range(int(times))
    ]
    met += [
        Happening("debt.discharge", date(2024, 6, 1), str(n), amount=int(won / people))
        for n in range(int(people))
    ]
    told = {
        "people": Said(whole(counting("talk.hold", "people"), met)),
        "times": Said(whole(counting("talk.hold", "times"), met)),
        "won": Said(whole(counting("debt.discharge", "won"), met)),
    }
    phrase = Text("{people}명, {times}건, {won}원", "{people} people, {times} talks, {won} won")
    assert sentence(phrase, told, ("won",)).ko == "400명, 1,512건, 336억원"
    assert sentence(phrase, told).en == "400 people, 1,512 talks, 33,600,000,000 won"


def test_the_kinds_of_counselling_add_up_with_the_shares_that_were_printed() -> None:
    talks = counting("talk.hold", "times", ("kind",))
    met = [
        one for kind in KINDS for one in records("talk.hold", printed("finance_all", kind), kind)
    ]
    found = count(talks, met, 2024, {"kind": KINDS})
    assert found[ALL] == printed("finance_all", "합계") == 100_704
    for kind in KINDS:
        part = found[Figure("kind", kind, YEAR)]
        assert Fraction(str(share(part, found[ALL]))) == printed("finance_all", f"{kind} 비율")


def test_the_first_year_closes() -> None:
    def of(what: str) -> Fraction:
        return printed("finance_first_year", what)

    assert of("파산면책") + of("개인회생") + of("워크아웃") == of("채무조정 상담 소계")
    assert of("채무조정 상담 소계") + of("일반 금융복지 상담") == of("상담 합계")


def test_each_share_of_the_crisis_families_names_what_it_is_divided_by() -> None:
    steps = ("112 신고 접수", "초기 전화상담", "서비스 제공")
    met = [one for step in steps for one in records(step, printed("crisis_families", step))]
    reported, called, served = (whole(counting(step, "times"), met) for step in steps)
    for part, of, what in ((called, reported, "상담율"), (served, called, "지원율")):
        exact = share(part, of).number
        assert exact is not None
        assert round(exact) == printed("crisis_families", what)
    wrong = share(served, reported).number
    assert wrong is not None
    assert round(wrong) != printed("crisis_families", "지원율")


def test_relief_paid_in_five_years_adds_up_to_the_won() -> None:
    paid, times = counting("relief.pay", "won"), counting("relief.pay", "times")
    all_won = all_times = 0
    for year in range(2019, 2024):
        many = printed("relief", "건수", str(year))
        won = int(printed("relief", "금액", str(year)))
        met = list(records("relief.pay", many, year=year))
        each, rest = divmod(won, int(many))
        met = [one._replace(amount=each + (n < rest)) for n, one in enumerate(met)]
        all_times += whole(times, met, year)
        all_won += whole(paid, met, year)
    assert all_times == printed("relief", "합계 건수")
    assert all_won == printed("relief", "합계 금액")
    assert won_ko(Said(all_won)) == "493억 6,815만"


def test_the_figure_that_does_not_reconcile_is_said() -> None:
    one = Printed(
        "미행사", int(printed("relief", "미행사 (인쇄)")), int(printed("relief", "미행사"))
    )
    assert not one.agrees
    assert one.sentence.ko == (
        "미행사: 맞지 않습니다. 인쇄된 수 44,422,810,000, 기록의 합 44,422,210,000, 차이 600,000."
    )
    assert Printed("합계", 1038, 1038).agrees


@pytest.mark.parametrize("what", ["지원 피해자", "삭제지원", "수사·법률지원 연계"])
def test_the_growth_of_a_year_comes_out_as_printed(what: str) -> None:
    earlier, later = printed("digital", what, "2023"), printed("digital", what, "2024")
    growth = Said((later - earlier) * 100 / earlier)
    assert Fraction(str(growth)) == printed("digital", f"{what} 증가율")


def test_every_figure_names_its_source_and_the_day_it_was_read() -> None:
    assert all(row["source"] and row["read_on"] and row["verified"] for row in islice(ROWS, None))
