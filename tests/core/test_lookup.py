"""One box, two identifiers, any order."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core import lookup
from hangot.core.lookup import Query, advice, identifiers, parse
from hangot.core.text import Text

TODAY = date(2026, 9, 2)
BORN = date(1997, 3, 9)
PHONE = "01077340182"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("한서윤 970309", Query("한서윤", birth=BORN)),
        ("970309 한서윤", Query("한서윤", birth=BORN)),
        ("한서윤970309", Query("한서윤", birth=BORN)),
        ("한 서윤, 1997-03-09", Query("한서윤", birth=BORN)),
        ("한서윤 97년 3월 9일생", Query("한서윤", birth=BORN)),
        ("1997. 3. 9. 한서윤", Query("한서윤", birth=BORN)),
        ("이름: 한서윤 / 생년월일: 970309", Query("한서윤", birth=BORN)),
        ("한서윤 010-7734-0182", Query("한서윤", PHONE)),
        ("010 7734 0182 한서윤", Query("한서윤", PHONE)),
        ("+82 10 7734 0182 970309", Query(phone=PHONE, birth=BORN)),
        ("한서윤 ０１０７７３４０１８２", Query("한서윤", PHONE)),
        ("한서윤 0182", Query("한서윤", phone_tail="0182")),
        ("0182 970309 한서윤", Query("한서윤", phone_tail="0182", birth=BORN)),
        ("970309 0182", Query(phone_tail="0182", birth=BORN)),
        ("050309 0182", Query(phone_tail="0182", birth=date(2005, 3, 9))),
        ("ㅎㅅㅇ 0182", Query("ㅎㅅㅇ", phone_tail="0182", choseong=True)),
        ("한서윤 0182 010-7734-0182", Query("한서윤", PHONE)),
        ("Nguyen Thi Lan 970309", Query("Nguyen Thi Lan", birth=BORN)),
        ("한서윤 97030", Query("한서윤", unread=("97030",))),
        ("", Query()),
    ],
)
def test_the_box_is_understood(typed: str, understood: Query) -> None:
    assert parse(typed, TODAY) == understood


@pytest.mark.parametrize("order", [*permutations(("한서윤", "970309", "010-7734-0182"))])
def test_the_order_makes_no_difference(order: tuple[str, ...]) -> None:
    assert parse(" ".join(order), TODAY) == Query("한서윤", PHONE, birth=BORN)


@pytest.mark.parametrize(
    "typed",
    ["한서윤 970309-2123456", "한서윤 9703092123456", "한서윤 970309-2", "한서윤 970309 2123456"],
)
def test_a_resident_number_is_dropped_unread(typed: str) -> None:
    query = parse(typed, TODAY)
    assert query == Query("한서윤", resident_number=True)
    assert advice(query)[0] == lookup.NO_RESIDENT_NUMBER


@pytest.mark.parametrize(
    ("typed", "count", "said"),
    [
        ("", 0, (lookup.EMPTY,)),
        ("한서윤", 1, (lookup.ONE_MORE_BESIDE_NAME,)),
        ("한", 0, (lookup.NAME_TOO_SHORT, lookup.EMPTY)),
        ("한 970309", 1, (lookup.NAME_TOO_SHORT, lookup.ONE_MORE_BESIDE_BIRTH)),
        ("970309", 1, (lookup.ONE_MORE_BESIDE_BIRTH,)),
        ("010-7734-0182", 1, (lookup.ONE_MORE_BESIDE_PHONE,)),
        ("010-7734-0182 0182", 1, (lookup.ONE_MORE_BESIDE_PHONE,)),
        ("한서윤 970309", 2, ()),
        ("ㅎㅅㅇ 0182", 2, ()),
        ("970309 0182", 2, ()),
        ("한서윤 970309 010-7734-0182", 3, ()),
    ],
)
def test_two_identifiers_are_needed_and_the_missing_one_is_named(
    typed: str, count: int, said: tuple[Text, ...]
) -> None:
    query = parse(typed, TODAY)
    assert identifiers(query) == count
    assert advice(query) == said


def test_a_number_that_means_nothing_is_named_in_both_languages() -> None:
    (first, _) = advice(parse("한서윤 97030", TODAY))
    assert "97030" in first.ko
    assert "97030" in first.en


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_at_all_is_accepted(text: str) -> None:
    query = parse(text, TODAY)
    assert 0 <= identifiers(query) <= 3
    assert bool(advice(query)) or identifiers(query) >= lookup.NEEDED


@settings(max_examples=40, deadline=None)
@given(st.text("0123456789 -+.()년월일한서ㅎ*", max_size=40))
def test_any_heap_of_digits_is_accepted(text: str) -> None:
    query = parse(text, TODAY)
    assert 0 <= identifiers(query) <= 3
    assert query.birth is None or query.birth <= TODAY
