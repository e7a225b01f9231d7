"""The yearly report on paper: the sentence, what it stands on, charts by topic, and what words mean."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure
from hangot.core.indicators.definitions import AMOUNTS, Indicator, Indicators
from hangot.core.indicators.monthly import of_month, single
from hangot.core.indicators.tables import NAMES, Table, at, column, divided, side_by_side
from hangot.core.indicators.telling import HIDDEN, HUNDRED_MILLION, Said, Told, won_ko
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.indicators.showing import Stage, labels, paths, sentences, shown
from hangot.desk.typeset import typeset
from hangot.indicators import queries
from hangot.templatetags.words import english, in_language

SHEET = "figures.typ"
TITLE = Text("{year}년 운영 보고", "Report of the year {year}")
OF_MONTH = Text("{year}년 {month}월 보고", "Report of month {month}, {year}")
FULL, TILES, LONGEST = 100, 4, 8
WORDS = {
    "paths": Text("어디까지 이어졌나", "How far it went"),
    "months": Text("달마다", "By month"),
    "meaning": Text("말의 뜻", "What the words mean"),
    "what": Text("무엇을", "What"),
    "counted": Text("어떻게 셉니까", "How it is counted"),
    "source": Text("어디에서", "From"),
    "all": Text("달별 통계", "Figures by month"),
    "crossed": Text("나누어 본 통계", "Broken down"),
    "scale": Text(
        "그림마다 눈금이 다릅니다. 회색 점은 가린 달, 빈자리는 아직 정해지지 않은 달입니다.",
        "Each chart has a scale of its own. A grey dot: hidden; an empty place: not told yet.",
    ),
    "hidden": Text(
        "{least} 미만인 수와, 그 수를 계산해 낼 수 있게 하는 수는 가렸습니다. 실인원(명)과 건수(건)는 더하지 않습니다.",
        "Numbers below {least}, and those they could be worked out from, are hidden. People and times are never added.",
    ),
}  # fmt: skip


def pdf(pack: Profile, told: queries.Told, year: int, *, at: datetime) -> bytes:
    """The PDF in the language of the reader. NoFont when there is no font for it."""
    known = pack.indicators
    words = {name: in_language(word.format(least=known.least)) for name, word in WORDS.items()}
    tables = [shown(pack, told, name, year).crossed for name in known.counted]
    content = {
        **_frame(pack, at), "words": words, "title": in_language(TITLE.format(year=year)),
        "lines": [in_language(one) for one in reversed(sentences(known, told))],
        "tiles": [_tile(one, _year(one, told)) for one in _told_in_phrases(known)],
        "paths": [_path(name, stages) for name, stages in paths(known, told)],
        "topics": [_topic(pack, topic, told) for topic in known.topics],
        "crossed": [{"title": in_language(one.title), **_table(one)} for one in tables if one],
        "table": _table(side_by_side(Text("", ""), known, told)),
    }  # fmt: skip
    return typeset(SHEET, content, at=at)


def month_pdf(pack: Profile, told: queries.Told, year: int, month: int, *, at: datetime) -> bytes:
    """One month beside what was since January, in the language of the reader."""
    known = pack.indicators
    words = {name: in_language(word.format(least=known.least)) for name, word in WORDS.items()}
    found = of_month(known, told, year, month)
    content = {
        **_frame(pack, at), "words": {**words, "all": in_language(found.title), "scale": ""},
        "title": in_language(OF_MONTH.format(year=year, month=month)),
        "lines": [in_language(one) for one in reversed(sentences(known, told, month=month))],
        "tiles": [
            _tile(one, single(told.get(one.id, {}), month)) for one in _told_in_phrases(known)
        ],
        "paths": [], "topics": [], "crossed": [], "table": _table(found),
    }  # fmt: skip
    return typeset(SHEET, content, at=at)


def _frame(pack: Profile, at: datetime) -> dict[str, Any]:
    """What every report says of the house and of what words mean."""
    return {
        "lang": "en" if english() else "ko", "made": at.date().isoformat(),
        "house": in_language(pack.label),
        "meaning": [
            [in_language(part) for part in (one.name, one.population, one.source)]
            for one in pack.indicators.counted.values()
        ],
    }  # fmt: skip


def _told_in_phrases(known: Indicators) -> list[Indicator]:
    """What the sentences of the house speak of, its own before those of every house: at the top."""
    phrases = " ".join(phrase.ko for phrase in reversed(list(known.phrases.values())))
    places = {name: phrases.find(f"{{{name}}}") for name in known.counted}
    found = sorted((place, name) for name, place in places.items() if place >= 0)
    return [known.counted[name] for _, name in found[:TILES]]


def _tile(one: Indicator, cell: Said) -> dict[str, str]:
    return {"label": in_language(one.name), "number": _said(one, cell), "unit": _unit(one, cell)}


def _topic(pack: Profile, topic: str, told: queries.Told) -> dict[str, Any]:
    known = pack.indicators
    cards = [
        _card(pack, one, told) for one in known.counted.values()
        if one.topic == topic and _year(one, told).told and _year(one, told).number != 0
    ]  # fmt: skip
    shares = [
        {"label": in_language(one.name), "number": str(cell), "unit": in_language(one.each or Text("%", "%"))}
        for name, one in known.shares.items()
        if one.topic == topic and (cell := divided(known, name, told).get(YEAR)) and cell.number is not None
    ]  # fmt: skip
    return {"title": in_language(known.topics[topic]), "cards": cards, "shares": shares}


def _card(pack: Profile, one: Indicator, told: queries.Told) -> dict[str, Any]:
    """One indicator: its year, a bar for every month, and its breakdowns as bars beside names."""
    figures = told.get(one.id, {})
    cell, months = _year(one, told), list(_months(one, figures))
    return {
        "label": in_language(one.name), "number": _said(one, cell), "unit": _unit(one, cell),
        "months": months if any(month["height"] or month["hidden"] for month in months) else [],
        "broken": [
            {"name": in_language(NAMES[dim]), "bars": bars}
            for dim in one.by if (bars := list(_broken(pack, one, dim, figures)))
        ],
    }  # fmt: skip


def _months(one: Indicator, figures: Told) -> Iterator[dict[str, Any]]:
    cells = {month: at(figures, Figure(EVERY, EVERY, month)) for month in MONTHS}
    most = max((int(cell.number or 0) for cell in cells.values()), default=0)
    for month, cell in cells.items():
        yield {
            "name": in_language(column(month)), "hidden": cell.instead == HIDDEN and not cell.number,
            "said": "" if one.counts in AMOUNTS or cell.number is None else str(cell),
            "height": round(FULL * cell.number / most) if cell.number and most else 0,
        }  # fmt: skip


def _broken(pack: Profile, one: Indicator, dim: Any, figures: Told) -> Iterator[dict[str, Any]]:
    """The longest rows of the year first, what is hidden last; the table of the page has them all."""
    cells = [
        (label, at(figures, Figure(dim, key, YEAR)))
        for key, label in labels(pack, one, dim, figures).items()
    ]
    rows = [(label, cell) for label, cell in cells if cell.told and cell.number != 0]
    most = max((int(cell.number or 0) for _, cell in rows), default=0)
    for label, cell in sorted(rows, key=lambda row: -int(row[1].number or 0))[:LONGEST]:
        yield {
            "label": in_language(label), "number": _said(one, cell),
            "width": round(FULL * cell.number / most) if cell.number and most else 0,
        }  # fmt: skip


def _path(name: Text, stages: list[Stage]) -> dict[str, Any]:
    return {
        "name": in_language(name),
        "stages": [
            {
                "label": in_language(one.label), "number": str(one.year), "width": one.width,
                "share": "" if one.of_first is None else f"{one.of_first}%",
            }
            for one in stages
        ],
    }  # fmt: skip


def _table(of: Table) -> dict[str, Any]:
    rows = [
        {
            "above": in_language(of.breaks.get(place)),
            "cells": [in_language(label), *(str(one) for one in cells)],
        }
        for place, (label, cells) in enumerate(of.rows)
    ]
    return {"heads": [in_language(one) for one in of.heads], "rows": rows,
            "notes": [in_language(one) for one in of.notes]}  # fmt: skip


def _year(one: Indicator, told: Mapping[str, Told]) -> Said:
    return at(told.get(one.id, {}), Figure(EVERY, EVERY, YEAR))


def _said(one: Indicator, cell: Said) -> str:
    """Money as it is spoken of in Korean, to ten thousand won; everything else in figures."""
    if one.counts != "won" or english() or cell.number is None:
        return str(cell)
    won = int(cell.number)
    return won_ko(Said(round(won, -4) if won > HUNDRED_MILLION else won))


def _unit(one: Indicator, cell: Said) -> str:
    return "" if cell.number is None else in_language(one.unit)
