"""The yearly report on paper: the sentences, every table, and a picture for every row."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hangot.core.indicators.telling import Table
from hangot.core.text import Text
from hangot.desk.indicators.showing import TALL, WIDTH, Picture, pictures
from hangot.desk.typeset import typeset
from hangot.templatetags.words import english, in_language

SHEET = "figures.typ"
TITLE = Text("{year}년 운영 보고", "Report of {year}")
WORDS = {
    "picture": Text("달마다", "By month"),
    "hidden": Text("회색 점은 가린 달입니다.", "A grey dot is a month whose number is hidden."),
}


def pdf(
    house: Text, year: int, tables: Iterable[Table], lines: Iterable[Text], *, at: datetime
) -> bytes:
    """The PDF in the language of the reader. NoFont when there is no font for it."""
    content = {
        "lang": "en" if english() else "ko",
        "title": in_language(TITLE.format(year=year)),
        "house": in_language(house),
        "made": at.date().isoformat(),
        "lines": [in_language(one) for one in lines],
        "words": {name: in_language(word) for name, word in WORDS.items()},
        "wide": WIDTH,
        "tall": TALL,
        "tables": [_table(one) for one in tables],
    }
    return typeset(SHEET, content, at=at)


def _table(of: Table) -> Mapping[str, Any]:
    return {
        "title": in_language(of.title),
        "heads": [in_language(one) for one in of.heads],
        "rows": [[in_language(label), *(_shown(one) for one in cells)] for label, cells in of.rows],
        "notes": [in_language(one) for one in of.notes],
        "pictures": [_picture(one) for one in pictures(of)],
    }


def _picture(one: Picture) -> Mapping[str, Any]:
    bars = [{"x": bar.x, "height": bar.height, "hidden": bar.hidden} for bar in one.bars]
    return {"label": in_language(one.label), "bars": bars}


def _shown(one: object) -> str:
    return str(one)
