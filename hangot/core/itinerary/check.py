"""Whether a set of bookings keeps every hard rule; nothing is confirmed that it refuses.

It is written to be believed, not to be fast, and shares no code with the planners: one function
for each `Rule`, a few lines that say the rule once more. `check_house` knows who is where,
`check_means` asks what an appointment takes, `check_times` when somebody comes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from hangot.core.itinerary import check_means as means
from hangot.core.itinerary import check_times as times
from hangot.core.itinerary.check_house import Finding, House, Visitor
from hangot.core.itinerary.model import Booking, Centre, Policy, Request, Rule, Slot, Violation

BROKEN: Mapping[Rule, Callable[[Visitor], Iterable[Finding]]] = {
    Rule.STAFF: means.staff,
    Rule.ROOM: means.room,
    Rule.INTERP: means.interpreter,
    Rule.ESCORT: means.escort,
    Rule.CLIENT: times.client,
    Rule.ORDER: times.order,
    Rule.WINDOW: times.window,
    Rule.DUE: times.due,
    Rule.CHILD: means.child,
    Rule.STAY: times.stay,
    Rule.ENCOUNTER: times.encounter,
    Rule.RESERVE: means.reserve,
    Rule.LEAD: times.lead,
}


def check(
    centre: Centre, bookings: Iterable[Booking], requests: Sequence[Request], policy: Policy
) -> tuple[Violation, ...]:
    """Every rule that the appointments of those who ask break; empty when all is well.

    `centre` is the empty house: calendars are rotas, nothing booked is taken out of them.
    `bookings` are all that stand, of everybody, those to be checked among them. A need without an
    appointment breaks no rule by itself. Violations come in the order of `requests`, then of
    `Rule`, then of time, whatever the order of `bookings`.
    """
    house = House.of(centre, sorted(bookings, key=_when))
    return tuple(
        Violation(rule, request.client, services, start)
        for request in requests
        for rule in Rule
        for services, start in BROKEN[rule](Visitor(request, policy, house))
    )


def _when(booking: Booking) -> tuple[Slot, str, str, str]:
    one = booking.appointment
    return one.start, one.client, one.service, one.staff
