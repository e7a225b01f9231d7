"""Where the reports of a month have got to: a picture, the same as a table, and the sum that must fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Purpose
from hangot.core.clocks import months
from hangot.core.packs import Choice, Profile
from hangot.core.reports.funnel import Funnel, Place, Step, funnel
from hangot.core.text import Text
from hangot.desk.door import page
from hangot.desk.typed import date_of
from hangot.packs.active import profile
from hangot.reports import queries
from hangot.templatetags.moments import day_of

YEAR = 12
WIDTH, ROW, LEFT = 640, 34, 150
STEPS = {
    Step.REPORTED: Text("신고", "Reported"),
    Step.REACHED: Text("연락 닿음", "Reached"),
    Step.VISITED: Text("방문", "Visited"),
    Step.JUDGED: Text("판단", "Judged"),
    Step.SERVED: Text("지원", "Served"),
    Step.CLOSED: Text("종결", "Closed"),
    Step.RECURRED: Text("다시 신고됨", "Reported again"),
}
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
    Place.LOST: Text("여러 방법에도 닿지 않음", "Not reached by any way"),
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


@page(right="funnel.see", door="house.funnel", purpose=Purpose.STATISTICS)
def house_funnel(request: Any) -> HttpResponse:
    """A month, all districts or one of them."""
    pack, today = profile(request.actor.profile), day_of(request.at)
    first = date_of(f"{request.GET.get('month', '')}-01") or today.replace(day=1)
    first = min(first, today.replace(day=1))
    found = list(queries.events(first, months(first, 1)))
    districts = _districts(found, pack)
    chosen = request.GET.get("district", "")
    mine = [event for place, event in found if chosen in ("", place)]
    counted = funnel(mine)
    context = {
        "first": first, "months": list(_months(today)), "month": f"{first:%Y-%m}",
        "districts": districts if len(districts) > 1 else (), "chosen": chosen,
        "bars": list(_bars(counted)), "width": WIDTH, "left": LEFT, "height": ROW * len(STEPS),
        "places": [(PLACES[place], many) for place, many in counted.places.items() if many],
        "total": counted.total, "turned": queries.turned_away(first, months(first, 1)),
    }  # fmt: skip
    return render(request, "desk/reports/funnel.html", context)


def _months(today: date) -> Iterator[tuple[str, Text]]:
    """This month and the eleven before it."""
    for back in range(YEAR):
        day = months(today.replace(day=1), -back)
        yield f"{day:%Y-%m}", Text(f"{day.year}년 {day.month}월", f"{day:%B %Y}")


def _districts(found: list[tuple[str, Any]], pack: Profile) -> list[Choice]:
    here = {place for place, _ in found if place}
    return [one for one in pack.choices("districts") if one.id in here]


def _bars(counted: Funnel) -> Iterator[Bar]:
    for at, (step, label) in enumerate(STEPS.items()):
        many, share = counted.passed[step], counted.share(step)
        yield Bar(label, many, round(100 * share), at * ROW, round((WIDTH - LEFT - 60) * share))
