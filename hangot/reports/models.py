"""What a report adds to its notice, how homes are recognised, and what happened to every report."""

from typing import ClassVar
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hangot.intake.models import Notice
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class Report(Row):
    """A report of a home, beside its notice: who sent it, who lives there, which homes it is like.

    It has the id of its notice; `receipt` is the number of the notice, which whoever sent it may know and not read.
    `track` follows it through the counts and leads nowhere else. `homes` are recognised by keyed
    tokens; `why` says by which of them. `agreed_at`, `script`: when the person agreed to be called,
    and the version of what was read out. `person_id`, `case_id` and `opened_at` are filled when it is a case.
    """

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="report")
    agency_id = models.UUIDField()
    from_agency = models.UUIDField()
    from_post = models.UUIDField()
    receipt = models.CharField(max_length=16)
    source = models.CharField(max_length=8)
    number = SealedText()
    members = SealedText(null=True)
    risk = models.CharField(max_length=12)
    district = models.CharField(max_length=24, default="")
    reported_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    homes = ArrayField(models.UUIDField())
    why = ArrayField(models.CharField(max_length=8), default=list)
    track = models.UUIDField(default=uuid4)
    agreed_at = models.DateTimeField()
    script = models.CharField(max_length=12, default="")
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=("homes",), name="report_homes"),
            models.Index(fields=("centre_id", "followed_at"), name="report_followed"),
            models.Index(fields=("from_post", "-taken_at"), name="report_sent"),
            models.Index(fields=("case_id",), name="report_case"),
        ]

    class Personal:
        identifies = ("members",)
        content = ("number",)
        kept = "case"

    @property
    def seal_subject(self) -> UUID:
        return self.notice_id


class Arrived(Row):
    """That a sender's own number was taken: keyed tokens of the number and of the whole report."""

    agency_id = models.UUIDField()
    number = models.BigIntegerField()
    body = models.BigIntegerField()
    receipt = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "agency_id", "number"), name="arrived_once"
            )
        ]


class HomeToken(Row):
    """One keyed token of a home: a person, a phone, an address. Read while recognising, never else."""

    home = models.UUIDField()
    kind = models.CharField(max_length=8)
    token = models.BigIntegerField()
    track = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("centre_id", "token"), name="home_token"),
            models.Index(fields=("centre_id", "home"), name="home_tracks"),
            models.Index(fields=("track",), name="home_of_track"),
        ]


class Reporter(Owned):
    """Who reported: apart from the home's file, read by who wrote it down and the safety officer."""

    kind = models.CharField(max_length=16)
    name = SealedText(null=True)
    phone = SealedText(null=True)
    words = SealedText(null=True)

    class Personal:
        identifies = ("name", "phone")
        content = ("words",)
        kept = "case"


class PoliceAnswer(Row):
    """What whoever sent a report found out where the centre reached nobody; never changed.

    `result`: a code of the list `police_answers`.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="answers")
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    at = models.DateTimeField()
    result = models.CharField(max_length=12)
    words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("words",)
        kept = "case"

    @property
    def seal_subject(self) -> UUID:
        return self.notice_id


class Measure(Row):
    """An emergency measure that whoever sent a report took, until a case has it as an order.

    `what`: its name among the orders of the pack; `ask_by`: until when the court must be asked.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="measures")
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    what = models.CharField(max_length=32)
    taken_at = models.DateTimeField()
    ask_by = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("agency_id", "ask_by"),
                name="measure_to_ask",
                condition=models.Q(asked_at=None, warned_at=None),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "notice", "what"), name="measure_once"),
            models.CheckConstraint(
                name="measure_asked_after_it_was_taken",
                condition=models.Q(ask_by__gt=models.F("taken_at"))
                & (models.Q(asked_at=None) | models.Q(asked_at__gte=models.F("taken_at"))),
            ),
        ]


class Followed(Row):
    """One thing that happened to a report, for the counts: no person, no post, no agency."""

    track = models.UUIDField()
    district = models.CharField(max_length=24, default="")
    reported_on = models.DateField()
    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "track", "what", "at"), name="followed_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=("centre_id", "reported_on"), name="followed_month")
        ]


class CitySum(Row):
    """How many reports of a year came how far, told to the city in fives; no count below five.

    `counts`: by step, null where it is hidden. Named by the public name of the centre.
    """

    to_centre = models.UUIDField()
    label_ko = models.CharField(max_length=80)
    label_en = models.CharField(max_length=120)
    year = models.SmallIntegerField()
    counts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "year"), name="city_sum_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=("to_centre", "year"), name="city_sums"),
        ]


class Turned(Row):
    """How many reports were not taken on a day, and why; nothing else is kept of them."""

    day = models.DateField()
    source = models.CharField(max_length=8)
    why = models.CharField(max_length=16)
    many = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "day", "source", "why"), name="turned_once"
            )
        ]


class FeedKey(Row):
    """One key of one sender; only its hash is kept. `ends_at`: it opens nothing from then on."""

    agency_id = models.UUIDField()
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "digest"), name="feed_key_once")
        ]


class ImportBatch(Row):
    """A file of reports on its way in: checked, running, done or dropped; its rows lie in parts."""

    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    worker_id = models.UUIDField()
    state = models.CharField(max_length=8, default="checked")
    rows = models.IntegerField(default=0)
    faulty = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    made = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("centre_id", "at"),
                name="import_running",
                condition=models.Q(state__in=("checked", "running")),
            )
        ]


class ImportPart(Row):
    """Some rows of a file, sealed, with what is wrong with them; gone when they are in."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="parts")
    number = models.IntegerField()
    rows = SealedText()
    done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "batch", "number"), name="import_part_once"
            )
        ]

    class Personal:
        identifies = ("rows",)
        content = ()
        kept = "case"

    @property
    def seal_subject(self) -> UUID:
        return self.batch_id
