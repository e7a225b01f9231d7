"""Told in the centre for people in debt: 임재석, from the first look at his budget to the court."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from hangot.core.access import Section
from hangot.demo import owing, walks
from hangot.demo.facts import tell
from hangot.demo.people import Sketch
from hangot.demo.stage import Stage
from hangot.demo.telling import Ask, ask_and_send, begin, decide
from hangot.people.actions import Safety

OVERVIEW, IDENTITY, CONTACT = Section.OVERVIEW, Section.IDENTITY, Section.CONTACT
WELFARE, FINANCE, PLAN = Section.WELFARE, Section.FINANCE, Section.PLAN
JAESEOK = Sketch(
    "임재석", date(1974, 6, 3), "01000770603", ("illegal_lending",),
    "가게를 접고 나니 빚이 일억이 넘어요. 문자로 빌린 곳에서 매일 전화가 와요.",
    "전화가 그만 오고 다시 시작했으면 해요", ("economy", "law_rights"), channel="network",
    urgency="soon", safety=Safety(window_from=time(14), window_to=time(16)),
    helped_by=("seongbuk-case-management",),
)  # fmt: skip


def jaeseok(stage: Stage) -> None:
    """Debts sorted out, a way chosen; welfare helps without knowing what he owes."""
    walk = begin(stage, JAESEOK, 50, time(10, 30))
    tell(walk, {
        "household_size": 1, "net_income": 1_600_000, "regular_income": True,
        "unsecured_debt": 125_400_000, "private_debt": 3_000_000, "priority_debt": 4_200_000,
        "overdue_days": 120, "region": "seoul",
    })  # fmt: skip
    owing.told(walk)
    ask_and_send(walk, (
        Ask("seongbuk-case-management", (OVERVIEW, IDENTITY, WELFARE, PLAN),
            "integrated-case-management-network", "in_service", no=(FINANCE,),
            post="seongbuk-case-management-2"),
        Ask("ccrs", (IDENTITY, CONTACT, FINANCE), "ccrs-debt-adjustment", "declined_done"),
    ))  # fmt: skip
    walks.note(walk, walk.counsellor)
    decide(walk)
    owing.followed(walk)


STORIES: Sequence[Callable[[Stage], Any]] = (jaeseok,)
