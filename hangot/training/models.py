"""Trainings, who is invited and came, what was handed out and answered; questions on the board."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class Training(Row):
    """One day of a course. `course`: its name in the pack; `title`: how the invitation calls it.

    `agency_id`, `post_id`: who holds it; `trainer`: who teaches, in words, and `trainer_post` where
    that is somebody of the house, who may then record who came.
    """

    kind = "training"
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    course = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    trainer = SealedText(null=True)
    trainer_post = models.UUIDField(null=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    state = models.CharField(max_length=12)
    called_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ("trainer",)
        content = ()
        kept = "worker"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "-starts"), name="training_list")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="training_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="training_held_was_called",
                condition=~Q(state="held") | Q(called_at__isnull=False, held_at__isnull=False),
            ),
        ]


class Trainee(Row):
    """One place at a training, without saying whose: everybody may count these.

    `role`: a code of `training_roles`; `why`: a code of `door_reasons` where somebody was not
    invited; `how`: by list or by QR; `number`: of the certificate; `replied`: to the survey.
    """

    kind = "trainee"
    training = models.ForeignKey(Training, models.PROTECT, related_name="trainees")
    agency_id = models.UUIDField()
    role = models.CharField(max_length=16)
    state = models.CharField(max_length=12)
    why = models.CharField(max_length=16, default="")
    how = models.CharField(max_length=4, default="")
    came_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=12, default="")
    replied = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="trainee_came_at_some_time",
                condition=Q(state="came", came_at__isnull=False) & ~Q(how="")
                | ~Q(state="came") & Q(came_at=None, how=""),
            ),
            models.CheckConstraint(
                name="trainee_certified_came", condition=Q(number="") | Q(state="came")
            ),
        ]


class TraineeName(Row):
    """Whose place it is: a post, who sat there, or the name of somebody without an account.

    `who`: a keyed token by which the same person is counted once and comes once; `shares`: whether
    other agencies read the name, None while nobody was asked.
    """

    trainee = models.OneToOneField(Trainee, models.PROTECT, related_name="named")
    training_id = models.UUIDField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    worker_id = models.UUIDField(null=True)
    name = SealedText(null=True)
    who = models.BigIntegerField(null=True)
    shares = models.BooleanField(null=True)

    class Personal:
        identifies = ("name",)
        content = ()
        kept = "worker"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("worker_id",), name="trainee_worker")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("training_id", "who"), name="trainee_once")
        ]


class TrainingReply(models.Model):
    """One answer to the short survey: whose it is, and when it came, is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    centre_id = models.UUIDField()
    training = models.ForeignKey(Training, models.PROTECT, related_name="replies")
    answers = models.JSONField()


class Material(Row):
    """A document of a training: its type was read from its content, its bytes lie apart."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="materials")
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    name = SealedText()
    content_type = models.CharField(max_length=60)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)

    class Personal:
        identifies = ()
        content = ("name",)
        kept = "worker"


class MaterialBody(models.Model):
    """The sealed bytes of a document."""

    material = models.OneToOneField(Material, models.PROTECT, primary_key=True)
    centre_id = models.UUIDField()
    body = models.BinaryField()

    class Personal:
        identifies = ()
        content = ("body",)
        kept = "worker"


class BoardQuestion(Row):
    """A question of one agency to all: about no person, and it leads to no record."""

    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    topic = models.CharField(max_length=16)
    text = SealedText()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "worker"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "-at"), name="board_list")]


class BoardAnswer(Row):
    """What a practitioner of some agency answers."""

    question = models.ForeignKey(BoardQuestion, models.PROTECT, related_name="answers")
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    text = SealedText()
    at = models.DateTimeField()

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "worker"
