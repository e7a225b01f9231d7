"""The in- and outbox, and one referral with every step its two sides may take."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.access.models import AccessRow
from hangot.access.queries import View, rows_of, view_of
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained
from hangot.desk.cases.header import called, rule
from hangot.desk.door import page, sees, to
from hangot.desk.naming import FROZEN, SAFETY_DESK, withheld
from hangot.desk.referrals.conflict import both
from hangot.desk.referrals.forms import WHERE_TO, AnswerForm, StepForm, TryForm
from hangot.desk.referrals.showing import detail, seen_by, step_form
from hangot.desk.typed import uuid_of, version_of
from hangot.directory.models import Post, Service
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.people.models import ContactSafety, Person
from hangot.referrals import actions as referrals
from hangot.referrals import queries
from hangot.referrals.models import Referral
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

DONE: dict[str, Text] = {
    "sent": Text(
        "의뢰를 보냈습니다. {due}까지 답을 기다립니다.", "Sent. An answer is due by {due}."
    ),
    "held": Text(
        "동의가 없는 구역이 있어 보내지 않고 두었습니다. 동의를 여쭈면 보낼 수 있습니다.",
        "Kept back, because a consent is missing. Ask for it; then it can be sent.",
    ),
    "completed": Text("마쳤습니다.", "Done."),
}
NOTED = Text("적었습니다. 이제 {turn}입니다.", "Recorded. Now: {turn}.")
TURNS = ("mine", "theirs", "frozen", "over", "all")


@page(right="referral.find", door="referrals")
def boxes(request: Any) -> HttpResponse:
    """What came in or went out, by whose turn it is, most urgent first."""
    incoming = request.GET.get("box", _default(request)) != "out"
    turn = request.GET.get("turn", "mine")
    turn = turn if turn in TURNS else "mine"
    rows = queries.box(request.actor, incoming=incoming, turn=turn, after=_after(request))
    more, rows = rows[queries.SIZE :], rows[: queries.SIZE]
    rooms = house(request.actor.centre)
    chosen = uuid_of(request.GET.get("show", ""))
    context = {
        "rows": _rows(request, rows, rooms, incoming=incoming, chosen=chosen), "incoming": incoming,
        "turn": turn, "older": _older(request, rows[-1]) if more else "",
        "first": reverse("referrals") + _query(request) if "due" in request.GET else "",
        "shown": _shown(request, chosen, rows, rooms), "late": sum(_late(r, request.at) for r in rows),
        "count": len(rows),
    }  # fmt: skip
    return render(request, "desk/referrals/boxes.html", context)


def _default(request: Any) -> str:
    return "out" if request.actor.duties & {"R", "C", "M"} else "in"


def _after(request: Any) -> queries.After | None:
    try:
        due = datetime.fromisoformat(request.GET["due"])
        return queries.After(due, UUID(request.GET["after"])) if due.tzinfo else None
    except (KeyError, ValueError):
        return None


def _query(request: Any, **more: Any) -> str:
    kept = {name: request.GET[name] for name in ("box", "turn") if name in request.GET}
    return "?" + urlencode({**kept, **more})


def _older(request: Any, last: Referral) -> str:
    due = last.due or queries.NEVER
    return _query(request, due=due.isoformat(), after=last.pk)


def _late(row: Referral, at: datetime) -> bool:
    return runs(row) and row.due is not None and row.due < at


def runs(row: Referral) -> bool:
    """Does its clock run?"""
    return row.state in ("sent", "expired", "accepted", "scheduled") and not row.is_frozen


def _rows(
    request: Any, rows: list[Referral], rooms: House, *, incoming: bool, chosen: UUID | None
) -> list[dict[str, Any]]:
    """One line each: who, what, state and turn, due; the other agency by its short name."""
    pack = profile(request.actor.profile)
    life = pack.life("referral")
    people, sights = _people(request, rows)
    found = []
    for row in rows:
        state = life.by_id[row.state]
        turn = "receiver" if state.turn == "desk_lead" else state.turn
        mine = turn == ("receiver" if incoming else "sender") and not row.is_frozen
        turn = "nobody" if row.is_frozen else turn
        found.append({
            "referral": row, "name": called(people.get(row.subject_id)), "mine": mine,
            "what": _what(row, request.actor, sights.get(row.subject_id), rooms),
            "state": FROZEN if row.is_frozen else state.label,
            "turn": None if mine or turn == "nobody" else pack.turns[state.turn],
            "look": "stop" if row.is_frozen else "" if mine or not state.final else "end",
            "due": row.due if runs(row) else None,
            "pause": row.state == "returned", "over": state.final, "on": row.pk == chosen,
            "url": _query(request, show=row.pk) + "#d", "page": reverse("referral", args=[row.pk]),
        })  # fmt: skip
    return found


def _what(row: Referral, viewer: Actor, sight: View | None, rooms: House) -> Text:
    """Service and agency; of a guarded desk only how to call it, because a list is seen by many."""
    pk = row.from_agency if viewer.agency == row.to_agency else row.to_agency
    other = rooms.agencies.get(pk)
    if other is None:
        return row.service.label
    if withheld(pk, viewer, sight, rooms):
        return SAFETY_DESK
    if other.guarded:
        return Text(f"보호 창구, 내선 {other.extension}", f"Guarded desk, ext. {other.extension}")
    return Text(
        f"{row.service.label.ko} · {other.label.ko}", f"{row.service.label.en} · {other.label.en}"
    )


def _people(request: Any, rows: list[Referral]) -> tuple[dict[UUID, Person], dict[UUID, View]]:
    """The persons of a page with their keys, and what one sees of each, in one statement."""
    subjects, by, at = {row.subject_id for row in rows}, request.actor, request.at
    found, keys, sights = together(
        Person.objects.filter(pk__in=subjects), DataKey.objects.filter(pk__in=subjects),
        rows_of(by, at=at).filter(subject_id__in=subjects),
    )  # fmt: skip
    keyring.take(keys)
    mine: dict[UUID, list[AccessRow]] = {}
    for one in sights:
        mine.setdefault(one.subject_id, []).append(one)
    return {person.pk: person for person in found}, {
        pk: view_of(by, pk, held, at=at) for pk, held in mine.items()
    }


def _shown(
    request: Any, chosen: UUID | None, rows: list[Referral], rooms: House
) -> dict[str, Any] | None:
    """The opened one beside the list; opening it is a reading of that person's record."""
    if chosen is None:
        return None
    known = next((row for row in rows if row.pk == chosen), None)
    return _open(request, chosen, found=known, rooms=rooms)


