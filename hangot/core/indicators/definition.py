"""What a figure means, as one short code: two figures are compared only where it is the same."""

from hashlib import sha256

from hangot.core.chain import joined
from hangot.core.indicators.definitions import Indicator, Indicators

LENGTH = 12
MIXED = "-"
"""Of a year whose months were not all told with one definition."""


def digest(one: Indicator, known: Indicators) -> str:
    """Whom it counts, what happened, how, by what, and below which number it is hidden."""
    rows = (f"{dim} {row}" for dim in one.by for row in one.rows(dim))
    parts = (
        one.event, one.counts, one.population.ko, one.source.ko, *one.by, *rows, str(known.least),
        str(known.apart),
    )  # fmt: skip
    return sha256(joined(parts).encode()).hexdigest()[:LENGTH]
