"""Every way that what is lent, and what there is to lend, changes."""

from hangot.protection.due import ending, fall_due, overdue, remind, served, tell_free
from hangot.protection.lending import (
    Wish,
    cancel,
    extend,
    is_out,
    issue,
    lose,
    move_up,
    reserve,
    take_back,
    wait,
)
from hangot.protection.stock import add, change

__all__ = [
    "Wish", "add", "cancel", "change", "ending", "extend", "fall_due", "is_out", "issue", "lose", "move_up",
    "overdue", "remind", "reserve", "served", "take_back", "tell_free", "wait",
]  # fmt: skip
