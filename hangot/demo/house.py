"""The house of a town: its cast hired, and one post that was handed over three weeks ago."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from hangot.access.context import acting
from hangot.access.founding import Newcomer, clockwork, employ
from hangot.access.posts import hand_over
from hangot.accounts.models import Worker
from hangot.core.access import Actor
from hangot.demo.cast import PASSWORD
from hangot.demo.towns import Town
from hangot.directory.models import Centre, Post

BEFORE = "한바다"
FOUNDED, MOVED = timedelta(days=200), timedelta(days=21)


def is_staffed(centre: Centre) -> bool:
    """Has the cast been hired?"""
    return Worker.objects.filter(centre_id=centre.pk).exists()


def staff(centre: Centre, town: Town, *, now: datetime) -> None:
    """Hire everybody of the cast long ago; call outside any other acting."""
    by = clockwork(centre)
    with acting(by):
        first = [one for one in town.newcomers() if one.post != town.handed_over]
        if not town.handed_over:
            employ(first, by=by, at=now - FOUNDED)
            return
        account = f"{town.account(town.handed_over)}-before"
        before = Newcomer(account, BEFORE, PASSWORD, town.handed_over)
        employ([*first, before], by=by, at=now - FOUNDED)
        _succeed(town, by, at=now - MOVED)
        Worker.objects.filter(account=account).update(is_active=False)


def _succeed(town: Town, by: Actor, *, at: datetime) -> None:
    """A colleague takes over a post; the one before keeps no access at all."""
    post = Post.objects.get(slug=town.handed_over, centre_id=by.centre)
    successor = Worker(
        centre_id=by.centre, agency_id=post.agency_id, account=town.account(town.handed_over),
        name=town.staff[town.handed_over], password=make_password(PASSWORD),
    )  # fmt: skip
    successor.save(force_insert=True)
    hand_over(post_id=post.pk, successor_id=successor.pk, expected=None, by=by, at=at)
