"""Is this house a demonstration? Said by the operator's setting and by a mark on this machine."""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def mark() -> Path:
    """The file that says which centres of this private database were made by the demo, one a line."""
    return Path(settings.HOME) / "demo-centre"


def marked() -> frozenset[UUID]:
    """The centres that were made by the demo on this machine."""
    path = mark()
    lines = path.read_text(encoding="utf-8").split() if path.exists() else []
    return frozenset(UUID(line) for line in lines)


def is_marked(centre: UUID) -> bool:
    """Was this centre made by the demo on this machine?"""
    return centre in marked()


def is_shown(centre: UUID) -> bool:
    """May people be entered with one click? A setting alone never opens a house with real people."""
    return settings.DEMO and is_marked(centre)
