"""Hours of a day: what overlaps, what runs backwards, how it is written."""

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.week import Span, backwards, ordered, overlap, without, written
from hangot.packs.calendar import named
from hangot.packs.holiday_words import holiday_words

MORNING, NOON, LATE = (time(9), time(12)), (time(12), time(13)), (time(11), time(18))


def test_what_begins_where_another_ends_does_not_overlap() -> None:
    assert overlap([NOON, MORNING]) is None
    assert overlap([LATE, MORNING]) == (MORNING, LATE)


def test_hours_that_run_backwards_are_found() -> None:
    assert backwards([MORNING, (time(18), time(9))]) == (time(18), time(9))
    assert backwards([(time(9), time(9))])
    assert backwards([MORNING, NOON]) is None


def test_a_break_divides_and_one_at_the_edge_leaves_one_stretch() -> None:
    day = (time(9), time(18))
    assert without(day, NOON) == ((time(9), time(12)), (time(13), time(18)))
    assert without(day, (time(9), time(10))) == ((time(10), time(18)),)
    assert without(day, None) == (day,)
    assert written(without(day, NOON)) == "09:00~12:00, 13:00~18:00"


@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 6)), max_size=4))
def test_an_overlap_is_found_if_some_hour_is_in_two(hours: list[tuple[int, int]]) -> None:
    spans: list[Span] = [(time(one), time(min(one + more, 23))) for one, more in hours]
    minutes = [h for a, b in spans for h in range(a.hour, b.hour)]
    assert (overlap(spans) is not None) == (len(minutes) != len(set(minutes)))
    assert all(one <= two for one, two in pairwise(ordered(spans)))


@pytest.mark.parametrize("year", [2026, 2027, 2030, 2040])
def test_every_holiday_has_a_korean_name(year: int) -> None:
    for name in named(year).values():
        assert not any("a" <= letter.lower() <= "z" for letter in holiday_words(name).ko), name
