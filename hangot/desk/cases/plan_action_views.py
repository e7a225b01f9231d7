"""One planned action: done or not, when, and why not."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from hangot.cases import plans
from hangot.cases.models import PlannedAction
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.household_forms import Since
from hangot.desk.cases.work_frame import frame, said, show, today, word
from hangot.desk.cases.work_inputs import of_list, text_box
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.desk.typed import version_of

OUTCOMES: tuple[tuple[str, Text], ...] = (
    (plans.DONE, Text("했음", "Done")),
    (plans.NOT_DONE, Text("하지 못함", "Not done")),
    ("open", Text("아직 할 일(잘못 적은 것을 되돌림)", "Still to be done (takes back a mistake)")),
)
SETTLED = Text("할 일을 적었습니다.", "The action is recorded.")


class ActionForm(forms.Form):
    """Was it done, on which day, and if not, why not?"""

    outcome = forms.ChoiceField(
        label=say("했나요?", "Was it done?"), choices=OUTCOMES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, pack: Profile, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"] = Since(
            label=say("언제", "When"), today=today, required=False,
            help_text=say("비우면 오늘입니다", "Left empty: today"),
        )  # fmt: skip
        self.fields["why"] = of_list(
            pack.choices("not_done_reasons"), label=say("하지 못했다면 왜", "If not, why"), required=False
        )  # fmt: skip
        self.fields["words"] = text_box(
            label=say("덧붙일 말", "More words"), rows=2, required=False
        )

    def outcome_on(self, today: date) -> plans.Outcome:
        """What was typed."""
        given = self.cleaned_data
        return plans.Outcome(
            given["outcome"], given["day"] or today, given["why"], given["words"] or None
        )


@page(right="plan.settle", door="plan.action", methods=("GET", "POST"))
def plan_action(request: Any, action_id: UUID) -> HttpResponse:
    """Tick one action of the plan off, or put right what was ticked."""
    rows = PlannedAction.objects.filter(pk=action_id).select_related("goal__plan")
    row = rows.first()
    if row is None:
        raise Hidden
    case_id = row.goal.plan.case_id
    one, day = frame(request, case_id, "plan"), today(request)
    form = ActionForm(request.POST or None, pack=one.profile, today=day, initial=_known(row))
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, lambda: plans.settle(
            action_id=action_id, said=form.outcome_on(day), expected=version_of(request),
            by=request.actor, at=request.at,
        ), right="plan.settle", field="why",
    ):  # fmt: skip
        said(request, SETTLED)
        return to("case_plan", case_id)
    return show(
        request, one, "action.html", form=form, action=row, goal=row.goal,
        agency=one.agency(row.by_agency),
    )  # fmt: skip


def _known(row: PlannedAction) -> dict[str, Any]:
    day = row.settled_on.isoformat() if row.settled_on else ""
    return {"outcome": row.outcome, "day": day, "why": row.why_not, "words": row.words}


def settled(one: PersonPage, action: PlannedAction) -> dict[str, Any] | None:
    """How an action is shown in the plan once it was ticked off."""
    if not action.outcome or action.settled_post is None:
        return None
    post = one.house.posts.get(action.settled_post)
    return {
        "done": action.outcome == plans.DONE, "on": action.settled_on,
        "by": one.author(post.pk, post.agency_id) if post else "",
        "why": word(one.profile, "not_done_reasons", action.why_not) if action.why_not else "",
        "words": action.words or "",
    }  # fmt: skip
