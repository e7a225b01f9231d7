"""Workers taking and handing over posts: one dated act, and access goes with the post."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.accounts.models import Sitting, Worker
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Stale
from hangot.core.rights import Scene, may
from hangot.directory.models import Post


def sit(worker: Worker, post: Post, *, by: Actor, at: datetime) -> Sitting:
    """Seat a worker on a post; call from an act that is audited."""
    sitting = Sitting(
        centre_id=post.centre_id, worker=worker, post=post, since=at, appointed_by=by.worker
    )
    sitting.save(force_insert=True)
    return sitting


def hand_over(
    *, post_id: UUID, successor_id: UUID, expected: UUID | None, by: Actor, at: datetime
) -> Sitting:
    """End the sitting on a post and begin the successor's; seats, tasks and referrals stay.

    `expected` is the sitting the page showed; Stale when it has changed since. Who sat there
    reads on the next page that the post was handed over.
    """
    post = Post.objects.filter(pk=post_id, centre_id=by.centre).first()
    if post is None:
        raise Hidden
    may_hand_over(post, successor_id, by=by, at=at)
    successor = Worker.objects.filter(pk=successor_id, centre_id=by.centre, is_active=True).first()
    if successor is None or successor.agency_id != post.agency_id:
        raise Hidden
    one_at_a_time(f"post:{post.pk}")  # An empty post has no row to lock.
    current = sitting_of(post.pk)
    if expected is not None and (current is None or current.pk != expected):
        raise Stale(0, 1)
    Sitting.objects.filter(post=post, until=None).update(until=at)
    sitting = sit(successor, post, by=by, at=at)
    remember("post.move", by=by, at=at, thing=post.pk)
    return sitting


def may_hand_over(post: Post, successor: UUID | None, *, by: Actor, at: datetime) -> None:
    """NotAllowed where this post is not the actor's to hand over, or not to this person."""
    may("post.move", by, Scene(
        at, proposer=successor, lead_agency=post.agency_id, post_duties=frozenset(post.duties),
    ))  # fmt: skip


def seated(centre: UUID, *, at: datetime) -> Mapping[UUID, Sitting]:
    """Who sits on each post of a centre now, with the worker, in one query."""
    now = Q(until=None) | Q(until__gt=at)
    rows = Sitting.objects.filter(now, centre_id=centre, since__lte=at).select_related("worker")
    return {row.post_id: row for row in rows.order_by("since")}


def sitting_of(post: UUID) -> Sitting | None:
    """The sitting on one post that has no end yet."""
    rows = Sitting.objects.filter(post_id=post, until=None).select_related("worker")
    return rows.order_by("-since").first()


def staff_of(agency: UUID) -> list[Worker]:
    """The workers of an agency who may sit on its posts."""
    return list(Worker.objects.filter(agency_id=agency, is_active=True).order_by("account"))
