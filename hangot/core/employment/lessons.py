"""A course as it is offered, what it cannot be, and a whole table of courses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from hangot.core.employment.pasted import LONG, MOST_ROWS, NOT_A_DAY, days_in, hours_in
from hangot.core.korean import parse_day
from hangot.core.refusal import Missing
from hangot.core.tables import Columns, Wrong, lines
from hangot.core.text import Text

MOST_SEATS, LONGEST = 500, {"title": 120, "place": 80}
NO_TITLE = Text("과정의 이름과 배우는 곳을 적어 주세요.", "Write the name of the course and where it is held.")  # fmt: skip
BACKWARDS = Text("끝나는 날이 시작하는 날보다 빠릅니다.", "It ends before it begins.")
NO_DAYS = Text("수업하는 요일을 하나 이상 골라 주세요.", "Choose at least one day of the week.")
NO_SEATS = Text("자리는 1에서 500 사이로 적어 주세요.", "Write the seats, from 1 to 500.")
COLUMNS: Columns = {
    "title": (Text("과정 이름", "Course"), ("과정이름", "과정명", "과정", "훈련과정", "course", "title")),
    "place": (Text("배우는 곳", "Place"), ("배우는곳", "훈련기관", "장소", "place")),
    "first": (Text("시작하는 날", "First day"), ("시작하는날", "시작일", "개강일", "first", "begins")),
    "last": (Text("끝나는 날", "Last day"), ("끝나는날", "종료일", "종강일", "last", "ends")),
    "days": (Text("요일", "Days"), ("요일", "days")),
    "hours": (Text("시간", "Hours"), ("시간", "수업시간", "hours")),
    "seats": (Text("자리", "Seats"), ("자리", "정원", "인원", "seats")),
}  # fmt: skip
"""The columns in the order in which they stand where no heading says another one."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """A course as it is typed. `days`: Monday is 1."""

    title: str
    place: str
    first: date
    last: date
    days: tuple[int, ...]
    seats: int
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """Every line that is good, and each cell of the others that is not."""

    lessons: tuple[tuple[int, Lessons], ...]
    wrong: tuple[Wrong, ...]


def held(lessons: Lessons) -> Lessons:
    """The course, or Missing with what is wrong."""
    checks = (
        ("title", lessons.title.strip() and lessons.place.strip(), NO_TITLE),
        ("last", lessons.first <= lessons.last, BACKWARDS),
        ("days", lessons.days, NO_DAYS),
        ("seats", 0 < lessons.seats <= MOST_SEATS, NO_SEATS),
    )
    for what, right, sentence in checks:
        if not right:
            raise Missing(what, sentence)
    return lessons


def read_lessons(text: str, *, today: date) -> Taught:
    """The courses of a pasted table."""
    table = lines(text, COLUMNS, needed=("title", "first"), most=MOST_ROWS)
    wrong, found = list(table.wrong), []
    for line, given in table.lines:
        lessons = _lessons(line, given, today, wrong)
        if lessons is not None:
            found.append((line, lessons))
    return Taught(tuple(found), tuple(wrong))


def _lessons(
    line: int, given: Mapping[str, str], today: date, wrong: list[Wrong]
) -> Lessons | None:
    before = len(wrong)
    values: dict[str, Any] = {}
    for name, reading in READINGS.items():
        try:
            values |= reading(given.get(name, ""), today)
        except Missing as no:
            wrong.append(Wrong(line, COLUMNS[name][0], no.sentence))
    if len(wrong) > before:
        return None
    try:
        return held(Lessons(**values))
    except Missing as no:
        wrong.append(Wrong(line, COLUMNS[no.what][0], no.sentence))
        return None


def _plain(name: str) -> Callable[[str, date], dict[str, Any]]:
    def reading(typed: str, _: date) -> dict[str, Any]:
        if len(typed) > LONGEST[name]:
            raise Missing(name, LONG.format(most=LONGEST[name]))
        return {name: typed}

    return reading


def _day(name: str) -> Callable[[str, date], dict[str, Any]]:
    def reading(typed: str, today: date) -> dict[str, Any]:
        found = parse_day(typed, today)
        if found is None:
            raise Missing(name, NOT_A_DAY.format(typed=typed))
        return {name: found}

    return reading


def _seats(typed: str, _: date) -> dict[str, Any]:
    plain = typed.removesuffix("명").strip()
    if not plain.isdecimal():
        raise Missing("seats", NO_SEATS)
    return {"seats": int(plain)}


READINGS: Mapping[str, Callable[[str, date], dict[str, Any]]] = {
    "title": _plain("title"), "place": _plain("place"), "first": _day("first"), "last": _day("last"),
    "days": lambda typed, _: {"days": days_in(typed)}, "hours": lambda typed, _: hours_in(typed),
    "seats": _seats,
}  # fmt: skip
