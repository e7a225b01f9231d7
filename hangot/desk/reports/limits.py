"""So many a minute and no more: counted in one statement, for all processes of the house."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection

from hangot.accounts.models import Counted

MINUTE = timedelta(minutes=1)
COUNT = """
insert into hangot_counted as c (key, held, until) values (%(key)s, '1'::jsonb, %(until)s)
on conflict (key) do update set
  held = case when c.until <= %(at)s then '1'::jsonb else to_jsonb((c.held #>> '{}')::int + 1) end,
  until = case when c.until <= %(at)s then excluded.until else c.until end
returning c.held, c.until
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """How many there were in this minute, and how many seconds it still lasts."""

    many: int
    wait: int


def seen(name: str, *, at: datetime) -> int:
    """How many there were in this minute, without counting one more."""
    row = Counted.objects.filter(pk=_key(name), until__gt=at).first()
    return int(row.held) if row else 0


def count(name: str, *, at: datetime) -> Spent:
    """One more of this name in this minute. Only the hash of the name is kept."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": _key(name), "at": at, "until": at + MINUTE})
        held, until = cursor.fetchone() or ("0", at)
    return Spent(int(json.loads(str(held))), max(1, int((until - at).total_seconds())))


def _key(name: str) -> str:
    return sha256(name.encode()).hexdigest()
