"""How small and how large an unknown may be under linear equations; exact, in whole numbers.

Vertices of {x >= 0, A x = b} are walked by the simplex method with Bland's rule (1977), in the
fraction-free form of Bareiss (1968): every row is kept over one common denominator.
"""

from collections.abc import Mapping, Sequence

Row = Mapping[int, int]
"""Coefficients of one equation by the place of the unknown."""


class Impossible(ValueError):
    """No numbers fulfil the equations."""


class Corner:
    """One vertex, from which others are reached. `low`, `high`: what was seen on the way."""

    def __init__(self, many: int, equations: Sequence[tuple[Row, int]]) -> None:
        self.many, self.over = many, 1
        self.rows = [_dense(row, right, many) for row, right in equations]
        self.basis = [-1 - place for place in range(len(self.rows))]
        self._begin()
        self.low = [0] * many
        self.high = [0] * many
        self._see(fresh=True)

    def widen(self, unknown: int, enough: int) -> bool:
        """Walk until this unknown was seen to vary by `enough`; False where it never does."""
        for up in (True, False):
            while self.high[unknown] - self.low[unknown] < enough:
                entering = self._towards(unknown, up=up)
                if entering is None:
                    break
                if not self._enter(entering):
                    return True
                self._see()
        return self.high[unknown] - self.low[unknown] >= enough

    def _begin(self) -> None:
        """The first vertex: the sum of what the equations lack is brought down to nothing."""
        lacking = [sum(column) for column in zip(*self.rows, strict=True)]
        if not lacking:
            return
        self.rows.append(lacking)
        self.basis.append(-1 - len(self.basis))
        while self.rows[-1][-1] > 0:
            entering = next((at for at in range(self.many) if self.rows[-1][at] > 0), None)
            if entering is None:
                raise Impossible
            self._enter(entering)
            if self.basis[-1] >= 0:
                break
        for place in range(len(self.rows)):
            self._settle(place)
        kept = [place for place, owner in enumerate(self.basis) if owner >= 0]
        self.rows = [self.rows[place] for place in kept]
        self.basis = [self.basis[place] for place in kept]

    def _settle(self, place: int) -> None:
        """Give a row that still stands for nothing an unknown of its own, if it has one."""
        if self.basis[place] >= 0:
            return
        row = self.rows[place]
        entering = next((at for at in range(self.many) if row[at]), None)
        if entering is not None:
            if row[entering] < 0:
                self.rows[place] = [-value for value in row]
            self._pivot(place, entering)

    def _towards(self, unknown: int, *, up: bool) -> int | None:
        """The unknown that must grow so that this one moves; None at its end."""
        if unknown not in self.basis:
            return unknown if up else None
        row = self.rows[self.basis.index(unknown)]
        sign = -1 if up else 1
        return next((at for at in range(self.many) if at != unknown and row[at] * sign > 0), None)

    def _enter(self, entering: int) -> bool:
        """Let an unknown grow as far as it can; False where nothing holds it."""
        best: tuple[int, int, int] | None = None
        leaving = -1
        for place, row in enumerate(self.rows):
            by = row[entering]
            if by <= 0:
                continue
            if best is None or (row[-1] * best[1], self.basis[place]) < (best[0] * by, best[2]):
                best, leaving = (row[-1], by, self.basis[place]), place
        if leaving < 0:
            return False
        self._pivot(leaving, entering)
        return True

    def _pivot(self, leaving: int, entering: int) -> None:
        chosen, over = self.rows[leaving], self.over
        by = chosen[entering]
        for place, row in enumerate(self.rows):
            if place == leaving:
                continue
            times = row[entering]
            if times:
                self.rows[place] = [
                    (one * by - times * two) // over for one, two in zip(row, chosen, strict=True)
                ]
            elif by != over:
                self.rows[place] = [one * by // over for one in row]
        self.over = by
        self.basis[leaving] = entering

    def _see(self, *, fresh: bool = False) -> None:
        """Note how far every unknown has come: rounded inwards, as whole numbers are looked for."""
        values = [0] * self.many
        for owner, row in zip(self.basis, self.rows, strict=True):
            values[owner] = row[-1]
        for at, value in enumerate(values):
            low, high = -(-value // self.over), value // self.over
            self.low[at] = low if fresh else min(self.low[at], low)
            self.high[at] = high if fresh else max(self.high[at], high)


def _dense(row: Row, right: int, many: int) -> list[int]:
    """An equation as a list, with its right side last and not negative."""
    found = [row.get(at, 0) for at in range(many)] + [right]
    return [-value for value in found] if right < 0 else found
