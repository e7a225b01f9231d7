"""The home of story D as the police report it; changed where a test says so."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from hangot.core.clocks import SEOUL
from hangot.core.reports.fields import Member, Report

REPORTED_AT = datetime(2026, 9, 1, 23, 40, tzinfo=SEOUL)
SUNYOUNG = Report(
    number="성북-26-0901", reported_at=REPORTED_AT, name="박선영", birth=date(1988, 4, 2),
    phone="01077340182", call_from=time(9, 30), call_to=time(11, 30), district="seongbuk",
    members=(Member("child", "최유나", date(2017, 5, 2)),), wish="아이와 쉬고 싶어요",
    address="서울 성북구 보문로 12, 101동 302호",
)  # fmt: skip
STRANGER = Report(
    number="성북-26-0777", reported_at=REPORTED_AT, name="오민재", birth=date(1992, 5, 2),
    phone="01055500182", district="seongbuk", address="서울 성북구 종암로 3, 2층 5호",
)  # fmt: skip


def report(**changed: Any) -> Report:
    """Sunyoung's home, told in other words."""
    return replace(SUNYOUNG, **changed)
