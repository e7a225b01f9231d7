"""Every way a message comes into being, is decided on, and leaves the house."""

from hangot.messages.deciding import clear, drop, override, plead, propose, settle, told
from hangot.messages.sending import Outcome, lost, mark, send, take
from hangot.messages.writing import Draft, Wish, drop_about, queue, write

__all__ = [
    "Draft", "Outcome", "Wish", "clear", "drop", "drop_about", "lost", "mark",
    "override", "plead", "propose", "queue", "send", "settle", "take", "told", "write",
]  # fmt: skip
