"""Names, phones and dates as people write them, and being found in spite of a typo."""

import unicodedata
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.korean import (
    choseong,
    clean_name,
    format_phone,
    is_choseong,
    jamo,
    mask_name,
    mask_phone,
    name_tokens,
    parse_birth,
    parse_day,
    parse_time,
    phone_digits,
    query_tokens,
)
from hangot.core.korean.tokens import MOST_TOKENS

TODAY = date(2026, 9, 2)
SYLLABLE = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
LETTER = st.sampled_from(
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔㅒㅖㅘㅙㅚㅝㅞㅟㅢ"
)
KOREAN_NAME = st.text(SYLLABLE, min_size=2, max_size=4)
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=18)
# Surrogates too: a broken keyboard driver or an attacker sends them.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
QUICK = settings(max_examples=40, deadline=None)
NAUGHTY = (
    "",
    " \t\n",
    "\x00",
    "\ud800",
    "한\u200b서\u200d윤\ufeff",
    "\u202e한서윤",
    "😀👩\u200d👩\u200d👧",
    "ﷺ",
    "العربية",
    "Ω≈ç√∫˜µ≤≥÷",
    "ㅤ",
    "İstanbul ß ŉ",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "'; DROP TABLE person;--",
    "<script>alert(1)</script>",
    "{0.__class__}%s%n",
    "ᄒ",
    "가" * 5000,
    "a " * 5000,
)


def found_by(typed: str, stored: str) -> set[str]:
    """The ways in which somebody stored is found by what was typed."""
    tokens = name_tokens(stored)
    return {group.kind for group in query_tokens(typed) if tokens & set(group.any_of)}


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_string_never_breaks_the_desk(text: str) -> None:
    swallow(text)


@QUICK
@given(ANY_TEXT)
def test_any_text_at_all_never_breaks_the_desk(text: str) -> None:
    swallow(text)


def swallow(text: str) -> None:
    for use in (jamo, choseong, mask_name, mask_phone, phone_digits, format_phone, parse_time):
        use(text)
    parse_birth(text, TODAY)
    parse_day(text, TODAY)
    cleaned = clean_name(text)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert clean_name(cleaned) == cleaned
    tokens = name_tokens(text)
    assert len(tokens) < MOST_TOKENS
    assert bool(tokens) == bool(query_tokens(text))
    for token in tokens:
        token.encode()


def test_a_name_is_stored_without_what_nobody_sees() -> None:
    assert clean_name("  한\u200b 서윤\u00a0\x00") == "한서윤"
    assert clean_name(unicodedata.normalize("NFD", "한서윤")) == "한서윤"
    assert clean_name("응우옌  티 \u202e란안") == "응우옌 티 란안"
    assert clean_name("  Nguyễn Thị\tLan ") == "Nguyễn Thị Lan"
    assert clean_name("ㅤ") == ""


def test_a_name_is_taken_apart_into_letters_and_first_consonants() -> None:
    assert jamo("한서윤") == "ㅎㅏㄴㅅㅓㅇㅠㄴ"
    assert jamo("닭") == "ㄷㅏㄺ"
    assert jamo("Nguyễn Lan") == "nguyenlan"
    assert choseong("한서윤") == "ㅎㅅㅇ"
    assert choseong("Lan") == ""
    assert is_choseong("ㅎㅅㅇ")
    assert not is_choseong("ㅎ서윤")
    assert not is_choseong("")


