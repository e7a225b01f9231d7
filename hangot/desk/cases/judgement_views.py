"""Is this a crisis family: yes, watch, no? With reasons; what was judged before stays to be read."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from hangot.access.queries import need
from hangot.cases import actions as cases
from hangot.cases.judging import EVENTS, judge, judgements
from hangot.cases.models import Judgement
from hangot.core.access import Level, Section
from hangot.core.packs import Choice, Profile
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.work_frame import frame, said, show, word
from hangot.desk.contacts.fields import OneOf, SomeOf, Words, chips
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.vault import keyring

DONE = Text("판단을 적었습니다.", "The judgement is written down.")


class JudgementForm(forms.Form):
    """What is judged, why, and in own words."""

    def __init__(self, data: Any = None, *, pack: Profile) -> None:
        super().__init__(data)
        life = pack.life("judgement")
        verdicts = [
            Choice(event, life.label(life.step(None, event).target)) for event in EVENTS
        ]  # fmt: skip
        self.fields["event"] = OneOf(
            verdicts, required=True, widget=chips(), label=say("판단", "Judgement")
        )
        self.fields["reasons"] = SomeOf(
            pack.choices("judgement_reasons"), required=True, label=say("까닭", "Reasons")
        )
        self.fields["words"] = Words(label=say("덧붙일 말", "In own words"))


@page(right="judgement.see", door="case.judgement", methods=("GET", "POST"))
def case_judgement(request: Any, case_id: UUID) -> HttpResponse:
    """Judge, and read what was judged before."""
    one = frame(request, case_id)
    need(request.actor, one.case.person_id, Section.OVERVIEW, Level.FULL, at=request.at)
    may("judgement.say_yes", request.actor, cases.scene(one.case, at=request.at))
    form = JudgementForm(request.POST or None, pack=one.profile)
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right="judgement.see", act=lambda: judge(
            case_id=one.case.pk, event=form.cleaned_data["event"],
            reasons=form.cleaned_data["reasons"], words=form.cleaned_data["words"],
            by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        said(request, DONE)
        return to("case_judgement", one.case.pk)
    keyring.load([one.case.person_id])
    rows = [_row(row, one.profile) for row in judgements(one.case.pk)]
    return show(request, one, "judgement.html", form=form, rows=rows)


def _row(row: Judgement, pack: Profile) -> dict[str, Any]:
    reasons = [word(pack, "judgement_reasons", code) for code in row.reasons.split(",") if code]
    return {"row": row, "state": pack.life("judgement").label(row.state), "reasons": reasons}
