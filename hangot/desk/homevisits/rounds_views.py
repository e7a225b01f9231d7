"""The round of a day: who goes where with whom, as a picture and as a table."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Missing, Stale
from hangot.core.rounds.model import Rounds, Tour, Why
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.cases.work_frame import today
from hangot.desk.door import page, to
from hangot.desk.homevisits.forms import RoundForm
from hangot.desk.homevisits.views import clock_of
from hangot.desk.today.rows import people
from hangot.homevisits import rounds
from hangot.packs.active import profile

SAVED = Text(
    "동선을 정했습니다. 두 사람의 ‘오늘’에 떴습니다.", "The round is set. Both find it on Today."
)
CHANGED = Text(
    "그 사이에 방문이 바뀌어 동선을 다시 짰습니다. 한 번 더 보고 정해 주세요.",
    "Visits changed meanwhile, so the round was planned anew. Look once more, then set it.",
)
WHY = {
    Why.ESCORT: Text("경찰관이 있는 조가 없습니다.", "No pair has an officer."),
    Why.SKILL: Text("이 조로는 갈 수 없습니다.", "This home cannot be visited by these pairs."),
    Why.BUSY: Text("그 시간에 두 사람 중 한 분에게 예약이나 다른 일정이 있습니다. 다른 짝을 고르거나 다른 날로 옮겨 주세요.", "One of the two has an appointment or is away at that time. Choose another pair or another day."),
    Why.WINDOW: Text("그 시간에는 안전 규칙을 지킬 수 없습니다.", "The rules of safety cannot be kept in those hours."),
    Why.FULL: Text("하루에 다 갈 수 없습니다. 조를 더하거나 다른 날로 옮겨 주세요.", "There is no time for all. Add a pair or choose another day."),
}  # fmt: skip
FROM, TO, TALL, GAP = 8 * 60, 19 * 60, 26, 8


@page(right="home_visit.see", door="rounds", methods=("GET", "POST"))
def home_rounds(request: Any) -> HttpResponse:
    """The homes of a day, a proposal for the pairs that were chosen, and one press to set it."""
    asked = request.POST or (request.GET if "day" in request.GET else None)
    form = RoundForm(
        asked, initial={"day": today(request).isoformat()}, today=today(request),
        posts=rounds.goers(by=request.actor),
    )  # fmt: skip
    if not (form.is_bound and form.is_valid()):
        return _page(request, form, None)
    found = tried(
        request, right="home_visit.see",
        act=lambda: rounds.propose(form.cleaned_data["day"], form.pairs(), by=request.actor, at=request.at),
    )  # fmt: skip
    if isinstance(found, Missing):
        form.add_error(None, str(found.sentence))
        return _page(request, form, None)
    if request.method == "POST":
        return _set(request, form)
    return _page(request, form, found)


def _set(request: Any, form: RoundForm) -> HttpResponse:
    day, pairs = form.cleaned_data["day"], form.pairs()
    more = {"by": request.actor, "at": request.at}
    try:
        done = tried(
            request, right="home_visit.set_round",
            act=lambda: rounds.accept(day, pairs, shown=request.POST.get("shown", ""), **more),
        )  # fmt: skip
    except Stale:
        form.add_error(None, str(CHANGED))
        return _page(request, form, rounds.propose(day, pairs, **more))
    if isinstance(done, Missing):
        form.add_error(None, str(done.sentence))
        return _page(request, form, rounds.propose(day, pairs, **more))
    messages.success(request, str(SAVED))
    return to("home_rounds")


def _page(request: Any, form: RoundForm, found: rounds.DayRound | None) -> HttpResponse:
    typed = (
        form.cleaned_data.get("day") if form.is_bound and hasattr(form, "cleaned_data") else None
    )
    day = typed or today(request)
    visits = rounds.of_day(day, by=request.actor)
    who = people({row.subject_id for row in visits})
    life = profile(request.actor.profile).life("home_visit")
    lines = {
        row.pk: {
            "it": row, "who": who[row.subject_id].name, "number": who[row.subject_id].number,
            "opens": clock_of(row.opens), "closes": clock_of(row.closes), "state": life.label(row.state),
        }
        for row in visits
    }  # fmt: skip
    context: dict[str, Any] = {
        "form": form, "day": day, "lines": list(lines.values()), "has_errors": bool(form.errors),
        "before": day - timedelta(days=1), "after": day + timedelta(days=1),
        "may_set": bool(request.actor.duties & set("ML")),
    }  # fmt: skip
    if found:
        context |= _drawn(found, lines)
    return render(
        request, "desk/homevisits/rounds.html", context, status=422 if form.errors else 200
    )


def _drawn(found: rounds.DayRound, lines: dict[UUID, dict[str, Any]]) -> dict[str, Any]:
    made: Rounds = found.rounds
    return {
        "proposal": made, "shown": rounds.mark(made), "wide": TO - FROM,
        "high": len(made.tours) * (TALL + GAP) + GAP + 14,
        "tours": [_tour(found, tour, row, lines) for row, tour in enumerate(made.tours)],
        "left": [(lines[UUID(pk)], WHY[why]) for pk, why in made.left.items()],
        "hours": [(hour, hour * 60 - FROM) for hour in range(FROM // 60, TO // 60 + 1, 2)],
    }  # fmt: skip


def _tour(
    found: rounds.DayRound, tour: Tour, row: int, lines: dict[UUID, dict[str, Any]]
) -> dict[str, Any]:
    pair = [found.posts[UUID(one.id)].label for one in (tour.pair.one, tour.pair.two)]
    stops = [
        {
            **lines[UUID(stop.call)], "leaves": clock_of(stop.leaves), "starts": clock_of(stop.starts),
            "ends": clock_of(stop.ends), "x": stop.starts - FROM, "w": stop.ends - stop.starts,
            "n": place,
        }
        for place, stop in enumerate(tour.stops, 1)
    ]  # fmt: skip
    return {
        "pair": pair, "stops": stops, "back": clock_of(tour.back), "n": row + 1,
        "y": 14 + row * (TALL + GAP), "text": 14 + row * (TALL + GAP) + 17, "tall": TALL,
        "from": tour.stops[0].leaves - FROM, "long": tour.back - tour.stops[0].leaves,
        "road": 14 + row * (TALL + GAP) + TALL // 2,
    }  # fmt: skip