def _open(
    request: Any, referral_id: UUID, forms: dict[str, Any] | None = None,
    found: Referral | None = None, rooms: House | None = None,
) -> dict[str, Any]:  # fmt: skip
    found = found or queries.visible(referral_id)
    sees(request, subject=found.subject_id, thing=found.pk)
    context = detail(request, found, forms, rooms)
    referrals.see(found, by=request.actor, at=request.at)
    return context


@page(right="referral.see", door="referral")
def one(request: Any, referral_id: UUID) -> HttpResponse:
    """The referral as its receiver or sender reads it."""
    return _page(request, referral_id)


def _page(request: Any, referral_id: UUID, forms: dict[str, Any] | None = None) -> HttpResponse:
    shown = _open(request, referral_id, forms)
    return render(
        request, "desk/referrals/one.html", {"shown": shown, "failed": list((forms or {}).values())},
        status=422 if forms else 200,
    )  # fmt: skip


@page(right="referral.write", door="referral.send", methods=("POST",))
def send(request: Any, referral_id: UUID) -> HttpResponse:
    """Send it now, or hold it for a missing consent."""
    form = StepForm(request.POST, event="send", pack=profile(request.actor.profile))
    form.is_valid()
    return _do(request, referral_id, "send", form, lambda: referrals.send(
        referral_id=referral_id, expected=version_of(request), by=request.actor, at=request.at
    ))  # fmt: skip


