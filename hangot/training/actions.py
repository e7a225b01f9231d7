"""Every way a training, its places and papers, and the board change."""

from hangot.training.coming import Guest, attend, come, register
from hangot.training.inviting import answer, invite, share
from hangot.training.papers import bring, hand_out
from hangot.training.planning import Session, call, cancel, hold, plan
from hangot.training.surveying import reply

__all__ = [
    "Guest", "Session", "answer", "attend", "bring", "call", "cancel", "come", "hand_out", "hold",
    "invite", "plan", "register", "reply", "share",
]  # fmt: skip
