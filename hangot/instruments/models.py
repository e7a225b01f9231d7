"""Fillings of forms, the alarms they raise, and forms that a centre brought in itself."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from hangot.cases.models import Case
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class Response(Owned):
    """One filling of a form about a person.

    `form`: code, version and digest of the form, sealed because the name tells what it is about.
    `answers`, `result`: JSON. `page`: the page to go on with. `judged`: levels that a professional
    set otherwise, with reasons, newest last. `corrects`: the filling that this one follows.
    """

    kind = "response"
    case = models.ForeignKey(Case, models.PROTECT, related_name="responses")
    form = SealedText()
    state = models.CharField(max_length=12)
    setting = models.CharField(max_length=8)
    worker_id = models.UUIDField()
    asked_on = models.DateField()
    page = models.SmallIntegerField(default=0)
    answers = SealedText()
    result = SealedText(null=True)
    judged = SealedText(null=True)
    finished_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    class Personal:
        identifies = ()
        content = ("form", "answers", "result", "judged")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id", "-created_at"), name="response_newest")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="response_finished_has_a_result",
                condition=models.Q(state__in=("draft", "discarded"))
                | models.Q(finished_at__isnull=False, result__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("corrects",),
                condition=models.Q(state="finished"),
                name="response_is_corrected_once",
            ),
        ]


class Alarm(Row):
    """What an answer demands of one duty: the safety officer, a supervisor, or who asked.

    `what`: sealed JSON, the form, its alarms and the words of the duty, no answer. `report`: the
    duty of law to report that it is about, if it is. `act`: what was done, a code of the list
    `alarm_acts`.
    """

    kind = "alarm"
    subject_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField()
    response = models.ForeignKey(Response, models.PROTECT, related_name="alarms")
    section = models.SmallIntegerField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    errand = models.CharField(max_length=12)
    for_agency = models.UUIDField()
    report = SealedText(null=True)
    what = SealedText()
    state = models.CharField(max_length=12)
    created_at = models.DateTimeField()
    due = models.DateTimeField()
    act = models.CharField(max_length=16, default="")
    words = SealedText(null=True)
    acted_by = models.UUIDField(null=True)
    acted_post = models.UUIDField(null=True)
    acted_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("report", "what", "words")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="alarm_ends_with_an_act",
                condition=models.Q(state="raised", acted_at=None)
                | models.Q(
                    ~models.Q(act=""),
                    state="settled",
                    acted_at__isnull=False,
                    acted_by__isnull=False,
                    words__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="alarm_is_somebodys",
                condition=models.Q(errand__in=("safety", "supervisor", "author")),
            ),
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class FormText(Row):
    """The text of a form as it was used once, by its digest; never changed. It holds no person."""

    digest = models.CharField(max_length=64)
    body = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "digest"), name="form_text_once")
        ]


class FormChange(Row):
    """A form that a centre brought in: by whom, on what ground, who published it."""

    kind = "form"
    code = models.CharField(max_length=48)
    number = models.IntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    permission = SealedText(null=True)
    worker_id = models.UUIDField()
    post_id = models.UUIDField()
    created_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("permission", "answer")
        kept = "audit"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "code", "number"),
                condition=models.Q(state="published"),
                name="form_version_once",
            ),
            models.CheckConstraint(
                name="form_has_a_second_person",
                condition=~models.Q(state__in=("published", "refused"))
                | models.Q(
                    ~models.Q(decided_by=models.F("worker_id")),
                    ~models.Q(decided_post=models.F("post_id")),
                    decided_by__isnull=False,
                    decided_post__isnull=False,
                ),
            ),
        ]
