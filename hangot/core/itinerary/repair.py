"""After an event as few people as possible are troubled, and nobody silently.

First the same time with other people or another room. Then those still hit are planned anew, so that
nothing is lost and then that little moves, in several orders, and the best order stands. What has no time any more
is named, for the waitlist. A change of time is a proposal to the person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal, Protocol

from hangot.core.itinerary.audience import EVERYBODY
from hangot.core.itinerary.batch import insertion, total
from hangot.core.itinerary.events import Event, stretched, struck
from hangot.core.itinerary.hits import hit
from hangot.core.itinerary.ledger import Ledger
from hangot.core.itinerary.model import (
    Appointment,
    Booking,
    Centre,
    Policy,
    Reason,
    Request,
    Rule,
    Slot,
)
from hangot.core.itinerary.objective import SERVED_FIRST, better, moved
from hangot.core.itinerary.plan import Keep
from hangot.core.itinerary.remainder import Remainder, remainder
from hangot.core.itinerary.restaff import restaff

ORDERS = 6
"""In so many orders the people hit are planned anew; the best stands."""
Kind = Literal["restaffed", "moved", "unserved"]
Keeps = Mapping[str, Mapping[str, Appointment]]
"""For each client and service the appointment that stood."""


@dataclass(frozen=True, slots=True)
class Change:
    """One appointment that does not stay as it was; `after` is None when it has no time any more.

    `ask`: it is a proposal until the person agrees.
    """

    client: str
    service: str
    kind: Kind
    before: Appointment
    after: Appointment | None
    reason: Reason
    ask: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a solver is asked: new times for these requests in this centre, few of them moved."""

    centre: Centre
    requests: tuple[Request, ...]
    keep: Keeps
    policy: Policy


class Solver(Protocol):
    """Somebody who looks at all people hit at once. Its times are only a hint and are checked."""

    def __call__(self, question: Question) -> Mapping[tuple[str, str], Slot] | None:
        """The starts by client and service, or None."""


def repair(
    centre: Centre,
    bookings: Iterable[Booking],
    requests: Iterable[Request],
    event: Event,
    policy: Policy,
    *,
    solver: Solver | None = None,
) -> tuple[Change, ...]:
    """The changes an event makes necessary, in order of time.

    `centre` has nothing taken out; `requests` has the request of everybody with a booking. Whoever
    has a booking and no request keeps it or loses it: nobody knows when else they could come.
    """
    before = stretched(bookings, event)
    changed = struck(centre, event)
    asked = {one.client: one for one in requests}
    troubled = hit(changed, before, event, policy.transfer)
    standing = (one for one in before if one not in troubled)
    ledger = Ledger.of(changed, standing, policy, off=frozenset({Rule.RESERVE}))
    rest = {
        client: remainder(changed.grid, asked[client], before, event, policy.transfer)
        for client in dict.fromkeys(one.appointment.client for one in troubled)
        if client in asked
    }
    ledger, troubled = restaff(ledger, troubled, rest)
    left = {one.appointment.client for one in troubled}
    ledger = _moved(ledger, [one for client, one in rest.items() if client in left], solver)
    return tuple(_changes(before, ledger, event))


def _moved(ledger: Ledger, rest: list[Remainder], solver: Solver | None) -> Ledger:
    """The ledger with everybody planned anew, in the order that moves least."""
    for one in rest:
        ledger.swap(one.request.client, one.fixed)
    tries = [_inserted(ledger, order, None) for order in _orders(rest)]
    hint = solver(_question(ledger, rest)) if solver and rest else None
    if hint is not None:
        tries.append(_inserted(ledger, rest, hint))
    if not tries:
        return ledger
    return min(tries, key=lambda one: better(ledger.policy.order, one[0], SERVED_FIRST))[1]


def _orders(rest: list[Remainder]) -> list[list[Remainder]]:
    """The pressing and tight first, the same backwards, and some others, always the same."""
    first = [rest[i] for i in insertion([one.request for one in rest])]
    if len(first) < 2:  # noqa: PLR2004 - no order at all
        return [first] if first else []
    dice = Random(0)  # noqa: S311 - not a secret: dice that fall the same way every time
    return [first, first[::-1], *(dice.sample(first, len(first)) for _ in range(ORDERS - 2))]


def _inserted(
    ledger: Ledger, order: list[Remainder], hint: Mapping[tuple[str, str], Slot] | None
) -> tuple[tuple[int, ...], Ledger]:
    """What an order costs, and what it leads to."""
    ledger = ledger.fork()
    plans = [
        ledger.insert(
            one.request,
            _hinted(one, hint),
            escort=one.escort,
            there=one.there,
            lead=SERVED_FIRST,
        )
        for one in order
    ]
    moves = sum(moved(plan.appointments, one.keep) for plan, one in zip(plans, order, strict=True))
    return (moves, *total(plans)[1:]), ledger


def _hinted(one: Remainder, hint: Mapping[tuple[str, str], Slot] | None) -> Keep:
    """The times to hold on to: those of the hint, or those that stood."""
    if hint is None:
        return one.keep
    client = one.request.client
    return {
        service: replace(old, start=hint.get((client, service), old.start))
        for service, old in one.keep.items()
    }


def _question(ledger: Ledger, rest: list[Remainder]) -> Question:
    requests = tuple(ledger.asked(one.request, one.there) for one in rest)
    keep = {one.request.client: one.keep for one in rest}
    return Question(ledger.centre, requests, keep, ledger.policy)


def _changes(before: Iterable[Booking], ledger: Ledger, event: Event) -> Iterable[Change]:
    now = {
        (one.appointment.client, one.appointment.service): one.appointment
        for held in ledger.held.values()
        for one in held
    }
    for old in sorted((one.appointment for one in before), key=lambda one: (one.start, one.client)):
        new = now.get((old.client, old.service))
        if new != old:
            kind = _kind(old, new)
            yield Change(
                client=old.client,
                service=old.service,
                kind=kind,
                before=old,
                after=new,
                reason=_reason(event, old, ledger.centre.grid.stride),
                ask=kind != "restaffed",
            )


def _kind(old: Appointment, new: Appointment | None) -> Kind:
    if new is None:
        return "unserved"
    return "restaffed" if new.start == old.start else "moved"


def _reason(event: Event, old: Appointment, stride: int) -> Reason:
    facts: dict[str, str | int] = {"day": old.start // stride, "service": old.service}
    return Reason(event.code, facts, EVERYBODY)
