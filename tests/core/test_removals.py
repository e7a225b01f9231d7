"""Removals: the days to look again, what the person is told, and words that look like an address."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.clocks import Length
from hangot.core.refusal import Missing
from hangot.core.removals import harmless, lines, next_check, numbers, tally
from hangot.packs.loader import load

CHECKS = [Length.parse(one) for one in ("7d", "21d", "42d")]
STATES = [one.id for one in load("crime_victim").life("removal").states]


def test_what_is_deleted_is_looked_at_after_one_three_and_six_weeks() -> None:
    pack, day = load("crime_victim"), date(2026, 10, 14)
    names = sorted(one for one in pack.clocks if one.startswith("deletion_check_"))
    assert [str(pack.length(one, day)) for one in names] == ["7d", "21d", "42d"]
    days = [next_check(day, done, CHECKS) for done in range(4)]
    assert days == [date(2026, 10, 21), date(2026, 11, 4), date(2026, 11, 25), None]


def test_what_harin_is_told_on_each_of_three_days() -> None:
    first = tally(["deleted"] * 30 + ["requested"] * 12)
    assert (
        first.told.ko == "부탁하신 42건 가운데 30건이 지워졌습니다. 남은 12건은 계속 하고 있습니다."
    )
    last = tally(["confirmed"] * 20 + ["deleted"] * 19 + ["blocked"] * 3 + ["dropped"])
    assert (last.total, last.deleted, last.blocked) == (42, 39, 3)
    assert last.told.ko == "부탁하신 42건 가운데 39건이 지워졌습니다. 3건은 볼 수 없게 막혔습니다."
    assert "42" in last.told.en


@given(st.lists(st.sampled_from(STATES)))
def test_the_parts_always_make_the_whole(states: list[str]) -> None:
    one = tally(states)
    parts = (one.deleted, one.blocked, one.requested, one.refused, one.back, one.found)
    assert sum(parts) == one.total == len([state for state in states if state != "dropped"])


@pytest.mark.parametrize(
    "words",
    ["https://site.example/a", "www.site.example", "site.example/42", "Site.COM", "@someone", "192.0.2.7", "문의 mail@site.example"],
)  # fmt: skip
def test_an_address_or_an_account_is_refused_in_words(words: str) -> None:
    with pytest.raises(Missing, match="words") as no:
        harmless(words)
    assert "주소나 계정은" in no.value.sentence.ko


@pytest.mark.parametrize(
    "words", ["자료 2026-117", "별칭 두 글자", "답이 늦어 다시 요청함. 담당자 바뀜", ""]
)
def test_other_words_are_kept(words: str) -> None:
    assert harmless(words) == words


def test_one_a_line_each_once_and_not_none_at_all() -> None:
    assert lines(" a \n\nb\na") == ["a", "b"]
    for typed in (" \n ", "\n".join(str(n) for n in range(501))):
        with pytest.raises(Missing, match="lines"):
            lines(typed)


def test_numbers_are_said_in_spans() -> None:
    assert numbers("1-3, 7 9~9", range(1, 43)) == [1, 2, 3, 7, 9]
    for typed in ("", "0", "41-43", "3-1", "셋", "1-999999"):
        with pytest.raises(Missing, match="which"):
            numbers(typed, range(1, 43))
