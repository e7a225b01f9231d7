"""What the policy says of searches for work, in Python, and rows of them to steal."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hangot import clock
from hangot.cases import desk_parts as parts
from hangot.core.access import Section
from hangot.core.employment.offers import Offer, Wishes
from hangot.employment import actions as work
from hangot.employment.models import JobCheck, RecognitionDay
from hangot.people.entries import owned
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
TABLES = ("jobsearch", "introduction", "enrolment", "recognitionday", "jobcheck")
DESK, WORKER = "moel-job-centre", "moel-job-centre-1"
GIVEN = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
FULL = 3


def _work(judge: Any, row: Row) -> bool:
    return bool(judge.level(row["subject_id"], row["section"], row) >= FULL)


def _own_desk(judge: Any, row: Row) -> bool:
    return bool(row["agency_id"] == judge.actor.agency) and _work(judge, row)


def _helps(judge: Any, row: Row) -> bool:
    return bool(judge.actor.duties & set("CMA"))


RULES_OF_EMPLOYMENT: Mapping[str, Judging] = {
    **dict.fromkeys(TABLES, _work), "joblimits": _own_desk, "deskpart": _own_desk,
    **dict.fromkeys(("vacancy", "course"), _helps),
}  # fmt: skip


def fill_employment(town: Town, *names: str) -> None:
    """The desk for work is asked for these people, and writes down what they look for."""
    at = clock.now()
    today = at.date()
    with town.acts(WORKER) as by:
        vacancy = work.add(offer=Offer("시설 점검", "한빛빌딩", "repair"), by=by, at=at)
        lessons = work.Lessons("전산회계", "2층", today, today + timedelta(days=30), (1, 2), 9)
        course = work.add_course(lessons=lessons, by=by, at=at)
    for name in names:
        case = town.cases[name]
        with town.acts(WORKER) as by:
            told = work.Profile(Wishes(limits=("night",)), limits=("lifting",))
            row = work.keep(case_id=case.pk, told=told, expected=None, by=by, at=at)
            work.introduce(search_id=row.pk, vacancy_id=vacancy.pk, by=by, at=at)
            work.enrol(search_id=row.pk, course_id=course.pk, by=by, at=at)
            mine = owned(case.person_id, Section.EMPLOYMENT, by=by, at=at)
            RecognitionDay(**mine, search=row, on=today).save(force_insert=True)
            parts.write_part(case_id=case.pk, text="대출 500만원", due=None, by=by, at=at)
            JobCheck(**mine, search=row, months=1, due=today).save(force_insert=True)
