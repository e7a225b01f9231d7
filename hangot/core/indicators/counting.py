"""Counts of a year out of what happened, and the sums that hold between them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from hangot.core.indicators.definitions import ONCE, REST, Dim, Indicator
from hangot.core.indicators.families import Sum

MONTHS = range(1, 13)
YEAR = 0
EVERY = ""


class Happening(NamedTuple):
    """One thing that happened, without who: `who` only says whether it was the same person."""

    event: str
    on: date
    who: str
    agency: str = ""
    district: str = ""
    kind: str = ""
    amount: int = 0


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
    ]
    return tuple(Figure(dim, value, month) for dim, value in rows for month in spans(dim))


def spans(dim: str) -> Sequence[int]:
    """Of which times a breakdown is told: kinds are few a month, so only of a year."""
    return (YEAR,) if dim == "kind" else (YEAR, *MONTHS)


def parts(indicator: Indicator, dim: Dim, keys: Keys) -> Sequence[str]:
    """The rows of a breakdown, which together are the whole."""
    return (*indicator.kinds, REST) if dim == "kind" and indicator.kinds else keys[dim]


def sums(indicator: Indicator, keys: Keys) -> tuple[Sum, ...]:
    """What adds up to what. People of a year are counted once, so there the sum is only a bound."""
    overlap = indicator.counts in ONCE
    found: dict[Sum, None] = {}
    for dim, value, month in figures(indicator, keys):
        whole = Figure(dim, value, month)
        if month == YEAR and len(spans(dim)) > 1:
            months = tuple(Figure(dim, value, one) for one in MONTHS)
            found[Sum(whole, months, overlap=overlap)] = None
        for by in indicator.by if dim == EVERY else ():
            if month in spans(by):
                rows = tuple(Figure(by, one, month) for one in parts(indicator, by, keys))
                found[Sum(whole, rows, overlap=overlap)] = None
    return tuple(found)


def _belongs(one: Happening, figure: Figure) -> bool:
    return figure.month in (YEAR, one.on.month) and (
        figure.dim == EVERY or getattr(one, figure.dim) == figure.value
    )


def _counted(indicator: Indicator, met: list[Happening]) -> int:
    if indicator.counts in ONCE:
        return len({one.who for one in met})
    return len(met) if indicator.counts == "times" else sum(one.amount for one in met)
