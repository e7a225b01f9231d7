"""A plan from a file and back: the JSON edge of the planners. `docs/how-to/solve-an-itinerary.md`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hangot.core.itinerary.batch import plan_batch
from hangot.core.itinerary.entries import Entry
from hangot.core.itinerary.explain import explain
from hangot.core.itinerary.ledger import Ledger
from hangot.core.itinerary.menu import menu
from hangot.core.itinerary.model import (
    LEVELS,
    Appointment,
    Audience,
    Booking,
    Centre,
    Plan,
    Policy,
    Reason,
    Request,
)
from hangot.core.itinerary.sheet_asked import read_policy, read_requests
from hangot.core.itinerary.sheet_house import LISTS, read_bookings, read_centre
from hangot.core.itinerary.sheet_times import date_of, time_of

OPTIONAL = ("rooms", "interpreters", "advocates", "childcare", "apart", "bookings", "policy")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document says. Nothing is taken out of the centre yet."""

    centre: Centre
    bookings: tuple[Booking, ...]
    requests: tuple[Request, ...]
    policy: Policy


def read(text: str) -> Sheet:
    """The words of a JSON document; NotAllowed says where a mistake is and what to write."""
    whole = Entry(None, "")
    try:
        whole = Entry(json.loads(text), "")
        json.dumps(whole.value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        whole.refuse(
            "읽을 수 있는 JSON이 아닙니다({error}). 쉼표와 따옴표를 확인해 주세요.",
            "is not JSON that can be read ({error}). Check commas and quotes.",
            error=error,
        )
    whole.keys(("grid", LISTS[0][0], "requests"), OPTIONAL)
    centre = read_centre(whole)
    return Sheet(
        centre=centre,
        bookings=read_bookings(whole.get("bookings", []), centre),
        requests=read_requests(whole.get("requests"), centre),
        policy=read_policy(whole.get("policy", {}), centre.grid),
    )


def solve(sheet: Sheet, *, seed: int = 0, rounds: int = 0, audience: Audience = "staff") -> Json:
    """Plans for everybody in a document, with the reasons one listener may hear."""
    ledger = Ledger.of(sheet.centre, sheet.bookings, sheet.policy)
    requests = [ledger.asked(one) for one in sheet.requests]
    result = plan_batch(ledger.centre, requests, sheet.policy, seed=seed, rounds=rounds)
    for one, plan in zip(requests, result.plans, strict=True):
        new = tuple(Booking(each, one.childcare) for each in plan.appointments)
        ledger.swap(one.client, (*ledger.held.get(one.client, ()), *new))
    plans = [
        _plan_out(sheet.centre, plan) | {"reasons": _reasons(ledger, one, plan, audience)}
        for one, plan in zip(requests, result.plans, strict=True)
    ]
    return {
        "plans": plans,
        "served": result.served,
        "objective": _levels(result.objective),
        "bound": _levels(result.bound),
    }


def offer(sheet: Sheet, k: int = 3) -> Json:
    """At most `k` plans to choose from for each person, as if the others had not asked."""
    ledger = Ledger.of(sheet.centre, sheet.bookings, sheet.policy)
    menus = {
        one.client: [
            _plan_out(sheet.centre, plan)
            for plan in menu(ledger.centre, ledger.asked(one), sheet.policy, k)
        ]
        for one in sheet.requests
    }
    return {"menus": menus}


def _reasons(ledger: Ledger, request: Request, plan: Plan, audience: Audience) -> list[Json]:
    """Explained in the house as it is with everybody else in it."""
    alone = ledger.fork()
    held = alone.held.get(request.client, ())
    planned = set(plan.appointments)
    alone.swap(request.client, tuple(one for one in held if one.appointment not in planned))
    asked = alone.asked(request)
    found = explain(alone.centre, asked, plan, alone.policy, audience)
    return [_reason_out(alone.centre, one) for one in found]


def _reason_out(centre: Centre, reason: Reason) -> Json:
    facts: Json = dict(reason.facts)
    if isinstance(facts.get("day"), int):
        facts["day"] = date_of(centre.grid, facts["day"])
    return {"code": reason.code, **facts}


def _plan_out(centre: Centre, plan: Plan) -> Json:
    return {
        "client": plan.client,
        "appointments": [_appointment_out(centre, one) for one in plan.appointments],
        "unserved": list(plan.unserved),
        "objective": _levels(plan.objective),
        "proof": plan.proof,
    }


def _appointment_out(centre: Centre, one: Appointment) -> Json:
    helpers = {"room": one.room, "interpreter": one.interpreter, "advocate": one.advocate}
    return {
        "service": one.service,
        "start": time_of(centre.grid, one.start),
        "minutes": one.slots * centre.grid.slot_min,
        "staff": one.staff,
        **{key: who for key, who in helpers.items() if who},
    }


def _levels(objective: Sequence[int]) -> Json:
    return dict(zip(LEVELS, objective, strict=True))
