"""Taking a document in and handing it out; both are written into the log."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.audit.actions import EXPORT
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.files.models import Attachment, AttachmentBody
from hangot.files.sniff import Kind, kind_of, safe_name
from hangot.vault import keyring
from hangot.vault.sealing import seal, unseal

MEGABYTE = 1024 * 1024
TOO_LARGE = Text(
    "파일이 너무 큽니다. {n}MB까지 올릴 수 있습니다. 나누어 올리거나 필요한 쪽만 스캔해 주세요.",
    "The file is too large. Up to {n} MB can be uploaded. Split it or scan only the pages needed.",
)


@dataclass(frozen=True, slots=True)
class Upload:
    """What a browser sent: its name is only a suggestion."""

    name: str
    content: bytes


def take(*, subject: UUID, section: Section, upload: Upload, by: Actor, at: datetime) -> Attachment:
    """Keep a document in a section one may write: type by content, name and bytes sealed.

    Pictures lose the place and the device they carry; other documents are kept as they came.
    Missing says in one sentence what is wrong with a file that cannot be taken.
    """
    may("file.write", by, Scene(at))
    need(by, subject, section, Level.FULL, at=at)
    kind, content = fit(upload)
    row = Attachment(
        centre_id=by.centre, subject_id=subject, section=section.number, agency_id=by.agency,
        post_id=by.post, created_at=at, name=safe_name(upload.name, kind),
        content_type=kind.content_type, size=len(content),
        digest=sha256(content).hexdigest(),
    )  # fmt: skip
    row.save(force_insert=True)
    _keep(row, content)
    remember("file.write", by=by, at=at, subject=subject, thing=row.pk, section=section)
    return row


def fit(upload: Upload) -> tuple[Kind, bytes]:
    """Type and bytes of a document fit to be kept; Missing says what is wrong with it."""
    limit = settings.HANGOT_UPLOAD_BYTES
    if len(upload.content) > limit:
        raise Missing("file", TOO_LARGE.format(n=limit // MEGABYTE))
    kind = kind_of(upload.content)
    from hangot.files.pictures import cleaned  # noqa: PLC0415 - most workers never see a picture

    return kind, cleaned(upload.content, kind)


def _keep(row: Attachment, content: bytes) -> None:
    number, key = keyring.key(row.subject_id)
    AttachmentBody.objects.bulk_create([AttachmentBody(
        attachment=row, centre_id=row.centre_id, subject_id=row.subject_id, section=row.section,
        agency_id=row.agency_id, post_id=row.post_id,
        body=seal(key, number, content, place(row.pk)),
    )])  # fmt: skip


def place(attachment: UUID) -> str:
    """What the sealed bytes are bound to: moved to another row they do not open."""
    return f"attachmentbody|body|{attachment}"


def hand_out(*, file_id: UUID, by: Actor, at: datetime) -> tuple[Attachment, bytes]:
    """The plain bytes for a download; rights are those of this moment, the log says export."""
    may("file.see", by, Scene(at))
    row = Attachment.objects.filter(pk=file_id).first()
    body = AttachmentBody.objects.filter(pk=file_id).first()
    if row is None or body is None:
        raise Hidden
    _, key = keyring.key(row.subject_id)
    content = unseal(key, bytes(body.body), place(row.pk))
    remember(
        "file.see", by=by, at=at, subject=row.subject_id, thing=row.pk,
        section=by_number(row.section), kind=EXPORT,
    )  # fmt: skip
    return row, content
