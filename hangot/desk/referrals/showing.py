"""What one side is shown of a referral: never sections that were not sent, never why they are missing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from hangot.access.models import AccessRow
from hangot.access.queries import View, rows_of, view, view_of
from hangot.consent.models import Consent, SharingBasis
from hangot.consent.queries import in_force, look
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.clocks import last_day
from hangot.core.contact import strip
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import called, rule
from hangot.desk.naming import FROZEN, named, withheld
from hangot.desk.referrals.forms import AnswerForm, StepForm, TryForm
from hangot.directory.queries import House, house, services
from hangot.packs.active import profile
from hangot.people.models import ContactSafety, Person
from hangot.referrals import queries
from hangot.referrals.models import Referral, Reply
from hangot.referrals.serving import TRIED, TRIES
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

UNANSWERED = ("sent", "expired")
TRIED_WORDS = Text("연락 시도", "Tried to reach")


def seen_by(
    referral: Referral, by: Actor, at: datetime, rows: list[AccessRow] | None = None
) -> View | None:
    """What the actor sees of the person; a stranger at the sending desk is told nothing at all."""
    subject = referral.subject_id
    try:
        return view(by, subject, at=at) if rows is None else view_of(by, subject, rows, at=at)
    except Hidden:
        if by.agency == referral.to_agency and referral.sent_at:
            return None
        raise


def detail(
    request: Any,
    referral: Referral,
    forms: dict[str, Any] | None = None,
    rooms: House | None = None,
) -> dict[str, Any]:
    """The context of one referral for the side that looks."""
    by, at = request.actor, request.at
    if by.agency not in (referral.from_agency, referral.to_agency):
        raise Hidden
    file = _gather(referral, by, at)
    sight, pack = seen_by(referral, by, at, file.rows), profile(by.profile)
    rooms = rooms or house(by.centre)
    receiver, said = by.agency == referral.to_agency, file.said
    return {
        "referral": referral, "name": called(file.person), "receiver": receiver, "pack": pack,
        "sender": named(referral.from_agency, referral.from_post, by, sight, rooms),
        "target": named(referral.to_agency, referral.to_post, by, sight, rooms),
        "what": _service(referral, by, sight, rooms),
        "kind": pack.word("referral_kinds", referral.form),
        "urgency": pack.urgencies[referral.urgency].label, **_state(referral, by, pack),
        "words": referral.frozen_at is None if receiver else _may_read(sight), "safety": file.safety,
        "sections": _sections(referral, sight, pack), "grounds": _grounds(file, at),
        "replies": [_reply(one, pack) | named(one.agency_id, one.post_id, by, sight, rooms) for one in said], "history": said,
        "case_url": _case(referral, sight, by), "why": _why(referral, pack),
        "given_url": _given(referral, by) if not receiver else "",
        **_acts(request, referral, pack, said, forms or {}),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """Everything about one referral that lies in tables, read at once."""

    rows: list[AccessRow]
    person: Person | None
    safety: tuple[Text, ...]
    said: list[Reply]
    agreed: list[Consent]
    laws: list[SharingBasis]


def _gather(referral: Referral, by: Actor, at: datetime) -> File:
    subject, agency = referral.subject_id, referral.to_agency
    rows, people, rules, keys, said, agreed, laws = together(
        rows_of(by, at=at).filter(subject_id=subject),
        Person.objects.filter(pk=subject),
        ContactSafety.objects.filter(subject_id=subject, replaced_at=None),
        DataKey.objects.filter(pk__in=[subject, by.centre]),
        Reply.objects.filter(referral_id=referral.pk).order_by("at"),
        Consent.objects.filter(
            subject_id=subject, agency_id=agency, state="given", section__in=referral.sections
        ),
        SharingBasis.objects.filter(subject_id=subject, agency_id=agency, state="active"),
    )
    keyring.take(keys)
    safety = strip(rule(rules[0])) if rules else ()
    return File(rows, people[0] if people else None, safety, said, agreed, laws)


def _service(referral: Referral, by: Actor, sight: View | None, rooms: House) -> Text:
    """What is asked for; the services of a guarded desk tell as much as its name."""
    hidden = withheld(referral.to_agency, by, sight, rooms)
    return Text("의뢰", "Referral") if hidden else referral.service.label


def _may_read(sight: View | None) -> bool:
    if sight is None:
        return False
    return max(sight.levels[Section.PLAN], sight.own[Section.PLAN]) >= Level.FULL


def _state(referral: Referral, by: Actor, pack: Any) -> dict[str, Any]:
    life = pack.life("referral")
    state = life.by_id[referral.state]
    side = "receiver" if by.agency == referral.to_agency else "sender"
    turn = "receiver" if state.turn == "desk_lead" else state.turn
    mine = turn == side and not referral.is_frozen
    over = state.final or referral.state == "completed"
    return {
        "state": FROZEN if referral.is_frozen else state.label, "mine": mine,
        "turn": None if mine or referral.is_frozen else pack.turns[state.turn],
        "look": "" if mine else "stop" if referral.is_frozen else "end" if over else "",
        "running": not referral.is_frozen
        and referral.state in (*UNANSWERED, "accepted", "scheduled"),
    }  # fmt: skip


def _sections(referral: Referral, sight: View | None, pack: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": pack.sections[section].label, "guarded": section.guarded,
            "url": reverse("case_section", args=[referral.case_id, section.number])
            if referral.case_id and sight and sight.at_least(section, Level.SUMMARY) else "",
        }
        for section in (by_number(number) for number in referral.sections)
    ]  # fmt: skip


def _grounds(file: File, at: datetime) -> list[dict[str, Any]]:
    """On which basis the sections lie with the receiver, and until when."""
    live = [row.ends for row in file.agreed if row.ends and look(row, at=at) == "yes"]
    found: list[dict[str, Any]] = [
        {"law": law.clause, "until": law.ends} for law in file.laws if in_force(law, at=at)
    ]
    return ([{"law": "", "until": last_day(min(live))}] if live else []) + found


def _reply(one: Any, pack: Any) -> dict[str, Any]:
    life = pack.life("referral")
    tried = one.event == TRIED
    label = TRIED_WORDS if tried else life.event_label(one.event)
    words = one.text
    if tried and one.text in pack.lists["call_results"]:
        words = pack.word("call_results", one.text)
    return {
        "at": one.at,
        "label": label,
        "text": words,
        "speaker": one.speaker,
    }


def _why(referral: Referral, pack: Any) -> Text | None:
    """The reason or outcome in the one dictionary all agencies share."""
    for name in ("decline_reasons", "stop_reasons", "withdraw_reasons"):
        if referral.why in pack.lists[name]:
            return pack.word(name, referral.why)  # type: ignore[no-any-return]
    if referral.outcome in pack.lists["outcome_codes"]:
        return pack.word("outcome_codes", referral.outcome)  # type: ignore[no-any-return]
    return None


def _case(referral: Referral, sight: View | None, by: Actor) -> str:
    if referral.case_id and sight and opens("case.see", by.duties):
        return reverse("case", args=[referral.case_id])
    return ""


def _given(referral: Referral, by: Actor) -> str:
    if referral.case_id and opens("disclosure.see", by.duties):
        return reverse("disclosures", args=[referral.case_id]) + f"?agency={referral.to_agency}"
    return ""


def _acts(
    request: Any, referral: Referral, pack: Any, said: list[Any], forms: dict[str, Any]
) -> dict[str, Any]:
    """Every step this side may take now, each with its form."""
    events = queries.possible(referral, request.actor, at=request.at)
    by_phone = request.actor.agency != referral.to_agency
    acts: dict[str, Any] = {"events": events, "by_phone": by_phone}
    if "accept" in events:
        acts["answer"] = forms.get("answer") or AnswerForm(pack=pack, by_phone=by_phone)
    tail = [e for e in events if e not in ("send", "accept", "return", "discard", "inform")]
    tail = [e for e in tail if e != "decline" or "accept" not in events]
    life = pack.life("referral")
    acts["steps"] = [
        {
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "url": reverse("referral_step", args=[referral.pk, event]),
            "form": forms.get(event) or step_form(event, pack, request),
            "open": event in forms,
        }
        for event in tail
    ]  # fmt: skip
    if "lose" in events:
        acts["try_form"] = forms.get("tried") or TryForm(pack=pack)
        acts["tries"], acts["least"] = sum(one.event == TRIED for one in said), TRIES
    return acts


RISKS = ("decline", "stop", "withdraw", "lose")


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
    for one in services(request.actor.centre):
        groups.setdefault(one.agency.label, []).append((str(one.pk), one.label))
    return list(groups.items())
