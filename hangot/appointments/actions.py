"""Everything that changes times and appointments, for those who call from above."""

from hangot.appointments.booking import Answer, ask, book, give_up, propose
from hangot.appointments.ending import cancel_person, cancel_service, lapse, miss

__all__ = [
    "Answer", "ask", "book", "cancel_person", "cancel_service", "give_up", "lapse", "miss",
    "propose",
]  # fmt: skip
