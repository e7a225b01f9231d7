"""Orders that keep somebody away: the hours run through a holiday night, the months by the law."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.clocks import SEOUL
from hangot.core.orders import Term, ask_by, fault, last_day
from hangot.packs.active import profile

KINDS = profile("crime_victim").orders


def test_48_hours_taken_in_a_holiday_night_end_on_sunday_at_the_same_minute() -> None:
    taken = datetime(2026, 10, 9, 1, 10, tzinfo=SEOUL)
    assert ask_by(KINDS["domestic_emergency"], taken) == datetime(2026, 10, 11, 1, 10, tzinfo=SEOUL)
    assert ask_by(KINDS["domestic_interim_near"], taken) is None


def test_the_orders_of_the_stories_are_as_long_as_the_law_lets_them_be() -> None:
    assert last_day(date(2026, 9, 10), 3) == date(2026, 12, 9)
    first = Term(date(2026, 10, 12), date(2026, 12, 11))
    assert fault(KINDS["domestic_interim_near"], first) is None
    more = Term(date(2026, 12, 12), date(2027, 2, 11))
    assert fault(KINDS["domestic_interim_near"], more, [first]) is None


@pytest.mark.parametrize(
    ("kind", "term", "earlier", "words"),
    [
        ("stalking_interim", Term(date(2026, 9, 10), date(2026, 12, 10)), [], "2026-12-09"),
        ("stalking_custody", Term(date(2026, 9, 1), date(2026, 9, 30)), [1], "0번까지"),
        ("child_interim_care", Term(date(2026, 9, 1), date(2026, 9, 30)), [1, 1], "1번까지"),
        ("victim_protection", Term(date(2029, 8, 1), date(2029, 9, 30)), [36], "2029-08-31"),
        ("safety_device", Term(date(2026, 9, 2), date(2026, 9, 1)), [], "그 뒤여야"),
    ],
)
def test_what_the_law_does_not_allow_is_said_with_its_clause(
    kind: str, term: Term, earlier: list[int], words: str
) -> None:
    start = date(2026, 9, 1)
    before = [Term(start, last_day(start, length)) for length in earlier]
    found = fault(KINDS[kind], term, before)
    assert found
    assert words in found.ko


@given(st.sampled_from(sorted(KINDS)), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_the_longest_term_is_allowed_and_a_day_more_is_not(kind: str, first: date) -> None:
    known = KINDS[kind]
    if known.months is None:
        assert fault(known, Term(first, date(2040, 1, 1))) is None
        return
    end = last_day(first, known.months)
    assert fault(known, Term(first, end)) is None
    assert fault(known, Term(first, date.fromordinal(end.toordinal() + 1))) is not None


def test_every_figure_says_where_it_stands_in_the_law_and_when_it_was_read() -> None:
    assert all(kind.source and kind.checked_on for kind in KINDS.values())
