"""Monitoring: the next check, what was found at the last ones, goal by goal."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from hangot.cases import actions as cases
from hangot.cases import checking
from hangot.cases.models import Check, Goal
from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.core.rights import allows
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.check_forms import ArrangeForm, CheckForm
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame, posts_of, said, show, today, word
from hangot.desk.door import page, to
from hangot.desk.typed import version_of

RECORDED = Text("점검을 적었습니다.", "The check is recorded.")
ARRANGED = Text(
    "다음 점검을 정했습니다. 맡은 분의 ‘오늘’에 떴습니다.",
    "The next check is set. Who does it finds it on Today.",
)
Goals = Sequence[tuple[UUID, str]]


@page(right="check.see", door="case.checks", methods=("GET", "POST"))
def case_checks(request: Any, case_id: UUID) -> HttpResponse:
    """Read what was found; record the check that is planned, or set another day or post for it."""
    one = frame(request, case_id, "plan")
    if not one.sees(Section.PLAN):
        raise Hidden
    rows, progress = checking.checks_of(one.case)
    goals = Goal.objects.filter(plan__case=one.case).order_by("created_at", "pk")
    named = {goal.pk: goal for goal in goals.select_related("plan")}
    planned = next((row for row in rows if row.state == "planned"), None)
    where = cases.scene(one.case, at=request.at)
    running = [(pk, str(g.text)) for pk, g in named.items() if g.plan.state == "active"]
    act = request.POST.get("act", "")
    record = _record(request, one, planned, running, bound=act == "record")
    arrange = _arrange(request, one, bound=act == "arrange") if allows(
        "check.arrange", request.actor, where
    ) else None  # fmt: skip
    done = _recorded(request, planned, record) if act == "record" else _arranged(
        request, one, arrange
    ) if act == "arrange" else False  # fmt: skip
    if done:
        return to("case_checks", case_id)
    return show(
        request, one, "checks.html", record=record, arrange=arrange, planned=planned,
        who=one.author(planned.for_post, planned.for_agency) if planned else "",
        rows=[_row(one, row, progress.get(row.pk, {}), named) for row in rows if row != planned],
    )  # fmt: skip


def _record(
    request: Any, one: PersonPage, planned: Check | None, goals: Goals, *, bound: bool
) -> CheckForm | None:
    """The form of the planned check, for its post, its agency and the team of the case."""
    if planned is None:
        return None
    scene = checking.check_scene(planned, at=request.at)
    if not allows("check.record", request.actor, scene):
        return None
    return CheckForm(request.POST if bound else None, pack=one.profile, goals=goals)


def _arrange(request: Any, one: PersonPage, *, bound: bool) -> ArrangeForm:
    posts = posts_of(one, *one.house.agencies)
    return ArrangeForm(request.POST if bound else None, posts=posts, today=today(request))


def _recorded(request: Any, planned: Check | None, form: CheckForm | None) -> bool:
    if planned is None or form is None:
        raise Hidden
    done = form.is_valid() and attempt(request, form, right="check.record", act=lambda: (
        checking.record_check(
            check_id=planned.pk, seen=form.seen(), expected=version_of(request), by=request.actor,
            at=request.at,
        )
    ))  # fmt: skip
    if done:
        said(request, RECORDED)
    return bool(done)


def _arranged(request: Any, one: PersonPage, form: ArrangeForm | None) -> bool:
    if form is None:
        raise Hidden
    done = form.is_valid() and attempt(request, form, right="check.arrange", act=lambda: (
        checking.plan_check(
            case_id=one.case.pk, post_id=form.cleaned_data["post"], day=form.cleaned_data["day"],
            by=request.actor, at=request.at,
        )
    ))  # fmt: skip
    if done:
        said(request, ARRANGED)
    return bool(done)


def _row(
    one: PersonPage, row: Check, progress: Mapping[UUID, str], goals: Mapping[UUID, Goal]
) -> dict[str, Any]:
    """One check that was done, as the page shows it."""
    pack = one.profile
    by = one.house.posts.get(row.checked_post) if row.checked_post else None
    return {
        "row": row, "way": word(pack, "check_ways", row.way),
        "follows": word(pack, "check_follows", row.follows),
        "by": one.author(by.pk, by.agency_id) if by else "",
        "goals": [
            (goals[pk].text, word(pack, "goal_progress", code), code in ("reached", "better"))
            for pk, code in progress.items()
            if pk in goals
        ],
    }  # fmt: skip
