"""Blocks of the manual as templates and paper draw them: in the language of the reader."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from hangot.core.drawing import picture
from hangot.core.drawing.layers import Words as Language
from hangot.core.lives import Life
from hangot.core.manual.blocks import Block, Items, Manual, Picture, Table, Words
from hangot.core.text import Text
from hangot.desk.typeset import typeset
from hangot.templatetags.words import english, in_language

SHEET = "manual.typ"
SHORT = 5
"""Chapters of so many blocks follow each other on one page."""
CONTENTS = Text("차례", "Contents")


def drawn(made: Manual) -> Mapping[str, Any]:
    """Everything as plain words, lists and drawings."""
    return {
        "lang": "en" if english() else "ko", "title": in_language(made.title),
        "under": in_language(made.under), "contents": in_language(CONTENTS),
        "chapters": [
            {"id": one.id, "title": in_language(one.title), "blocks": [_block(b) for b in one.blocks],
             "own_page": len(one.blocks) > SHORT or any(b.kind == "picture" for b in one.blocks)}
            for one in made.chapters
        ],
    }  # fmt: skip


def _block(block: Block) -> Mapping[str, Any]:
    if isinstance(block, Words):
        return {"kind": block.kind, "lines": _lines(block.text)}
    if isinstance(block, Items):
        items = [in_language(one) for one in block.items]
        return {"kind": block.kind, "numbered": block.numbered, "items": items}
    if isinstance(block, Picture):
        words = picture.english if english() else picture.korean
        return {
            "kind": block.kind, "svg": _svg(block.life, words), "title": in_language(block.life.title),
        }  # fmt: skip
    return _table(block)


@lru_cache(maxsize=256)
def _svg(life: Life, words: Language) -> SafeString:
    """Drawing all lives of a house takes a second, and they change with its pack only."""
    return SafeString(picture.picture(life, words))


def _table(block: Table) -> Mapping[str, Any]:
    return {
        "kind": block.kind, "caption": in_language(block.caption), "parts": block.parts,
        "heads": [in_language(one) for one in block.heads],
        "rows": [[_lines(cell) for cell in row] for row in block.rows],
    }  # fmt: skip


def _lines(text: Text) -> list[str]:
    return in_language(text).split("\n")


def pdf(made: Manual, *, at: datetime) -> bytes:
    """The manual on paper. NoFont where no font of this machine has Hangul."""
    return typeset(SHEET, drawn(made), at=at)
