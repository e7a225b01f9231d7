"""Vacancies and courses of the house: typed one by one, or as a whole table."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.employment.lessons import Lessons, Taught, held, read_lessons
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
    found: Vacancy = _closed(Vacancy, vacancy_id, by=by, at=at)
    return found


def close_course(*, course_id: UUID, by: Actor, at: datetime) -> Course:
    """No seat of it is given any more; who has one keeps it."""
    found: Course = _closed(Course, course_id, by=by, at=at)
    return found


def add_course(*, lessons: Lessons, by: Actor, at: datetime) -> Course:
    """One course; Missing with what is wrong."""
    _writes(by, at)
    return _course(held(lessons), by=by, at=at)


def bring_courses(*, text: str, by: Actor, at: datetime) -> list[Course]:
    """A whole table of courses, or nothing of it: Missing where any cell cannot be read."""
    _writes(by, at)
    found = courses_in(text, at=at)
    if found.wrong:
        raise Missing("table", UNREAD)
    return [_course(lessons, by=by, at=at) for _, lessons in found.lessons]


def courses_in(text: str, *, at: datetime) -> Taught:
    """The table of courses as it would be taken, and every cell to correct."""
    return read_lessons(text, today=_today(at))


def _closed(model: Any, pk: UUID, *, by: Actor, at: datetime) -> Any:
    _writes(by, at)
    row = locked(model, pk, expected=None)
    if row.closed_at is not None:
        raise Hidden
    row.closed_at, row.version = at, row.version + 1
    row.save()
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


def _course(lessons: Lessons, *, by: Actor, at: datetime) -> Course:
    row = Course(
        **_house(by, at), title=lessons.title, place=lessons.place, first=lessons.first,
        last=lessons.last, days=list(lessons.days), seats=lessons.seats, starts=lessons.starts,
        ends=lessons.ends,
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
