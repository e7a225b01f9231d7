"""Emptying the demo's own private database; refused for any other."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from hangot.directory.models import Centre


def mark() -> Path:
    """The file that says which centre of this private database was made by the demo."""
    return Path(settings.HOME) / "demo-centre"


def remember_demo(centre: Centre) -> None:
    """From now on the demo may fill and empty this centre."""
    mark().write_text(f"{centre.pk}\n", encoding="utf-8")


def is_demo(centre: Centre) -> bool:
    """Was this centre made by the demo on this machine?"""
    path = mark()
    return path.exists() and UUID(path.read_text(encoding="utf-8").strip()) == centre.pk


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