@QUICK
@given(KOREAN_NAME)
def test_letters_are_the_ones_unicode_knows(name: str) -> None:
    canonical = unicodedata.normalize("NFKD", name)
    assert unicodedata.normalize("NFKD", jamo(name))[0] == canonical[0]
    assert len(jamo(name)) == len(canonical)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("한서윤", "한*윤"),
        ("한윤", "한*"),
        ("남궁민수", "남**수"),
        ("한", "*"),
        ("Nguyen Thi Lan", "N***** T** L**"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_its_ends_only(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    "typed",
    [
        "010-7734-0182",
        "010 7734 0182",
        "01077340182",
        "010.7734.0182",
        "+82 10 7734 0182",
        "+82-10-7734-0182",
        "+82 (0)10-7734-0182",
        "0082 10 7734 0182",
        "821077340182",
        "０１０－７７３４－０１８２",
    ],
)
def test_one_phone_is_one_number_however_it_is_written(typed: str) -> None:
    assert phone_digits(typed) == "01077340182"


@pytest.mark.parametrize(
    ("typed", "shown", "masked"),
    [
        ("01077340182", "010-7734-0182", "010-****-0182"),
        ("0111234567", "011-123-4567", "011-***-4567"),
        ("0212345678", "02-1234-5678", "02-****-5678"),
        ("021234567", "02-123-4567", "02-***-4567"),
        ("0311234567", "031-123-4567", "031-***-4567"),
        ("050412345678", "0504-1234-5678", "0504-****-5678"),
        ("15771701", "1577-1701", "****-1701"),
        ("+84901234567", "+84901234567", "+84****4567"),
        ("언니 전화", "언니 전화", "****"),
    ],
)
def test_a_phone_is_shown_in_groups_and_masked_in_the_middle(
    typed: str, shown: str, masked: str
) -> None:
    assert format_phone(typed) == shown
    assert mask_phone(typed) == masked


@pytest.mark.parametrize("typed", ["", "112", "010-7734", "970309", "19970309", "010-abcd-0182"])
def test_what_is_no_phone_is_not_taken_for_one(typed: str) -> None:
    assert phone_digits(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1997-03-09",
        "970309",
        "19970309",
        "1997.3.9",
        "1997. 3. 9.",
        "97/3/9",
        "97년 3월 9일",
        "1997년3월9일생",
    ],
)
def test_a_birth_date_is_read_in_every_usual_spelling(typed: str) -> None:
    assert parse_birth(typed, TODAY) == date(1997, 3, 9)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("260901", date(2026, 9, 1)),
        ("260902", TODAY),
        ("260903", date(1926, 9, 3)),
        ("000229", date(2000, 2, 29)),
        ("270101", date(1927, 1, 1)),
        ("20260903", None),
        ("18500101", None),
        ("970230", None),
        ("971309", None),
        ("9703", None),
        ("٩٧٠٣٠٩", None),
    ],
)
def test_six_digits_mean_the_latest_birth_that_has_happened(typed: str, born: date | None) -> None:
    assert parse_birth(typed, TODAY) == born


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0903", date(2026, 9, 3)),
        ("9/3", date(2026, 9, 3)),
        ("9.3.", date(2026, 9, 3)),
        ("9월 3일", date(2026, 9, 3)),
        ("2026-09-03", date(2026, 9, 3)),
        ("260903", date(2026, 9, 3)),
        ("오늘", TODAY),
        (" 내일 ", date(2026, 9, 3)),
        ("Tomorrow", date(2026, 9, 3)),
        ("모레", date(2026, 9, 4)),
        ("어제", date(2026, 9, 1)),
        ("0105", date(2027, 1, 5)),
        ("0501", date(2026, 5, 1)),
        ("0229", None),
        ("1332", None),
        ("언젠가", None),
        ("", None),
    ],
)
def test_a_day_at_the_desk_is_read_as_it_is_typed(typed: str, meant: date | None) -> None:
    assert parse_day(typed, TODAY) == meant


def test_the_ends_of_the_calendar_are_no_accident() -> None:
    assert parse_day("내일", date.max) is None
    assert parse_day("어제", date.min) is None
    assert parse_day("0101", date.max) == date(9999, 1, 1)
    assert parse_birth("970309", date.min) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1230", time(12, 30)),
        ("12:30", time(12, 30)),
        ("12시 30분", time(12, 30)),
        ("12시 반", time(12, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("9시", time(9)),
        ("오후 3시", time(15)),
        ("오후 12:10", time(12, 10)),
        ("오전 12시", time(0)),
        ("3:30 pm", time(15, 30)),
        ("정오", time(12)),
        ("오전 13시", None),
        ("24:00", None),
        ("12:60", None),
        ("99", None),
        ("곧", None),
    ],
)
def test_a_time_at_the_desk_is_read_as_it_is_typed(typed: str, meant: time | None) -> None:
    assert parse_time(typed) == meant


def test_a_two_syllable_given_name_finds_the_person() -> None:
    assert found_by("서윤", "한서윤") >= {"given"}
    assert found_by("민수", "남궁민수") >= {"given"}
    assert found_by("한윤", "한윤") >= {"exact", "given"}


def test_first_consonants_find_the_person() -> None:
    assert "choseong" in found_by("ㅎㅅㅇ", "한서윤")
    assert "choseong" in found_by("ㅅㅇ", "한서윤")
    assert "choseong" in found_by("한ㅅㅇ", "한서윤")
    assert not found_by("ㄱㅅㅇ", "한서윤")


