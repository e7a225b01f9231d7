"""What may be told of a month when it is over, and of a year when its months were told.

What was told cannot be taken back, so a year leaves out what would give a month away. The
indicators of one event are looked at together: people are never more than the times they came.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hangot.core.indicators.attack import narrow
from hangot.core.indicators.counting import YEAR, Keys, Values, sums
from hangot.core.indicators.definitions import AMOUNTS, Indicator
from hangot.core.indicators.families import Cell, Family, Sum
from hangot.core.indicators.families import family as plain
from hangot.core.indicators.hiding import Refused, hide
from hangot.core.indicators.sources import source

Exact = Mapping[str, Values]
"""By indicator."""
Cells = frozenset[Cell]
"""Pairs of an indicator and a figure."""


def due(year: int, month: int, event: str = "") -> date:
    """The first day on which a month, or a year (0), may be told: then once and for all."""
    after = date(year + (month in (YEAR, 12)), month % 12 + 1 if month else 1, 1)
    return after + source(event).late


def groups(indicators: Mapping[str, Indicator]) -> list[list[Indicator]]:
    """Indicators of the same event, which are hidden together."""
    found: dict[str, list[Indicator]] = {}
    for one in indicators.values():
        found.setdefault(one.event, []).append(one)
    return list(found.values())


def hidden(
    group: Sequence[Indicator], new: Exact, past: Exact, *, kept: Cells, keys: Keys, least: int,
    apart: Cells = frozenset(),
) -> Cells:  # fmt: skip
    """What not to tell of new figures. `past`: those of earlier releases of the same year, `kept`
    which of them were hidden; `apart`: sums in which one person stands out. Where nothing else
    helps, nothing new is told.
    """
    names = {**past, **new}
    exact = {name: {**past.get(name, {}), **new.get(name, {})} for name in names}
    if not kept and not apart and not _few(group, exact, least):
        return frozenset()
    fresh = frozenset((name, figure) for name, row in new.items() for figure in row)
    told = frozenset((name, figure) for name, row in past.items() for figure in row) - kept
    try:
        found = hide(family(group, exact, keys, least, apart), told=told, kept=kept)
    except Refused:
        return fresh
    return found.all & fresh


def _few(group: Sequence[Indicator], exact: Exact, least: int) -> bool:
    """Does any figure stand for few people or times? Sums are small only where these are."""
    counts = [exact.get(one.id, {}) for one in group if one.counts not in AMOUNTS]
    return any(0 < value < least for row in counts for value in row.values())


def recovered(
    group: Sequence[Indicator], exact: Exact, secret: Cells, keys: Keys, least: int
) -> Cells:
    """The hidden figures that somebody could work out from all that was told."""
    return narrow(family(group, exact, keys, least), secret)


def family(
    group: Sequence[Indicator], exact: Exact, keys: Keys, least: int, apart: Cells = frozenset()
) -> Family:
    """The figures of some indicators with every sum that holds between them."""
    values = {(name, figure): value for name, row in exact.items() for figure, value in row.items()}
    found = [
        replace(each, whole=(one.id, each.whole), parts=tuple((one.id, p) for p in each.parts))
        for one in group
        for each in sums(one, keys)
    ] + [*_within(group, values), *_alike(group, values)]
    there = [one.as_counted(values) for one in found if all(cell in values for cell in one.cells)]
    counts = plain(values, (one for one in there if one is not None), least)
    amounts = frozenset(cell for cell in values if cell[0] in _sums(group))
    few = frozenset(c for c in amounts if 0 < values.get((behind(group), c[1]), 1) < least)
    return replace(counts, amounts=amounts, small=(counts.small - amounts) | few | apart)


def _sums(group: Sequence[Indicator]) -> list[str]:
    """Sums of money or time, which are small where few people stand behind them."""
    return [one.id for one in group if one.counts in AMOUNTS]


def behind(group: Sequence[Indicator]) -> str:
    """The indicator that says how many people stand behind a sum; empty where nobody counts them."""
    return next((one.id for one in group if one.counts == "people"), "")


def bounded(year: int, months: Sequence[int]) -> int:
    """People of a year, as far as the months that were told allow: some are entered late."""
    return min(max(year, *months), sum(months))


def _within(group: Sequence[Indicator], values: Mapping[Cell, int]) -> Iterator[Sum]:
    people = [one.id for one in group if one.counts == "people"]
    times = [one.id for one in group if one.counts == "times"]
    for name, figure in values:
        if name in times:
            parts = tuple((one, figure) for one in people if (one, figure) in values)
            yield Sum((name, figure), parts, within=True)


def _alike(group: Sequence[Indicator], values: Mapping[Cell, int]) -> Iterator[Sum]:
    """Two indicators that count the same have the same figures, whatever else they are broken by."""
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            if other.counts == one.counts:
                both = (f for name, f in values if name == one.id and (other.id, f) in values)
                yield from (Sum((one.id, f), ((other.id, f),)) for f in both)
