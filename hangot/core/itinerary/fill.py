"""A cancelled time goes to whom it helps most: somebody waiting, or somebody who may come sooner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hangot.core.itinerary.ledger import Ledger
from hangot.core.itinerary.model import (
    Appointment,
    Bits,
    Booking,
    Centre,
    Kind,
    Need,
    Plan,
    Policy,
    Request,
)
from hangot.core.itinerary.objective import better, measure, ranked
from hangot.core.itinerary.plan import plan
from hangot.core.itinerary.presence import takes
from hangot.core.itinerary.setting import Setting, setting, stay_bits
from hangot.core.itinerary.slots import runs, span


@dataclass(frozen=True, slots=True)
class Offer:
    """A better plan for somebody. `before` is the objective of what they have now, level by level."""

    client: str
    plan: Plan
    before: tuple[int, ...]
    gain: tuple[int, ...]


def fill(
    centre: Centre,
    bookings: Iterable[Booking],
    freed: Sequence[Appointment],
    candidates: Iterable[Request],
    policy: Policy,
) -> tuple[Offer, ...]:
    """Whom freed appointments help, most first; who asked earlier comes first among equals.

    `centre` has nothing taken out and `bookings` no longer hold what is freed. Candidates wait for
    something or allowed an earlier time; each is planned as if alone without their own bookings, so
    offers are made one at a time. `gain` is how much smaller each level gets, in the policy's order.
    """
    ledger = Ledger.of(centre, bookings, policy)
    asked = {one.client: one for one in candidates}
    offers = [found for one in asked.values() if (found := _offer(ledger, freed, one))]
    return tuple(
        sorted(offers, key=lambda one: ([-step for step in one.gain], asked[one.client].asked_at))
    )


def _offer(ledger: Ledger, freed: Sequence[Appointment], request: Request) -> Offer | None:
    fork = ledger.fork()
    own = tuple(one.appointment for one in fork.swap(request.client, ()))
    asked = fork.barred(request)
    look = setting(fork.centre, asked, fork.policy)
    if not _touched(look, freed):
        return None
    before = measure(look, own)
    found = plan(fork.centre, asked, fork.policy)
    levels = len(ranked(fork.policy.order))
    old, new = (better(fork.policy.order, one)[:levels] for one in (before, found.objective))
    if not new < old:
        return None
    gain = tuple(was - now for was, now in zip(old, new, strict=True))
    return Offer(request.client, found, before, gain)


def _touched(look: Setting, freed: Sequence[Appointment]) -> bool:
    """A quick look before planning: could any need take what is freed, while the person may come?"""
    stay = stay_bits(look)
    return any(
        _could(look, need, one) & runs(stay, need.slots)
        for need in look.request.needs
        for one in freed
    )


def _could(look: Setting, need: Need, freed: Appointment) -> Bits:
    """The starts at which a need would use a freed time of somebody or something it can take."""
    kinds: tuple[tuple[Kind, str | None], ...] = (
        ("room", need.room),
        ("interpreter", need.interpreter),
    )
    fitting = {one.id for one in look.qualified(need)}
    fitting |= {one.id for kind, skill in kinds if skill for one in look.able(kind, skill)}
    if need.escorted:
        fitting |= {one.id for one in look.kinds.get("advocate", ())}
    near = span(max(freed.start - need.slots + 1, 0), freed.stop)
    return near if fitting & set(takes(freed)) else 0
