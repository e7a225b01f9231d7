"""How often something happened lately, counted for all processes of the house at once."""

import hmac
from datetime import datetime, timedelta

from django.db import connection

from hangot.accounts.models import Counted
from hangot.vault.keys import keys

COUNT = """
insert into hangot_counted as c (key, held, until) values (%s, '1', %s)
on conflict (key) do update set
  held = case when c.until > %s then to_jsonb((c.held #>> '{}')::int + 1) else '1' end,
  until = case when c.until > %s then c.until else excluded.until end
"""


def _key(what: str, who: str) -> str:
    """No address can be read out of the table without the key file."""
    return hmac.digest(keys().tokens, f"{what}|{who}".encode(), "sha256").hex()


def count(what: str, who: str, *, at: datetime, within: timedelta) -> None:
    """Once more; the counting begins anew `within` after the first time."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_key(what, who), at + within, at, at])


def counted(what: str, who: str, *, at: datetime) -> int:
    """How often since the counting began."""
    row = Counted.objects.filter(pk=_key(what, who), until__gt=at).first()
    return int(row.held) if row else 0
