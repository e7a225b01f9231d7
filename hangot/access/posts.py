"""Workers taking and handing over posts: one dated act, and access goes with the post."""

from datetime import datetime
from uuid import UUID

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

    `expected` is the sitting the page showed; Stale when it has changed since.
    """
    post = Post.objects.select_for_update().filter(pk=post_id, centre_id=by.centre).first()
    successor = Worker.objects.filter(pk=successor_id, centre_id=by.centre, is_active=True).first()
    if post is None or successor is None or successor.agency_id != post.agency_id:
        raise Hidden
    may("post.move", by, Scene(at, proposer=successor.pk))
    current = Sitting.objects.filter(post=post, until=None).order_by("-since").first()
    if expected is not None and (current is None or current.pk != expected):
        raise Stale(0, 1)
    Sitting.objects.filter(post=post, until=None).update(until=at)
    sitting = sit(successor, post, by=by, at=at)
    remember("post.move", by=by, at=at, thing=post.pk)
    return sitting
