"""A month that was signed is found out when anything in it is changed afterwards."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hangot.core.chain import START
from hangot.core.watching.sealing import (
    Answered,
    Kept,
    Result,
    digest,
    first_break,
    signature,
    text,
    words,
)

KEY = b"k" * 32


def month(number: int) -> Result:
    answers = (
        Answered("b" * 64, "reveal", 1, "noted", words("물어봄", key=KEY)),
        Answered("a" * 64, "volume", 90, "fine", words(None, key=KEY)),
    )
    return Result(number, f"2026-0{number}", 4000, "2026-10-02T01:00:00+00:00", "u", "", answers)


def chain() -> list[Kept]:
    rows: list[Kept] = []
    previous = START
    for number in (1, 2, 3):
        own = digest(previous, month(number))
        rows.append(Kept(month(number), previous, own, signature(own, key=KEY)))
        previous = own
    return rows


def test_months_as_they_were_signed_hold() -> None:
    assert first_break(chain(), key=KEY) is None
    assert first_break([], key=KEY) is None


@pytest.mark.parametrize("change", [
    lambda one: replace(one, entries=4001),
    lambda one: replace(one, closed_by="v"),
    lambda one: replace(one, answers=one.answers[:1]),
    lambda one: replace(one, answers=(replace(one.answers[0], result="fine"), one.answers[1])),
    lambda one: replace(one, answers=(replace(one.answers[0], words=words("아님", key=KEY)), one.answers[1])),
    lambda one: replace(one, number=7),
])  # fmt: skip
def test_a_changed_month_is_named(change: Callable[[Result], Result]) -> None:
    rows = chain()
    rows[1] = replace(rows[1], result=change(rows[1].result))
    assert first_break(rows, key=KEY) == "2026-02"


def test_a_month_taken_out_or_signed_anew_without_the_key_is_named() -> None:
    rows = chain()
    assert first_break([rows[0], rows[2]], key=KEY) == "2026-03"
    assert first_break(rows, key=b"x" * 32) == "2026-01"


def test_no_two_different_results_read_alike() -> None:
    one, two = month(1), replace(month(1), month="2026-014", entries=0)
    assert text(one) != text(two)


def test_the_order_in_which_answers_are_read_makes_no_difference() -> None:
    assert text(month(1)) == text(replace(month(1), answers=month(1).answers[::-1]))
