"""The numbers of a year on one address: as a page, as files, on paper, for other programs."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from hangot.core.access import Purpose
from hangot.core.indicators.telling import Table
from hangot.desk.door import page
from hangot.desk.indicators import paper
from hangot.desk.indicators.files import as_csv, as_data, as_xlsx
from hangot.desk.indicators.showing import TALL, WIDTH, pictures, sentences, shown
from hangot.indicators import queries
from hangot.packs.active import profile

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Mapping[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (SHEET, as_xlsx),
}


@page(right="figures.see", door="house.figures", purpose=Purpose.STATISTICS)
def house_figures(request: Any) -> HttpResponse:
    """A year: all indicators, or one by agency; the same table whichever way it is asked for."""
    pack, years = profile(request.actor.profile), queries.years()
    year = _year(request.GET.get("year", ""), years)
    told = queries.told(year) if year else {}
    known = pack.indicators.counted
    what = request.GET.get("what", "")
    what = what if what in known else ""
    form = request.GET.get("as", "")
    if form == "pdf" and year:
        tables = [shown(pack, told, name, year) for name in ("", *known)]
        lines = sentences(pack.indicators, told)
        return _file(paper.pdf(pack.label, year, tables, lines, at=request.at), "pdf", year)
    table = shown(pack, told, what, year)
    if form == "json":
        return JsonResponse(as_data(table), json_dumps_params={"ensure_ascii": False})
    if form in FILES:
        return _file(FILES[form][1](table), form, year)
    context = {
        "years": years, "year": year, "what": what, "known": known.values(), "table": table,
        "pictures": list(pictures(table)), "width": WIDTH, "tall": TALL,
        "sentences": sentences(pack.indicators, told), "least": pack.indicators.least,
    }  # fmt: skip
    return render(request, "desk/indicators/figures.html", context)


def _year(typed: str, years: list[int]) -> int:
    """The year that was asked for, else the newest; 0 where nothing was told yet."""
    found = [year for year in years if str(year) == typed] or years
    return found[0] if found else 0


def _file(content: bytes, form: str, year: int) -> HttpResponse:
    kind = FILES[form][0] if form in FILES else "application/pdf"
    found = HttpResponse(content, content_type=kind)
    found["Content-Disposition"] = f'attachment; filename="figures-{year}.{form}"'
    return found
