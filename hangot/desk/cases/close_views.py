"""The end of a case: proposed by one post, decided by another."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from hangot.cases import actions as cases
from hangot.cases.models import Case, Closure, Goal
from hangot.cases.queries import open_steps
from hangot.closing import actions as closing
from hangot.core.refusal import Hidden
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.plan_forms import CloseForm, DecideForm
from hangot.desk.cases.work_frame import frame, said, show, word
from hangot.desk.door import page, to
from hangot.desk.typed import version_of
from hangot.referrals.queries import OVER, of_subject


@page(right="case.see", door="case.close", methods=("GET", "POST"))
def case_close(request: Any, case_id: UUID) -> HttpResponse:
    """Propose the end of a case, or decide on a proposal of somebody else."""
    one = frame(request, case_id)
    if one.case.state == "closing":
        return _decide(request, one)
    return _propose(request, one)


def _propose(request: Any, one: PersonPage) -> HttpResponse:
    step = one.profile.life("case").step(one.case.stage, "propose_end")
    may(step.right, request.actor, cases.scene(one.case, at=request.at), who=step.who)
    goals = Goal.objects.filter(plan__case=one.case, plan__state__in=("active", "approved"))
    form = CloseForm(
        request.POST or None, pack=one.profile, goals=[(goal.pk, str(goal.text)) for goal in goals]
    )
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right=step.right, act=lambda: closing.propose(
            case_id=one.case.pk, reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"] or None, results=form.results(),
            expected=version_of(request), by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        said(
            request,
            Text("종결을 올렸습니다. 팀장이 결정합니다.", "Proposed. The team lead decides."),
        )
        return to("case", one.case.pk)
    return show(request, one, "close.html", form=form, left=_left(one), proposing=True)


def _left(one: PersonPage) -> int:
    """Referrals that have not ended, as far as one sees them; the act itself knows all of them."""
    seen = of_subject(one.case.person_id)
    return sum(1 for row in seen if row.state not in OVER and row.form != "information")


def _decide(request: Any, one: PersonPage) -> HttpResponse:
    event = "send_back" if request.POST.get("act") == "send_back" else "close"
    closure = _open_closure(one.case)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right=f"case.{event}", act=lambda: closing.decide(
            case_id=one.case.pk, event=event, satisfaction=form.cleaned_data["satisfaction"],
            words=form.cleaned_data["words"] or None, expected=version_of(request),
            by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        said(request, Text("종결했습니다.", "The case is closed.") if event == "close"
             else Text("돌려보냈습니다.", "Sent back."))  # fmt: skip
        return to("case", one.case.pk)
    return show(
        request, one, "close.html", form=form, closure=closure, decides=_decides(request, one),
        reason=word(one.profile, "closure_reasons", closure.reason), proposing=False,
        goals=_results(one), proposer=one.house.post(closure.proposed_post),
    )  # fmt: skip


def _open_closure(case: Case) -> Closure:
    found = Closure.objects.filter(case=case, decided_at=None).order_by("-created_at").first()
    if found is None:
        raise Hidden
    return found


def _decides(request: Any, one: PersonPage) -> bool:
    scene = cases.scene(one.case, at=request.at)
    steps = open_steps(one.profile.life("case"), one.case.stage, request.actor, scene)
    return any(step.event == "close" for step in steps)


def _results(one: PersonPage) -> list[tuple[str, Text]]:
    goals = Goal.objects.filter(plan__case=one.case, plan__state__in=("active", "approved"))
    return [(str(g.text), word(one.profile, "goal_results", g.result)) for g in goals if g.result]
