"""What is booked while several people are planned one after another, and the house that leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hangot.core.itinerary.model import Booking, Centre, Plan, Policy, Request, Rule, Slot
from hangot.core.itinerary.plan import NONE, Keep, plan
from hangot.core.itinerary.presence import beside, booked, kept_from, presence, released
from hangot.core.itinerary.setting import setting, stay_bits
from hangot.core.itinerary.slots import span


@dataclass(slots=True)
class Ledger:
    """`centre` is the house as it is with everything in `held` taken out of it."""

    centre: Centre
    policy: Policy
    held: dict[str, tuple[Booking, ...]] = field(default_factory=dict)
    off: frozenset[Rule] = NONE

    @classmethod
    def of(
        cls,
        centre: Centre,
        bookings: Iterable[Booking],
        policy: Policy,
        off: frozenset[Rule] = NONE,
    ) -> "Ledger":
        """A ledger with bookings that stand in a centre from which they are not taken yet."""
        held: dict[str, tuple[Booking, ...]] = {}
        for one in bookings:
            client = one.appointment.client
            held[client] = (*held.get(client, ()), one)
        taken = booked(centre, (one for theirs in held.values() for one in theirs))
        return cls(taken, policy, held, off)

    def fork(self) -> "Ledger":
        """Another one that can be changed without changing this."""
        return Ledger(self.centre, self.policy, dict(self.held), self.off)

    def swap(self, client: str, bookings: tuple[Booking, ...]) -> tuple[Booking, ...]:
        """Book these for a client instead of what is held for them; return that."""
        old = self.held.pop(client, ())
        if old:
            self.centre = released(self.centre, old)
        if bookings:
            self.centre = booked(self.centre, bookings)
            self.held[client] = bookings
        return old

    def barred(self, request: Request) -> Request:
        """The request with the slots at which somebody kept apart is there now."""
        others = kept_from(self.centre, request.client)
        theirs = (one for other in others for one in self.held.get(other, ()))
        blocked = presence(self.centre, theirs, request.client)
        return replace(request, blocked_presence=request.blocked_presence | blocked)

    def asked(self, request: Request, there: Slot = 0) -> Request:
        """The request as it can be planned now: from `there` on, beside what the client has."""
        barred = self.barred(request)
        own = (one.appointment for one in self.held.get(request.client, ()))
        stay = stay_bits(setting(self.centre, barred, self.policy, self.off))
        free = beside(self.centre.grid, own, stay, self.policy.transfer, request.max_stay)
        return replace(barred, window=barred.window & free & ~span(0, there))

    def insert(
        self,
        request: Request,
        keep: Keep | None = None,
        *,
        escort: str | None = None,
        there: Slot = 0,
        lead: tuple[str, ...] = ("moved",),
    ) -> Plan:
        """Plan somebody as things stand, and book it beside what they have.

        `escort` is the advocate who already went along and so goes on; `there` the first slot at
        which the person can come.
        """
        centre = self.centre if escort is None else _escorted_by(self.centre, escort)
        asked = self.asked(request, there)
        found = plan(centre, asked, self.policy, keep=keep, off=self.off, lead=lead)
        new = tuple(Booking(one, request.childcare) for one in found.appointments)
        if new:
            self.swap(request.client, (*self.held.get(request.client, ()), *new))
        return found


def _escorted_by(centre: Centre, escort: str) -> Centre:
    return replace(
        centre,
        resources=tuple(
            one for one in centre.resources if one.kind != "advocate" or one.id == escort
        ),
    )
