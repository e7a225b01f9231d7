"""Attachments and their sealed bytes."""

from django.db import models

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


class Attachment(Owned):
    """A document: its name is sealed, its type was read from its content."""

    name = SealedText()
    content_type = models.CharField(max_length=60)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    purpose = models.CharField(max_length=40, default="")

    class Personal:
        identifies = ()
        content = ("name",)
        kept = "case"


class AttachmentBody(models.Model):
    """The sealed bytes, apart from the row that lists show."""

    attachment = models.OneToOneField(Attachment, models.PROTECT, primary_key=True)
    centre_id = models.UUIDField()
    subject_id = models.UUIDField()
    section = models.SmallIntegerField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    body = models.BinaryField()

    class Personal:
        identifies = ()
        content = ("body",)
        kept = "case"
