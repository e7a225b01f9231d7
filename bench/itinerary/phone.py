"""How it goes without a planner: ring agency after agency in the order asked, take the next time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from hangot.core.itinerary.model import (
    Appointment,
    Bits,
    Centre,
    Kind,
    Need,
    Plan,
    Policy,
    Request,
    Slot,
)


def by_phone(centre: Centre, request: Request, policy: Policy) -> Plan:
    """The first time that suits after the one before, need by need; nothing is ever taken back.

    Takes what `plan` takes: a centre with everything booked taken out. Keeps all hard rules but the
    reserve and the most days between two services.
    """
    line = _Line(centre, request, policy.transfer, _allowed(centre, request))
    asked = {need.service for need in request.needs}
    for need in request.needs:
        waits_for = {*need.after, *need.min_days} & asked
        if waits_for <= {one.service for one in line.got}:
            line.got += [one for one in [next(line.times(need), None)] if one]
    left = asked - {one.service for one in line.got}
    return Plan(request.client, tuple(line.got), tuple(sorted(left)), (), "bound")


def _allowed(centre: Centre, request: Request) -> Bits:
    """When the person may be there, with a place for the child where one comes along."""
    allowed = request.window & ~request.blocked_presence
    care = centre.childcare
    if request.childcare and care is not None:
        allowed &= ~sum(1 << slot for slot, used in enumerate(care.used) if used >= care.capacity)
    return allowed


@dataclass(slots=True)
class _Line:
    """One person on the phone, with the appointments got so far in order of time."""

    centre: Centre
    request: Request
    transfer: int
    allowed: Bits
    got: list[Appointment] = field(default_factory=list)

    def times(self, need: Need) -> Iterator[Appointment]:
        """The appointments that are offered and suit, the earliest first."""
        first = max(self.got[-1].stop if self.got else 0, need.earliest)
        last = self.centre.grid.end - need.slots if need.due is None else need.due
        for start in range(first, last + 1):
            if self._suits(need, start):
                yield from self._with_somebody(need, start)

    def _suits(self, need: Need, start: Slot) -> bool:
        stride = self.centre.grid.stride
        today = [one for one in self.got if one.start // stride == start // stride]
        arrival, stop = today[0].start if today else start, start + need.slots
        stay = ((1 << stop - arrival) - 1) << arrival
        return (
            (not today or start >= today[-1].stop + self.transfer)
            and stop - arrival <= self.request.max_stay
            and self.allowed & stay == stay
            and all(
                start // stride - one.start // stride >= need.min_days.get(one.service, 0)
                for one in self.got
            )
        )

    def _with_somebody(self, need: Need, start: Slot) -> Iterator[Appointment]:
        """Whoever comes first in the list and is free; the advocate of the appointments before."""
        span = ((1 << need.slots) - 1) << start
        known = next((one.advocate for one in self.got if one.advocate), None)
        rooms = self._free("room", need.room, span) if need.room else [None]
        tongues = self._free("interpreter", need.interpreter, span) if need.interpreter else [None]
        escorts = self._free("advocate", None, span) if need.escorted else [None]
        for worker, room, tongue, escort in product(
            self._free("staff", need.service, span), rooms, tongues, escorts
        ):
            if known is None or escort in (None, known):
                yield Appointment(
                    self.request.client,
                    need.service,
                    start,
                    need.slots,
                    worker,
                    room,
                    tongue,
                    escort,
                )

    def _free(self, kind: Kind, skill: str | None, span: Bits) -> list[str]:
        return [
            one.id
            for one in self.centre.resources
            if one.kind == kind
            and one.free & span == span
            and (skill is None or skill in one.skills)
        ]
