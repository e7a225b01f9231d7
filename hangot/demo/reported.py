"""Homes reported to a district, each as far as a report can come: and a conference that is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hangot.conferences import actions as conferences
from hangot.core.access import Section
from hangot.core.clocks import SEOUL
from hangot.core.reports.fields import Member, Report
from hangot.demo.stage import Stage
from hangot.demo.walks import Walk
from hangot.intake import actions as intake
from hangot.packs.active import profile
from hangot.reports import actions as reports
from hangot.reports.answering import answer
from hangot.reports.apart import Beside
from hangot.reports.opening import open_case

POLICE, DESK, LEAD, MANAGER = "apo-1", "counsellor-1", "team-lead", "case-manager-1"
NEXT_DAYS, LASTS = 3, 2
Step = Callable[[Stage, UUID, datetime], None]
ABOUT = (Section.PLAN, Section.HEALTH, Section.PROTECTION)


@dataclass(frozen=True, slots=True)
class Home:
    """Who lives there, how many days ago it was reported, and how far it came."""

    name: str
    birth: date
    phone: str
    ago: int
    wish: str
    until: str = ""
    risk: str = "normal"
    child: str = ""


HOMES = (
    Home("한보람", date(1990, 5, 6), "01000770506", 0, "밤에 조용했으면 해요", child="정가온"),
    Home("오늘해", date(1984, 2, 9), "01000770209", 0, "누가 좀 와 주세요", risk="high"),
    Home("남가람", date(1979, 11, 3), "01000771103", 2, "전화는 낮에만 주세요", "tried"),
    Home("서미르", date(1995, 8, 8), "01000770808", 5, "혼자 있을 곳이 필요해요", "asked"),
    Home("문한결", date(1971, 1, 30), "01000770130", 6, "술을 끊게 돕고 싶어요", "answered"),
    Home("유새론", date(1988, 7, 12), "01000770712", 9, "법을 알고 싶어요", "helped"),
    Home("한보람", date(1990, 5, 6), "01000770506", 12, "말로 풀고 싶어요", "declined"),
    Home("권나래", date(1992, 12, 1), "01000771201", 15, "아이와 지낼 곳을 찾아요", "opened", child="권하늘"),
)  # fmt: skip


def reported_homes(stage: Stage) -> None:
    """The oldest first, so that the home that comes again is known."""
    for number, home in enumerate(sorted(HOMES, key=lambda one: -one.ago), start=1):
        _report(stage, home, number)


def _report(stage: Stage, home: Home, number: int) -> None:
    at = stage.day(home.ago, time(9, 10))
    members = (Member("child", home.child, None),) if home.child else ()
    with stage.played(POLICE, at) as by:
        told = Report(
            number=f"성북-{number:04}", reported_at=at - timedelta(hours=1), risk=home.risk,
            name=home.name, birth=home.birth, phone=home.phone, call_from=time(0),
            call_to=time(23, 59), district="seongbuk", members=members, wish=home.wish,
            agreed_at=at, script=profile(by.profile).consent.call.version,
        )  # fmt: skip
        beside = Beside("neighbour", "이웃", None, "위층", "")
        taken = reports.take(told=told, source="form", by=by, at=at, beside=beside)
    if taken.notice_id and home.until:
        STEPS[home.until](stage, taken.notice_id, stage.after(at, minutes=40))


def _tried(stage: Stage, notice: UUID, at: datetime, calls: int = 2) -> None:
    for turn in range(calls):
        later = stage.after(at, minutes=90 * turn)
        with stage.played(DESK, later) as by:
            intake.attempt(notice_id=notice, result="no_answer", expected=None, by=by, at=later)


def _asked(stage: Stage, notice: UUID, at: datetime) -> None:
    """Three calls reach nobody; the police are asked to look."""
    _tried(stage, notice, at, 3)
    later = stage.after(at, days=1)
    with stage.played(DESK, later) as by:
        intake.another_way(notice_id=notice, way="ask_police", expected=None, by=by, at=later)


def _answered(stage: Stage, notice: UUID, at: datetime) -> None:
    _asked(stage, notice, at)
    later = stage.after(at, days=2)
    with stage.played(POLICE, later) as by:
        answer(
            report_id=notice,
            result="will_answer",
            words="저녁 여섯 시 뒤에 받으심",
            by=by,
            at=later,
        )


def _started(stage: Stage, notice: UUID, at: datetime) -> None:
    with stage.played(DESK, at) as by:
        intake.look_up_notice(
            notice_id=notice, reason="before_registering", expected=None, by=by, at=at
        )
        intake.start(notice_id=notice, receipt_id=None, expected=None, by=by, at=at)


def _ended(event: str, **said: Any) -> Step:
    def end(stage: Stage, notice: UUID, at: datetime) -> None:
        _started(stage, notice, at)
        with stage.played(DESK, at) as by:
            intake.end(
                notice_id=notice, event=event, ending=intake.Ending(**said), expected=None, by=by,
                at=at,
            )  # fmt: skip

    return end


def _opened(stage: Stage, notice: UUID, at: datetime) -> None:
    _started(stage, notice, at)
    with stage.played(DESK, at) as by:
        open_case(
            notice_id=notice, known=None, method="phone", lead_post=stage.posts[MANAGER],
            expected=None, by=by, at=at,
        )  # fmt: skip


STEPS: Mapping[str, Step] = {
    "tried": _tried, "asked": _asked, "answered": _answered, "opened": _opened,
    "helped": _ended("help", words="상담소와 법률상담을 안내함"),
    "declined": _ended(
        "decline", why="not_now", words="필요하면 다시 전화 주시기로 함",
        holds=("safety_and_report_checked",),
    ),
}  # fmt: skip


def called_together(walk: Walk, *posts: str) -> None:
    """A joint conference in three days about somebody, everybody asked for what they know."""
    stage, at = walk.stage, walk.stage.now
    begins = datetime.combine(
        (at + timedelta(days=NEXT_DAYS)).astimezone(SEOUL).date(), time(14), SEOUL
    )
    with stage.played(LEAD, at) as by:
        meeting = conferences.Meeting(
            "integrated", begins, begins + timedelta(hours=LASTS), by.post
        )
        row = conferences.prepare(meeting=meeting, by=by, at=at)
        wish = conferences.Wish(ABOUT, origin="still")
        conferences.propose(conference_id=row.pk, case_id=walk.file.pk, wish=wish, by=by, at=at)
        conferences.invite(
            conference_id=row.pk, posts=[stage.posts[one] for one in posts], expected=None, by=by,
            at=at,
        )  # fmt: skip
        conferences.call(conference_id=row.pk, expected=None, by=by, at=at)
