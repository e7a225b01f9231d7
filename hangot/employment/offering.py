"""Vacancies and courses of the house: typed one by one, or vacancies as a whole table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.employment.offers import Offer, sound
from hangot.core.employment.pasted import Pasted, read
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.employment.models import Course, Vacancy
from hangot.employment.queries import least_pay, words_of
from hangot.tasks.fire import locked

UNREAD = Text(
    "고칠 칸이 있어 한 줄도 올리지 않았습니다. 표시된 칸을 고쳐 주세요.",
    "Nothing was taken, because some cells must be corrected first.",
)
UNKNOWN = Text("목록에 없는 직종입니다.", "That occupation is not on the list.")
NO_TITLE = Text("과정의 이름과 배우는 곳을 적어 주세요.", "Write the name of the course and where it is held.")  # fmt: skip
BACKWARDS = Text("끝나는 날이 시작하는 날보다 빠릅니다.", "It ends before it begins.")
NO_DAYS = Text("수업하는 요일을 하나 이상 골라 주세요.", "Choose at least one day of the week.")
NO_SEATS = Text("자리는 1에서 500 사이로 적어 주세요.", "Write the seats, from 1 to 500.")
MOST_SEATS = 500


@dataclass(frozen=True, slots=True)
class Lessons:
    """A course as it is typed."""

    title: str
    place: str
    first: date
    last: date
    days: tuple[int, ...]
    seats: int
    starts: time | None = None
    ends: time | None = None


def add(*, offer: Offer, by: Actor, at: datetime) -> Vacancy:
    """One vacancy; Missing with what is wrong."""
    _writes(by, at)
    if offer.occupation not in words_of(by).occupations:
        raise Missing("occupation", UNKNOWN)
    return _added(sound(offer, least_pay(on=_today(at), by=by)), by=by, at=at)


def bring_in(*, text: str, by: Actor, at: datetime) -> list[Vacancy]:
    """A whole table, or nothing of it: Missing where any cell cannot be read."""
    _writes(by, at)
    found = looked_at(text, by=by, at=at)
    if found.wrong:
        raise Missing("table", UNREAD)
    return [_added(offer, by=by, at=at) for _, offer in found.offers]


def looked_at(text: str, *, by: Actor, at: datetime) -> Pasted:
    """The table as it would be taken, and every cell to correct."""
    today = _today(at)
    return read(text, words_of(by), today=today, least=least_pay(on=today, by=by))


def close(*, vacancy_id: UUID, by: Actor, at: datetime) -> Vacancy:
    """Nobody is sought any more."""
    _writes(by, at)
    row: Vacancy = locked(Vacancy, vacancy_id, expected=None)
    if row.closed_at is not None:
        raise Hidden
    row.closed_at, row.version = at, row.version + 1
    row.save()
    remember("vacancy.write", by=by, at=at, thing=row.pk)
    return row


def add_course(*, lessons: Lessons, by: Actor, at: datetime) -> Course:
    """One course; Missing with what is wrong."""
    _writes(by, at)
    checks = (
        ("title", lessons.title.strip() and lessons.place.strip(), NO_TITLE),
        ("last", lessons.first <= lessons.last, BACKWARDS),
        ("days", lessons.days, NO_DAYS),
        ("seats", 0 < lessons.seats <= MOST_SEATS, NO_SEATS),
    )
    for what, right, sentence in checks:
        if not right:
            raise Missing(what, sentence)
    row = Course(
        **_house(by, at), title=lessons.title, place=lessons.place, first=lessons.first,
        last=lessons.last, days=list(lessons.days), seats=lessons.seats, starts=lessons.starts,
        ends=lessons.ends,
    )  # fmt: skip
    row.save(force_insert=True)
    remember("vacancy.write", by=by, at=at, thing=row.pk)
    return row


def _writes(by: Actor, at: datetime) -> None:
    may("vacancy.write", by, Scene(at))
    words_of(by)


def _added(offer: Offer, *, by: Actor, at: datetime) -> Vacancy:
    row = Vacancy(
        **_house(by, at), title=offer.title.strip(), employer=offer.employer.strip(),
        occupation=offer.occupation, place=offer.place, pay=offer.pay, per=offer.per or "",
        days=list(offer.days), starts=offer.starts, ends=offer.ends, needs=list(offer.needs),
        likes=list(offer.likes), traits=list(offer.traits or ()), asked=offer.traits is not None,
        until=offer.until,
    )  # fmt: skip
    row.save(force_insert=True)
    remember("vacancy.write", by=by, at=at, thing=row.pk)
    return row


def _house(by: Actor, at: datetime) -> Mapping[str, Any]:
    return {
        "centre_id": by.centre, "agency_id": by.agency, "post_id": by.post, "created_at": at,
    }  # fmt: skip


def _today(at: datetime) -> date:
    return at.astimezone(SEOUL).date()
