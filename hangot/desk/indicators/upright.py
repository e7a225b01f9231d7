"""Rows of long sums stand upright, a month a line, so that nobody scrolls sideways to read a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from hangot.core.indicators.tables import Row, Table
from hangot.core.indicators.telling import Said
from hangot.core.text import Text

WIDEST = 9
"""So many letters fit beside one another twelve times: 9,999,999 does, 99,999,999 does not."""
Line = tuple[Text | None, Text, Sequence[Said]]
"""The heading above it, if it is the first below one; what it is called; its cells."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The rows that lie, and those that stand: their names, and for each column its cells."""

    lying: Sequence[Line]
    names: Sequence[Text]
    standing: Sequence[tuple[Text, Sequence[Said]]]


def parted(table: Table) -> Parted:
    """The same rows, each drawn so that it fits."""
    lying: list[Line] = []
    tall: list[Row] = []
    above: Text | None = None
    for number, (label, cells) in enumerate(table.rows):
        above = table.breaks.get(number, above)
        if any(len(str(cell)) > WIDEST for cell in cells):
            tall.append((label, cells))
        else:
            lying.append((above, label, cells))
            above = None
    columns = zip(table.heads[1:], zip(*(cells for _, cells in tall), strict=True), strict=False)
    return Parted(lying, [label for label, _ in tall], list(columns) if tall else [])
