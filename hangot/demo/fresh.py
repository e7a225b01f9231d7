"""Emptying the demo's own private database; refused for any other."""

from datetime import datetime

from django.db import connections

from hangot.audit import anchors
from hangot.directory.demonstration import mark, marked
from hangot.directory.models import Centre
from hangot.jobs import log


def remember_demo(centre: Centre) -> None:
    """From now on the demo may fill and empty this centre."""
    known = sorted({*marked(), centre.pk}, key=str)
    mark().write_text("".join(f"{pk}\n" for pk in known), encoding="utf-8")


def empty(*, at: datetime) -> None:
    """Drop everything we made in the database; `hangot install` makes it anew.

    The heads of the log that were kept outside are of chains that are gone: they are set aside.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop schema if exists hg cascade")
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
        cursor.execute("grant usage on schema public to public")
    for alias in ("owner", "default"):
        connections[alias].close()
    mark().unlink(missing_ok=True)
    anchors.set_aside(log.place(), at=at)
