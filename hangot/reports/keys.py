"""Keys of the feeds: made once, shown once, kept as a hash; an old one goes on while a new begins."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, may
from hangot.reports.models import FeedKey

OVERLAP = timedelta(days=7)
"""So long the key before still opens, so that no report is lost while it is exchanged."""
MARK = "hgf"


def make_key(*, agency: UUID, label: str, by: Actor, at: datetime) -> str:
    """A new key of a sender, in the clear for this once; the ones before end after a week."""
    may("feed.govern", by, Scene(at))
    secret = secrets.token_urlsafe(32)
    row = FeedKey(
        centre_id=by.centre, agency_id=agency, label=label, digest=digest(secret), made_at=at,
        made_by=by.worker,
    )  # fmt: skip
    running = FeedKey.objects.filter(agency_id=agency, ends_at=None)
    running.update(ends_at=at + OVERLAP)
    row.save(force_insert=True)
    remember("feed.govern", by=by, at=at, thing=row.pk)
    return f"{MARK}_{row.pk.hex}_{secret}"


def end_key(*, key_id: UUID, by: Actor, at: datetime) -> None:
    """It opens nothing any more, at once: it was lost, or the sender sends no more."""
    may("feed.govern", by, Scene(at))
    if not FeedKey.objects.filter(pk=key_id, centre_id=by.centre).update(ends_at=at):
        raise Hidden
    remember("feed.govern", by=by, at=at, thing=key_id, reason="ended")


def key_of(shown: str, *, at: datetime) -> FeedKey | None:
    """The key somebody shows, if it is one and has not ended. Wrong ones take as long as right ones."""
    mark, _, rest = shown.partition("_")
    known, _, secret = rest.partition("_")
    row = FeedKey.objects.filter(pk=_uuid(known)).first() if mark == MARK else None
    same = hmac.compare_digest(digest(secret), row.digest if row else digest(""))
    if row is None or not same or (row.ends_at and row.ends_at <= at):
        return None
    return row


def digest(secret: str) -> str:
    """What is kept: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _uuid(text: str) -> UUID:
    try:
        return UUID(hex=text)
    except ValueError:
        return UUID(int=0)
