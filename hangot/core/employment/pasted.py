"""Vacancies pasted from a spreadsheet or read from a CSV file: every cell that is wrong is named."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hangot.core.employment.matching import DAYS
from hangot.core.employment.offers import Offer, sound, words_in
from hangot.core.employment.words import WorkWords
from hangot.core.korean import parse_day, parse_time
from hangot.core.refusal import Missing
from hangot.core.tables import Columns, Wrong, lines
from hangot.core.text import Text

MOST_ROWS = 200
COLUMNS: Columns = {
    "employer": (Text("회사", "Employer"), ("회사", "회사명", "업체", "업체명", "사업장", "사업장명", "employer")),
    "title": (Text("하는 일", "Work"), ("하는일", "모집제목", "제목", "직무", "work", "title")),
    "occupation": (Text("직종", "Occupation"), ("직종", "분야", "occupation")),
    "place": (Text("일하는 곳", "Place"), ("일하는곳", "근무지", "근무지역", "지역", "place")),
    "pay": (Text("임금", "Pay"), ("임금", "급여", "pay")),
    "per": (Text("임금 종류", "Paid by"), ("임금종류", "급여종류", "임금형태", "paidby", "per")),
    "days": (Text("요일", "Days"), ("요일", "근무요일", "days")),
    "hours": (Text("시간", "Hours"), ("시간", "근무시간", "hours")),
    "needs": (Text("꼭 필요한 것", "Required"), ("꼭필요한것", "필수", "자격", "필수자격", "required")),
    "likes": (Text("있으면 좋은 것", "Helps"), ("있으면좋은것", "우대", "helps")),
    "traits": (Text("일의 특징", "Traits"), ("일의특징", "특징", "traits")),
    "until": (Text("마감", "Until"), ("마감", "마감일", "until")),
}  # fmt: skip
"""The columns in the order in which they stand where no heading says another one."""
PERS = {"시급": "hour", "시간": "hour", "hour": "hour", "월급": "month", "월": "month", "month": "month", "": ""}  # fmt: skip
NONE = ("없음", "none", "-")
SUM = re.compile(r"-?[0-9]{1,12}")
NOT_A_SUM = Text("‘{typed}’: 숫자로 적어 주세요. 예: 11,000", "“{typed}”: write a number, such as 11,000")  # fmt: skip
NOT_KNOWN = Text("‘{typed}’: 아는 말이 아닙니다. 쓸 수 있는 것: {known}", "“{typed}”: not known. Known: {known}")  # fmt: skip
NOT_A_DAY = Text("‘{typed}’: 날짜로 적어 주세요. 예: 2026-09-30", "“{typed}”: write a day, such as 2026-09-30")  # fmt: skip
NOT_HOURS = Text("‘{typed}’: 09:00~18:00처럼 적어 주세요.", "“{typed}”: write it like 09:00~18:00.")  # fmt: skip
NOT_DAYS = Text("‘{typed}’: 월화수목금처럼 적어 주세요.", "“{typed}”: write it like 월화수목금.")  # fmt: skip
LONG = Text("너무 깁니다. {most}자 안으로 적어 주세요.", "Too long: {most} letters at most.")
LONGEST = {"employer": 80, "title": 120, "place": 80, "needs": 200, "likes": 200}


@dataclass(frozen=True, slots=True)
class Pasted:
    """Every line that is good, and each cell of the others that is not."""

    offers: tuple[tuple[int, Offer], ...]
    wrong: tuple[Wrong, ...]


def read(text: str, words: WorkWords, *, today: date, least: int | None) -> Pasted:
    """The vacancies of a pasted table. `least`: the minimum wage an hour, if it is known."""
    table = lines(text, COLUMNS, needed=("employer", "title"), most=MOST_ROWS)
    wrong, found = list(table.wrong), []
    for line, given in table.lines:
        offer = _offer(line, given, (words, today, least), wrong)
        if offer is not None:
            found.append((line, offer))
    return Pasted(tuple(found), tuple(wrong))


def _offer(
    line: int, given: Mapping[str, str], known: tuple[WorkWords, date, int | None], wrong: list[Wrong]
) -> Offer | None:  # fmt: skip
    words, today, least = known
    before = len(wrong)
    values: dict[str, Any] = {}
    for name, reading in READINGS.items():
        typed = given.get(name, "")
        try:
            values |= reading(_short(name, typed), words, today)
        except Missing as no:
            wrong.append(Wrong(line, COLUMNS[name][0], no.sentence))
    if len(wrong) > before:
        return None
    try:
        return sound(Offer(**values), least)
    except Missing as no:
        wrong.append(Wrong(line, COLUMNS.get(no.what, COLUMNS["employer"])[0], no.sentence))
        return None


def _short(name: str, typed: str) -> str:
    most = LONGEST.get(name)
    if most is not None and len(typed) > most:
        raise Missing(name, LONG.format(most=most))
    return typed


def _plain(name: str) -> Callable[[str, WorkWords, date], dict[str, Any]]:
    return lambda typed, _words, _today: {name: typed}


def _listed(name: str) -> Callable[[str, WorkWords, date], dict[str, Any]]:
    return lambda typed, _words, _today: {name: words_in(typed)}


def _occupation(typed: str, words: WorkWords, _: date) -> dict[str, Any]:
    return {"occupation": _code(typed, words.occupations) if typed else "other"}


def _code(typed: str, known: Mapping[str, Text]) -> str:
    plain = typed.replace(" ", "").lower()
    for code, label in known.items():
        names = [code, *(part for it in (label.ko, label.en) for part in [it, *it.split("·")])]
        if plain in [name.replace(" ", "").lower() for name in names]:
            return code
    ko, en = (", ".join(getattr(label, it) for label in known.values()) for it in ("ko", "en"))
    raise Missing("code", Text(NOT_KNOWN.ko.format(typed=typed, known=ko), NOT_KNOWN.en.format(typed=typed, known=en)))  # fmt: skip


def _pay(typed: str, _words: WorkWords, _today: date) -> dict[str, Any]:
    plain = re.sub(r"[,\s원₩]", "", typed)
    if plain and not SUM.fullmatch(plain):
        raise Missing("pay", NOT_A_SUM.format(typed=typed))
    return {"pay": int(plain) if plain else None}


def _per(typed: str, _words: WorkWords, _today: date) -> dict[str, Any]:
    found = PERS.get(typed.strip().lower())
    if found is None:
        raise Missing("per", NOT_KNOWN.format(typed=typed, known="시급, 월급"))
    return {"per": found or None}


def days_in(typed: str) -> tuple[int, ...]:
    """Days of the week written together, such as 월수금; Monday is 1. Missing for any other letter."""
    plain = re.sub(r"요일|[\s,·]", "", typed)
    order = [day.ko for day in DAYS]
    if any(letter not in order for letter in plain):
        raise Missing("days", NOT_DAYS.format(typed=typed))
    return tuple(sorted({order.index(letter) + 1 for letter in plain}))


def hours_in(typed: str) -> dict[str, Any]:
    """When it begins and ends, written as 09:00~18:00; nothing where nothing was written."""
    if not typed:
        return {}
    parts = [parse_time(part.strip()) for part in re.split(r"[~\-–]", typed)]
    if len(parts) != 2 or None in parts:  # noqa: PLR2004 - from, until
        raise Missing("hours", NOT_HOURS.format(typed=typed))
    return {"starts": parts[0], "ends": parts[1]}


def _traits(typed: str, words: WorkWords, _today: date) -> dict[str, Any]:
    if not typed:
        return {"traits": None}
    if typed.lower() in NONE:
        return {"traits": ()}
    labels = {name: trait.label for name, trait in words.traits.items()}
    return {"traits": tuple(_code(one, labels) for one in words_in(typed))}


def _until(typed: str, _words: WorkWords, today: date) -> dict[str, Any]:
    found = parse_day(typed, today) if typed else None
    if typed and found is None:
        raise Missing("until", NOT_A_DAY.format(typed=typed))
    return {"until": found}


READINGS: Mapping[str, Callable[[str, WorkWords, date], dict[str, Any]]] = {
    "employer": _plain("employer"), "title": _plain("title"), "occupation": _occupation,
    "place": _plain("place"), "pay": _pay, "per": _per, "days": lambda typed, _words, _today: {"days": days_in(typed)},
    "hours": lambda typed, _words, _today: hours_in(typed),
    "needs": _listed("needs"), "likes": _listed("likes"), "traits": _traits, "until": _until,
}  # fmt: skip
