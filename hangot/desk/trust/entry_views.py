"""One entry of the log with its ground, and the auditor's word about it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from hangot.audit import queries as log
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, sees
from hangot.desk.say import say
from hangot.desk.trust.review_rows import RESULTS, gather, line, result_of
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.watching.answering import review_entry as write_review


class ReviewForm(forms.Form):
    """What the auditor found."""

    result = forms.ChoiceField(
        label=say("점검 결과", "Result"), choices=RESULTS, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=say("적을 것", "Note"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say(
            "문제 없음이 아니면, 누구에게 무엇을 확인했는지나 무엇이 문제인지 적습니다. 이용자의 이름은 적지 마세요.",
            "Unless nothing is wrong: what you asked and heard, or what is wrong. No client's name.",
        ),
    )  # fmt: skip


@page(right="audit.review", door="audit.review", purpose=Purpose.OVERSIGHT, methods=("GET", "POST"))
def review_entry(request: Any, entry_id: UUID) -> HttpResponse:
    """One entry, and the result of looking at it."""
    found = log.entry(entry_id)
    if found is None:
        raise Hidden
    sees(request, subject=found.subject_id, thing=found.pk)
    form = ReviewForm(request.POST or None)
    month = f"{found.at.astimezone(SEOUL):%Y-%m}"
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right="audit.review", act=lambda: write_review(
            entry_id=entry_id, result=form.cleaned_data["result"],
            note=form.cleaned_data["note"] or None, by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        messages.success(request, str(Text("점검 결과를 적었습니다.", "The result is recorded.")))
        return HttpResponseRedirect(f"{reverse('review')}?month={month}", status=303)
    actor = request.actor
    known = gather([entry_id], centre=actor.centre)
    row = line(found, house(actor.centre), profile(actor.profile), known.people)
    said = known.done.get(entry_id)
    context = {
        "row": row, "form": form, "known": said, "known_result": result_of(said), "month": month,
    }  # fmt: skip
    return render(request, "desk/trust/entry.html", context, status=422 if form.errors else 200)
