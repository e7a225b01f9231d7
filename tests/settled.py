"""A house of its own whose rows are really committed: for other connections, and for the superuser."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from django.test import Client
from psycopg import sql
from psycopg.rows import dict_row

from hangot import clock
from hangot.access.policies import TABLES
from hangot.accounts.models import Worker


@contextmanager
def settled(clone: Callable[[str], Any], blocker: Any, name: str) -> Iterator[Mapping[str, str]]:
    """Point Django at a fresh copy of the house for a while; gives its address per role."""
    made = clone(f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    connection = connections["default"]
    before = dict(connection.settings_dict)
    with blocker.unblock():
        connection.close()
        # As in earnest: thousands of pages are asked here, and each statement is planned once.
        connection.settings_dict.update({**made["hangot_app"], "OPTIONS": settings.PREPARED})
        try:
            yield made["urls"]
        finally:
            connection.close()
            connection.settings_dict.update(before)


class Asking(Client):
    """Keeps no copy of every template and its words: only what is answered is looked at."""

    def request(self, **request: Any) -> Any:
        response = self.handler(self._base_environ(**request))  # type: ignore[attr-defined]
        response.request = request  # type: ignore[attr-defined]
        self.cookies.update(response.cookies)
        return response


def signed_in(slug: str, kind: type[Client] = Client) -> Client:
    """A browserless client of the worker on a post, second factor just shown."""
    client = kind(raise_request_exception=False)
    worker = Worker.objects.get(account=slug)
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    session, now = client.session, clock.now().timestamp()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": now}]
    session["seen"] = now
    session.save()
    return client


def counts(
    urls: Mapping[str, str], *, without: frozenset[str] = frozenset()
) -> dict[str, tuple[int, int]]:
    """Rows and a sum over their content for every table, by the superuser whom no policy holds."""
    found: dict[str, tuple[int, int]] = {}
    with psycopg.connect(urls["hangot_admin"], row_factory=dict_row) as connection:
        for name in set(TABLES) - without:
            query = sql.SQL(
                "select count(*) as n, coalesce(sum(hashtext(t::text)::bigint), 0) as h from {} t"
            )
            row = connection.execute(query.format(sql.Identifier(f"hangot_{name}"))).fetchone()
            assert row is not None
            found[name] = (row["n"], int(row["h"]))
    return found
