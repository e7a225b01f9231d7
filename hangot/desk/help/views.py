"""What may help: findings by need, the next question, another day beside today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.questions import Question
from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.help.asking import FactForm
from hangot.desk.help.showing import ORDER, Card, Offer, card, facts
from hangot.desk.typed import number_of
from hangot.directory.queries import services
from hangot.eligibility import facts as answers
from hangot.eligibility import findings, ruling
from hangot.eligibility.findings import Outlook
from hangot.templatetags.moments import SEOUL

SAVED = Text("답을 적었습니다.", "The answer is written down.")
BAD_DAY = Text(
    "날짜를 읽지 못해 오늘 기준으로 보여 드립니다.", "That is no date; this is as of today."
)


@page(right="help.see", door="help.see")
def case_help(request: Any, case_id: UUID) -> HttpResponse:
    """Findings by need with reasons and law, the best next question, what is known."""
    frame = person_page(request, case_id, "help")
    sees(request, subject=frame.case.person_id, thing=case_id)
    return _page(request, frame, using(frame), None)


@page(right="fact.write", door="help.answer", methods=("POST",))
def help_answer(request: Any, case_id: UUID) -> HttpResponse:
    """One answer, or that it is not known."""
    frame = person_page(request, case_id, "help")
    rule = using(frame)
    fact = fact_of(rule.rules, request.POST.get("fact", ""))
    form = FactForm(fact, request.at.astimezone(SEOUL).date(), request.POST)
    unknown = request.POST.get("act") == "unknown"
    if not unknown and not form.is_valid():
        return _page(request, frame, rule, form, status=422)
    try:
        answers.tell(
            subject=frame.case.person_id, rules=rule.rules, fact=fact.id,
            given=None if unknown else form.answer(), source=source(request),
            by=request.actor, at=request.at,
        )  # fmt: skip
    except Missing as no:
        form.is_valid()
        form.refuse(no.sentence)
        return _page(request, frame, rule, form, status=422)
    messages.success(request, str(SAVED))
    answer = to("case_help", case_id)
    answer["Location"] += "?" + request.POST.get("back", "") if safe(request) else ""
    return answer


@page(right="finding.keep", door="help.refer", methods=("POST",))
def help_refer(request: Any, case_id: UUID) -> HttpResponse:
    """Keep what was found and go on to the letter, with what was answered already in it."""
    frame = person_page(request, case_id, "help")
    rules = using(frame).rules
    number = number_of(request.POST.get("service", ""))
    names = list(rules.services)
    offers = offers_of(frame, rules)
    if number is None or number >= len(names) or not offers[names[number]].id:
        raise Hidden
    (row,) = findings.keep(
        case_id=case_id, subject=frame.case.person_id, pack=frame.profile.rules,
        services=[names[number]], on=today(request), by=request.actor, at=request.at,
    )  # fmt: skip
    answer = to("referral_new", case_id)
    answer["Location"] += f"?service={offers[names[number]].id}&finding={row.pk}"
    return answer


def using(frame: PersonPage) -> ruling.Ruling:
    """The rules of the centre; Hidden where it has none."""
    if not frame.profile.rules:
        raise Hidden
    return ruling.in_use(frame.viewer.centre, frame.profile.rules)


def today(request: Any) -> date:
    """The day of the centre."""
    found: date = request.at.astimezone(SEOUL).date()
    return found


def fact_of(rules: Rules, typed: str) -> Fact:
    """A fact by its number, as addresses and forms name it; Hidden for none."""
    number, names = number_of(typed), sorted(rules.facts)
    if number is None or number >= len(names):
        raise Hidden
    return rules.facts[names[number]]


def source(request: Any) -> answers.Source:
    """Who says so: a document or the person."""
    return "document" if request.POST.get("source") == "document" else "person"


def safe(request: Any) -> bool:
    """What comes back into the address is numbers and a day, never words."""
    return not set(request.POST.get("back", "")) - set("0123456789-&=neoday")


def offers_of(frame: PersonPage, rules: Rules) -> Mapping[str, Offer]:
    """Where each service of the rules is given in this house."""
    here = {one.slug: one for one in services(frame.viewer.centre)}
    return {name: _offer(frame, one, here) for name, one in rules.services.items()}


def _offer(frame: PersonPage, service: Any, here: Mapping[str, Any]) -> Offer:
    for slug in service.offers:
        if slug in here:
            return Offer(here[slug].pk, frame.agency(here[slug].agency_id))
    return Offer(None, service.decides)


def _page(
    request: Any, frame: PersonPage, rule: ruling.Ruling, form: FactForm | None, status: int = 200
) -> HttpResponse:
    on = _day(request)
    chosen = _needs(request, rule.rules)
    found = findings.outlook(frame.case.person_id, rule, on=on, today=today(request))
    cards = _cards(request, frame, found, chosen)
    question = _question(request, frame, found, chosen, form)
    context = {
        "header": frame.header, "tab": "help", "case": frame.case, "on": on, "chosen": chosen,
        "today": today(request), "version": rule.rules.version[:8], "question": question,
        "needs": _chips(rule.rules, chosen), "groups": _groups(rule.rules, cards),
        "counts": [(v, sum(one.verdict == v for one in cards)) for v in ORDER],
        "hard": [one for one in cards if one.verdict == "unlikely"],
        "known": facts(rule.rules, found.told), "back": _query(request),
        "may_write": opens("fact.write", request.actor.duties),
        "may_refer": opens("referral.write", request.actor.duties),
        "more": max(0, len(_wanted(found, chosen)) - 1),
    }  # fmt: skip
    return render(request, "desk/help/help.html", context, status=status)


def _cards(request: Any, frame: PersonPage, found: Outlook, chosen: frozenset[int]) -> list[Card]:
    offers = offers_of(frame, found.ruling.rules)
    numbers = {name: number for number, name in enumerate(found.ruling.rules.services)}
    cards = [
        card(found.ruling, numbers[one.service.id], one, offers[one.service.id])
        for one in _chosen(found, chosen)
    ]
    if found.on == today(request):
        return cards
    now = findings.outlook(
        frame.case.person_id, found.ruling, on=today(request), today=today(request)
    )
    before = {one.service.id: one for one in now.findings}
    return [replace(one, before=_changed(found, one, before[one.service.id])) for one in cards]


def _changed(found: Outlook, shown: Card, now: Finding) -> Text | None:
    """What it says today, where that differs from the other day."""
    other = card(found.ruling, shown.number, now, Offer(None, shown.where))
    if (other.verdict, other.sums) == (shown.verdict, shown.sums):
        return None
    ko = ", ".join([other.word.ko, *(one.ko for one in other.sums)])
    en = ", ".join([other.word.en, *(one.en for one in other.sums)])
    return Text(f"오늘 기준: {ko}", f"As of today: {en}")


def _chosen(found: Outlook, chosen: frozenset[int]) -> list[Finding]:
    names = list(found.ruling.rules.needs)
    wanted = {names[number] for number in chosen}
    return [one for one in found.findings if not wanted or one.service.need in wanted]


def _wanted(found: Outlook, chosen: frozenset[int]) -> list[Question]:
    """Questions that a service of the chosen needs waits for."""
    waiting = {one.service.id for one in _chosen(found, chosen)}
    return [one for one in found.questions if waiting & set(one.services)]


def _question(
    request: Any, frame: PersonPage, found: Outlook, chosen: frozenset[int], form: FactForm | None
) -> dict[str, Any] | None:  # fmt: skip
    """The form of the next question, of a chosen one, or of one that was answered wrongly."""
    rules = found.ruling.rules
    if form is None:
        fact = _asked(request, rules, _wanted(found, chosen))
        if fact is None:
            return None
        known = found.told.get(fact.id)
        form = FactForm(fact, today(request), known=known.value if known else None)
    waits = [one for one in found.questions if one.fact.id == form.fact.id]
    labels = [rules.services[name].label for one in waits for name in one.services]
    return {
        "form": form, "fact": form.fact, "waits": labels[:3], "rest": max(0, len(labels) - 3),
        "number": sorted(rules.facts).index(form.fact.id),
        "action": reverse("help_answer", args=[frame.case.pk]),
    }  # fmt: skip


def _asked(request: Any, rules: Rules, wanted: list[Question]) -> Fact | None:
    if "ask" in request.GET:
        return fact_of(rules, request.GET["ask"])
    return wanted[0].fact if wanted else None


def _groups(rules: Rules, cards: list[Card]) -> list[tuple[Text, list[Card]]]:
    """What may help, by need; within a need what is likely comes first."""
    found = []
    for need, label in rules.needs.items():
        some = [one for one in cards if one.service.need == need and one.verdict != "unlikely"]
        if some:
            found.append((label, sorted(some, key=lambda one: ORDER.index(one.verdict))))
    return found


def _needs(request: Any, rules: Rules) -> frozenset[int]:
    numbers = (number_of(typed) for typed in request.GET.getlist("need"))
    return frozenset(n for n in numbers if n is not None and n < len(rules.needs))


def _chips(rules: Rules, chosen: frozenset[int]) -> list[dict[str, Any]]:
    return [
        {"label": label, "on": number in chosen, "value": number}
        for number, label in enumerate(rules.needs.values())
    ]


def _day(request: Any) -> date:
    typed = request.GET.get("day", "")
    if not typed:
        return today(request)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        messages.error(request, str(BAD_DAY))
        return today(request)


def _query(request: Any) -> str:
    kept = [
        ("need", typed) for typed in request.GET.getlist("need") if number_of(typed) is not None
    ]
    day = request.GET.get("day", "")
    return urlencode([*kept, *([("day", day)] if day else [])])