@page(right="referral.see", door="referral.step", methods=("POST",))
def step(request: Any, referral_id: UUID, event: str) -> HttpResponse:
    """One step: answer, begin, complete, stop, withdraw, acknowledge and so on."""
    row = queries.visible(referral_id)
    seen_by(row, request.actor, request.at)
    pack = profile(request.actor.profile)
    if event == "answer":
        phone = request.actor.agency != row.to_agency
        answer = AnswerForm(request.POST, pack=pack, by_phone=phone)
        event = answer.cleaned_data["answer"] if answer.is_valid() else ""
        if not event:
            return _page(request, referral_id, {"answer": answer})
        return _do(request, referral_id, event, answer, _act(request, referral_id, event, answer))
    if event not in pack.life("referral").events(row.state) and not _known(pack, event):
        raise Hidden
    form = step_form(event, pack, request, request.POST)
    if not form.is_valid():
        return _page(request, referral_id, {event: form})
    return _do(request, referral_id, event, form, _act(request, referral_id, event, form))


def _known(pack: Any, event: str) -> bool:
    return any(one.event == event for one in pack.life("referral").steps)


def _act(request: Any, referral_id: UUID, event: str, form: StepForm) -> Callable[[], Referral]:
    """The one domain act behind a button."""
    more = {
        "referral_id": referral_id, "expected": version_of(request), "by": request.actor,
        "at": request.at,
    }  # fmt: skip
    typed = form.cleaned_data
    if event == "begin":
        return lambda: referrals.begin(
            minutes=typed["minutes"], result=typed["result"] or None, **more
        )
    if event == "lose":
        return lambda: referrals.lose(said=form.said(), **more)
    if event == "acknowledge" and typed["disposition"] == "rerouted":
        return lambda: _reroute(typed.get("service", ""), more)
    return lambda: referrals.step(event=event, said=form.said(), **more)


def _reroute(service: str, more: dict[str, Any]) -> Referral:
    wanted = uuid_of(service)
    found = Service.objects.filter(pk=wanted).first() if wanted else None
    post = (
        Post.objects.filter(agency=found.agency_id, active=True).order_by("slug").first()
        if found
        else None
    )
    if found is None or post is None:
        raise Missing("service", WHERE_TO)
    return referrals.reroute(service=found.pk, post=post.pk, **more)


def _do(
    request: Any, referral_id: UUID, event: str, form: StepForm, act: Callable[[], Referral]
) -> HttpResponse:
    """Try it; what is missing is said on the page, and two answers at once are both shown."""
    key = "answer" if isinstance(form, AnswerForm) else event
    try:
        done = gained(request, form, act, right=f"referral.{event}")
    except Stale:
        return both(request, referral_id)
    if done is None:
        return _page(request, referral_id, {key: form})
    flash(request, done, event)
    if done.pk != referral_id:
        return to("referral_edit", done.pk)
    return to("referral", referral_id)


def flash(request: Any, row: Referral, event: str) -> None:
    pack = profile(request.actor.profile)
    if event == "send" and row.state in DONE:
        due = row.due.astimezone().date().isoformat() if row.due else ""
        messages.success(request, str(DONE[row.state].format(due=due)))
        return
    turn = pack.turns[pack.life("referral").turn(row.state)]
    messages.success(request, str(Text(
        NOTED.ko.format(turn=turn.ko), NOTED.en.format(turn=turn.en)
    )))  # fmt: skip


@page(right="referral.lose", door="referral.tried", methods=("POST",))
def tried(request: Any, referral_id: UUID) -> HttpResponse:
    """One call to the person; outside the safe hours it is refused."""
    row = queries.visible(referral_id)
    form = TryForm(request.POST, pack=profile(request.actor.profile))
    rules = [
        rule(one)
        for one in ContactSafety.objects.filter(subject_id=row.subject_id, replaced_at=None)
    ]
    danger = bool(row.case_id) and Case.objects.filter(pk=row.case_id, danger=True).exists()  # type: ignore[misc]
    if form.is_valid() and attempt(request, form, lambda: referrals.attempt(
        referral_id=referral_id, result=form.cleaned_data["result"], rules=rules, danger=danger,
        by=request.actor, at=request.at,
    ), right="referral.lose"):  # fmt: skip
        return to("referral", referral_id)
    return _page(request, referral_id, {"tried": form})
