"""Somebody is told of a vacancy, gets a seat in a course, comes to report: each on a day."""

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.core.access import Actor, Level
from hangot.core.clocks import SEOUL
from hangot.core.employment.days import clashes, recognised
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.eligibility import ruling
from hangot.eligibility.facts import Told, told
from hangot.employment.models import (
    ENDED,
    Course,
    Enrolment,
    Introduction,
    JobSearch,
    RecognitionDay,
    Vacancy,
)
from hangot.employment.queries import lesson_of, off, words_of
from hangot.employment.seeking import WORK, mine, noted
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import locked

REPORT = "work.report"
REPORTED = "unemployment_reported_on"
OPENS = time(9)
HIRED, NOT_HIRED, NO_THANKS = "hired", "not_hired", "no_thanks"
OUTCOMES = (HIRED, NOT_HIRED, NO_THANKS)
FINISHED, LEFT = "finished", "left"
TWICE = Text("이미 소개한 일자리입니다.", "This vacancy was introduced already.")
ENROLLED = Text("이미 이 과정에 자리가 있습니다.", "There is a seat in this course already.")
FULL = Text("남은 자리가 없습니다. 다른 과정을 살펴봐 주세요.", "No seat is left. Look at another course.")  # fmt: skip
AT_LESSON = Text(
    "그 시각에는 ‘{title}’ 수업이 있습니다. 수업 앞이나 뒤의 시각을 적어 주세요.",
    "There is a lesson of “{title}” then. Choose a time before or after it.",
)
SAME_DAY = Text("그날은 이미 정해져 있습니다.", "That day is set already.")


def introduce(*, search_id: UUID, vacancy_id: UUID, by: Actor, at: datetime) -> Introduction:
    """Somebody is told of a vacancy that is open."""
    row = readable(search_id, by=by, at=at)
    vacancy = Vacancy.objects.filter(pk=vacancy_id, closed_at=None).first()
    if vacancy is None:
        raise Hidden
    if Introduction.objects.filter(search=row, vacancy=vacancy).exists():
        raise Missing("vacancy", TWICE)
    found = Introduction(
        **owned(row.subject_id, WORK, by=by, at=at), search=row, vacancy=vacancy,
        on=at.astimezone(SEOUL).date(),
    )  # fmt: skip
    found.save(force_insert=True)
    noted(row, by=by, at=at)
    return found


def settle(*, introduction_id: UUID, outcome: str, by: Actor, at: datetime) -> Introduction:
    """What became of an introduction, by the desk that made it."""
    found: Introduction = locked(Introduction, introduction_id, expected=None)
    _writes(found.subject_id, found.agency_id, by=by, at=at)
    if outcome not in OUTCOMES:
        raise Hidden
    found.outcome, found.settled_on = outcome, at.astimezone(SEOUL).date()
    found.version += 1
    found.save()
    remember("employment.write", by=by, at=at, subject=found.subject_id, thing=found.pk, section=WORK)  # fmt: skip
    return found


def enrol(*, search_id: UUID, course_id: UUID, by: Actor, at: datetime) -> Enrolment:
    """A seat in a course, while there is one."""
    row = readable(search_id, by=by, at=at)
    course: Course = locked(Course, course_id, expected=None)
    if course.closed_at is not None:
        raise Hidden
    if Enrolment.objects.filter(search=row, course=course).exists():
        raise Missing("course", ENROLLED)
    if course.taken >= course.seats:
        raise Missing("course", FULL)
    course.taken, course.version = course.taken + 1, course.version + 1
    course.save()
    found = Enrolment(**owned(row.subject_id, WORK, by=by, at=at), search=row, course=course)
    found.save(force_insert=True)
    noted(row, by=by, at=at)
    return found


