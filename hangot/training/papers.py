"""What is handed out at a training: its type is read from its content, its bytes are sealed."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from hangot.access.trail import remember
from hangot.audit.actions import EXPORT
from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.core.rights import may
from hangot.files.actions import Upload, fit
from hangot.files.sniff import safe_name
from hangot.training.models import Material, MaterialBody
from hangot.training.scenes import scene, visible
from hangot.vault import keyring
from hangot.vault.sealing import seal, unseal


def bring(*, training_id: UUID, upload: Upload, by: Actor, at: datetime) -> Material:
    """Keep a document of a training; Missing says in one sentence why it cannot be taken."""
    training = visible(training_id)
    may("material.write", by, scene(training, at=at))
    kind, content = fit(upload)
    row = Material(
        centre_id=by.centre, training=training, agency_id=by.agency, post_id=by.post,
        name=safe_name(upload.name, kind), content_type=kind.content_type, size=len(content),
        digest=sha256(content).hexdigest(),
    )  # fmt: skip
    row.save(force_insert=True)
    number, key = keyring.key(by.centre)
    body = seal(key, number, content, _place(row.pk))
    MaterialBody.objects.bulk_create([MaterialBody(material=row, centre_id=by.centre, body=body)])
    remember("material.write", by=by, at=at, thing=row.pk)
    return row


def hand_out(*, material_id: UUID, by: Actor, at: datetime) -> tuple[Material, bytes]:
    """The plain bytes for a download."""
    row = Material.objects.filter(pk=material_id).first()
    body = MaterialBody.objects.filter(pk=material_id).first()
    if row is None or body is None:
        raise Hidden
    _, key = keyring.key(by.centre)
    remember("training.see", by=by, at=at, thing=row.pk, kind=EXPORT)
    return row, unseal(key, bytes(body.body), _place(row.pk))


def _place(material: UUID) -> str:
    return f"materialbody|body|{material}"
