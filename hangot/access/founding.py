"""Founding a centre from its pack, and giving its posts to workers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.hashers import make_password

from hangot.access.context import acting, system
from hangot.access.posts import sit
from hangot.accounts.models import Worker
from hangot.core.access import Actor
from hangot.core.ids import new_id
from hangot.core.text import Text
from hangot.directory.actions import open_centre
from hangot.directory.models import Centre, Post
from hangot.packs.active import profile
from hangot.vault import centre_keys, keyring


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A worker as the operator enters one: account code, name, password, slug of the post."""

    account: str
    name: str
    password: str
    post: str


def found(name: str, *, at: datetime, slug: str = "", label: Text | None = None) -> Centre:
    """A new centre with its keys and directory, as the pack describes it.

    Where several centres run one pack, each has a slug and a name of its own.
    """
    pack = profile(name)
    actor = system(new_id(), new_id(), frozenset({"N"}), profile=name)
    with acting(actor):
        centre_keys.create(actor.centre, at)
        keyring.create(actor.centre, actor.centre)
        return open_centre(pack, by=actor, slug=slug, label=label)


def clockwork(centre: Centre, *, duties: Iterable[str] = ("N", "D", "S")) -> Actor:
    """The system's own actor in a centre, for jobs and commands."""
    return system(centre.pk, centre.lead_agency_id, frozenset(duties), profile=centre.profile)


def employ(newcomers: Iterable[Newcomer], *, by: Actor, at: datetime) -> list[Worker]:
    """Accounts for new workers, each seated on a post; call inside `acting()`.

    A password several of them share, as in the demo, is hashed once: it takes long on purpose.
    """
    posts = {post.slug: post for post in Post.objects.filter(centre_id=by.centre)}
    return [_employ(one, posts[one.post], by=by, at=at) for one in newcomers]


hashed = lru_cache(maxsize=2)(make_password)


def _employ(one: Newcomer, post: Post, *, by: Actor, at: datetime) -> Worker:
    worker = Worker(
        centre_id=by.centre, agency_id=post.agency_id, account=one.account, name=one.name,
        password=hashed(one.password),
    )  # fmt: skip
    worker.save(force_insert=True)
    sit(worker, post, by=by, at=at)
    return worker


def centre_of(slug: str = "") -> Centre:
    """One centre of this installation, the first without a slug; LookupError when there is none."""
    rows = Centre.objects.order_by("pk")
    found_ = (rows.filter(slug=slug) if slug else rows).first()
    if found_ is None:
        named = f"no centre {slug!r}: see `hangot centre list`"
        raise LookupError(named if slug else "no centre yet: run `hangot install`")
    return found_


def centre_of_worker(worker: UUID) -> Centre:
    """The centre that somebody works in."""
    return Centre.objects.get(pk__in=Worker.objects.filter(pk=worker).values("centre_id"))
