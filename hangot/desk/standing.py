"""Where reports stand, in words, and the month or year of which they are shown."""

import re
from dataclasses import dataclass
from datetime import date

from hangot.core.clocks import months
from hangot.core.reports.funnel import Place
from hangot.core.text import Text
from hangot.desk.typed import date_of

YEARS = re.compile(r"20[0-9]{2}")
PLACES = {
    Place.WAITING: Text("첫 전화 기다림", "Waits for the first call"),
    Place.NOT_REACHED: Text("아직 닿지 않음, 다음 방법 진행", "Not reached yet; a next way is under way"),
    Place.REACHED: Text("상담 중", "Being counselled"),
    Place.VISITED: Text("방문함, 판단 전", "Visited, not judged"),
    Place.CRISIS: Text("위기가정, 지원 전", "Crisis family, not served"),
    Place.WATCH: Text("지켜보는 중", "Watched"),
    Place.SERVED: Text("지원 중", "Being served"),
    Place.NO_CRISIS: Text("위기가정 아님", "Not a crisis family"),
    Place.HELPED: Text("도움 드리고 마침", "Helped and ended"),
    Place.REDIRECTED: Text("다른 곳 안내", "Redirected"),
    Place.JOINED: Text("같은 접수에 이음", "Joined to another contact"),
    Place.DECLINED: Text("본인이 원하지 않음", "Declined by the person"),
    Place.LOST: Text("여러 방법으로도 닿지 않음", "Not reached by any way"),
    Place.CLOSED: Text("사례 종결", "Case closed"),
    Place.RECURRED: Text("마친 뒤 다시 신고됨", "Reported again after the end"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A month, or a whole year, of which the reports are shown; `until` excluded."""

    first: date
    until: date
    typed: str


def span_of(typed: str, today: date) -> Span:
    """What was asked for; this month where that is no month and no year, or lies ahead."""
    if YEARS.fullmatch(typed) and int(typed) <= today.year:
        return Span(date(int(typed), 1, 1), date(int(typed) + 1, 1, 1), typed)
    this = today.replace(day=1)
    first = min(date_of(f"{typed}-01") or this, this)
    return Span(first, months(first, 1), f"{first:%Y-%m}")
