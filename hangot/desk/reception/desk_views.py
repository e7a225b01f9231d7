"""One's own desk: who is next, who is here, what was given; and every act on one stop."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.contact import SEOUL
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.door import page
from hangot.desk.reception import forms, rows, tokens
from hangot.desk.reception.acts import back, said
from hangot.desk.today.rows import people
from hangot.desk.typed import number_of, version_of
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.visits import actions as visits
from hangot.visits import queries
from hangot.visits.signs import pulse

NOT_MOVED: Mapping[str, Text] = {
    "full": Text(
        "늦어짐을 적었습니다. 남은 예약을 옮길 자리가 오늘은 없습니다. 다른 날을 찾아 주세요.",
        "The delay is recorded. There is no room today for the rest of the appointments."
        " Find another day.",
    ),
    "ask": Text(
        "늦어짐을 적었습니다. 남은 예약은 접수에서 옮길 수 있으니 접수에 알려 주세요.",
        "The delay is recorded. Tell reception, who can move the rest of the appointments.",
    ),
}
CLASH = Text(
    "늦어짐을 적었습니다. 밀린 시간에 이미 다른 예약이 있어 겹칩니다. 접수와 함께 순서를 정해 주세요.",
    "The delay is recorded. Somebody else is booked at the time it moved to. Settle the order"
    " with reception.",
)
LONGEST_DELAY = 120
NOBODY_WAITS = Text("지금 기다리는 분이 없습니다.", "Nobody is waiting now.")


@page(right="stop.find", door="desk")
def desk(request: Any) -> HttpResponse:
    """The stops of one's own desk today."""
    actor, now = request.actor, request.at
    pack = profile(actor.profile)
    beat = pulse(actor.centre)
    today = now.astimezone(SEOUL).date()
    stops = queries.desk(actor, today)
    who = people(one.subject_id for one in stops)
    drawn = [
        {**rows.stop_row(one, pack, now=now), "who": who[one.subject_id], "visit": one.visit}
        for one in sorted(stops, key=lambda one: queries.SOON.index(one.state))
    ]
    context = {
        "rows": drawn, "results": pack.lists["stop_results"].values(),
        "reasons": pack.lists["skip_reasons"].values(),
        "desks": forms.desk_choices(queries.rooms(actor.centre), house(actor.centre)),
        "next": queries.next_to_call(stops), "pulse": beat,
        "pulse_url": tokens.pulse_url(actor.centre, today),
    }  # fmt: skip
    return render(request, "desk/reception/desk.html", context)


@page(right="stop.plan", door="reception.call", methods=("POST",))
def call_next(request: Any) -> HttpResponse:
    """Call whoever has waited longest: at one's own desk, or in the house for reception."""
    today = request.at.astimezone(SEOUL).date()
    if opens("visit.find", request.actor.duties):
        stops = [one.now for one in queries.days(today) if one.now]
    else:
        stops = queries.desk(request.actor, today)
    found = queries.next_to_call(stops)
    if found is None:
        messages.warning(request, str(NOBODY_WAITS))
        return back(request)
    return _act(request, found.pk, "call")


@page(right="stop.plan", door="reception.stop", methods=("POST",))
def stop_step(request: Any, stop_id: UUID, event: str) -> HttpResponse:
    """One act on one stop."""
    return _act(request, stop_id, event)


def _act(request: Any, stop_id: UUID, event: str) -> HttpResponse:
    act = ACTS.get(event)
    if act is None:
        raise Hidden
    done = tried(request, lambda: act(request, stop_id), right=f"stop.{event}", thing=stop_id)
    if not said(request, done):
        _tell(request, done, event)
    return back(request)


def _tell(request: Any, done: object, event: str) -> None:
    rest = done.rest if isinstance(done, visits.Late) else ""
    if isinstance(done, visits.Late) and done.clash:
        messages.warning(request, str(CLASH))
    elif rest in NOT_MOVED:
        messages.warning(request, str(NOT_MOVED[rest]))
    else:
        messages.success(request, str(DONE[event]))


def _common(request: Any, stop_id: UUID) -> dict[str, Any]:
    return {
        "stop_id": stop_id, "by": request.actor, "at": request.at, "expected": version_of(request),
    }  # fmt: skip


def _plain(act: Callable[..., object]) -> Callable[[Any, UUID], object]:
    return lambda request, stop_id: act(**_common(request, stop_id))


def _finish(request: Any, stop_id: UUID) -> object:
    return visits.finish(result=request.POST.get("result", ""), **_common(request, stop_id))


def _skip(request: Any, stop_id: UUID) -> object:
    return visits.skip(
        stop_id=stop_id, why=request.POST.get("why", ""), by=request.actor, at=request.at
    )


def _move(request: Any, stop_id: UUID) -> object:
    turn = forms.turn_of(request.POST.get("room", ""), queries.rooms(request.actor.centre))
    return visits.move(stop_id=stop_id, turn=turn, by=request.actor, at=request.at)


def _late(request: Any, stop_id: UUID) -> object:
    minutes = number_of(request.POST.get("minutes", ""), most=LONGEST_DELAY) or 0
    return visits.run_late(stop_id=stop_id, minutes=minutes, by=request.actor, at=request.at)


ACTS: Mapping[str, Callable[[Any, UUID], object]] = {
    "queue": _plain(visits.queue), "call": _plain(visits.call), "receive": _plain(visits.receive),
    "finish": _finish, "skip": _skip, "move": _move, "late": _late,
}  # fmt: skip
DONE: Mapping[str, Text] = {
    "queue": Text("대기로 돌렸습니다.", "They wait again."),
    "call": Text(
        "불렀습니다. 호출 화면에 번호가 보입니다.", "Called. The number is on the screen."
    ),
    "receive": Text("상담을 시작했습니다.", "The talk has begun."),
    "finish": Text("마쳤습니다. 다음 창구에 알렸습니다.", "Finished. The next desk has been told."),
    "skip": Text("이 단계를 건너뛰었습니다.", "This stop is left out."),
    "move": Text(
        "다른 창구로 넘겼습니다. 그 창구까지 함께 가 주세요.",
        "Handed over. Please go with them to that desk.",
    ),
    "late": Text("남은 일정을 다시 잡았습니다.", "The rest of the day is planned anew."),
}
