"""The list of contacts: newest first, one line each."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.lives import Life
from hangot.core.packs import Profile
from hangot.core.reports.funnel import Place
from hangot.core.rights import opens
from hangot.desk.contacts.people import called
from hangot.desk.door import page
from hangot.desk.standing import PLACES, span_of
from hangot.desk.typed import uuid_of
from hangot.intake import queries
from hangot.intake.models import Notice
from hangot.packs.active import profile
from hangot.reports.queries import standing
from hangot.templatetags.moments import day_of

TURNS = {"reception": "RCM", "counsellor": "CM"}


@page(right="notice.find", door="contact.list")
def notices(request: Any) -> HttpResponse:
    """Contacts that are open, or that have ended; a contact is the same record for call and visit."""
    over = request.GET.get("show") == "over"
    pack = profile(request.actor.profile)
    life = pack.life("notice")
    after, place = _after(request.GET.get("after", "")), request.GET.get("stands", "")
    if place in set(Place):
        found = queries.these(_standing(request, Place(place)))
    else:
        found = queries.newest(states=queries.states(life, over=over), after=after)
    clocks = queries.clocks_of(found[: queries.SIZE])
    rows = [_row(one, clocks.get(one.pk), pack, request.actor) for one in found[: queries.SIZE]]
    context = {
        "rows": rows, "over": over, "newer_url": request.path if after else "",
        "older_url": _older(found, over=over), "writes": opens("notice.write", request.actor.duties),
        "stands": PLACES.get(place),
    }  # fmt: skip
    return render(request, "desk/contacts/notices.html", context)


def _standing(request: Any, place: Place) -> list[UUID]:
    """The contacts behind a number of the funnel: of whoever may see its reports one by one."""
    span = span_of(request.GET.get("month", ""), day_of(request.at))
    return standing(place, span.first, span.until, district=request.GET.get("district", ""))


def _row(notice: Notice, clock: Any, pack: Profile, actor: Any) -> dict[str, Any]:
    return {
        "notice": notice, "name": called(notice), "clock": clock,
        "channel": pack.word("channels", notice.channel),
        "state": state_of(notice, pack.life("notice"), pack, actor),
    }  # fmt: skip


def state_of(notice: Notice, life: Life, pack: Profile, actor: Any) -> dict[str, Any]:
    """State and turn of a contact for the mark on the screen."""
    turn = life.turn(notice.state)
    mine = bool(actor.duties & set(TURNS.get(turn, "")))
    over = not life.is_open(notice.state)
    return {
        "label": life.label(notice.state), "mine": mine and not over,
        "turn": "" if mine or over else pack.turns[turn], "kind": "end" if over else "",
    }  # fmt: skip


def _after(typed: str) -> queries.After | None:
    moment, _, key = typed.partition(" ")
    pk = uuid_of(key)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return queries.After(at, pk) if pk and at.tzinfo else None


def _older(found: list[Notice], *, over: bool) -> str:
    if len(found) <= queries.SIZE:
        return ""
    last = found[queries.SIZE - 1]
    where = {
        "after": f"{last.reported_at.isoformat()} {last.pk}",
        **({"show": "over"} if over else {}),
    }
    return f"{reverse('notices')}?{urlencode(where)}"
