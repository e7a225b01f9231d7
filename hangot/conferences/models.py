"""Conferences, who is invited, their items, what was said, decided and given to somebody to do."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row

HELD = ("open", "decided", "minuted", "closed")


class Conference(Row):
    """One meeting of several posts. `what`: its kind in the pack; `posts`: who is invited.

    `subjects`: whom its items are about, so that it does not exist for who is kept out of one.
    `count`: how many numbers of items were given; none is given twice.
    """

    kind = "conference"
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    chair_post = models.UUIDField()
    what = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    room_id = models.UUIDField(null=True)
    posts = ArrayField(models.UUIDField(), default=list)
    subjects = ArrayField(models.UUIDField(), default=list)
    count = models.SmallIntegerField(default=0)
    off_reason = models.CharField(max_length=16, default="")
    called_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    minuted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "-starts"), name="conference_list")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="conference_ends_after_it_starts",
                condition=models.Q(ends__gt=models.F("starts")),
            ),
            models.CheckConstraint(
                name="conference_held_was_opened",
                condition=~models.Q(state__in=HELD) | models.Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="conference_put_off_says_why",
                condition=~models.Q(state__in=("postponed", "cancelled"))
                | ~models.Q(off_reason=""),
            ),
        ]


class Attendance(Row):
    """One invited post; who came for it, and when confidentiality was signed for this meeting."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attendances")
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    worker_id = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_how = models.CharField(max_length=8, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("conference", "post_id"), name="invited_once"),
            models.CheckConstraint(
                name="who_came_has_signed",
                condition=models.Q(worker_id=None, signed_at=None, signed_how="")
                | models.Q(worker_id__isnull=False, signed_at__isnull=False)
                & ~models.Q(signed_how=""),
            ),
        ]


class AgendaItem(Owned):
    """One case on an agenda; without a conference it waits for the next one.

    `origin`: why it was listed, a code of `agenda_reasons`. `sections`: what it is about, and so
    the most that anybody sees because of it. `carried`: the action it comes from. `second_*`: who
    confirmed a decision on a case that the chair works on.
    """

    kind = "agenda_item"
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, related_name="items")
    case_id = models.UUIDField()
    number = models.SmallIntegerField(null=True)
    origin = models.CharField(max_length=16)
    sections = ArrayField(models.SmallIntegerField())
    state = models.CharField(max_length=16)
    why = models.CharField(max_length=16, default="")
    outcome = models.CharField(max_length=16, default="")
    carried = models.UUIDField(null=True)
    second_worker = models.UUIDField(null=True)
    second_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("conference", "number"), name="item_number_once"),
            models.CheckConstraint(
                name="item_on_an_agenda_has_a_number",
                condition=models.Q(conference=None, number=None)
                | models.Q(conference__isnull=False, number__isnull=False),
            ),
            models.CheckConstraint(
                name="item_decided_says_what",
                condition=~models.Q(state="decided")
                | models.Q(decided_at__isnull=False) & ~models.Q(outcome=""),
            ),
            models.CheckConstraint(
                name="item_put_off_says_why",
                condition=~models.Q(state__in=("deferred", "withdrawn")) | ~models.Q(why=""),
            ),
            models.CheckConstraint(
                name="item_confirmed_by_somebody_on_a_post",
                condition=models.Q(second_worker=None, second_post=None)
                | models.Q(second_worker__isnull=False, second_post__isnull=False),
            ),
        ]


class ItemSight(Row):
    """What one invited post may see because of one item, and which sections it is asked about.

    A post without a row leaves the room for the item; so does one that says so itself (`left_at`).
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="sights")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="sights")
    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    sections = ArrayField(models.SmallIntegerField())
    asked = ArrayField(models.SmallIntegerField(), default=list)
    answered = ArrayField(models.SmallIntegerField(), default=list)
    left_at = models.DateTimeField(null=True)
    left_why = models.CharField(max_length=12, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("item", "post_id"), name="one_sight_of_an_item"),
            models.CheckConstraint(
                name="who_left_says_why",
                condition=models.Q(left_at=None, left_why="")
                | models.Q(left_at__isnull=False) & ~models.Q(left_why=""),
            ),
        ]


class Contribution(Owned):
    """What one agency has to say about an item, in one section."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="contributions")
    text = SealedText()

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("item", "post_id", "section"), name="one_contribution")
        ]


class Decision(Owned):
    """What the conference decided on an item, in words, in the section it belongs to."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    text = SealedText()

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "case"


class ActionItem(Owned):
    """What one post does until a day; agency and post are those that have to do it.

    `given_*`: who wrote it down. `why`: why it was not done, a code of `action_reasons`.
    """

    kind = "action_item"
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="actions")
    text = SealedText()
    due = models.DateField()
    state = models.CharField(max_length=16)
    given_by = models.UUIDField()
    given_post = models.UUIDField()
    settled_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=16, default="")
    result = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("text", "result")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="action_of_a_conference_settled",
                condition=models.Q(state="open", settled_at=None)
                | ~models.Q(state="open") & models.Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="action_of_a_conference_not_done_says_why",
                condition=~models.Q(state__in=("not_possible", "not_done", "carried"))
                | ~models.Q(why=""),
            ),
        ]
