"""A new centre key, and every data key wrapped anew under it, while the house goes on working.

Old reads keep working: the number in front of a wrapped key says which centre key opens it.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import BinaryField, Func, QuerySet, Value

from hangot.vault import centre_keys, keyring
from hangot.vault.models import DataKey
from hangot.vault.sealing import HEAD

BATCH = 500


class _Head(Func):
    """The number in front of a wrapped key."""

    function = "substring"
    output_field = BinaryField()


def begin(centre: UUID, *, at: datetime) -> int:
    """Make the next centre key; new data keys of every process use it from now on. Its number."""
    return centre_keys.create(centre, at)


def waiting(centre: UUID) -> "QuerySet[DataKey]":
    """Data keys that are not yet wrapped by the newest centre key; complete once it is made."""
    number, _ = centre_keys.current(centre)
    head = _Head("wrapped", Value(1), Value(HEAD))
    rows = DataKey.objects.filter(centre_id=centre).annotate(head=head)
    return rows.exclude(head=number.to_bytes(HEAD, "big"))


def batch(centre: UUID) -> int:
    """Wrap some more keys anew, in the caller's transaction; how many, 0 when none is left.

    Rows that another rotation holds are waited for, not passed over: 0 means that none is left.
    """
    rows = list(waiting(centre).select_for_update().order_by("pk")[:BATCH])
    for row in rows:
        row.wrapped = keyring.rewrap(centre, row.subject_id, bytes(row.wrapped))
    DataKey.objects.bulk_update(rows, ["wrapped"])
    return len(rows)
