"""Every way a form about a person changes, and the forms a centre brings in."""

from hangot.instruments.alarms import settle
from hangot.instruments.bringing import bring, publish, refuse, retire, send, withdraw
from hangot.instruments.filling import Kept, discard, finish, keep_page, looked, start
from hangot.instruments.following import correct, overrule

__all__ = [
    "Kept", "bring", "correct", "discard", "finish", "keep_page", "looked", "overrule", "publish",
    "refuse", "retire", "send", "settle", "start", "withdraw",
]  # fmt: skip
