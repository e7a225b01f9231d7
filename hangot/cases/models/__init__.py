"""The case and what belongs to it."""

from hangot.cases.models.case import (
    Case,
    CasePointer,
    Incident,
    Need,
    Note,
    Seat,
    SectionSummary,
)
from hangot.cases.models.check import Check, GoalCheck
from hangot.cases.models.plan import DeskPart, Goal, PlannedAction, ServicePlan
from hangot.cases.models.work import Closure, Judgement, ServiceDelivery

__all__ = [
    "Case", "CasePointer", "Check", "Closure", "DeskPart", "Goal", "GoalCheck", "Incident", "Judgement", "Need", "Note", "PlannedAction", "Seat",
    "SectionSummary", "ServiceDelivery", "ServicePlan",
]  # fmt: skip
