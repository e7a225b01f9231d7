"""Sums are shared to the won and nothing is paid twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.shares import paid_before, parts, shares

WON = st.integers(0, 10**12)
PEOPLE = ("spouse", "child_1", "child_2")


@given(WON, st.dictionaries(st.sampled_from(PEOPLE), WON))
def test_what_is_paid_now_and_before_is_the_share_or_more_is_owed_back(
    total: int, paid: dict[str, int]
) -> None:
    found = shares(total, PEOPLE, paid)
    assert len({one.share for one in found}) == 1
    assert 0 <= total - sum(one.share for one in found) < len(PEOPLE)
    for one in found:
        assert one.now + paid.get(one.payee, 0) == one.share + one.over
        assert one.now >= 0


@given(WON, st.integers(1, 48))
def test_parts_sum_to_the_amount_and_come_month_by_month(amount: int, count: int) -> None:
    found = parts(amount, count, date(2026, 1, 31))
    assert sum(one.amount for one in found) == amount
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert len({(one.day.year, one.day.month) for one in found}) == len(found)


def test_nobody_is_named_twice() -> None:
    for people in ((), ("spouse", "spouse")):
        with pytest.raises(ValueError, match="each person once"):
            shares(10, people, {})


def test_what_each_was_paid_is_added_up() -> None:
    assert paid_before([("spouse", 1), ("child_1", 2), ("spouse", 3)]) == {
        "spouse": 4, "child_1": 2,
    }  # fmt: skip
