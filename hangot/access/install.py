"""What a fresh database needs beside its tables: the padded context key, kept from the app role."""

from collections.abc import Iterable

from django.db import connections, transaction

from hangot.access.context import pads
from hangot.access.policy_sql import GUARDS, statements
from hangot.access.schema import CONTEXT_KEY, after_policies, before_policies
from hangot.core.lives import Life
from hangot.vault.keys import keys


def all_sql(lives: Iterable[Life]) -> str:
    """Every statement of the security layer, in order, as the frozen migration keeps it."""
    named = sorted(lives, key=lambda life: life.name)
    policies = (f"{line};" for line in statements())
    parts = [*before_policies(), GUARDS, *policies, *after_policies(named)]
    return "\n".join(part.strip() for part in parts) + "\n"


def write_context_key(alias: str = "owner") -> None:
    """Put the padded key where only the checking function reads it; replaces an older one.

    The table itself is made where a backup was put back: no backup holds it.
    """
    inner, outer = pads(keys().context)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("select to_regclass('hg.context_key')")
        if cursor.fetchone() == (None,):
            cursor.execute(CONTEXT_KEY)
        cursor.execute("delete from hg.context_key")
        cursor.execute(
            "insert into hg.context_key (inner_pad, outer_pad) values (%s, %s)", [inner, outer]
        )
