"""Time and places: when the house is open, what there is, who takes part, on one page."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments.arrangement import arrangement
from hangot.appointments.stranded import stranded
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.rights import Scene, allows, opens
from hangot.core.week import DAYS
from hangot.desk.door import page
from hangot.desk.house import place_showing as showing
from hangot.directory.queries import House, house
from hangot.packs.active import profile

SHOWN = 12


@page(right="places.see", door="places")
def places(request: Any) -> HttpResponse:
    """A week for everybody and everything, and what has to be mended."""
    actor, at = request.actor, request.at
    rooms, pack = house(actor.centre), profile(actor.profile)
    found = arrangement(actor.centre, at=at)
    keeps = {pk: writes(actor, rooms, pk, at=at) for pk in (None, *rooms.agencies)}
    hours = [one | {"writes": keeps[one["agency"]]} for one in showing.hours(found, rooms)]
    posts = [one | {"writes": keeps[one["agency"].pk]} for one in showing.posts(found, rooms)]
    return render(request, "desk/house/places.html", {
        "weekdays": DAYS, "hours": hours, "posts": posts,
        "days": showing.days(found, rooms, pack, at.astimezone(SEOUL).date()),
        "closures": showing.closures(found, rooms), "aides": showing.aides(found, rooms),
        "rooms": showing.rooms(found, rooms, pack), "childcare": showing.childcare(found),
        "runs": keeps[None], "rota": opens("rota.see", actor.duties), "keeps": any(keeps.values()), **hit(request),
    })  # fmt: skip


def writes(actor: Actor, rooms: House, agency: UUID | None, *, at: datetime) -> bool:
    """May this post change the hours of an agency, or with none what is the whole house's?"""
    scene = Scene(at, lead_agency=rooms.centre.lead_agency_id, receiver=agency)
    return allows("places.agency" if agency else "places.write", actor, scene)


def hit(request: Any) -> dict[str, Any]:
    """How many appointments stand in closed time, and where each day of a post is mended."""
    found = stranded(by=request.actor, at=request.at)
    days: dict[tuple[UUID, date], dict[str, Any]] = {}
    for one in found:
        line = {"post": one.post, "day": one.day, "count": 0}
        days.setdefault((one.post_id, one.day), line)["count"] += 1
    return {
        "hit": len(found), "hit_days": list(days.values())[:SHOWN], "hit_more": len(days) > SHOWN,
        "mends": opens("rota.repair", request.actor.duties),
    }  # fmt: skip
