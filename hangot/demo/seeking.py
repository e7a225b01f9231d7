"""What the told people of the centre for work look for, and what the house has to offer them."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from hangot.cases.desk_parts import write_part
from hangot.core.employment.offers import Wishes
from hangot.demo.stage import Stage
from hangot.demo.walks import Walk
from hangot.employment import actions as work
from hangot.employment.models import Course, JobSearch
from hangot.employment.queries import courses

PUTS_UP = "employment-centre-2"
WEEK = (1, 2, 3, 4, 5)
VACANCIES = """회사\t하는 일\t직종\t근무지\t임금\t임금종류\t요일\t시간\t필수\t우대\t특징
한빛빌딩\t시설 점검\t설비·정비\t남양주시 다산동\t2,650,000\t월급\t월화수목금\t09:00~18:00\t전기기능사\t지게차\t혼자 일함
든든물류\t상하차와 분류\t물류·운전\t남양주시 진접읍\t2,900,000\t월급\t월화수목금\t09:00~18:00\t\t지게차\t무거운 것을 듦, 오래 서서 일함
가온상사\t사무 보조\t사무·회계\t구리시 인창동\t12,000\t시급\t월화수목금\t10:00~15:00\t\t전산회계\t없음
하람학교급식\t배식과 조리 보조\t조리·급식\t남양주시 호평동\t11,500\t시급\t월화수목금\t09:30~14:30\t\t조리기능사\t오래 서서 일함
누리요양원\t요양보호\t돌봄·요양\t남양주시 와부읍\t2,500,000\t월급\t월화수목금토\t07:00~19:00\t요양보호사\t\t무거운 것을 듦, 밤에 일함
다온온라인\t쇼핑몰 상품 등록\t전산·온라인\t남양주시 별내동\t2,350,000\t월급\t월화수목금\t09:30~17:00\t\t전산회계\t
"""
MINA = Wishes(
    occupations=("office", "digital"), places=("남양주",), pay=2_300_000, per="month", days=WEEK,
    starts=time(9), ends=time(17), skills=("전산회계",), limits=("night",), musts=("hours",),
)  # fmt: skip
TAEJUN = Wishes(
    occupations=("repair", "logistics"), places=("남양주", "구리"), pay=2_500_000, per="month",
    skills=("전기기능사", "지게차"), served=86,
)  # fmt: skip
SOYEONG = Wishes(
    occupations=("office", "cooking"), places=("남양주", "구리"), days=WEEK, starts=time(9, 30),
    ends=time(15), skills=(), musts=("hours",),
)  # fmt: skip
COURSE, SHORT = "전산회계 실무", "사무 다시 시작하기"


def offered(stage: Stage) -> None:
    """Six vacancies from a file, and two courses."""
    today = stage.now.date()
    with stage.played(PUTS_UP, stage.now) as by:
        work.bring_in(text=VACANCIES, by=by, at=stage.now)
        for title, place, ahead, long in (
            (COURSE, "본관 2층 교육실", -12, 88),
            (SHORT, "새일센터 강의실", 5, 39),
        ):
            first = today + timedelta(days=ahead)
            lessons = work.Lessons(
                title, place, first, first + timedelta(days=long), WEEK, 20, time(9, 30), time(16)
            )
            work.add_course(lessons=lessons, by=by, at=stage.now)


def search(
    walk: Walk, post: str, wishes: Wishes, *, track: str = "", limits: tuple[str, ...] = (),
    course: str = "", steps: Mapping[str, int] | None = None,
) -> JobSearch:  # fmt: skip
    """The desk writes down what somebody looks for; steps of the track were done so many days later."""
    told = work.Profile(wishes, track, limits)
    with walk.stage.played(post, walk.at, about=walk.subject) as by:
        row = work.keep(case_id=walk.file.pk, told=told, expected=None, by=by, at=walk.at)
        for step, days in (steps or {}).items():
            on = (walk.at + timedelta(days=days)).date()
            work.step_done(
                search_id=row.pk, step=step, on=on, expected=None, by=by, at=walk.stage.now
            )
        if course:
            work.enrol(search_id=row.pk, course_id=_course(course, walk.at).pk, by=by, at=walk.at)
    return row


def part(walk: Walk, post: str, text: str) -> None:
    """What one desk does for the plan, known to it and the person alone."""
    with walk.stage.played(post, walk.at, about=walk.subject) as by:
        write_part(case_id=walk.file.pk, text=text, due=None, by=by, at=walk.at)


def _course(title: str, at: datetime) -> Course:
    return next(one for one in courses(at.date()) if one.title == title)
