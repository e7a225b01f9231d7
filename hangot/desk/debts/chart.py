"""What each way asks a month and in all, as bars side by side; the table below says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from hangot.core.debts.comparing import Way
from hangot.core.text import Text

WIDE, LEFT, RIGHT = 760, 190, 250
BAR, GAP, TOP = 18, 22, 30


@dataclass(frozen=True, slots=True)
class Bar:
    """One way: the bar of what it asks in all, and where its words stand."""

    label: Text
    y: int
    text: int
    width: int
    ends: int
    total: int | None
    monthly: int
    shut: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one another. `owed`: where the line of all that is owed stands."""

    wide: int
    high: int
    left: int
    tall: int
    owed: int
    bars: tuple[Bar, ...]


def chart(ways: Sequence[Way], owed: int) -> Chart | None:
    """The picture; None where nothing is owed."""
    if not owed:
        return None
    most = max([owed, *(_total(way) or 0 for way in ways)])

    def place(sum_: int) -> int:
        return round(sum_ * (WIDE - LEFT - RIGHT) / most)

    bars = [
        _bar(way, TOP + number * (BAR + GAP), place(_total(way) or 0))
        for number, way in enumerate(ways)
    ]
    high = TOP + len(bars) * (BAR + GAP)
    return Chart(WIDE, high, LEFT, BAR, LEFT + place(owed), tuple(bars))


def _bar(way: Way, y: int, width: int) -> Bar:
    width = max(2, width) if _total(way) else 0
    best = way.cheapest
    return Bar(
        way.worked.route.label, y, y + BAR - 4, width, LEFT + width + 6, _total(way),
        best.payment.monthly if best is not None else 0, way.verdict == "unlikely",
    )  # fmt: skip


def _total(way: Way) -> int | None:
    """All that this way asks at the smallest month; None where it was not worked out."""
    found = way.cheapest
    return found.payment.total if found is not None else None
