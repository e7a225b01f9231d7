"""The one search box: what somebody typed, read as name, birth date and phone in any order.

Looking somebody up needs two identifiers, so nobody can leaf through names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hangot.core.korean.dates import parse_birth
from hangot.core.korean.names import clean_name, clean_text, fold, is_choseong
from hangot.core.korean.phones import TAIL, phone_digits
from hangot.core.text import Text

LONGEST_QUERY = 200
NEEDED = 2
SHORTEST_NAME = 2
WIDEST = 5  # words of one birth date or phone: "+82 10 7734 0182", "1997 년 3 월 9일"

# Whole, or begun behind a dash; typed with any dash.
_RESIDENT_NUMBER = re.compile(
    r"(?<![0-9])[0-9]{6}(?:\s*[-‐-―]?\s*[0-9]{7}|[-‐-―][0-9][0-9*]{0,6})(?![0-9])"
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# An area code, a country or "97년" stands alone only as the start of a longer number.
_RUN_STARTS = re.compile(
    r"\(?(?:\+[0-9]{1,3}|82|0[0-9]{1,2}|050[0-9]|1[5-8][0-9]{2})\)?"
    r"|(?:[0-9]{2}|[0-9]{4})(?:년|[-./])(?:[0-9]{1,2}[월./-])?"
)
_BETWEEN = re.compile(r"[,;|、·:]+")
# "한서윤970309" and "970309한서윤" are two words, "97년3월9일" is one.
_SEAM = re.compile(
    r"(?<=[^\W\d_])(?<![0-9]년)(?<![0-9]월)(?=[0-9+])|(?<=[0-9])(?![년월일])(?=[^\W\d_])"
)
_NUMBER = re.compile(r"[+(]?[0-9]")
_TAIL = re.compile(rf"[0-9]{{{TAIL}}}")
_LABELS = frozenset(
    {
        *("이름", "성명", "님", "씨", "name"),
        *("생일", "생년월일", "birth", "born"),
        *("전화", "전화번호", "연락처", "휴대폰", "phone", "tel"),
    }
)

EMPTY = Text(
    "이름, 생년월일, 전화번호 가운데 두 가지를 적어 주세요. 예: 한서윤 970309",
    "Type two of name, birth date and phone. For example: 한서윤 970309",
)
ONE_MORE_BESIDE_NAME = Text(
    "이름만으로는 찾지 않습니다. 생년월일이나 전화번호(끝 네 자리도 됩니다)를 함께 적어 주세요.",
    "A name alone is not enough. Add the birth date or the phone (its last four digits will do).",
)
ONE_MORE_BESIDE_PHONE = Text(
    "전화번호만으로는 찾지 않습니다. 이름이나 생년월일을 함께 적어 주세요.",
    "A phone alone is not enough. Add the name or the birth date.",
)
ONE_MORE_BESIDE_BIRTH = Text(
    "생년월일만으로는 찾지 않습니다. 이름이나 전화번호를 함께 적어 주세요.",
    "A birth date alone is not enough. Add the name or the phone.",
)
NAME_TOO_SHORT = Text(
    "이름은 두 글자부터 찾습니다. 성만으로는 찾지 않습니다.",
    "A name needs two letters or more. A family name alone is not enough.",
)
NO_RESIDENT_NUMBER = Text(
    "주민등록번호는 적지 마세요. 읽지 않고 지웠습니다. 생년월일 여섯 자리를 적어 주세요.",
    "Do not type a resident number. It was removed unread. Type the six digits of the birth date.",
)
NOT_UNDERSTOOD = Text(
    "‘{piece}’: 생년월일(970309)이나 전화번호(010-0000-0000)로 읽지 못했습니다.",
    "“{piece}” could not be read as a birth date (970309) or a phone (010-0000-0000).",
)


@dataclass(frozen=True, slots=True)
class Query:
    """What the box was understood to say. `unread`: pieces with digits that mean nothing."""

    name: str = ""
    phone: str | None = None
    phone_tail: str | None = None
    birth: date | None = None
    choseong: bool = False
    resident_number: bool = False
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    names: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    births: list[date] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def parse(text: str, today: date) -> Query:
    """Read the box; any text at all is accepted. A resident number is dropped unread."""
    cleaned = clean_text(text, LONGEST_QUERY).translate(_WIDE)
    kept, dropped = _RESIDENT_NUMBER.subn(" ", cleaned)
    found = _read(_SEAM.sub(" ", _BETWEEN.sub(" ", kept)).split(), today)
    name = clean_name(" ".join(found.names))
    return Query(
        name=name,
        phone=found.phones[0] if found.phones else None,
        phone_tail=found.tails[0] if found.tails and not found.phones else None,
        birth=found.births[0] if found.births else None,
        choseong=is_choseong(name),
        resident_number=dropped > 0,
        unread=tuple(found.unread),
    )


def identifiers(query: Query) -> int:
    """How many usable identifiers there are: name, phone (whole or its end), birth date."""
    phone = query.phone or query.phone_tail
    return int(_name_counts(query)) + int(phone is not None) + int(query.birth is not None)


def advice(query: Query) -> tuple[Text, ...]:
    """What is missing and what to do next; empty when one can look."""
    said = [NO_RESIDENT_NUMBER] if query.resident_number else []
    said += [NOT_UNDERSTOOD.format(piece=piece) for piece in query.unread]
    if query.name and not _name_counts(query):
        said.append(NAME_TOO_SHORT)
    if identifiers(query) < NEEDED:
        said.append(_one_more(query))
    return tuple(said)


def _name_counts(query: Query) -> bool:
    return sum(char.isalnum() for char in fold(query.name)) >= SHORTEST_NAME


def _one_more(query: Query) -> Text:
    if query.birth:
        return ONE_MORE_BESIDE_BIRTH
    if query.phone or query.phone_tail:
        return ONE_MORE_BESIDE_PHONE
    return ONE_MORE_BESIDE_NAME if _name_counts(query) else EMPTY


def _read(words: list[str], today: date) -> _Found:
    found = _Found()
    while words:
        taken = 1
        if _NUMBER.match(words[0]):
            taken = _number(words, found, today)
        elif _is_name(words[0]):
            found.names.append(words[0])
        words = words[taken:]
    return found


def _is_name(word: str) -> bool:
    return word.casefold() not in _LABELS and any(map(str.isalnum, word))


def _number(words: list[str], found: _Found, today: date) -> int:
    """Put the date or phone that starts here where it belongs; the words it took."""
    for width, piece in _widest_first(words):
        if born := parse_birth(piece, today):
            found.births.append(born)
            return width
        if phone := phone_digits(piece):
            found.phones.append(phone)
            return width
    known = found.tails if _TAIL.fullmatch(words[0]) else found.unread
    known.append(words[0])
    return 1


def _widest_first(words: list[str]) -> Iterator[tuple[int, str]]:
    """One word, then the longest runs of words that could be one date or one phone.

    "0182 970309" is no run: a phone typed in pieces starts with its area code.
    """
    yield 1, words[0]
    if _RUN_STARTS.fullmatch(words[0]):
        for width in range(min(WIDEST, len(words)), 1, -1):
            yield width, " ".join(words[:width])
