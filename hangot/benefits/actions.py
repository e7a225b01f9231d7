"""Every way a benefit changes, from the request to the settled account."""

from hangot.benefits.asking import request
from hangot.benefits.deciding import appeal, approve, cancel, check, refuse
from hangot.benefits.looking import Look, Pointer, Wish, lacking, look, weigh
from hangot.benefits.paying import Slip, pay, reclaim, reconcile
from hangot.benefits.sharing import Award, Receiver
from hangot.benefits.telling import tell

__all__ = [
    "Award", "Look", "Pointer", "Receiver", "Slip", "Wish", "appeal", "approve", "cancel",
    "check", "lacking", "look", "pay", "reclaim", "reconcile", "refuse", "request", "tell", "weigh",
]  # fmt: skip
