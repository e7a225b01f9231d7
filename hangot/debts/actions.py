"""Every way budgets, debts and procedures change."""

from hangot.debts.dates import mark_done, note_date
from hangot.debts.procedures import begin, step
from hangot.debts.said import Said
from hangot.debts.writing import bring_in, change, keep_budget, leave_out, write

__all__ = [
    "Said",
    "begin",
    "bring_in",
    "change",
    "keep_budget",
    "leave_out",
    "mark_done",
    "note_date",
    "step",
    "write",
]
