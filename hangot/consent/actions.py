"""Asking, answering, renewing and withdrawing, line by line: nothing is ever agreed to in bulk."""

from hangot.consent.answering import Line, Told, answer, answer_many
from hangot.consent.asking import Asked, ask
from hangot.consent.bases import BasisTerms, decide_basis, propose_basis
from hangot.consent.ending import close_gate, expire, invalidate, warn, withdraw
from hangot.consent.giving import Giving, disclose
from hangot.consent.renewing import renew, renew_many

__all__ = [
    "Asked", "BasisTerms", "Giving", "Line", "Told", "answer", "answer_many", "ask",
    "close_gate", "decide_basis", "disclose", "expire", "invalidate", "propose_basis", "renew",
    "renew_many", "warn", "withdraw",
]  # fmt: skip
