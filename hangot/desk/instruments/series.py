"""The same form over time, as a picture and as the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hangot.core.eligibility.numbers import Number
from hangot.core.text import Text
from hangot.desk.instruments.showing import score
from hangot.instruments.rows import Filled

WIDTH, TOP, FLOOR, LEFT = 600, 30, 190, 40
FEWEST, MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One filling as drawn: from the lowest to the highest it may be."""

    x: int
    y: int
    wide: int
    tall: int
    low_y: int
    over: int
    label: Text | str
    day: Any


@dataclass(frozen=True, slots=True)
class Line:
    """Where a band begins."""

    y: int
    label: Text


def compared(found: Sequence[Filled]) -> dict[str, Any] | None:
    """Picture and table of the newest fillings of one form; None where there is nothing to compare."""
    rows = [one for one in found if one.result and one.result.scores][-MOST:]
    if len(rows) < FEWEST:
        return None
    newest = rows[-1].form
    main = newest.risk or newest.scores[0]
    top = _top(rows, main.id)
    return {
        "title": main.label, "width": WIDTH, "floor": FLOOR, "height": FLOOR + 40,
        "bars": [_bar(one, place, main.id, top) for place, one in enumerate(rows)],
        "bands": [
            Line(_y(one.start, top), one.label) for one in main.bands if 0 < one.start <= top
        ],
        "heads": [one.label for one in newest.scores], "rows": [_row(one) for one in rows],
    }  # fmt: skip


def _scored(one: Filled, name: str) -> Any:
    found = one.result.scores if one.result else ()
    return next((each for each in found if each.score.id == name), None)


def _top(rows: Sequence[Filled], name: str) -> Number:
    highest = [_scored(one, name).high or 0 for one in rows if _scored(one, name)]
    starts = [band.start for band in rows[-1].form.risk.bands] if rows[-1].form.risk else []
    return max([*highest, *starts, 1])


def _y(value: Number, top: Number) -> int:
    return FLOOR - int((FLOOR - TOP) * float(value) / float(top))


def _bar(one: Filled, place: int, name: str, top: Number) -> Bar:
    room = (WIDTH - LEFT) // MOST
    found = _scored(one, name)
    low = found.low if found and found.low is not None else 0
    high = found.high if found and found.high is not None else 0
    value = found.value if found and found.value is not None else None
    start = value if value is not None else low
    y, end = _y(start, top), _y(high if value is None else start, top)
    return Bar(
        x=LEFT + place * room + room // 4, y=y, wide=room // 2, tall=max(FLOOR - y, 1), low_y=end, over=y - end,
        label=score(found, one.form)["shown"] if found else "–", day=one.row.asked_on,
    )  # fmt: skip


def _row(one: Filled) -> dict[str, Any]:
    scores = one.result.scores if one.result else ()
    return {
        "day": one.row.asked_on, "level": one.level, "judged": bool(one.judged),
        "cells": [score(each, one.form)["shown"] for each in scores],
    }  # fmt: skip
