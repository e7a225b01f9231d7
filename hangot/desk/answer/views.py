"""Reading the letter by a link, and answering it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from hangot.core.access import Section, by_number
from hangot.core.korean import format_phone
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.answer import session, showing
from hangot.desk.answer.door import by_link, sees
from hangot.desk.answer.forms import Answer
from hangot.desk.door import to
from hangot.desk.typed import seen_version
from hangot.packs.active import profile
from hangot.people.actions import reveal_contact
from hangot.referrals import actions as referrals
from hangot.referrals import answering
from hangot.referrals.models import Referral

SECONDS = 60
WHY = Text("왜 보시는지 골라 주세요.", "Choose why you open it.")


@by_link()
def letter(request: Any, referral: Referral) -> HttpResponse:
    """The letter, and every answer that is possible now."""
    context = showing.letter(request, referral)
    referrals.see(referral, by=request.reader, at=request.at)
    return render(request, "answer/letter.html", context)


@by_link()
def section(request: Any, referral: Referral, number: int) -> HttpResponse:
    """One of the sections that were given with it."""
    context = showing.section(request, referral, number)
    sees(request, referral.subject_id, by_number(number))
    return render(request, "answer/section.html", context)


@by_link(methods=("POST",))
def reveal(request: Any, referral: Referral, point_id: UUID) -> HttpResponse:
    """One number or address for a minute; the reason stays in the log of the house."""
    number = Section.CONTACT.number
    context = showing.section(request, referral, number)
    reason = request.POST.get("reason", "")
    if reason not in dict(context["reasons"]):
        sees(request, referral.subject_id, Section.CONTACT)
        return render(request, "answer/section.html", {**context, "error": WHY}, status=422)
    point = reveal_contact(point_id=point_id, reason=reason, by=request.reader, at=request.at)
    if point.subject_id != referral.subject_id:
        raise Hidden
    shown = format_phone(point.value) if point.kind == "phone" else str(point.value)
    response = render(request, "answer/revealed.html", {"value": shown, "number": number})
    response.headers["Refresh"] = f"{SECONDS}; url={to('answer_section', number).url}"
    return response


@by_link(methods=("POST",))
def step(request: Any, referral: Referral, event: str) -> HttpResponse:
    """Accept, ask, begin, finish, decline or stop."""
    by, at = request.reader, request.at
    showing.sight_of(referral, by, at)
    if event not in showing.ORDER:
        raise Hidden
    form = Answer(request.POST, event=event, pack=profile(by.profile))
    if not form.is_valid():
        context = showing.letter(request, referral, form, event)
        return render(request, "answer/letter.html", context, status=422)
    answering.answer(
        referral_id=referral.pk, event=event, said=form.said(), expected=seen_version(request),
        by=by, at=at,
    )  # fmt: skip
    if event not in showing.CLOSES:
        return to("answer")
    response = to("answer_done")
    session.end(response)
    return response


@require_POST
def leave(_: HttpRequest) -> HttpResponse:
    """Close it on this browser; the link itself goes on."""
    response = to("answer_done")
    session.end(response)
    return response


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """A last page that knows of nothing."""
    return render(request, "answer/done.html", {})
