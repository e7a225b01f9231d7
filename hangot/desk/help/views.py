"""What may help: the page, one answer, and a referral begun from a finding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse

from hangot.benefits import actions as benefits
from hangot.core.eligibility.rules import Rules
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.desk.cases.header import person_page
from hangot.desk.door import page, sees, to
from hangot.desk.help.asking import FactForm
from hangot.desk.help.choosing import shown, today
from hangot.desk.help.desk import fact_of, offers_of, using
from hangot.desk.help.gathering import helped
from hangot.desk.typed import number_of
from hangot.eligibility import facts as answers
from hangot.eligibility import findings
from hangot.eligibility.recorded import recorded

TOLD = Text("오늘 결과를 말씀드린 것으로 적었습니다.", "Recorded: today's result was told.")
SAVED = Text("답을 적었습니다.", "The answer is written down.")


@page(right="help.see", door="help.see")
def case_help(request: Any, case_id: UUID) -> HttpResponse:
    """Findings by need with reasons and law, the best next question, what is known."""
    frame = person_page(request, case_id, "help")
    sees(request, subject=frame.case.person_id, thing=case_id)
    return helped(request, frame, using(frame))


@page(right="fact.write", door="help.answer", methods=("POST",))
def help_answer(request: Any, case_id: UUID) -> HttpResponse:
    """One answer, that it is not known, or that what the record says is right."""
    frame = person_page(request, case_id, "help")
    rule = using(frame)
    rules = rule.rules
    fact = fact_of(rules, request.POST.get("fact", ""))
    form = FactForm(fact, today(request), request.POST)
    act = request.POST.get("act")
    if act not in ("unknown", "record") and not form.is_valid():
        return helped(request, frame, rule, form)
    try:
        benefits.tell(
            subject=frame.case.person_id, ruling=rule, fact=fact.id,
            given=_given(frame, rules, form, act), source=_source(request),
            by=request.actor, at=request.at,
        )  # fmt: skip
    except Missing as no:
        form.is_valid()
        form.refuse(no.sentence)
        return helped(request, frame, rule, form)
    messages.success(request, str(SAVED))
    answer = to("case_help", case_id)
    query = shown(request, rules, ()).query(rules)
    answer["Location"] += f"?{query}#q" if query else "#q"
    return answer


@page(right="finding.keep", door="help.refer", methods=("POST",))
def help_refer(request: Any, case_id: UUID) -> HttpResponse:
    """Keep what was found and go on to the letter, with what was answered already in it; or only
    keep it, because it was told to the person again.
    """
    frame = person_page(request, case_id, "help")
    rules = using(frame).rules
    number = number_of(request.POST.get("service", ""))
    names = list(rules.services)
    offers = offers_of(frame, rules)
    again = request.POST.get("act") == "told"
    if number is None or number >= len(names) or not (again or offers[names[number]].id):
        raise Hidden
    (row,) = findings.keep(
        case_id=case_id, subject=frame.case.person_id, pack=frame.profile.rules,
        services=[names[number]], on=today(request), by=request.actor, at=request.at,
    )  # fmt: skip
    if again:
        messages.success(request, str(TOLD))
        return to("case_help", case_id)
    answer = to("referral_new", case_id)
    answer["Location"] += f"?service={offers[names[number]].id}&finding={row.pk}"
    return answer


def _given(frame: Any, rules: Rules, form: FactForm, act: str | None) -> Any:
    if act == "record":
        known = recorded(subject=frame.case.person_id, case=frame.case.pk, rules=rules).facts
        if form.fact.id not in known:
            raise Hidden
        return known[form.fact.id].value
    return None if act == "unknown" else form.answer()


def _source(request: Any) -> answers.Source:
    if request.POST.get("act") == "record":
        return "record"
    return "document" if request.POST.get("source") == "document" else "person"
