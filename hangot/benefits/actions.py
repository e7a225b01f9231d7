"""Every way a benefit changes, from the request to the settled account."""

from hangot.benefits.asking import request
from hangot.benefits.deciding import appeal, approve, cancel, check, refuse
from hangot.benefits.looking import Look, Pointer, Read, Wish, lacking, look, read, weigh
from hangot.benefits.paying import Slip, pay, reclaim, reconcile
from hangot.benefits.sharing import Award, Receiver
from hangot.benefits.telling import tell

__all__ = [
    "Award", "Look", "Pointer", "Read", "Receiver", "Slip", "Wish", "appeal", "approve", "cancel",
    "check", "lacking", "look", "pay", "read", "reclaim", "reconcile", "refuse", "request", "tell", "weigh",
]  # fmt: skip
