"""What somebody with a computer can find out about hidden figures from those that are told.

The attacker knows every figure that is told, every sum, that figures are whole and not negative,
and that nought would have been told.
"""

from collections.abc import Collection, Iterator

from hangot.core.indicators.families import Cell, Family, Sum
from hangot.core.indicators.simplex import Corner, Row


def narrow(family: Family, hidden: Collection[Cell]) -> frozenset[Cell]:
    """The hidden figures that can be worked out more closely than they must stay open."""
    found: set[Cell] = set()
    for group in _groups(family, hidden):
        found.update(_narrow(family, frozenset(hidden), group))
    return frozenset(found)


def _narrow(family: Family, hidden: frozenset[Cell], group: list[Cell]) -> Iterator[Cell]:
    places = {cell: at for at, cell in enumerate(group)}
    many, equations = _equations(family, hidden, places)
    corner = Corner(many, equations)
    return (cell for cell in group if not corner.widen(places[cell], family.open_by(cell)))


def _groups(family: Family, hidden: Collection[Cell]) -> Iterator[list[Cell]]:
    """Hidden figures that no sum joins tell nothing of each other."""
    left = dict.fromkeys(hidden)
    while left:
        group: list[Cell] = []
        waiting = [next(iter(left))]
        del left[waiting[0]]
        while waiting:
            cell = waiting.pop()
            group.append(cell)
            for one in family.near(cell):
                for other in one.cells:
                    if other in left:
                        del left[other]
                        waiting.append(other)
        yield group


def _equations(
    family: Family, hidden: frozenset[Cell], places: dict[Cell, int]
) -> tuple[int, list[tuple[Row, int]]]:
    """The sums with a hidden figure, in what each hidden figure is above the floor."""
    found: list[tuple[Row, int]] = []
    many = len(places)
    sums = dict.fromkeys(one for cell in places for one in family.near(cell))
    for one in sums:
        if not one.overlap and not one.within:
            row, right = _line(family, places, [(one.whole, -1)], one.parts)
            found.append((row, right - one.off))
            continue
        for signs in _bounds(one, hidden):
            row, right = _line(family, places, signs, ())
            found.append(({**row, many: -1}, right))
            many += 1
    return many, found


def _bounds(one: Sum, hidden: frozenset[Cell]) -> Iterator[list[tuple[Cell, int]]]:
    """At most all parts together, at least each part: one thing less another is not negative."""
    if one.overlap:
        yield [(one.whole, -1), *((part, 1) for part in one.parts)]
    for part in one.parts:
        if part in hidden or one.whole in hidden:
            yield [(one.whole, 1), (part, -1)]


def _line(
    family: Family, places: dict[Cell, int], signs: list[tuple[Cell, int]], parts: tuple[Cell, ...]
) -> tuple[Row, int]:
    row: dict[int, int] = {}
    right = 0
    for cell, sign in [*signs, *((part, 1) for part in parts)]:
        if cell in places:
            row[places[cell]] = row.get(places[cell], 0) + sign
            right -= sign * family.least(cell)
        else:
            right -= sign * family.values[cell]
    return row, right
