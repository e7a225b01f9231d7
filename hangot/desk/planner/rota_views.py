"""The week of a post: its hours, absences, what is booked, and the address of its calendar."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.appointments import working
from hangot.appointments.queries import on_rota, times_of_post, week_of
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows, opens
from hangot.core.text import Text
from hangot.core.week import DAYS
from hangot.desk.attempt import attempt
from hangot.desk.door import page, to
from hangot.desk.planner.rota_forms import KINDS, AwayForm, HoursForm
from hangot.desk.planner.week import HouseDays, week
from hangot.desk.typed import date_of, uuid_of
from hangot.directory.models import Post
from hangot.directory.queries import House, house
from hangot.packs.active import profile

WRITTEN = Text("근무표를 고쳤습니다.", "The rota is changed.")
Drawn = tuple[HoursForm, AwayForm, forms.Form]


@page(right="rota.see", door="rotas")
def rotas(request: Any) -> HttpResponse:
    """Everybody who sees visitors, by agency."""
    posts = on_rota(request.actor.centre)
    groups: dict[UUID, dict[str, Any]] = {}
    for post in posts:
        group = groups.setdefault(post.agency_id, {"label": post.agency.label, "posts": []})
        group["posts"].append(post)
    return render(request, "desk/planner/rotas.html", {
        "groups": list(groups.values()), "mine": request.actor.post,
    })  # fmt: skip


@page(right="rota.see", door="rota", methods=("GET", "POST"))
def rota(request: Any, post_id: UUID) -> HttpResponse:
    """See the week; the team lead and the post itself change it."""
    rooms = house(request.actor.centre)
    post = rooms.posts.get(post_id)
    if post is None:
        raise Hidden
    today = request.at.astimezone(SEOUL).date()
    hours = HoursForm(_sent(request, "hours"), today=today)
    away = AwayForm(_sent(request, "away"), today=today)
    other = forms.Form(request.POST or None)
    if request.method == "POST" and _act(request, post, hours, away, other):
        messages.success(request, str(WRITTEN))
        return to("rota", post_id)
    return _page(request, post, rooms, (hours, away, other))


def _sent(request: Any, act: str) -> Any:
    return request.POST if request.POST.get("act") == act else None


def _act(request: Any, post: Post, hours: HoursForm, away: AwayForm, other: forms.Form) -> bool:
    who = {"by": request.actor, "at": request.at}
    thing = uuid_of(request.POST.get("thing", "")) or UUID(int=0)
    acts: dict[str, tuple[forms.Form, Callable[[], object]]] = {
        "hours": (hours, lambda: working.add_hours(post_id=post.pk, hours=hours.hours(), **who)),
        "away": (away, lambda: working.be_away(
            post_id=post.pk, starts=away.span()[0], ends=away.span()[1],
            kind=away.cleaned_data["kind"], **who,
        )),
        "drop": (other, lambda: working.drop_hours(hours_id=thing, **who)),
        "back": (other, lambda: working.be_back(absence_id=thing, **who)),
    }  # fmt: skip
    form, act = acts.get(request.POST.get("act", ""), (other, _nothing))
    return form.is_valid() and attempt(request, form, act, right="rota.write")


def _nothing() -> None:
    raise Hidden


def _page(
    request: Any, post: Post, rooms: House, drawn: Drawn, *, feed: str = ""
) -> HttpResponse:  # fmt: skip
    hours, away, other = drawn
    first = _monday(request)
    taken = week_of(post, first)
    times = times_of_post(post, min(request.at, _start(first)))
    absences = [one for one in times.absences if one.ends > request.at]
    days = HouseDays(profile(request.actor.profile), times.openings, times.own)
    wrong = any(form.is_bound and form.errors for form in (hours, away, other))
    return render(request, "desk/planner/rota.html", {
        "post": post, "agency": rooms.agency(post.agency_id), "hours": hours, "away": away,
        "other": other, "writes": _writes(request, post, rooms), "mine": post.pk == request.actor.post,
        "week": week(first, times.rota, times.absences, taken, days),
        "before": first - timedelta(days=7), "after": first + timedelta(days=7),
        "rows": [(row, _when(row)) for row in times.rota], "feed": feed,
        "absences": [(one, KINDS[one.kind]) for one in absences], "hit": working.hit_by(absences),
        "mends": opens("rota.repair", request.actor.duties),
    }, status=422 if wrong else 200)  # fmt: skip


def _when(row: Any) -> Text:
    if row.day:
        return Text(f"{row.day.month}월 {row.day.day}일", f"{row.day:%d %b}")
    found: Text = DAYS[row.weekday]
    return found


def _monday(request: Any) -> date:
    """The Monday of the asked week, or of this one."""
    today: date = request.at.astimezone(SEOUL).date()
    asked = date_of(request.GET.get("week", "")) or today
    return asked - timedelta(days=asked.weekday())


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), SEOUL)


def _writes(request: Any, post: Post, rooms: House) -> bool:
    lead = rooms.centre.lead_agency_id
    scene = Scene(request.at, author_post=post.pk, lead_agency=lead, receiver=post.agency_id)
    return allows("rota.write", request.actor, scene)


@page(right="rota.see", door="rota.feed", methods=("POST",))
def rota_feed(request: Any) -> HttpResponse:
    """A new calendar address for one's own post, shown this once."""
    rooms = house(request.actor.centre)
    post = rooms.posts[request.actor.post]
    token = working.open_feed(by=request.actor, at=request.at)
    today = request.at.astimezone(SEOUL).date()
    address = request.build_absolute_uri(reverse("calendar", args=[token]))
    drawn = HoursForm(today=today), AwayForm(today=today), forms.Form()
    return _page(request, post, rooms, drawn, feed=address)
