"""Accompaniments."""

from django.db import models

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


class Accompaniment(Owned):
    """Somebody of the house goes along; where exactly is sealed."""

    place = models.CharField(max_length=16)
    at = models.DateTimeField()
    with_post = models.UUIDField()
    companion = SealedText(null=True)
    detail = SealedText(null=True)
    done_at = models.DateTimeField(null=True)
    minutes = models.SmallIntegerField(null=True)

    class Personal:
        identifies = ("companion",)
        content = ("detail",)
        kept = "case"
