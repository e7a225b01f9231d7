"""Everything the page of what may help is made of."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.questions import Question
from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.help.asking import FactForm, several, tabled
from hangot.desk.help.choosing import Shown, chips, shown, today
from hangot.desk.help.desk import fact_of, offers_of
from hangot.desk.help.earlier import earlier
from hangot.desk.help.showing import HELPS, ORDER, Card, card, changed, facts, unheard
from hangot.desk.help.words import answer
from hangot.eligibility import findings
from hangot.eligibility.findings import Outlook
from hangot.eligibility.recorded import Recorded, recorded
from hangot.eligibility.ruling import Ruling


def helped(
    request: Any, frame: PersonPage, rule: Ruling, form: FactForm | None = None
) -> HttpResponse:
    """The page; with an answer that was refused its form as it was typed."""
    person = frame.case.person_id
    kept = recorded(subject=person, case=frame.case.pk, rules=rule.rules)
    chosen = shown(request, rule.rules, kept.needs)
    found = findings.outlook(person, rule, on=chosen.on, today=chosen.today)
    some = [one for one in found.findings if chosen.takes(one.service.need)]
    cards = _cards(frame, found, chosen, some)
    wanted = _wanted(found, some, kept)
    context = {
        "header": frame.header, "tab": "help", "case": frame.case, "on": chosen.on,
        "today": chosen.today, "version": rule.rules.version[:8], "by_hand": chosen.by_hand,
        "question": _question(request, frame, found, wanted=wanted, kept=kept, form=form),
        "needs": chips(rule.rules, chosen), "groups": _groups(rule.rules, cards),
        "counts": [(v, sum(one.verdict == v for one in cards)) for v in ORDER],
        "open": sorted((one for one in cards if one.verdict == "unknown"), key=_waits),
        "hard": [one for one in cards if one.verdict == "unlikely"],
        "known": facts(rule.rules, found.told, kept), "back": chosen.query(rule.rules),
        "may_write": opens("fact.write", request.actor.duties),
        "may_ask": opens("benefit.request", request.actor.duties),
        "may_refer": opens("referral.write", request.actor.duties),
        "more": max(0, len(wanted) - 1), "twice": _twice(frame, found),
        "earlier": earlier(frame, found) if chosen.on == chosen.today else (),
    }  # fmt: skip
    return render(request, "desk/help/help.html", context, status=422 if form else 200)


def _cards(
    frame: PersonPage, found: Outlook, chosen: Shown, some: Iterable[Finding]
) -> list[Card]:  # fmt: skip
    offers = offers_of(frame, found.ruling.rules)
    numbers = {name: number for number, name in enumerate(found.ruling.rules.services)}
    cards = [
        card(found.ruling, numbers[one.service.id], one, offers[one.service.id]) for one in some
    ]
    if chosen.on == chosen.today:
        return cards
    now = findings.outlook(
        frame.case.person_id, found.ruling, on=chosen.today, today=chosen.today
    ).findings
    as_of_today, then = ({one.service.id: one for one in all_} for all_ in (now, found.findings))
    return [
        replace(one, before=changed(found.ruling, then[name], as_of_today[name]))
        for one in cards
        for name in (one.service.id,)
    ]


def _wanted(found: Outlook, some: Iterable[Finding], kept: Recorded) -> list[Question]:
    """Questions that a service shown waits for; first what the record answers, so that nobody is
    asked.
    """
    waiting = {one.service.id for one in some}
    wanted = [one for one in found.questions if waiting & set(one.services)]
    once = {one.fact.id: one for one in reversed(wanted)}
    return sorted(
        (one for one in wanted if once[one.fact.id] is one),
        key=lambda one: one.fact.id not in kept.facts,
    )


def _question(
    request: Any, frame: PersonPage, found: Outlook, *, wanted: list[Question], kept: Recorded,
    form: FactForm | None,
) -> dict[str, Any] | None:  # fmt: skip
    """The form of the next question, of a chosen one, or of one that was answered wrongly."""
    rules = found.ruling.rules
    if form is None:
        fact = _asked(request, rules, wanted)
        if fact is None:
            return None
        told = found.told.get(fact.id)
        here = kept.facts.get(fact.id)
        known = told.value if told and not told.old else here and here.value
        form = FactForm(fact, today(request), known=known)
    fact = form.fact
    waits = [one for one in found.questions if one.fact.id == fact.id]
    labels = [_needed_for(rules, one, name) for one in waits for name in one.services]
    said = unheard(found.told, kept, fact.id)
    return {
        "form": form, "fact": fact, "waits": labels[:3], "rest": max(0, len(labels) - 3),
        "number": sorted(rules.facts).index(fact.id), "known": said and answer(fact, said.value), "from": said,
        "table": tabled(fact), "ticks": several(fact),
        "action": reverse("help_answer", args=[frame.case.pk]),
    }  # fmt: skip


def _needed_for(rules: Rules, question: Question, service: str) -> Text:
    label = rules.services[service].label
    return Text(f"{label.ko} 금액", f"the sum of {label.en}") if question.sums else label


def _asked(request: Any, rules: Rules, wanted: list[Question]) -> Fact | None:
    if "ask" in request.GET:
        return fact_of(rules, request.GET["ask"])
    return wanted[0].fact if wanted else None


def _groups(rules: Rules, cards: list[Card]) -> list[tuple[Text, list[Card]]]:
    """What is likely or decided by an official, by need; what is likely comes first."""
    found = []
    for need, label in rules.needs.items():
        some = [one for one in cards if one.service.need == need and one.verdict in HELPS]
        if some:
            found.append((label, sorted(some, key=lambda one: ORDER.index(one.verdict))))
    return found


def _waits(one: Card) -> int:
    return len(one.waits)


def _twice(frame: PersonPage, found: Outlook) -> int:
    """How many questions the person had to answer again; told to who leads the case."""
    if frame.case.lead_post_id != frame.viewer.post:
        return 0
    return sum(one.twice for one in found.told.values())
