"""Who sits where, as the sign-in and the pages need it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from hangot.accounts.models import Login, Sitting, Worker
from hangot.core.access import Actor
from hangot.directory.models import Centre, Edition, Post
from hangot.packs.active import profile
from hangot.vault.rows import Rows

_SEATS = (
    "(hangot_sitting s join hangot_post p on p.id = s.post_id join hangot_worker w on w.id = s.worker_id)"
    " on s.worker_id = {whose} and s.since <= %(at)s and (s.until is null or s.until > %(at)s)"
    " left join hangot_edition e on e.centre_id = s.centre_id"
)
SITTINGS = Rows(
    f"from (values (%(worker)s::uuid)) one(worker) join {_SEATS.format(whose='one.worker')} order by s.since",
    s=Sitting, p=Post, w=Worker, e=Edition,
)  # fmt: skip
LOGIN = Rows(
    f"from hangot_login l left join {_SEATS.format(whose='l.worker_id')}"
    " where l.session_key = %(key)s and l.expire_date > %(at)s order by s.since",
    l=Login, s=Sitting, p=Post, w=Worker, e=Edition,
)  # fmt: skip


def sittings(worker: UUID, *, at: datetime) -> list[Sitting]:
    """The posts a worker sits on now, with everything an actor is made of; read at every request."""
    return _seats(SITTINGS.fetch(worker=worker, at=at))


def login(key: str, *, at: datetime) -> tuple[Login, list[Sitting]] | None:
    """An open web session and the posts its worker sits on now; nothing when it is over."""
    rows = LOGIN.fetch(key=key, at=at)
    return (rows[0][0], _seats(row[1:] for row in rows if row[1])) if rows else None


def _seats(rows: Iterable[tuple[Any, ...]]) -> list[Sitting]:
    found = []
    for sitting, post, who, directory in rows:
        sitting.post, sitting.worker = post, who
        sitting.edition = directory.edition if directory else None
        found.append(sitting)
    return found


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


TOLD = timedelta(days=14)


def lost(worker: UUID, *, at: datetime) -> list[Sitting]:
    """Sittings somebody else ended lately: who sat there is told, whoever ended them."""
    ended = Sitting.objects.filter(worker_id=worker, until__lte=at, until__gt=at - TOLD)
    return list(ended.select_related("post").order_by("-until"))


def profile_of(centre: UUID) -> str:
    """The pack a centre runs with."""
    return Centre.objects.values_list("profile", flat=True).get(pk=centre)


def sitters(posts: Iterable[UUID], *, at: datetime) -> Mapping[UUID, Worker]:
    """Who sits on these posts now."""
    found = Sitting.objects.filter(Q(until=None) | Q(until__gt=at), post_id__in=set(posts))
    return {one.post_id: one.worker for one in found.select_related("worker")}


def workers(ids: Iterable[UUID]) -> Mapping[UUID, Worker]:
    return Worker.objects.in_bulk(set(ids))
