"""Where the reports of a month or year have got to: pictures, the same as tables, sums that fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Purpose
from hangot.core.clocks import months
from hangot.core.packs import Choice, Profile
from hangot.core.reports.funnel import funnel
from hangot.core.reports.sums import Shown, shown, told
from hangot.core.rights import Scene, allows
from hangot.core.text import Text
from hangot.desk.door import page
from hangot.desk.reports.funnel_rows import STEPS, by_district, of_the_city
from hangot.desk.standing import PLACES, span_of
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.reports import queries
from hangot.templatetags.moments import day_of

YEAR, FULL = 12, 100
WIDTH, ROW, LEFT = 640, 34, 150


@dataclass(frozen=True, slots=True)
class Bar:
    """One step as drawn and as a line of the table; `share` in whole percent of all reports."""

    label: Text
    many: int | None
    share: int | None
    y: int
    width: int


@page(right="funnel.see", door="house.funnel", purpose=Purpose.STATISTICS)
def house_funnel(request: Any) -> HttpResponse:
    """A month or a year, all districts or one of them; and what other centres told of theirs."""
    pack, today, actor = profile(request.actor.profile), day_of(request.at), request.actor
    lead = house(actor.centre).centre.lead_agency_id
    exact = allows("funnel.exact", actor, Scene(request.at, lead_agency=lead))
    span = span_of(request.GET.get("month", ""), today)
    found = queries.to_count(actor.centre, span.first, span.until)
    districts = _districts(found, pack)
    chosen = request.GET.get("district", "")
    counted = shown(funnel(event for place, event in found if chosen in ("", place)), exact=exact)
    turned = queries.turned_away(span.first, span.until)
    context = {
        "months": list(_spans(today)), "month": span.typed, "exact": exact,
        "districts": districts if len(districts) > 1 else (), "chosen": chosen,
        "bars": list(_bars(counted)), "width": WIDTH, "left": LEFT, "height": ROW * len(STEPS),
        "places": [(p, PLACES[p], many) for p, many in counted.places.items() if many != 0],
        "total": counted.total, "turned": turned if exact else told(turned), "any": bool(found),
        "own": by_district(found, districts, exact=exact) if len(districts) > 1 and not chosen else None,
        "city": of_the_city(queries.told_to(actor.centre, span.first.year)),
        "year": span.first.year,
    }  # fmt: skip
    return render(request, "desk/reports/funnel.html", context)


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


def _bars(counted: Shown) -> Iterator[Bar]:
    for at, (step, label) in enumerate(STEPS.items()):
        many, share = counted.passed[step], counted.share(step)
        yield Bar(label, many, share, at * ROW, (WIDTH - LEFT - 60) * min(share or 0, FULL) // FULL)
