"""One contact: how to call safely, what was said, what was tried, what comes next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Case
from hangot.core.access import Level, Section
from hangot.core.contact import Denied, strip
from hangot.core.korean import format_phone, mask_phone
from hangot.core.lookup import NEEDED, identifiers
from hangot.core.packs import Profile
from hangot.core.refusal import Missing
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.contacts.again import proposed, title
from hangot.desk.contacts.listing import state_of
from hangot.desk.contacts.people import NOTHING, called, found_rows, reason_for
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of
from hangot.directory.models import Post
from hangot.intake import actions as intake
from hangot.intake import queries
from hangot.intake.lookup import asked_about
from hangot.intake.models import Notice
from hangot.intake.story import born, rule_of, safety_of
from hangot.packs.active import profile
from hangot.templatetags.moments import hour_of, short_words

DESK = frozenset("RCM")
FIRST = ("open", "start", "reach", "come_back")
AT_ONCE = ("start", "reach")
BY_CALL = ("no_answer", "go_another_way")
REVEALED = 60
REPORTED = "police_112"


@page(right="notice.see", door="contact.page")
def notice(request: Any, notice_id: UUID) -> HttpResponse:
    """The page of one contact."""
    return show(request, notice_id)


@page(right="notice.write", door="contact.arrive", methods=("POST",))
def notice_arrive(request: Any, notice_id: UUID) -> HttpResponse:
    """Who called is now at the counter: the same record goes on."""
    intake.arrive(
        notice_id=notice_id, expected=version_of(request), by=request.actor, at=request.at
    )
    return to("notice", notice_id)


@page(right="notice.write", door="contact.look", methods=("POST",))
def notice_look(request: Any, notice_id: UUID) -> HttpResponse:
    """Look whether the person of this contact is known; the receipt stays with it."""
    found = tried(request, lambda: intake.look_up_notice(
        notice_id=notice_id, reason=request.POST.get("reason", ""), expected=version_of(request),
        by=request.actor, at=request.at,
    ), right="person.find", thing=notice_id)  # fmt: skip
    if isinstance(found, Missing):
        return show(request, notice_id, status=422, look_error=found.sentence)
    return show(request, notice_id, found=found)


@page(right="contact.reveal", door="contact.phone", methods=("POST",))
def notice_phone(request: Any, notice_id: UUID) -> HttpResponse:
    """Show the number for a minute: an act with a reason."""
    pack, reason = profile(request.actor.profile), request.POST.get("reason", "")
    if reason not in pack.lists["reveal_reasons"]:
        return show(request, notice_id, status=422, phone_error=pack.life("notice").needs["reason"])
    told = tried(request, lambda: intake.reveal_phone(
        notice_id=notice_id, reason=reason, by=request.actor, at=request.at
    ), right="contact.reveal", thing=notice_id)  # fmt: skip
    if isinstance(told, Missing):
        return show(request, notice_id, status=422, phone_error=told.sentence)
    response = show(request, notice_id, phone=format_phone(told.phone or ""))
    response.headers["Refresh"] = f"{REVEALED}; url={request.path.removesuffix('phone/')}"
    return response


def show(
    request: Any, notice_id: UUID, *, status: int = 200, found: intake.Found | None = None,
    phone: str = "", phone_error: object = "", look_error: object = "",
) -> HttpResponse:  # fmt: skip
    """Draw the page; the answers of the small forms on it come back here."""
    told, actor = queries.told(notice_id), request.actor
    one, pack = told.notice, profile(actor.profile)
    sees(request, subject=one.pk, thing=one.pk, section=Section.OVERVIEW)
    context = {
        "notice": one, "called": called(one), "case_seen": _case_seen(one), "clock": told.clock,
        "state": state_of(one, pack.life("notice"), pack, actor),
        "safety": strip(rule_of(safety_of(one))), "writes": opens("notice.write", actor.duties),
        "reported": one.channel == REPORTED and opens("report.see", actor.duties),
        "phone": phone, "phone_error": phone_error, "look_error": look_error,
        "danger": pack.first_contact.danger if one.safe == "danger" else "",
        "police": pack.hotlines.get("police"), **_words(one, pack, actor), **_calls(told, pack, request),
        **_look(one, pack, found), **_next(one, pack, actor),
    }  # fmt: skip
    return render(request, "desk/contacts/notice.html", context, status=status)


def _case_seen(one: Notice) -> bool:
    return one.case_id is not None and Case.objects.filter(pk=one.case_id).exists()


def _words(one: Notice, pack: Profile, actor: Any) -> dict[str, Any]:
    """What was said, for those who hear or counsel; a lead sees only how it stands."""
    over = not pack.life("notice").is_open(one.state)
    if not actor.duties & (set("CM") if over else DESK):
        return {"reads": False}
    crimes = (one.crimes or "").split(",") if one.crimes else []
    return {
        "reads": True, "channel": pack.word("channels", one.channel),
        "urgency": pack.urgencies[one.urgency].label, "birth": born(one),
        "needs": [c.label for c in pack.choices("need_domains") if c.id in one.needs],
        "crimes": [c.label for c in pack.choices("crime_types") if c.id in crimes],
        "safe": next(
            (o.label for q in pack.first_contact.questions for o in q.options if o.id == one.safe), ""
        ),
    }  # fmt: skip


def _calls(told: queries.Told, pack: Profile, request: Any) -> dict[str, Any]:
    one, verdict = told.notice, intake.gate(told.notice, at=request.at)
    posts = Post.objects.in_bulk({one.post_id, *(call.post_id for call in told.calls)})
    may_call = opens("contact.reveal", request.actor.duties)
    full = request.actor.cap(Section.CONTACT) >= Level.FULL
    reasons = [(c.id, c.label) for c in pack.choices("reveal_reasons")]
    return {
        "mask": mask_phone(one.phone) if one.phone and full else "",
        "reveals": may_call and full, "refused": isinstance(verdict, Denied),
        "verdict": getattr(verdict, "reason", ""), "reveal_reasons": reasons,
        "taken_by": posts[one.post_id].label if one.post_id in posts else "",
        "call_at": proposed(one, told.calls, pack, at=request.at),
        "calls": [
            {
                "at": call.at, "title": title(call, pack),
                "when": _when(call.at),
                "line": posts[call.post_id].label if call.post_id in posts else "",
            }
            for call in told.calls
        ],
    }  # fmt: skip


def _when(at: datetime) -> Text:
    day, hour = short_words(at), hour_of(at)
    return Text(f"{day.ko} {hour}", f"{day.en} {hour}")


def _look(one: Notice, pack: Profile, found: intake.Found | None) -> dict[str, Any]:
    return {
        "can_look": identifiers(asked_about(one)) >= NEEDED, "found": found,
        "rows": found_rows(found.people) if found else (), "nothing": NOTHING,
        "look_reason": reason_for(one.channel), "look_reasons": pack.choices("lookup_reasons"),
    }  # fmt: skip


def _next(one: Notice, pack: Profile, actor: Any) -> dict[str, Any]:
    """The steps this post may take now, the first one primary."""
    life = pack.life("notice")
    events = queries.open_to(life, one.state, actor)
    waits = one.receipt_id is None and identifiers(asked_about(one)) >= NEEDED
    shown = [e for e in events if e not in BY_CALL and not (e == "start" and waits)]
    shown.sort(key=lambda event: event not in FIRST)
    return {
        "waits": waits and "start" in events, "can_open": "open" in events, "calls_open": "no_answer" in events,
        "ways_open": "go_another_way" in events,
        "steps": [
            {
                "event": event, "label": life.event_label(event), "at_once": event in AT_ONCE,
                "page": "notice_open" if event == "open" else "notice_step",
            }
            for event in shown
        ],
    }  # fmt: skip
