"""A visit to somebody's home, from the wish to go until both are safely back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned

COMING, OUT = ("planned",), ("departed", "on_site", "overdue")
BACK = ("safe_back",)


class HomeVisit(Owned):
    """Two of the house go to a home. Times of day are minutes since midnight, in Seoul.

    `opens`, `closes`: when the visit may begin, by what the person said. `unsafe`: never the last
    of the day, never late. `escort`: the opponent may be there, so an officer goes. `second_post`
    may be of another agency of the house. `leaves`, `ends`: while the pair is out for it, with the
    way there and, after the last home, back. `promised_back`: after this the clock raises the alarm.
    """

    kind = "home_visit"
    case_id = models.UUIDField()
    state = models.CharField(max_length=12)
    day = models.DateField()
    opens = models.SmallIntegerField()
    closes = models.SmallIntegerField()
    minutes = models.SmallIntegerField()
    unsafe = models.BooleanField(default=False)
    escort = models.BooleanField(default=False)
    first_post = models.UUIDField(null=True)
    second_post = models.UUIDField(null=True)
    starts = models.DateTimeField(null=True)
    leaves = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    promised_back = models.DateTimeField(null=True)
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, default="")
    area = SealedText()
    before = SealedText(null=True)
    seen = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ("area",)
        content = ("before", "seen", "end_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("agency_id", "day"), name="home_visit_day"),
            models.Index(fields=("second_post", "day"), name="home_visit_second"),
            models.Index(fields=("agency_id", "promised_back"), name="home_visit_out"),
            models.Index(
                fields=("centre_id", "leaves"),
                name="home_visit_away",
                condition=Q(leaves__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="home_visit_window", condition=Q(opens__lte=models.F("closes"))
            ),
            models.CheckConstraint(
                name="home_visit_round_has_its_times",
                condition=Q(starts=None, leaves=None, ends=None)
                | Q(leaves__lte=models.F("starts"), ends__gt=models.F("starts")),
            ),
            models.CheckConstraint(
                name="home_visit_is_gone_by_two",
                condition=~Q(state__in=(*OUT, *BACK))
                | Q(
                    first_post__isnull=False, second_post__isnull=False, promised_back__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="home_visit_pair_is_two",
                condition=Q(second_post__isnull=True) | ~Q(second_post=models.F("first_post")),
            ),
            models.CheckConstraint(
                name="home_visit_back_has_a_time",
                condition=~Q(state__in=BACK) | Q(back_at__isnull=False) & ~Q(outcome=""),
            ),
        ]
