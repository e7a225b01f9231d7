"""An agency outside the house: its name and number corrected, or asked no more."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden, Stale
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, to
from hangot.desk.referrals.outside_views import OutsideForm
from hangot.desk.typed import version_of
from hangot.directory.models import Service
from hangot.directory.queries import outsiders
from hangot.packs.active import profile
from hangot.referrals.outside import correct, use

DONE = Text("고쳤습니다.", "Changed.")
USES = {"retire": False, "restore": True}


@page(right="outside.govern", door="house.outside", methods=("GET", "POST"))
def outside_agency(request: Any, agency_id: UUID) -> HttpResponse:
    """Its name, number and what it needs; and whether it can be asked."""
    row = _row(request, agency_id)
    form = OutsideForm(
        request.POST or None, pack=profile(request.actor.profile), initial=_as_typed(row)
    )
    act = request.POST.get("act", "")
    try:
        done = request.method == "POST" and (
            _used(request, agency_id, act) if act in USES else _corrected(request, form, agency_id)
        )
    except Stale:
        return _page(request, _row(request, agency_id), form, late=True)
    if done:
        messages.success(request, str(DONE))
        return to("services")
    return _page(request, row, form, late=False)


def _page(request: Any, row: Service, form: OutsideForm, *, late: bool) -> HttpResponse:
    context = {"agency": row.agency, "active": row.active, "form": form, "late": late}
    status = 409 if late else 422 if form.errors else 200
    return render(request, "desk/house/outside.html", context, status=status)


def _row(request: Any, agency_id: UUID) -> Service:
    found = [row for row in outsiders(request.actor.centre) if row.agency_id == agency_id]
    if not found:
        raise Hidden
    return found[0]


def _used(request: Any, agency_id: UUID, act: str) -> bool:
    use(agency_id, active=USES[act], expected=version_of(request), by=request.actor, at=request.at)
    return True


def _corrected(request: Any, form: OutsideForm, agency_id: UUID) -> bool:
    return form.is_valid() and attempt(request, form, right="outside.govern", act=lambda: correct(
        form.outsider(), agency_id=agency_id, expected=version_of(request), by=request.actor,
        at=request.at,
    ))  # fmt: skip


def _as_typed(row: Service) -> dict[str, Any]:
    one = row.agency
    return {
        "name": one.label_ko, "name_en": one.label_en if one.label_en != one.label_ko else "",
        "phone": one.extension, "domain": row.domain, "asks": [str(n) for n in one.asks],
        "guarded": one.guarded,
    }  # fmt: skip
