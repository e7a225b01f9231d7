"""Everything that changes times and appointments, for those who call from above."""

from hangot.appointments.booking import ask, book, give_up
from hangot.appointments.choosing import Answer, hold, propose
from hangot.appointments.ending import cancel_person, cancel_service, lapse, miss

__all__ = [
    "Answer", "ask", "book", "cancel_person", "cancel_service", "give_up", "hold", "lapse", "miss",
    "propose",
]  # fmt: skip
