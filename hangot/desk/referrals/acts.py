"""The steps one side of a referral may take now, each with its form."""

from typing import Any

from django.urls import reverse

from hangot.core.text import Text
from hangot.desk.referrals.forms import AnswerForm, StepForm, TryForm
from hangot.directory.queries import outside, services
from hangot.referrals import queries
from hangot.referrals.models import Referral
from hangot.referrals.serving import TRIED

RISKS = ("decline", "stop", "withdraw", "lose")


def acts(
    request: Any, referral: Referral, pack: Any, said: list[Any], forms: dict[str, Any]
) -> dict[str, Any]:
    """Every step this side may take now, each with its form."""
    events = queries.possible(referral, request.actor, at=request.at)
    by_phone = request.actor.agency != referral.to_agency
    found: dict[str, Any] = {"events": events, "by_phone": by_phone}
    if "accept" in events:
        found["answer"] = forms.get("answer") or AnswerForm(pack=pack, by_phone=by_phone)
    tail = [e for e in events if e not in ("send", "accept", "return", "discard", "inform")]
    tail = [e for e in tail if e != "decline" or "accept" not in events]
    life = pack.life("referral")
    found["steps"] = [
        {
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "url": reverse("referral_step", args=[referral.pk, event]),
            "form": forms.get(event) or step_form(event, pack, request),
            "open": event in forms,
        }
        for event in tail
    ]  # fmt: skip
    if "lose" in events:
        found["try_form"] = forms.get("tried") or TryForm(pack=pack)
        found["tries"] = sum(one.event == TRIED for one in said)
        found["least"] = pack.attempts["referral"]
    return found


def step_form(event: str, pack: Any, request: Any, data: Any = None) -> StepForm:
    """The form of one step; acknowledging offers every service, for asking somebody else."""
    form = StepForm(data, event=event, pack=pack)
    if event == "acknowledge":
        offered = [("", Text("고르세요", "Choose")), *service_options(request)]
        form.fields["service"].choices = offered  # type: ignore[attr-defined]
    return form


def service_options(request: Any) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Services grouped by agency, as a select shows them."""
    groups: dict[Any, list[tuple[str, Text]]] = {}
    for one in (*services(request.actor.centre), *outside(request.actor.centre)):
        groups.setdefault(one.agency.label, []).append((str(one.pk), one.label))
    return list(groups.items())
