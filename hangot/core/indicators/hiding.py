"""Which figures to hide: the small ones, and as many others as keep those from being worked out.

Others are hidden one by one, the smallest first, until the attack of `attack.py` finds nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass

from hangot.core.indicators.attack import narrow
from hangot.core.indicators.families import Cell, Family


class Refused(ValueError):
    """Nothing more can be hidden: the new figures may not be told beside the earlier ones."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """`small`: hidden for themselves. `others`: hidden for their sake; the price in use."""

    small: frozenset[Cell]
    others: frozenset[Cell]

    @property
    def all(self) -> frozenset[Cell]:
        """Everything that is not told."""
        return self.small | self.others


def hide(family: Family, *, told: Collection[Cell] = (), kept: Collection[Cell] = ()) -> Hiding:
    """What not to tell. `told`: figures of earlier releases, which nobody can take back; `kept`:
    those that were hidden there and stay so. Refused where that cannot be done.
    """
    fixed = frozenset(told)
    small = family.small - fixed
    hidden = small | frozenset(kept)
    while weak := narrow(family, hidden):
        more = _more(family, hidden, fixed, weak)
        if not more:
            raise Refused
        hidden |= more
    hidden = _without_needless(family, hidden, small | frozenset(kept))
    return Hiding(small, hidden - small)


def _without_needless(
    family: Family, hidden: frozenset[Cell], needed: frozenset[Cell]
) -> frozenset[Cell]:
    """Tell again, the largest first, what need not have been hidden."""
    for cell in sorted(hidden - needed, key=lambda one: _price(family, one), reverse=True):
        fewer = hidden - {cell}
        if not narrow(family, fewer):
            hidden = fewer
    return hidden


def _more(
    family: Family, hidden: frozenset[Cell], fixed: frozenset[Cell], weak: frozenset[Cell]
) -> set[Cell]:
    """One more figure for every weak one, unless one was just hidden in the same sum."""
    found: set[Cell] = set()
    for cell in sorted(weak, key=lambda one: (family.values[one], str(one))):
        if any(other in found for one in family.near(cell) for other in one.cells):
            continue
        open_ones = _nearest(family, hidden, fixed, cell)
        if open_ones:
            found.add(min(open_ones, key=lambda one: _price(family, one)))
    return found


def _nearest(
    family: Family, hidden: frozenset[Cell], fixed: frozenset[Cell], cell: Cell
) -> set[Cell]:
    """What could be hidden in the tightest sum of a figure; else in those of the hidden ones beside it."""
    seen, ring = {cell}, {cell}
    while ring:
        sums = sorted(
            (near for one in ring for near in family.near(one)),
            key=lambda one: sum(part in hidden for part in one.cells),
        )
        for one in sums:
            found = {part for part in one.cells if family.values[part]} - hidden - fixed
            if found:
                return found
        ring = {part for one in sums for part in one.cells if part in hidden} - seen
        seen |= ring
    return set()


def _price(family: Family, cell: Cell) -> tuple[bool, int, str]:
    """Parts before wholes, small before large."""
    whole = any(one.whole == cell for one in family.near(cell))
    return (whole, family.values[cell], str(cell))
