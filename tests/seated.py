"""Who sits on a post of the founded house, and acts, as the tests know them by the post's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client

from hangot import clock
from hangot.access.context import acting
from hangot.accounts.models import Sitting, Worker
from hangot.accounts.queries import actor
from hangot.core.access import Actor


def seated(slug: str, *, proved: bool = True) -> Actor:
    """The actor who sits on a post, second factor just proved."""
    seat = Sitting.objects.select_related("post").get(post__slug=slug, until=None)
    moment = clock.now() if proved else None
    return actor(seat, profile_id="crime_victim", proved_at=moment, address="192.0.2.7")


@contextmanager
def acts(slug: str, *more: Any) -> Iterator[Actor]:
    """One transaction in that person's name."""
    by = seated(slug)
    with acting(by, *more):
        yield by


def signed_in(slug: str) -> Client:
    """A browserless client of that person, second factor just proved."""
    client, now = Client(), clock.now().timestamp()
    worker = Worker.objects.get(account=slug)
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": now}]
    session["seen"] = now
    session.save()
    return client
