"""Who sits where, as the sign-in and the pages need it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hangot.accounts.models import Sitting, Worker
from hangot.core.access import Actor
from hangot.directory.models import Centre
from hangot.packs.active import profile


def sittings(worker: UUID, *, at: datetime) -> list[Sitting]:
    """The posts a worker sits on now, with everything an actor is made of, in one query."""
    found = Sitting.objects.filter(Q(until=None) | Q(until__gt=at), worker_id=worker, since__lte=at)
    return list(found.select_related("post__agency", "worker").order_by("since"))


def actor(
    sitting: Sitting, *, profile_id: str, proved_at: datetime | None = None, address: str = ""
) -> Actor:
    """The frozen actor of one sitting; duties and caps come from the pack, by the post."""
    post = sitting.post
    return Actor(
        worker=sitting.worker_id, post=post.pk, agency=post.agency_id, centre=post.centre_id,
        duties=frozenset(post.duties), caps=profile(profile_id).caps(post.slug),
        proved_at=proved_at, address=address, profile=profile_id,
    )  # fmt: skip


def profile_of(centre: UUID) -> str:
    """The pack a centre runs with."""
    return Centre.objects.values_list("profile", flat=True).get(pk=centre)


def sitters(posts: Iterable[UUID], *, at: datetime) -> Mapping[UUID, Worker]:
    """Who sits on these posts now."""
    found = Sitting.objects.filter(Q(until=None) | Q(until__gt=at), post_id__in=set(posts))
    return {one.post_id: one.worker for one in found.select_related("worker")}


def workers(ids: Iterable[UUID]) -> Mapping[UUID, Worker]:
    return Worker.objects.in_bulk(set(ids))
