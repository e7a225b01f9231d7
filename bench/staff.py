"""The house of the measurement: founded from its pack, a worker on every post, logins for all."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore

from bench import house, names
from bench.maker import Desk, House, Maker
from hangot.access.founding import found
from hangot.accounts.models import Login, Sitting, Worker
from hangot.core.ids import new_id
from hangot.directory.models import Agency, Post, Service
from hangot.vault import centre_keys, keyring

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LEADING = frozenset("CM")


def settle(admin: psycopg.Connection[Any], at: datetime) -> None:
    """Found the house and seat one worker on each post."""
    centre = found(house.NAME, at=at)
    make = Maker(House(centre.pk, centre.lead_agency_id, (), (), {}, at), "staff")
    password = make_password(None)
    centre_keys.forget()
    key = _centre_key(admin, centre.pk)
    for number, post in enumerate(Post.objects.order_by("slug")):
        sheet, pk = make.book[Worker], new_id()
        sheet.add(
            id=pk, centre_id=centre.pk, agency_id=post.agency_id, account=post.slug,
            name=sheet.sealed(key, pk, "name", names.korean(make.rng)), password=password,
        )  # fmt: skip
        make.row(
            Sitting, at, worker_id=pk, post_id=post.pk, since=at - timedelta(days=900 + number)
        )
    make.book.copy(admin)


def _centre_key(admin: psycopg.Connection[Any], centre: UUID) -> bytes:
    """The data key of the centre, under which the names of its workers are sealed."""
    row = admin.execute(
        "select wrapped from hangot_datakey where subject_id = %s", [centre]
    ).fetchone()
    if row is None:
        raise LookupError("the centre has no data key")
    return keyring._unwrapped(centre, centre, bytes(row[0]))[1]


def read(at: datetime, people: int) -> House:
    """The house as the makers of people need it; the directory is readable at sign-in."""
    posts = {post.pk: post for post in Post.objects.all()}
    home = Agency.objects.get(slug=house.HOME)
    desks = [
        Desk(seat.post_id, posts[seat.post_id].agency_id, seat.worker_id, posts[seat.post_id].slug)
        for seat in Sitting.objects.filter(until=None).order_by("post__slug")
    ]
    leads = tuple(d for d in desks if d.agency == home.pk and LEADING & set(posts[d.post].duties))
    others = tuple(d for d in desks if d.agency != home.pk)
    services = {one.agency_id: one.pk for one in Service.objects.filter(minutes__gt=0)}
    wrapping = centre_keys.current(home.centre_id)
    return House(home.centre_id, home.pk, leads, others, services, at, people, wrapping)


def logins(at: datetime) -> dict[str, str]:
    """A fresh web session with second factor for every worker: account code to session key."""
    rows, found_ = [], {}
    for worker in Worker.objects.all():
        key = secrets.token_hex(16)
        content = {
            SESSION_KEY: str(worker.pk), BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: worker.get_session_auth_hash(), "seen": at.timestamp(),
            "account_authentication_methods": [
                {"method": "mfa", "type": "totp", "at": at.timestamp()}
            ],
            "profile": house.NAME,
        }  # fmt: skip
        rows.append(Login(
            session_key=key, worker_id=worker.pk, session_data=SessionStore().encode(content),
            expire_date=at + timedelta(hours=9),
        ))  # fmt: skip
        found_[worker.account] = key
    Login.objects.all().delete()
    Login.objects.bulk_create(rows)
    return found_
