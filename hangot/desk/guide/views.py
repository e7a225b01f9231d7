"""The pages of the guide: needs, one question at a time, what may help, and where to call or come.

Every step is one form that is answered by the next page. Nothing is written anywhere, so a form
needs no token: sent by anybody, it changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hangot import clock
from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.signs import BadRule
from hangot.core.packs import Profile
from hangot.core.text import Text, current
from hangot.desk.guide import told as telling
from hangot.desk.guide.forms import GuideForm, unsure
from hangot.desk.guide.house import house
from hangot.desk.guide.told import Told, offered
from hangot.desk.guide.walk import answers, cards, papers, walk
from hangot.eligibility.ruling import Ruling, packaged

MOST_BYTES = 64 * 1024
"""Far more than all answers together; anything longer was not written by this page."""
FORM = "application/x-www-form-urlencoded"
LOST = Text(
    "답 가운데 읽지 못한 것이 있어 그것만 빼고 이어 갑니다.",
    "Something could not be read. We go on without it.",
)
START_AGAIN = Text(
    "보내신 내용을 읽지 못했습니다. 처음부터 다시 골라 주세요.",
    "What was sent could not be read. Please begin again.",
)
CHOOSE_NEED = Text("하나 이상 골라 주세요.", "Please choose at least one.")
GONE = Text("그 질문을 찾지 못해 다음 질문으로 넘어갑니다.", "That question was not found. Here is the next one.")  # fmt: skip
ENOUGH = 7
"""After so many answers the page says that one may stop."""
ROUND = 15
"""After so many answers the page shows what there is so far; whoever wants to goes on from there."""
ADDRESSES = {"ko": "guide", "en": "guide_en"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at the guide: the house, the language of the address, the day."""

    request: HttpRequest
    profile: Profile
    language: str
    on: date

    @property
    def ruling(self) -> Ruling:
        """The rules of the house."""
        return packaged(self.profile.rules)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest, language: str) -> HttpResponse:
    """The whole guide in one language; the address says which, so that no cookie need."""
    try:
        profile = house()
    except LookupError:
        raise Http404 from None
    mark = current.set(language)
    try:
        today = clock.now().astimezone(clock.SEOUL).date()
        response = _answer(Visit(request, profile, language, today))
    finally:
        current.reset(mark)
    response.headers["Content-Language"] = language
    return response


def _answer(visit: Visit) -> HttpResponse:
    if not visit.profile.rules:
        return _page(visit, "guide/call.html", Told())
    if visit.request.method != "POST":
        return _needs(visit, Told())
    sent = _sent(visit.request)
    if sent is None:
        return _needs(visit, Told(), START_AGAIN)
    told = telling.read(sent.getlist("need"), sent.getlist("said"), visit.ruling.rules)
    return _step(visit, told, sent)


def _sent(request: HttpRequest) -> QueryDict | None:
    """The form; None for what no page of the guide can have sent, mostly without reading it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != FORM or not length.isdecimal() or int(length) > MOST_BYTES:
        return None
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation):
        return None


def _step(visit: Visit, told: Told, sent: QueryDict) -> HttpResponse:
    """The page after the button that was pressed."""
    facts, act = visit.ruling.rules.facts, sent.get("act", "")
    changed = facts.get(sent.get("change", ""))
    if not told.needs or act == "needs":
        return _needs(visit, told, CHOOSE_NEED if act == "ask" else None)
    if changed is not None:
        return _ask(visit, told.without(changed), changed, known=told.said.get(changed.id))
    if act in ("answer", "unknown", "none"):
        return _told(visit, told, sent)
    return _result(visit, told) if act == "result" else _ask(visit, told)


def _told(visit: Visit, told: Told, sent: QueryDict) -> HttpResponse:
    """One answer: on to the next question, or to this one again with a sentence beside it."""
    fact, act = visit.ruling.rules.facts.get(sent.get("fact", "")), sent["act"]
    if fact is None:
        return _ask(visit, told, said=GONE, status=422)
    if act == "unknown":
        return _next(visit, told.saying(fact, None))
    if act == "none" and fact.type == "list":
        return _next(visit, told.saying(fact, ()))
    form = GuideForm(fact, visit.on, sent)
    try:
        return _next(visit, told.saying(fact, form.value()))
    except BadRule as no:
        form.say(no.sentence)
        return _ask(visit, told.without(fact), fact, form=form, status=422)


def _next(visit: Visit, told: Told) -> HttpResponse:
    """The next question, or at the end of a round what there is so far."""
    return _ask(visit, told) if len(told.said) % ROUND else _result(visit, told)


def _needs(visit: Visit, told: Told, said: Text | None = None) -> HttpResponse:
    """What one needs, before any question."""
    needs = offered(visit.ruling.rules).items()
    chips = [(name, label, name in told.needs) for name, label in needs]
    return _page(
        visit, "guide/needs.html", told, stay=("act", "needs") if told.needs else None, chips=chips,
        said=said, only_said=replace(told, needs=()).carried(), has_errors=said is not None,
        status=422 if said else 200,
    )  # fmt: skip


def _ask(
    visit: Visit, told: Told, fact: Fact | None = None, *, known: object = None,
    form: GuideForm | None = None, said: Text | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """One question: a named one, or the one that settles most. Where none is left, the result."""
    here = walk(told, visit.ruling, visit.on)
    fact = fact or here.next
    if fact is None:
        return _result(visit, told)
    form = form or GuideForm(fact, visit.on, known=known)
    number = len(told.said) + 1
    return _page(
        visit, "guide/ask.html", told, stay=("change", fact.id), fact=fact, form=form,
        unsure=unsure(fact), why=here.why(fact), number=number, last=told.last,
        most=_most(number, len(told.said) + len(here.questions)), said=said,
        has_errors=form.is_bound, enough=ENOUGH, status=status,
    )  # fmt: skip


def _most(number: int, questions: int) -> int:
    """So many questions until the result, as far as one can tell: never more than a round."""
    return max(number, min(questions, number + -number % ROUND))


def _result(visit: Visit, told: Told) -> HttpResponse:
    """What may help, what to bring, and where to call or come."""
    here = walk(told, visit.ruling, visit.on)
    found = cards(here)
    return _page(
        visit, "guide/result.html", told, stay=("act", "result"), found=found,
        papers=papers(found), answers=answers(here), more=len(here.questions),
        hopeful=[*found["likely"], *found["discretionary"]],
    )  # fmt: skip


def _page(visit: Visit, template: str, told: Told, status: int = 200, **more: Any) -> HttpResponse:
    hotlines = visit.profile.hotlines
    other = "en" if visit.language == "ko" else "ko"
    context = {
        "house": visit.profile, "exit_url": visit.profile.guide.exit, "carried": told.carried(),
        "here": reverse(ADDRESSES[visit.language]), "other": reverse(ADDRESSES[other]),
        "phone": hotlines.get(visit.profile.guide.phone), "police": hotlines.get("police"),
        "lost": LOST if told.lost else None, **more,
    }  # fmt: skip
    return render(visit.request, template, context, status=status)
