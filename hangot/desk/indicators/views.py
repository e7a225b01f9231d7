"""The numbers of a year on one address: as a page, as files, on paper, for other programs."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from hangot.core.access import Purpose
from hangot.core.indicators.counting import YEAR
from hangot.core.indicators.definition import digest
from hangot.core.indicators.handing import due_on
from hangot.core.indicators.tables import Table
from hangot.core.packs import Profile
from hangot.core.rights import Scene, allows
from hangot.desk.door import page
from hangot.desk.indicators import districts, opened, paper
from hangot.desk.indicators.files import as_book, as_csv, as_data, as_xlsx
from hangot.desk.indicators.showing import TALL, WIDTH, paths, pictures, sentences, shown, spoken
from hangot.indicators import queries
from hangot.indicators.queries import Told
from hangot.indicators.running import has_list
from hangot.packs.active import profile
from hangot.templatetags.words import speaking

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Mapping[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (SHEET, as_xlsx),
}
PAPER, ZIP = "application/pdf", "application/zip"
CITY = "districts"


@page(right="figures.see", door="house.figures", purpose=Purpose.STATISTICS)
def house_figures(request: Any) -> HttpResponse:
    """A year: all indicators, or one broken down; the same table whichever way it is asked for."""
    pack = profile(request.actor.profile)
    if request.GET.get("of") == CITY:
        return _districts(request, pack)
    years = queries.years()
    year = _year(request.GET.get("year", ""), years)
    told = queries.told(year) if year else {}
    what, form = _known(request.GET.get("what", ""), pack), request.GET.get("as", "")
    if form in WHOLE and year:
        return WHOLE[form](request, pack, told, year)
    table = shown(pack, told, what, year)
    context = {
        "sentences": sentences(pack.indicators, told), "meaning": _meaning(request, pack, what, year),
        "spoken": spoken(pack.indicators, told), "paths": list(paths(pack.indicators, told)),
        "handings": [(one, due_on(one, year)) for one in pack.indicators.handings.values()],
        "pictures": list(pictures(table.rows, alike=bool(what))), "alike": bool(what),
        "months": queries.months(told),
    }  # fmt: skip
    return _shown(request, pack, table, {**context, "years": years, "year": year, "what": what})


def _meaning(request: Any, pack: Profile, what: str, year: int) -> dict[str, Any] | None:
    """What the chosen figure means, and whether a list of this month may be asked for."""
    one = pack.indicators.counted.get(what)
    if one is None:
        return None
    own = digest(one, pack.indicators)
    told = queries.definitions(year).get(what, own)
    lists = has_list(one) and allows("figures.list", request.actor, Scene(request.at))
    return {"one": one, "definition": told, "changed": told != own, "lists": lists}


def _districts(request: Any, pack: Profile) -> HttpResponse:
    """What the centres that answer to this one told of one indicator."""
    centre = request.actor.centre
    years = queries.years_of_the_city(centre)
    year = _year(request.GET.get("year", ""), years)
    what = _known(request.GET.get("what", ""), pack) or next(iter(pack.indicators.counted))
    told = queries.of_the_city(centre, year) if year else []
    context = districts.context(told, pack.indicators.counted[what], pack.indicators)
    return _shown(
        request, pack, context["table"],
        {**context, "years": years, "year": year, "what": what, "city": True, "many": len(told)},
    )  # fmt: skip


def _shown(request: Any, pack: Profile, table: Table, more: dict[str, Any]) -> HttpResponse:
    form, year = request.GET.get("as", ""), more["year"]
    if form == "json":
        return JsonResponse(as_data(table), json_dumps_params={"ensure_ascii": False})
    if form in FILES:
        return _file(FILES[form][1](table), FILES[form][0], f"figures-{year}.{form}")
    context = {
        "known": pack.indicators.counted.values(), "topics": pack.indicators.topics.items(),
        "table": table, "rows": [(table.breaks.get(n), *row) for n, row in enumerate(table.rows)],
        "width": WIDTH, "tall": TALL, "least": pack.indicators.least,
        "compares": bool(more.get("city") or queries.years_of_the_city(request.actor.centre)),
        **more,
    }  # fmt: skip
    return render(request, "desk/indicators/figures.html", context)


def _paper(request: Any, pack: Profile, told: Told, year: int) -> HttpResponse:
    """The report of the year or of a month, in the language that was asked for or that of the reader."""
    language = request.GET.get("lang", "")
    month = next((n for n in queries.months(told) if str(n) == request.GET.get("month")), YEAR)
    with speaking(language if language in ("ko", "en") else ""):
        if month:
            content = paper.month_pdf(pack, told, year, month, at=request.at)
        else:
            content = paper.pdf(pack, told, year, at=request.at)
    return _file(
        content, PAPER, f"figures-{year}-{month:02}.pdf" if month else f"figures-{year}.pdf"
    )


def _book(_request: Any, pack: Profile, told: Told, year: int) -> HttpResponse:
    tables = [shown(pack, told, name, year) for name in ("", *pack.indicators.counted)]
    lines = [pack.label, *sentences(pack.indicators, told)]
    return _file(as_book(lines, tables), SHEET, f"report-{year}.xlsx")


def _open(_request: Any, pack: Profile, told: Told, year: int) -> HttpResponse:
    return _file(opened.as_zip(pack, told, year), ZIP, f"open-figures-{year}.zip")


WHOLE: Mapping[str, Callable[[Any, Profile, Told, int], HttpResponse]] = {
    "pdf": _paper, "book": _book, "open": _open,
}  # fmt: skip
"""Files of a whole year, whatever is chosen on the page."""


def _known(what: str, pack: Profile) -> str:
    return what if what in pack.indicators.counted else ""


def _year(typed: str, years: list[int]) -> int:
    """The year that was asked for, else the newest; 0 where nothing was told yet."""
    found = [year for year in years if str(year) == typed] or years
    return found[0] if found else 0


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    found = HttpResponse(content, content_type=kind)
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found
