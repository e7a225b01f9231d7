"""Is this house a demonstration? Said by the operator's setting and by a mark on this machine."""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def mark() -> Path:
    """The file that says which centre of this private database was made by the demo."""
    return Path(settings.HOME) / "demo-centre"


def is_marked(centre: UUID) -> bool:
    """Was this centre made by the demo on this machine?"""
    path = mark()
    return path.exists() and UUID(path.read_text(encoding="utf-8").strip()) == centre


def is_shown(centre: UUID) -> bool:
    """May people be entered with one click? A setting alone never opens a house with real people."""
    return settings.DEMO and is_marked(centre)
