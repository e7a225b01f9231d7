"""One value of a report at a time: typed by a program, by a spreadsheet or by hand."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from hangot.core.clocks import SEOUL
from hangot.core.korean import clean_name, parse_birth, parse_time, phone_digits
from hangot.core.korean.names import LONGEST_NAME
from hangot.core.reports import words as say
from hangot.core.text import Text

OWN_NUMBER = re.compile(r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣-]{0,39}")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,11}")
RESIDENT = re.compile(r"(?<![0-9])[0-9]{6}\s*[-‐-―]?\s*[1-8][0-9]{6}(?![0-9])")
KEPT = "\n\t"
YES = {"예", "네", "y", "yes", "o", "true", "1", "동의"}
NO = {"아니오", "아니요", "n", "no", "x", "false", "0", "미동의", "동의안함", "동의 안 함"}
LATE = timedelta(minutes=5)
"""Clocks of two houses differ; a report a little ahead of ours is taken."""


class Unfit(ValueError):
    """The value cannot be read; the sentence says what was expected and never repeats the value."""

    def __init__(self, sentence: Text) -> None:
        super().__init__("unfit")
        self.sentence = sentence


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit(say.NOT_TEXT)
    whole = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        c for c in whole if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs")
    ).strip()


def yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    typed = _text(value).casefold()
    if typed in YES or typed in NO:
        return typed in YES
    raise Unfit(say.YES_OR_NO)


def own_number(value: object) -> str:
    typed = _text(value)
    if not OWN_NUMBER.fullmatch(typed):
        raise Unfit(say.NOT_A_NUMBER)
    return typed


def version(value: object) -> str:
    """The version of a text that was read out."""
    typed = _text(value)
    if not VERSION.fullmatch(typed):
        raise Unfit(say.NOT_A_VERSION)
    return typed


def moment(now: datetime) -> Callable[[object], datetime]:
    """A moment of the past. Without a zone, one of this house: only a sheet or a form has none."""

    def check(value: object) -> datetime:
        try:
            found = datetime.fromisoformat(_text(value))
        except ValueError as no:
            raise Unfit(say.NOT_A_MOMENT) from no
        found = found if found.tzinfo else found.replace(tzinfo=SEOUL)
        if found > now + LATE:
            raise Unfit(say.IN_THE_FUTURE)
        return found

    return check


def name(value: object) -> str:
    found = clean_name(_text(value), LONGEST_NAME + 1)
    if len(found) > LONGEST_NAME:
        raise Unfit(say.TOO_LONG.format(most=LONGEST_NAME))
    return found


def birth(today: date) -> Callable[[object], date]:
    def check(value: object) -> date:
        found = parse_birth(_text(value), today)
        if found is None:
            raise Unfit(say.NOT_A_BIRTH)
        return found

    return check


def phone(value: object) -> str:
    found = phone_digits(_text(value))
    if found is None:
        raise Unfit(say.NOT_A_PHONE)
    return found


def hour(value: object) -> time:
    found = parse_time(_text(value))
    if found is None:
        raise Unfit(say.NOT_A_TIME)
    return found


def one_of(known: Mapping[str, tuple[str, ...]]) -> Callable[[object], str]:
    """One code of a list, by its code or by its words."""

    def check(value: object) -> str:
        typed = _text(value).casefold()
        for code, others in known.items():
            if typed == code or typed in {one.casefold() for one in others}:
                return code
        some = ", ".join(others[0] for others in list(known.values())[:30] if others)
        raise Unfit(say.NOT_ON_THE_LIST.format(known=some))

    return check


def plain(most: int, investigation: Iterable[str]) -> Callable[[object], str]:
    """Free text: short, without a resident number and without content of an investigation."""
    forbidden = tuple(investigation)

    def check(value: object) -> str:
        found = _text(value)
        if len(found) > most:
            raise Unfit(say.TOO_LONG.format(most=most))
        if RESIDENT.search(found):
            raise Unfit(say.RESIDENT_NUMBER)
        if word := investigative(found, forbidden):
            raise Unfit(say.INVESTIGATION.format(word=word))
        return found

    return check


def investigative(text: str, forbidden: Iterable[str]) -> str:
    """The first word of an investigation in a text, also spelled with spaces; empty for none."""
    folded = "".join(text.casefold().split())
    return next((word for word in forbidden if "".join(word.casefold().split()) in folded), "")
