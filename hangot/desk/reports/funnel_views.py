"""Where the reports of a month or year have got to: pictures, the same as tables, sums that fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Purpose
from hangot.core.clocks import months
from hangot.core.packs import Choice, Profile
from hangot.core.reports.funnel import Funnel, Place, funnel
from hangot.core.text import Text
from hangot.desk.door import page
from hangot.desk.reports.funnel_rows import STEPS, by_district, of_the_city
from hangot.desk.typed import date_of
from hangot.packs.active import profile
from hangot.reports import queries
from hangot.templatetags.moments import day_of

YEAR = 12
YEARS = re.compile(r"20[0-9]{2}")
WIDTH, ROW, LEFT = 640, 34, 150
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
class Bar:
    """One step as drawn and as a line of the table; `share` in whole percent of all reports."""

    label: Text
    many: int
    share: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Span:
    """A month, or a whole year, of which the reports are shown; `until` excluded."""

    first: date
    until: date
    typed: str


@page(right="funnel.see", door="house.funnel", purpose=Purpose.STATISTICS)
def house_funnel(request: Any) -> HttpResponse:
    """A month or a year, all districts or one of them; and what other centres told of theirs."""
    pack, today = profile(request.actor.profile), day_of(request.at)
    span = _span(request.GET.get("month", ""), today)
    found = list(queries.events(span.first, span.until))
    districts = _districts(found, pack)
    chosen = request.GET.get("district", "")
    counted = funnel(event for place, event in found if chosen in ("", place))
    context = {
        "months": list(_spans(today)), "month": span.typed,
        "districts": districts if len(districts) > 1 else (), "chosen": chosen,
        "bars": list(_bars(counted)), "width": WIDTH, "left": LEFT, "height": ROW * len(STEPS),
        "places": [(PLACES[place], many) for place, many in counted.places.items() if many],
        "total": counted.total, "turned": queries.turned_away(span.first, span.until),
        "own": by_district(found, districts) if len(districts) > 1 and not chosen else None,
        "city": of_the_city(queries.told_to(request.actor.centre, span.first.year)),
        "year": span.first.year,
    }  # fmt: skip
    return render(request, "desk/reports/funnel.html", context)


def _span(typed: str, today: date) -> Span:
    """What was asked for; this month where that is no month and no year, or lies ahead."""
    if YEARS.fullmatch(typed) and int(typed) <= today.year:
        return Span(date(int(typed), 1, 1), date(int(typed) + 1, 1, 1), typed)
    this = today.replace(day=1)
    first = min(date_of(f"{typed}-01") or this, this)
    return Span(first, months(first, 1), f"{first:%Y-%m}")


def _spans(today: date) -> Iterator[tuple[str, Text]]:
    """This month and the eleven before it, this year and the one before."""
    for back in range(YEAR):
        day = months(today.replace(day=1), -back)
        yield f"{day:%Y-%m}", Text(f"{day.year}년 {day.month}월", f"{day:%B %Y}")
    for year in (today.year, today.year - 1):
        yield f"{year}", Text(f"{year}년 한 해", f"The year {year}")


def _districts(found: list[tuple[str, Any]], pack: Profile) -> list[Choice]:
    here = {place for place, _ in found if place}
    return [one for one in pack.choices("districts") if one.id in here]


def _bars(counted: Funnel) -> Iterator[Bar]:
    for at, (step, label) in enumerate(STEPS.items()):
        many, share = counted.passed[step], counted.share(step)
        yield Bar(label, many, round(100 * share), at * ROW, round((WIDTH - LEFT - 60) * share))
