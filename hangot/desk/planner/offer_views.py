"""The menu of a question: up to three plans side by side, held for some minutes, then booked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments import actions
from hangot.appointments.actions import Answer
from hangot.appointments.asking import Ask, read_offers
from hangot.appointments.models import Itinerary
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame
from hangot.desk.door import page, to
from hangot.desk.planner.forms import known
from hangot.desk.planner.showing import drawn
from hangot.desk.planner.times_views import groups, question, to_plans
from hangot.desk.typed import number_of, seen_version
from hangot.visits import actions as visits

QUICKER = Text(
    "그 시간은 이제 이용할 수 없습니다. 새로 찾은 계획에서 골라 주세요.",
    "That time can no longer be had. Choose from the plans found anew.",
)
HELD = Text("시간을 잡아 두었습니다. 이제 예약을 눌러 주세요.", "The time is held. Now book it.")
BOOKED = Text("예약했습니다.", "Booked.")
ALONE = Text(
    "예약했습니다. 바꾸려던 예약은 이미 끝났거나 취소되어 따로 바꾼 것은 없습니다.",
    "Booked. The appointment it was to replace had ended or been cancelled; nothing else changed.",
)
FREED = Text("잡아 둔 시간을 놓았습니다.", "The time is free again.")
ACTS = ("hold", "book", "free")


@page(right="appointment.plan", door="case.offer", methods=("GET", "POST"))
def case_offer(request: Any, case_id: UUID, itinerary_id: UUID) -> HttpResponse:
    """Choose, hold, book, or let go."""
    one = frame(request, case_id, "times")
    row = Itinerary.objects.filter(pk=itinerary_id, case_id=one.case.pk).first()
    if row is None:
        raise Hidden
    sentence = None
    if request.method == "POST":
        found = tried(request, lambda: _act(request, row), right="appointment.plan", thing=row.pk)
        if not isinstance(found, Missing):
            _say(request, found)
            return (
                to("case_times", case_id)
                if found in (BOOKED, ALONE)
                else to_plans(case_id, itinerary_id)
            )
        sentence = found.sentence
        row.refresh_from_db()
    return _page(request, one, row, sentence)


def _act(request: Any, row: Itinerary) -> Text:
    act = {"itinerary_id": row.pk, "expected": seen_version(request), "by": request.actor,
           "at": request.at}  # fmt: skip
    which = request.POST.get("act", "")
    if which == "hold":
        choice = number_of(request.POST.get("plan", ""))
        answer = actions.propose(choice=-1 if choice is None else choice, **act)
        return HELD if answer.won else QUICKER
    if which == "book":
        return _booked(visits.book(**act))
    if which == "free":
        actions.give_up(**act)
        return FREED
    raise Hidden


def _booked(answer: Answer) -> Text:
    if not answer.won:
        return QUICKER
    return ALONE if answer.alone else BOOKED


def _say(request: Any, sentence: Text) -> None:
    (messages.warning if sentence is QUICKER else messages.success)(request, str(sentence))


def _page(request: Any, one: PersonPage, row: Itinerary, sentence: Text | None) -> HttpResponse:
    asked, offers = Ask.read(row.asked), read_offers(row.plans)
    form = question(_unbound(request), one, initial=known(asked))
    held = row.state in ("held", "booked") and row.chosen is not None
    shown = drawn(offers)
    if held:
        shown = [shown[row.chosen or 0]]
    made = list(row.appointments.filter(state="proposed")) if held else []
    return render(request, "desk/planner/offer.html", {
        "one": one, "case": one.case, "header": one.header, "row": row, "offers": shown,
        "form": form, "minutes": one.profile.times.hold, "groups": groups(one, form), "held": row.state == "held",
        "booked": row.state == "booked", "sentence": sentence,
        "until": made[0].hold_until if made else None,
        "provisional": sum(each.provisional for each in made),
    }, status=422 if sentence else 200)  # fmt: skip


class _Read:
    """The request as a page that is only read: the form beside the menu is never sent here."""

    def __init__(self, request: Any) -> None:
        self.actor, self.at, self.method = request.actor, request.at, "GET"


def _unbound(request: Any) -> _Read:
    return _Read(request)
