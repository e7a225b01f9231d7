"""What there is to lend, who was lent what, and, known to its agency alone, which item it is."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row

MARK = r"^[A-Z0-9][A-Z0-9-]{0,11}$"
"""Letters, digits and hyphens: a number on a label, nothing that could say where or what it is."""
HANDED_OUT = ("issued", "overdue")
"""Somebody has it: the case cannot end."""


class Item(Row):
    """One thing or place of an agency. `what`: its kind in the pack. `mark`: an opaque number."""

    kind = "item"
    agency_id = models.UUIDField()
    what = models.CharField(max_length=24)
    mark = models.CharField(max_length=12)
    state = models.CharField(max_length=8)
    condition = models.CharField(max_length=12, default="good")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency_id", "what", "mark"), name="item_mark_once"),
            models.CheckConstraint(name="item_mark_is_opaque", condition=Q(mark__regex=MARK)),
        ]


class Lending(Owned):
    """One thing for one person. `first`, `last`: the days asked for or agreed; `paper`: signed for.

    `extended`: how often. `told_at`: when its desk was told that something is free.
    `reminded_at`: that the last day is near. `before`, `after`: its condition when it went and when it came.
    """

    kind = "lending"
    case_id = models.UUIDField()
    what = models.CharField(max_length=24)
    state = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    extended = models.SmallIntegerField(default=0)
    issued_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    paper = models.BooleanField(default=False)
    before = models.CharField(max_length=12, default="")
    after = models.CharField(max_length=12, default="")
    words = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("words", "end_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("case_id", "created_at"), name="lending_of_case"),
            models.Index(fields=("agency_id", "what", "state", "last"), name="lending_due"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="lending_runs_forward", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="lending_issued_has_a_day_and_condition",
                condition=~Q(state__in=(*HANDED_OUT, "returned"))
                | Q(issued_on__isnull=False) & ~Q(before=""),
            ),
            models.CheckConstraint(
                name="lending_returned_after_it_was_issued",
                condition=~Q(state="returned") | Q(ended_on__gte=F("issued_on")) & ~Q(after=""),
            ),
        ]


class Taken(Row):
    """Which item a lending has, and on which days nobody else can have it. It names no person.

    `key`: the item as a number, because ranges of numbers are what the database keeps apart.
    `out`: somebody has it now; nobody else gets it, whatever was agreed.
    """

    agency_id = models.UUIDField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="taken")
    lending = models.ForeignKey(Lending, models.CASCADE, related_name="taken")
    key = models.BigIntegerField()
    during = DateRangeField()
    live = models.BooleanField(default=True)
    out = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="item_one_at_a_time",
                index_type="gist",
                expressions=[
                    (
                        Func(F("key"), F("key"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(live=True),
            ),
            models.UniqueConstraint(fields=("item",), condition=Q(out=True), name="item_out_once"),
            models.UniqueConstraint(
                fields=("lending",), condition=Q(live=True), name="lending_has_one_item"
            ),
            models.CheckConstraint(name="item_out_is_live", condition=Q(out=False) | Q(live=True)),
        ]
