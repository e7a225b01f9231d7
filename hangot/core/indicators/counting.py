"""Counts of a year out of what happened, and the sums that hold between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from hangot.core.indicators.definitions import MARKS, ONCE, REST, Dim, Indicator
from hangot.core.indicators.families import Sum

MONTHS = range(1, 13)
YEAR = 0
EVERY = ""
CROSS, BETWEEN = "*", "|"
"""Between the two breakdowns of a table, and between the rows that meet in a cell of it."""


class Happening(NamedTuple):
    """One thing that happened, without who: `who` only says whether it was the same person."""

    event: str
    on: date
    who: str
    agency: str = ""
    district: str = ""
    kind: str = ""
    amount: int = 0
    special: str = REST
    age: str = REST
    area: str = REST


class Figure(NamedTuple):
    """Which figure: the breakdown and its value, both empty for all; a month, or 0 for the year."""

    dim: str
    value: str
    month: int


Keys = Mapping[Dim, Sequence[str]]
"""The values of each breakdown that stand in a table, also those with nothing to count."""
Values = dict[Figure, int]


def count(indicator: Indicator, happened: Iterable[Happening], year: int, keys: Keys) -> Values:
    """Every figure of an indicator for a year; the plain reading that the database is held against."""
    met = [one for one in happened if one.event == indicator.event and one.on.year == year]
    return {
        figure: _counted(indicator, [one for one in met if _belongs(one, figure)])
        for figure in figures(indicator, keys)
    }


def figures(indicator: Indicator, keys: Keys) -> tuple[Figure, ...]:
    """All figures of an indicator: by month and for the year, whole and broken down."""
    rows = [
        (EVERY, EVERY),
        *((d, value) for d in indicator.by for value in parts(indicator, d, keys)),
        *((cell.dim, cell.value) for cell in _cells(indicator, keys)),
    ]
    return tuple(Figure(dim, value, month) for dim, value in rows for month in spans(dim))


def spans(dim: str) -> Sequence[int]:
    """Of which times a breakdown is told: kinds and marks are few a month, so only of a year."""
    return (YEAR, *MONTHS) if dim in (EVERY, "agency", "district") else (YEAR,)


def parts(indicator: Indicator, dim: Dim, keys: Keys) -> Sequence[str]:
    """The rows of a breakdown, which together are the whole."""
    rows = indicator.rows(dim)
    return (*rows, REST) if rows else keys[dim]


def cell(one: str, other: str, first: str, second: str) -> Figure:
    """Where a row of one breakdown meets a row of the other, of a year."""
    return Figure(f"{one}{CROSS}{other}", f"{first}{BETWEEN}{second}", YEAR)


def sums(indicator: Indicator, keys: Keys) -> tuple[Sum, ...]:
    """What adds up to what. People of a year are counted once, so there the sum is only a bound."""
    overlap = indicator.counts in ONCE
    found: dict[Sum, None] = {}
    for dim, value, month in figures(indicator, keys):
        whole = Figure(dim, value, month)
        if month == YEAR and len(spans(dim)) > 1:
            months = tuple(Figure(dim, value, one) for one in MONTHS)
            found[Sum(whole, months, overlap=overlap)] = None
        for by, rows in _broken(indicator, whole, keys):
            found[Sum(whole, rows, overlap=overlap and by not in MARKS)] = None
    return tuple(found)


def _broken(
    indicator: Indicator, whole: Figure, keys: Keys
) -> Iterator[tuple[Dim, tuple[Figure, ...]]]:
    """By what a figure is broken down, and the figures that stand under it."""
    pair = indicator.crossing
    if whole.dim == EVERY:
        for by in indicator.by:
            if whole.month in spans(by):
                yield by, tuple(Figure(by, r, whole.month) for r in parts(indicator, by, keys))
    elif pair and whole.dim == pair[0]:
        rows = parts(indicator, pair[1], keys)
        yield pair[1], tuple(cell(*pair, whole.value, row) for row in rows)
    elif pair and whole.dim == pair[1]:
        rows = parts(indicator, pair[0], keys)
        yield pair[0], tuple(cell(*pair, row, whole.value) for row in rows)


def _cells(indicator: Indicator, keys: Keys) -> Iterator[Figure]:
    if pair := indicator.crossing:
        for first in parts(indicator, pair[0], keys):
            for second in parts(indicator, pair[1], keys):
                yield cell(*pair, first, second)


def _belongs(one: Happening, figure: Figure) -> bool:
    if figure.month not in (YEAR, one.on.month):
        return False
    dims = figure.dim.split(CROSS) if figure.dim else []
    return all(
        getattr(one, dim) == value
        for dim, value in zip(dims, figure.value.split(BETWEEN), strict=False)
    )


def _counted(indicator: Indicator, met: list[Happening]) -> int:
    if indicator.counts in ONCE:
        return len({one.who for one in met})
    return len(met) if indicator.counts == "times" else sum(one.amount for one in met)