@pytest.mark.parametrize("typed", ["헌서윤", "하서윤", "한서유", "한서윤이", "한지윤", "이서윤"])
def test_a_letter_or_a_syllable_typed_wrongly_still_finds_the_person(typed: str) -> None:
    assert "typo" in found_by(typed, "한서윤")
    assert "typo" in found_by("한서윤", typed)


def test_somebody_else_is_not_found() -> None:
    assert not found_by("오민재", "한서윤")
    assert not found_by("Maria Santos", "Nguyen Thi Lan")


def test_the_most_precise_way_comes_first() -> None:
    kinds = [group.kind for group in query_tokens("한서윤")]
    assert kinds == ["exact", "given", "typo", "swapped"]
    assert [group.kind for group in query_tokens("ㅎㅅㅇ")][:3] == ["exact", "given", "choseong"]


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("NGUYEN THI LAN", "exact"),
        ("Nguyễn Thị Lan", "exact"),
        ("nguyen-thi lan", "exact"),
        ("Lan Nguyen Thi", "swapped"),
        ("Nguyen", "given"),
        ("Nguyan", "typo"),
        ("Nguyenn", "typo"),
    ],
)
def test_a_foreign_name_is_found_whatever_its_accents_and_order(typed: str, way: str) -> None:
    assert way in found_by(typed, "Nguyễn Thị Lan")


@pytest.mark.parametrize("name", ["王小明", "Мария Иванова", "สมชาย ใจดี", "😀", "응우옌 티 란 안"])
def test_a_name_in_any_script_finds_its_person(name: str) -> None:
    assert "exact" in found_by(name, name)


@QUICK
@given(st.one_of(KOREAN_NAME, ANY_TEXT))
def test_the_full_name_always_finds_its_person_first(name: str) -> None:
    groups = query_tokens(name)
    assert not groups or name_tokens(name) & set(groups[0].any_of)


@QUICK
@given(KOREAN_NAME, st.data())
def test_one_wrong_letter_never_hides_a_person(name: str, data: st.DataObject) -> None:
    letters = jamo(name)
    place = data.draw(st.integers(0, len(letters) - 1))
    letter = data.draw(LETTER)
    for typed in (
        letters[:place] + letter + letters[place + 1 :],
        letters[:place] + letters[place + 1 :],
        letters[:place] + letter + letters[place:],
    ):
        assert "typo" in found_by(typed, name)


@QUICK
@given(st.text(SYLLABLE, min_size=5, max_size=12), st.data())
def test_one_wrong_letter_never_hides_a_long_name(name: str, data: st.DataObject) -> None:
    letters = jamo(name)
    place = data.draw(st.integers(0, len(letters) - 1))
    assert "typo" in found_by(letters[:place] + letters[place + 1 :], name)


@QUICK
@given(st.text(SYLLABLE, min_size=3, max_size=5), SYLLABLE, st.data())
def test_one_wrong_syllable_never_hides_a_person(
    name: str, syllable: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    for typed in (
        name[:place] + syllable + name[place + 1 :],
        name[:place] + name[place + 1 :],
        name[:place] + syllable + name[place:],
    ):
        assert "typo" in found_by(typed, name)


@QUICK
@given(st.text(SYLLABLE, min_size=2, max_size=6), st.data())
def test_two_swapped_syllables_never_hide_a_person(name: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(name))
    assert "swapped" in found_by("".join(order), name)


@QUICK
@given(st.lists(WORD, min_size=1, max_size=3), st.data())
def test_one_wrong_letter_never_hides_a_foreigner(words: list[str], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(words) - 1))
    place = data.draw(st.integers(0, len(words[which]) - 1))
    letter = data.draw(st.sampled_from("aeioknt"))
    word = words[which]
    typed = [*words[:which], word[:place] + letter + word[place + 1 :], *words[which + 1 :]]
    assert "typo" in found_by(" ".join(typed), " ".join(words))


def test_a_name_costs_few_tokens() -> None:
    assert len(name_tokens("한서윤")) == 22
    assert len(name_tokens("남궁민수")) < 30
    longest = "황보 " + "닭값홑몫 " * 4
    assert len(name_tokens(longest)) < MOST_TOKENS
    assert len(name_tokens("Wolfgang Montague Hamilton Kingsley Ashcroft")) < MOST_TOKENS
