"""What a centre tells a city of a figure: counts in fives, money in millions, and no small ones.

Only what the centre may tell anybody is told so: a figure that is hidden stays hidden, so whoever
reads both tables knows no more than from the finer one.
"""

from collections.abc import Mapping, Sequence
from statistics import median

from hangot.core.indicators.counting import EVERY
from hangot.core.indicators.definitions import Counts
from hangot.core.indicators.telling import Told
from hangot.core.reports.sums import LEAST, told

MILLION = 1_000_000
Coarse = Mapping[str, int | None]
"""By month, the year as 0; None for a hidden figure."""


def coarse(value: int | None, counts: Counts) -> int | None:
    """A figure as the city may see it."""
    if value is None:
        return None
    return told(value) if counts != "won" else _millions(value)


def row(figures: Told, counts: Counts) -> dict[str, int | None]:
    """The whole of a centre by month; nothing of its agencies or kinds."""
    found = {f.month: value for f, value in figures.items() if f.dim == EVERY}
    return {str(month): coarse(value, counts) for month, value in sorted(found.items())}


def middle(rows: Sequence[Coarse], month: int) -> int | None:
    """The value in the middle of the districts; None where fewer than five say a number."""
    known = [value for one in rows if (value := one.get(str(month))) is not None]
    return round(median(known)) if len(known) >= LEAST else None


def added(rows: Sequence[Coarse], month: int) -> int:
    """All districts together, without what is hidden."""
    return sum(one.get(str(month)) or 0 for one in rows)


def rounded_to(counts: Counts) -> int:
    """What the figures of the city are rounded to."""
    return MILLION if counts == "won" else LEAST


def _millions(value: int) -> int | None:
    if 0 < value < MILLION:
        return None
    return MILLION * ((2 * value + MILLION) // (2 * MILLION))
