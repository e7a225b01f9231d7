"""From a number of a running month to the cases that whoever asks may open anyway."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.desk.door import page
from hangot.indicators import running
from hangot.packs.active import profile


@page(right="figures.list", door="house.figures.now")
def house_figures_now(request: Any) -> HttpResponse:
    """The newest cases of this month behind one indicator; never how many there are."""
    pack = profile(request.actor.profile)
    one = pack.indicators.counted.get(request.GET.get("what", ""))
    if one is None:
        return render(request, "desk/indicators/now.html", {"one": None})
    if not running.has_list(one):
        raise Hidden
    found = running.cases(one, centre=request.actor.centre, at=request.at)
    return render(request, "desk/indicators/now.html", {"one": one, "cases": found})
