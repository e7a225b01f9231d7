"""The in- and outbox: by whose turn it is, most urgent first."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.access.models import AccessRow
from hangot.access.queries import View, rows_of, view_of
from hangot.core.access import Actor
from hangot.core.text import Text
from hangot.desk.cases.header import called
from hangot.desk.door import page
from hangot.desk.naming import FROZEN, SAFETY_DESK, withheld
from hangot.desk.referrals.showing import opened
from hangot.desk.typed import uuid_of
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.people.models import Person
from hangot.referrals import queries
from hangot.referrals.models import Referral
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

TURNS = ("mine", "theirs", "frozen", "over", "all")


@page(right="referral.find", door="referrals")
def boxes(request: Any) -> HttpResponse:
    """What came in or went out, by whose turn it is, most urgent first."""
    incoming = request.GET.get("box", _default(request)) != "out"
    turn = request.GET.get("turn", "mine")
    turn = turn if turn in TURNS else "mine"
    rows = queries.box(
        request.actor, at=request.at, incoming=incoming, turn=turn, after=_after(request)
    )
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
    return opened(request, chosen, found=known, rooms=rooms)
