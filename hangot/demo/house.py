"""The house of the demo: its cast hired, and one post that was handed over three weeks ago."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from hangot.access.context import acting
from hangot.access.founding import Newcomer, clockwork, employ
from hangot.access.posts import hand_over
from hangot.accounts.models import Worker
from hangot.core.access import Actor
from hangot.demo.cast import PASSWORD, STAFF, newcomers
from hangot.directory.models import Centre, Post

HANDED_OVER = "seoul-welfare-desk-1"
BEFORE = Newcomer("seoul-welfare-desk-1-before", "한바다", PASSWORD, HANDED_OVER)
FOUNDED, MOVED = timedelta(days=200), timedelta(days=21)


def is_staffed(centre: Centre) -> bool:
    """Has the cast been hired?"""
    return Worker.objects.filter(centre_id=centre.pk).exists()


def staff(centre: Centre, *, now: datetime) -> None:
    """Hire everybody of the cast long ago; call outside any other acting."""
    by = clockwork(centre)
    with acting(by):
        first = [one for one in newcomers() if one.post != HANDED_OVER]
        employ([*first, BEFORE], by=by, at=now - FOUNDED)
        _succeed(by, at=now - MOVED)


def _succeed(by: Actor, *, at: datetime) -> None:
    """A colleague takes over a post; the one before keeps no access at all."""
    post = Post.objects.get(slug=HANDED_OVER, centre_id=by.centre)
    successor = Worker(
        centre_id=by.centre, agency_id=post.agency_id, account=HANDED_OVER, name=STAFF[HANDED_OVER],
        password=make_password(PASSWORD),
    )  # fmt: skip
    successor.save(force_insert=True)
    hand_over(post_id=post.pk, successor_id=successor.pk, expected=None, by=by, at=at)
    Worker.objects.filter(account=BEFORE.account).update(is_active=False)
