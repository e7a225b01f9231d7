"""A clause of law beside consent: proposed by casework, decided by the privacy officer or the lead."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.accounts.queries import workers
from hangot.cases.models import Case
from hangot.consent import bases
from hangot.consent.models import SharingBasis
from hangot.consent.queries import in_force, to_decide, waits
from hangot.core.access import by_number
from hangot.core.clocks import last_day
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk import errors
from hangot.desk.attempt import attempt, tried
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.consents.forms import EXAMPLES, BasisForm
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.desk.typed import version_of
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.vault import keyring

PROPOSED = Text(
    "올렸습니다. 다른 사람이 승인하면 쓰입니다.", "Proposed. It holds when somebody else approves."
)
IN_FORCE = Text(
    "지금부터 쓰입니다. 1근무일 안에 다른 사람이 승인해야 이어집니다.",
    "In force now. Somebody else must approve within one working day.",
)
DECIDED = Text("적었습니다. 지금부터 그대로 쓰입니다.", "Recorded; it holds from now on.")
DECISIONS = ("approve", "reject", "confirm", "end", "annul")
NEEDS_REASON = ("reject", "end", "annul")


@page(right="basis.propose", door="basis.new", methods=("GET", "POST"))
def new(request: Any, case_id: UUID) -> HttpResponse:
    """Propose a clause: to whom, what, which law, why without consent."""
    frame = person_page(request, case_id, "consents")
    sees(request, subject=frame.case.person_id, thing=case_id)
    agencies = [(str(a.pk), a.label) for a in frame.house.agencies.values()]
    form = BasisForm(
        request.POST if request.method == "POST" else None, pack=frame.profile, agencies=agencies,
        urgent=opens("basis.act_now", request.actor.duties),
        initial={"agency": request.GET.get("agency", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _proposed(request, frame.case, form):
        messages.success(request, str(IN_FORCE if form.cleaned_data.get("danger") else PROPOSED))
        return to("consents", case_id)
    context = {
        "header": frame.header, "tab": "consents", "case": frame.case, "form": form,
        "examples": EXAMPLES,
    }  # fmt: skip
    return render(
        request, "desk/consents/basis.html", context, status=422 if form.is_bound else 200
    )


def _proposed(request: Any, case: Case, form: BasisForm) -> bool:
    found = form.cleaned_data
    terms = bases.BasisTerms(
        UUID(found["agency"]), form.chosen(), found["clause"], found["necessity"], found["days"]
    )
    subject, by, at = case.person_id, request.actor, request.at

    def act() -> SharingBasis:
        if found.get("danger"):
            return bases.act_now(subject=subject, terms=terms, reason=found["danger"], by=by, at=at)
        return bases.propose_basis(subject=subject, terms=terms, by=by, at=at)

    return attempt(request, form, act, right="basis.propose")


@page(right="basis.act_now", door="basis.now", methods=("POST",))
def now(request: Any, basis_id: UUID) -> HttpResponse:
    """Danger: the proposed basis holds at once, until somebody else decides."""
    basis = SharingBasis.objects.filter(pk=basis_id).first()
    case = Case.objects.filter(person_id=basis.subject_id).first() if basis else None
    if basis is None or case is None:
        raise Hidden
    reasons = profile(request.actor.profile).lists["break_glass_reasons"]
    reason = request.POST.get("reason", "")
    done = tried(request, lambda: bases.use_now(
        basis_id=basis_id, reason=reason if reason in reasons else "", expected=version_of(request),
        by=request.actor, at=request.at,
    ), right="basis.act_now", thing=basis_id)  # fmt: skip
    if isinstance(done, Missing):
        return errors.refused(request, done.sentence, status=422)
    messages.success(request, str(IN_FORCE))
    return to("consents" if opens("consent.see", request.actor.duties) else "case", case.pk)


def waiting(request: Any, frame: PersonPage, laws: Iterable[SharingBasis]) -> dict[str, Any]:
    """Proposed clauses that a post may put in force at once because of danger, for any page."""
    may_use = opens("basis.act_now", request.actor.duties)
    rows = [row for row in laws if row.state == "proposed"] if may_use else []
    return {
        "urgent": [
            {
                "basis": row, "agency": frame.house.agency(row.agency_id),
                "sections": [frame.profile.sections[by_number(n)].label for n in row.sections],
            }
            for row in rows
        ],
        "dangers": [(one.id, one.label) for one in frame.profile.choices("break_glass_reasons")],
    }  # fmt: skip


@page(right="basis.find", door="bases")
def listing(request: Any) -> HttpResponse:
    """What waits for a decision first; then what is in force; then what is over."""
    return _listing(request, None, None)


def _listing(request: Any, failed: UUID | None, form: forms.Form | None) -> HttpResponse:
    rows = to_decide(at=request.at)
    keyring.load({row.subject_id for row in rows})
    rooms, pack = house(request.actor.centre), profile(request.actor.profile)
    known = {
        case.person_id: case
        for case in Case.objects.filter(person_id__in={r.subject_id for r in rows})
    }
    people = workers({row.proposed_by for row in rows})
    context = {
        "rows": [
            _row(request, row, rooms, pack, known=known, people=people) | {"failed": row.pk == failed}
            for row in rows
        ],
        "form": form,
    }  # fmt: skip
    return render(request, "desk/consents/bases.html", context, status=422 if form else 200)


def _row(
    request: Any, row: SharingBasis, rooms: House, pack: Profile, *, known: dict[UUID, Case],
    people: Any,
) -> dict[str, Any]:  # fmt: skip
    life, case = pack.life("basis"), known.get(row.subject_id)
    mine = row.proposed_by == request.actor.worker or row.proposed_post == request.actor.post
    worker = people.get(row.proposed_by)
    limit = row.approve_by if row.state == "active" and not row.decided_at else row.ends
    events = [
        e for e in DECISIONS
        if e in life.events(row.state) and opens(f"basis.{e}", request.actor.duties)
        and (e != "confirm" or row.decided_at is None)
    ]  # fmt: skip
    return {
        "basis": row, "agency": rooms.agency(row.agency_id), "waits": waits(row), "mine": mine,
        "sections": [pack.sections[by_number(n)].label for n in row.sections],
        "state": life.label(row.state), "force": in_force(row, at=request.at),
        "by": rooms.post(row.proposed_post), "worker": worker.name if worker else "",
        "number": case.number if case else "", "until": last_day(limit) if limit else None,
        "acts": [] if mine else [_act(row, life, event) for event in events],
    }  # fmt: skip


def _act(row: SharingBasis, life: Any, event: str) -> dict[str, Any]:
    return {
        "event": event, "label": life.event_label(event), "reason": event in NEEDS_REASON,
        "url": reverse("basis_step", args=[row.pk, event]),
    }  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=say("이유", "Reason"), required=False, max_length=64)


@page(right="basis.find", door="basis.step", methods=("POST",))
def step(request: Any, basis_id: UUID, event: str) -> HttpResponse:
    """Approve, reject, confirm, end or annul; nobody decides what they proposed."""
    if event not in DECISIONS:
        raise Hidden
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(request, form, lambda: referrals.decide_basis(
        basis_id=basis_id, event=event, reason=form.cleaned_data["reason"] or None,
        expected=version_of(request), by=request.actor, at=request.at,
    ), right=f"basis.{event}"):  # fmt: skip
        messages.success(request, str(DECIDED))
        return to("bases")
    return _listing(request, basis_id, form)