def end_course(*, enrolment_id: UUID, outcome: str, by: Actor, at: datetime) -> Enrolment:
    """The course was finished, or left; a seat that was left is free again."""
    found: Enrolment = locked(Enrolment, enrolment_id, expected=None)
    _writes(found.subject_id, found.agency_id, by=by, at=at)
    if outcome not in (FINISHED, LEFT) or found.outcome:
        raise Hidden
    if outcome == LEFT:
        course: Course = locked(Course, found.course_id, expected=None)
        course.taken, course.version = course.taken - 1, course.version + 1
        course.save()
    found.outcome, found.ended_on = outcome, at.astimezone(SEOUL).date()
    found.version += 1
    found.save()
    remember("employment.write", by=by, at=at, subject=found.subject_id, thing=found.pk, section=WORK)  # fmt: skip
    return found


def set_day(
    *, search_id: UUID, on: date, slot: time | None, by: Actor, at: datetime
) -> RecognitionDay:
    """The next day to report; Missing outside its weeks, on a day off, or during a lesson."""
    row = mine(search_id, expected=None, by=by, at=at)
    before = last_day(row, on, by=by)
    recognised(on, before, words_of(by).recognition, off(by))
    if RecognitionDay.objects.filter(search=row, on=on).exists():
        raise Missing("on", SAME_DAY)
    _beside_lessons(row, on, slot)
    found = RecognitionDay(
        **owned(row.subject_id, WORK, by=by, at=at), search=row, on=on, at=slot
    )  # fmt: skip
    found.save(force_insert=True)
    open_task(
        REPORT, subject=row.subject_id, agency=row.agency_id, post=row.post_id,
        thing_kind="recognition_day", thing=found.pk, at=at,
        due=datetime.combine(on, slot or OPENS, SEOUL),
    )  # fmt: skip
    noted(row, by=by, at=at)
    return found


def reported(*, day_id: UUID, by: Actor, at: datetime) -> RecognitionDay:
    """Somebody came and reported."""
    found = RecognitionDay.objects.filter(pk=day_id, held_on=None).first()
    if found is None:
        raise Hidden
    row = mine(found.search_id, expected=None, by=by, at=at)
    found.held_on, found.version = at.astimezone(SEOUL).date(), found.version + 1
    found.save()
    close_tasks(found.pk, subject=row.subject_id, by=by, at=at, what=(REPORT,))
    noted(row, by=by, at=at)
    return found


def last_day(row: JobSearch, on: date, *, by: Actor) -> date | None:
    """The day before which nothing was reported, else that of reporting unemployment."""
    days = RecognitionDay.objects.filter(search=row, on__lt=on).order_by("-on")
    rules = ruling.in_use(by.centre, profile(by.profile).rules).rules
    known = days.values_list("on", flat=True).first()
    return known or reported_on(told(row.subject_id, rules, on=on))


def reported_on(facts: Mapping[str, Told]) -> date | None:
    """The day of reporting unemployment, as it was told."""
    known = facts.get(REPORTED)
    found = known.value if known is not None else None
    return found if isinstance(found, date) else None


def readable(search_id: UUID, *, by: Actor, at: datetime) -> JobSearch:
    """An open search that one reads, of whichever desk."""
    may("employment.write", by, Scene(at))
    row = JobSearch.objects.filter(pk=search_id).exclude(state__in=ENDED).first()
    if row is None:
        raise Hidden
    need(by, row.subject_id, WORK, Level.FULL, at=at)
    return row


def _beside_lessons(row: JobSearch, on: date, slot: time | None) -> None:
    """On the day of a lesson a time beside it must be given."""
    gone = Enrolment.objects.filter(search=row).exclude(outcome=LEFT).select_related("course")
    lessons = [lesson_of(one.course) for one in gone]
    found = clashes(on, slot, lessons)
    if found:
        raise Missing("slot", AT_LESSON.format(title=found[0].title))


def _writes(subject: UUID, agency: UUID, *, by: Actor, at: datetime) -> None:
    may("employment.write", by, Scene(at))
    need(by, subject, WORK, Level.FULL, at=at)
    if agency != by.agency:
        raise Hidden
