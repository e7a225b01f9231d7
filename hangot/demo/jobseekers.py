"""Told in the centre for work and welfare: a laid-off mother, a soldier, a woman after years at home."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from hangot.core.access import Section
from hangot.demo import seeking, walks
from hangot.demo.facts import tell
from hangot.demo.lent import VOLUNTEERS, accompanied
from hangot.demo.people import Sketch
from hangot.demo.stage import Stage
from hangot.demo.telling import Ask, ask_and_send, begin, decide
from hangot.people.actions import Safety

OVERVIEW, IDENTITY, CONTACT = Section.OVERVIEW, Section.IDENTITY, Section.CONTACT
WELFARE, FINANCE, WORK = Section.WELFARE, Section.FINANCE, Section.EMPLOYMENT
FAMILY, HEALTH, PLAN = Section.FAMILY, Section.HEALTH, Section.PLAN
ANY_TIME = Safety(channels=("phone", "sms"), say_agency=True, leave_voice=True)
JOBS, WELFARE_DESK, FUNDS = "employment-centre", "welfare-desk", "inclusive-finance-desk"
WOMEN, SOLDIERS, NEARBY = (
    "womens-reemployment-centre",
    "discharged-soldiers-centre",
    "local-job-centre",
)
MINA = Sketch(
    "송미나", date(1990, 5, 8), "01000770508", (), "회사가 문을 닫았어요. 하람이와 둘이 사는데 월세가 걱정이에요.",
    "일자리를 찾고 월세를 밀리지 않았으면 해요", ("employment", "economy", "family"), channel="visit",
    safety=ANY_TIME, helped_by=(JOBS, WELFARE_DESK),
)  # fmt: skip
TAEJUN = Sketch(
    "강태준", date(1994, 2, 11), "01000770211", (), "칠 년 복무하고 전역했어요. 무엇부터 해야 할지 모르겠어요.",
    "경력을 살려 일하고 싶어요", ("employment",), channel="visit", safety=ANY_TIME,
    helped_by=(SOLDIERS, JOBS),
)  # fmt: skip
SOYEONG = Sketch(
    "문소영", date(1985, 10, 2), "01000771002", (), "아이를 키우느라 육 년을 쉬었어요.", "다시 일하고 싶어요",
    ("employment", "family"), channel="desk", safety=ANY_TIME, helped_by=(WOMEN, NEARBY),
)  # fmt: skip


def mina(stage: Stage) -> None:
    """Three desks and one plan; what she owes only one of them may know."""
    seeking.offered(stage)
    walk = begin(stage, MINA, 40, time(9, 30))
    _told(walk, {
        "left_work_on": (walk.at.date() - timedelta(days=6)).isoformat(), "leaving_reason": "dismissed",
        "insured_years": 6, "insured_days": 2190, "daily_base": 96_000, "hours_a_day": 8,
        "work_kind": "employee", "seeking_work": True, "disabled": False, "household_size": 2,
        "lone_parent": "parent", "region": "seoul",
        "unemployment_reported_on": walk.at.date().isoformat(),
    })  # fmt: skip
    ask_and_send(walk, (
        Ask(JOBS, (OVERVIEW, IDENTITY, WORK, PLAN), "unemployment-benefit", "in_service", no=(FINANCE,)),
        Ask(WELFARE_DESK, (OVERVIEW, IDENTITY, FAMILY, WELFARE, WORK, PLAN), "welfare-general",
            "accepted", no=(FINANCE,)),
        Ask(FUNDS, (IDENTITY, FINANCE), "low-interest-funds", "in_service"),
        Ask(VOLUNTEERS, (IDENTITY, WELFARE), "volunteer-linking", "in_service"),
    ))  # fmt: skip
    seeking.search(walk, f"{JOBS}-1", seeking.MINA, course=seeking.COURSE)
    accompanied(walk)
    decide(walk, apart=FUNDS)
    seeking.part(walk, f"{FUNDS}-1", "미소금융 전세자금 오백만 원 신청을 함께 준비합니다.")


def taejun(stage: Stage) -> None:
    """An allowance after longer service; what the service did to his back stays with one desk."""
    walk = begin(stage, TAEJUN, 26, time(14))
    _told(walk, {"seeking_work": True, "discharged_on": (walk.at.date() - timedelta(days=15)).isoformat(),
                 "served_months": 86, "household_size": 1})  # fmt: skip
    ask_and_send(walk, (
        Ask(SOLDIERS, (OVERVIEW, IDENTITY, WORK, HEALTH), "transition-allowance", "in_service"),
        Ask(NEARBY, (IDENTITY, WORK), "local-job-matching", "accepted", no=(HEALTH,)),
    ))  # fmt: skip
    seeking.search(
        walk, f"{SOLDIERS}-1", seeking.TAEJUN, track="discharged_soldier", limits=("lifting",),
        steps={"counsel": 0, "allowance": 5},
    )  # fmt: skip
    walks.note(walk, walk.counsellor)


def soyeong(stage: Stage) -> None:
    """The way back to work through a course; her plan waits for approval."""
    walk = begin(stage, SOYEONG, 30, time(11))
    _told(walk, {"household_size": 4, "earned_income": 3_700_000, "seeking_work": True})
    ask_and_send(walk, (
        Ask(WOMEN, (OVERVIEW, IDENTITY, WORK, PLAN), "womens-vocational-training", "in_service"),
        Ask(NEARBY, (IDENTITY, WORK), "local-job-matching", "accepted"),
    ))  # fmt: skip
    seeking.search(
        walk, f"{WOMEN}-1", seeking.SOYEONG, track="career_break", course=seeking.SHORT,
        steps={"counsel": 0},
    )  # fmt: skip
    decide(walk, plan="agreed")


def _told(walk: walks.Walk, told: Mapping[str, Any]) -> None:
    tell(walk, {"born_on": walk.sketch.birth.isoformat(), **told})


STORIES: Sequence[Callable[[Stage], Any]] = (mina, soyeong, taejun)
