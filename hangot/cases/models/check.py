"""Looking again, month by month: checks of a case, and what became of each goal by then."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hangot.cases.models.case import Case
from hangot.cases.models.plan import Goal
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


class Check(Owned):
    """One check: until when, by which post; later on which way, what follows, in which words.

    `safe`: the safe contact was asked again and is as before; False: it changed. `follows`: a code
    of the list `check_follows`.
    """

    kind = "check"
    case = models.ForeignKey(Case, models.PROTECT, related_name="checks")
    state = models.CharField(max_length=12)
    due = models.DateField()
    for_agency = models.UUIDField()
    for_post = models.UUIDField()
    way = models.CharField(max_length=12, default="")
    follows = models.CharField(max_length=12, default="")
    safe = models.BooleanField(null=True)
    words = SealedText(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_post = models.UUIDField(null=True)

    class Personal:
        identifies = ()
        content = ("words",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case",), condition=Q(state="planned"), name="one_check_is_planned"
            ),
            models.CheckConstraint(
                name="check_done_says_how",
                condition=~Q(state="done")
                | Q(
                    ~Q(way=""),
                    ~Q(follows=""),
                    checked_at__isnull=False,
                    checked_post__isnull=False,
                ),
            ),
        ]


class GoalCheck(Owned):
    """How far a goal had come at a check: a code of the list `goal_progress`."""

    check_of = models.ForeignKey(Check, models.PROTECT, related_name="goals")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="checks")
    progress = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("check_of", "goal"), name="goal_once_a_check")
        ]
