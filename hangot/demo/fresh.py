"""Emptying the demo's own private database; refused for any other."""

from django.db import connections

from hangot.directory.demonstration import mark, marked
from hangot.directory.models import Centre


def remember_demo(centre: Centre) -> None:
    """From now on the demo may fill and empty this centre."""
    known = sorted({*marked(), centre.pk}, key=str)
    mark().write_text("".join(f"{pk}\n" for pk in known), encoding="utf-8")


def empty() -> None:
    """Drop everything we made in the database; `hangot install` makes it anew."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop schema if exists hg cascade")
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
        cursor.execute("grant usage on schema public to public")
    for alias in ("owner", "default"):
        connections[alias].close()
    mark().unlink(missing_ok=True)
