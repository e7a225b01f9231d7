"""The question that an appointment answers, asked once more for other days or hours."""

from datetime import date, time

from hangot.appointments.asking import Ask
from hangot.appointments.models import Appointment


def ask_again(
    one: Appointment, first: date, last: date, clock: tuple[time, time] | None = None
) -> Ask:
    """The same service with the same helpers, and a place for the child that comes along."""
    starts, ends = clock or (None, None)
    return Ask(
        (one.service_id,), first, last, starts=starts, ends=ends, tongue=one.tongue,
        escorted=one.advocate_id is not None, childcare=one.childcare,
    )  # fmt: skip
