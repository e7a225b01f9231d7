"""The question that an appointment answers, asked once more for other days or hours."""

from datetime import date, time

from hangot.access.context import deriving
from hangot.appointments.asking import STAY, Ask
from hangot.appointments.models import Appointment, Itinerary


def ask_again(
    one: Appointment, first: date, last: date, clock: tuple[time, time] | None = None
) -> Ask:
    """The same service with the same helpers, a place for the child, and as long a stay at most."""
    starts, ends = clock or (None, None)
    return Ask(
        (one.service_id,), first, last, starts=starts, ends=ends, tongue=one.tongue,
        escorted=one.advocate_id is not None, childcare=one.childcare,
        stay=_longest(one),
    )  # fmt: skip


def _longest(one: Appointment) -> int:
    """The longest stay that was asked for with it, in minutes."""
    if one.itinerary_id is None:
        return STAY
    with deriving(one.subject_id):
        row = Itinerary.objects.filter(pk=one.itinerary_id).first()
    return Ask.read(row.asked).stay if row else STAY
