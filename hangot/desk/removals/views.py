"""Removals of one person: registered, moved on together, counted, and put in words for the person."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.core.removals import tally
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame, said, today, word
from hangot.desk.door import page, sees, to
from hangot.desk.removals.forms import BatchForm, StepForm
from hangot.removals import actions as removals
from hangot.removals import queries
from hangot.removals.models import Removal

STEPPED = Text("{n}건을 적었습니다.", "{n} recorded.")
NEW = Text("새로 {n}건을 등록했습니다.", "{n} registered.")
SENT = Text(
    "적었습니다. 안전한 방법과 시간에, 무슨 일인지 알 수 없는 말로 나갑니다.",
    "It is written, and goes by a safe way at a safe hour, in words that tell nothing.",
)
SAID = Text("직접 전한 것으로 적었습니다.", "Recorded that you told them.")
TELLING: Mapping[str, tuple[Callable[..., object], Text]] = {
    "tell": (removals.tell, SENT), "told": (removals.told, SAID),
}  # fmt: skip
KNOWN = Text(" 이미 등록된 것: {numbers}번.", " Known already: number {numbers}.")


@page(right="removal.see", door="case.requests", methods=("GET", "POST"))
def case_removals(request: Any, case_id: UUID) -> HttpResponse:
    """How far everything has got; more of it, and steps for several at once."""
    one = frame(request, case_id)
    sees(request, subject=one.case.person_id, thing=case_id, section=Section.INCIDENT)
    queries.offered(request.actor)
    if not one.sees(Section.INCIDENT):
        raise Hidden
    rows = queries.of_case(case_id)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    batch = BatchForm(request.POST if act == "register" else None, pack=one.profile)
    asked = request.POST if act == "step" else None
    step = StepForm(asked, pack=one.profile, rows=rows, today=today(request))
    news = forms.Form(request.POST if act in TELLING else None)
    done = (
        _register(request, case_id, batch)
        or _step(request, case_id, step)
        or _tell(request, case_id, news)
    )
    return to("case_removals", case_id) if done else _page(request, one, rows, (batch, step, news))


def _tell(request: Any, case_id: UUID, form: forms.Form) -> bool:
    """A message goes, or the desk says that it told the person."""
    if not (form.is_bound and form.is_valid()):
        return False
    act, words = TELLING[request.POST["act"]]
    done = attempt(request, form, right="removal.tell", act=lambda: act(
        case_id=case_id, by=request.actor, at=request.at
    ))  # fmt: skip
    if done:
        said(request, words)
    return done


def _register(request: Any, case_id: UUID, form: BatchForm) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    found = gained(request, form, right="removal.register", thing=case_id, act=lambda: removals.register(
        case_id=case_id, batch=form.batch(), by=request.actor, at=request.at
    ))  # fmt: skip
    if found is None:
        return False
    words = _filled(NEW, n=len(found.new))
    if found.known:
        numbers = ", ".join(str(number) for number in found.known)
        more = _filled(KNOWN, numbers=numbers)
        words = Text(words.ko + more.ko, words.en + more.en)
    said(request, words)
    return True


def _step(request: Any, case_id: UUID, form: StepForm) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    given = form.cleaned_data
    done = attempt(request, form, right=f"removal.{given['event']}", act=lambda: removals.step(
        case_id=case_id, numbers=form.chosen(), event=given["event"], on=given["on"],
        words=given["words"], by=request.actor, at=request.at,
    ))  # fmt: skip
    if done:
        said(request, _filled(STEPPED, n=len(form.chosen())))
    return done


def _filled(sentence: Text, **values: object) -> Text:
    return Text(sentence.ko.format(**values), sentence.en.format(**values))


def _page(
    request: Any,
    one: PersonPage,
    rows: list[Removal],
    typed: tuple[BatchForm, StepForm, forms.Form],
) -> HttpResponse:
    batch, step, news = typed
    chosen = set(request.POST.getlist("which")) if step.is_bound else set()
    return render(
        request, "desk/removals/removals.html",
        {"header": one.header, "case": one.case, "batch": batch, "step": step, "telling": news,
         "rows": [_line(request, one, row, chosen) for row in rows],
         "tally": tally(row.state for row in rows), "tells": opens("removal.tell", request.actor.duties),
         "news": sum(1 for row in rows if row.settled_on and row.told_at is None)},
        status=422 if any(form.errors for form in typed) else 200,
    )  # fmt: skip


def _line(request: Any, one: PersonPage, row: Removal, chosen: set[str]) -> dict[str, Any]:
    day = row.due if row.state == "requested" else row.look_on
    return {
        "it": row, "provider": word(one.profile, "removal_providers", row.provider),
        "state": one.profile.life("removal").label(row.state), "day": day,
        "late": day is not None and day <= today(request), "ticked": str(row.pk) in chosen,
    }  # fmt: skip
