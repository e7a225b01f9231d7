"""Workers and their sittings on posts."""

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from hangot.core.ids import new_id
from hangot.directory.models import Post
from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class Workers(BaseUserManager["Worker"]):
    """Finds workers by their account code."""


class Worker(AbstractBaseUser):
    """A member of staff of an agency; one account each, never shared."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    centre_id = models.UUIDField()
    agency_id = models.UUIDField()
    account = models.CharField(max_length=40, unique=True)
    email = models.EmailField(blank=True, default="")
    name = SealedText()
    is_active = models.BooleanField(default=True)
    # Somebody else knows the password: nothing opens before the worker has chosen another.
    first_password = models.BooleanField(default=False)

    USERNAME_FIELD = "account"
    objects = Workers()

    class Personal:
        identifies = ("name", "account", "email")
        content = ()
        kept = "worker"

    @property
    def seal_subject(self) -> UUID:
        return self.centre_id

    def check_password(self, raw_password: str | None) -> bool:
        """Is this the password? Never writes: a sign-in has no context to change an account in."""
        return check_password(raw_password, self.password)

    def __str__(self) -> str:
        return self.account


class Counted(models.Model):
    """What signing in counts and remembers for a while: failed codes, codes that were used."""

    key = models.CharField(max_length=64, primary_key=True)
    held = models.JSONField()
    until = models.DateTimeField(null=True)


class Login(AbstractBaseSession):
    """An open web session. Whose it is stands beside it: one statement tells that and who sits where."""

    worker_id = models.UUIDField(null=True)


class Sitting(Row):
    """A worker on a post for a period; handing over ends one and begins the next in one act.

    `edition`: of the centre's directory, when the sitting was read.
    """

    edition: UUID | None = None
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="sittings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="sittings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    appointed_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("worker", "until"), name="sitting_worker")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("post",), condition=models.Q(until=None), name="one_sits_on_a_post"
            )
        ]
