"""What one side is shown of a referral: never sections that were not sent, never why they are missing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from hangot.access.models import AccessRow
from hangot.access.queries import View, view, view_of
from hangot.consent.queries import in_force, look
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.clocks import last_day
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import called
from hangot.desk.door import sees
from hangot.desk.naming import FROZEN, named, withheld
from hangot.desk.referrals.acts import acts
from hangot.desk.referrals.gathering import File, gather
from hangot.desk.referrals.link_showing import link_of
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.referrals import queries
from hangot.referrals.models import Referral
from hangot.referrals.serving import TRIED

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
    file = gather(referral, by, at)
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
        "words": _lies_there(referral, file, at) if receiver else _may_read(sight), "safety": file.safety,
        "sections": _sections(referral, sight, pack), "grounds": _grounds(file, at),
        "replies": [_reply(one, pack) | named(one.agency_id, one.post_id, by, sight, rooms) for one in said], "history": said,
        "case_url": _case(referral, sight, by), "why": _why(referral, pack),
        "link": link_of(referral, rooms, by, at) if not receiver else None,
        "given_url": _given(referral, by, sight, rooms) if not receiver else "",
        **acts(request, referral, pack, said, forms or {}),
    }  # fmt: skip


def _service(referral: Referral, by: Actor, sight: View | None, rooms: House) -> Text:
    """What is asked for; the services of a guarded desk tell as much as its name."""
    hidden = withheld(referral.to_agency, by, sight, rooms)
    return Text("의뢰", "Referral") if hidden else referral.service.label


def _lies_there(referral: Referral, file: File, at: datetime) -> bool:
    """May the receiver have the letter before it: everything that went with it is lawful now."""
    lawful = {row.section for row in file.agreed if look(row, at=at) == "yes"}
    lawful |= {n for law in file.laws if in_force(law, at=at) for n in law.sections}
    return referral.frozen_at is None and set(referral.sections) <= lawful


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
        "at": one.at, "label": label, "text": words, "speaker": one.speaker,
        "by_link": one.post_id == one.referral_id,
    }  # fmt: skip


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


def _given(referral: Referral, by: Actor, sight: View | None, rooms: House) -> str:
    if not referral.case_id or not opens("disclosure.see", by.duties):
        return ""
    url = reverse("disclosures", args=[referral.case_id])
    told = not withheld(referral.to_agency, by, sight, rooms)
    return f"{url}?agency={referral.to_agency}" if told else url


def opened(
    request: Any, referral_id: UUID, forms: dict[str, Any] | None = None,
    found: Referral | None = None, rooms: House | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of one referral, with the reading of that person's record in the log."""
    found = found or queries.visible(referral_id)
    sees(request, subject=found.subject_id, thing=found.pk)
    context = detail(request, found, forms, rooms)
    referrals.see(found, by=request.actor, at=request.at)
    return context
