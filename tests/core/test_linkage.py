"""One person on two records, and two persons who look like one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.linkage import Score, Traits, letter_distance, score, verdict

PHONE = "01077340182"
HAN = Traits(
    name="한서윤",
    birth=date(1997, 3, 9),
    phones=frozenset({PHONE}),
    address="서울 관악구 봉천로 12",
    gender="f",
)
NAMES = st.sampled_from(
    ["", "한서윤", "한서연", "한지후", "오민재", "서윤", "Nguyen Thi Lan", "😀"]
)
TRAITS = st.builds(
    Traits,
    name=NAMES,
    earlier_names=st.frozensets(NAMES, max_size=2),
    birth=st.none() | st.dates(date(1990, 1, 1), date(1990, 3, 3)),
    phones=st.frozensets(st.sampled_from([PHONE, "01011112222"]), max_size=2),
    own_phones=st.frozensets(st.just(PHONE), max_size=1),
    address=st.sampled_from(["", "서울 관악구 봉천로 12", "수원시 팔달구"]),
    gender=st.sampled_from([None, "f", "m"]),
)
QUICK = settings(max_examples=40, deadline=None)


def alike(a: Traits, b: Traits) -> str:
    return verdict(score(a, b))


def at_home(who: Traits) -> Traits:
    return replace(who, phones=HAN.phones, own_phones=frozenset(), address=HAN.address)


def test_the_same_record_twice_is_one_person() -> None:
    found = score(HAN, HAN)
    assert verdict(found) == "same?"
    assert found.agree == ("name", "birth", "phone", "gender")


def test_a_letter_typed_wrongly_is_still_the_same_person() -> None:
    assert letter_distance("이채인", "이체인") == 1
    found = score(HAN, replace(HAN, name="헌서윤", phones=frozenset(), address=""))
    assert verdict(found) == "same?"
    assert found.agree == ("name_near", "birth", "gender")


def test_a_digit_of_the_birth_date_typed_wrongly_is_still_the_same_person() -> None:
    assert alike(HAN, replace(HAN, birth=date(1997, 3, 8))) == "same?"
    assert alike(HAN, replace(HAN, birth=date(1997, 9, 3))) == "same?"


def test_a_common_name_alone_is_nobody() -> None:
    assert alike(Traits(name="김민준"), Traits(name="김민준")) == "unlikely"


def test_a_birth_date_alone_is_nobody() -> None:
    born = Traits(birth=HAN.birth)
    assert alike(born, born) == "unlikely"


def test_twins_are_two_people() -> None:
    for other in ("한지후", "한서준", "한다은"):
        assert alike(HAN, replace(HAN, name=other)) == "unlikely"
        assert alike(HAN, replace(HAN, name=other, gender="m")) == "unlikely"


def test_twins_one_letter_apart_look_like_a_typo_and_a_person_decides() -> None:
    assert alike(HAN, replace(HAN, name="한서연")) == "same?"


def test_a_family_at_one_phone_and_one_address_is_several_people() -> None:
    mother = replace(HAN, name="윤미정", birth=date(1969, 11, 21))
    sister = replace(HAN, name="한서연", birth=date(1995, 6, 18))
    for relative in (mother, sister):
        assert alike(HAN, relative) == "unlikely"


def test_somebody_renamed_is_suspected() -> None:
    foreign = replace(HAN, name="Nguyen Thi Lan")
    found = score(foreign, replace(HAN, name="원서윤"))
    assert verdict(found) == "same?"
    assert found.agree == ("birth", "phone", "gender")


def test_somebody_with_a_new_given_name_is_suspected_by_a_phone_of_her_own() -> None:
    own = replace(HAN, own_phones=frozenset({PHONE}))
    assert alike(own, replace(own, name="한지우")) == "same?"
    assert alike(own, replace(HAN, name="한지우")) == "unlikely"


def test_a_name_on_file_from_before_counts() -> None:
    renamed = replace(HAN, name="한지우", earlier_names=frozenset({"한서윤"}))
    assert alike(HAN, renamed) == "same?"


def test_an_anonymous_record_counts_neither_for_nor_against() -> None:
    unknown = Traits()
    assert score(HAN, unknown) == Score(0.0, ())


def test_phone_and_address_count_once_together() -> None:
    both = score(HAN, HAN).total
    assert score(HAN, replace(HAN, address="")).total == both
    assert score(HAN, replace(HAN, address="수원시 팔달구")).total == both
    only_address = score(HAN, replace(HAN, phones=frozenset())).total
    assert 0 < only_address < both


def test_another_phone_and_address_hardly_speak_against() -> None:
    moved = replace(HAN, phones=frozenset({"01011112222"}), address="수원시 팔달구")
    assert alike(HAN, moved) == "same?"


@QUICK
@given(TRAITS, TRAITS)
def test_the_order_of_two_records_makes_no_difference(a: Traits, b: Traits) -> None:
    assert score(a, b) == score(b, a)


@QUICK
@given(TRAITS, TRAITS)
def test_no_household_is_taken_for_one_person(a: Traits, b: Traits) -> None:
    parent = replace(a, birth=date(1961, 12, 24))
    child = replace(b, birth=date(1990, 3, 3))
    assert alike(at_home(parent), at_home(child)) == "unlikely"


@pytest.mark.parametrize(
    ("a", "b", "apart"), [("", "", 0), ("한", "", 3), ("한서윤", "한윤서", 4), ("가", "나", 1)]
)
def test_distance_is_counted_in_letters(a: str, b: str, apart: int) -> None:
    assert letter_distance(a, b) == letter_distance(b, a) == apart
