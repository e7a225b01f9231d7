"""The documents of a person, without their bytes."""

from uuid import UUID

from hangot.files.models import Attachment

SHOWN = 200


def of_subject(subject: UUID) -> list[Attachment]:
    """The documents one may see, newest first; at most two hundred."""
    return list(Attachment.objects.filter(subject_id=subject).order_by("-created_at")[:SHOWN])
