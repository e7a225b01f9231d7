"""What a centre tells of its counts outside: rounded to fives, and nothing of fewer than five.

Two tables, or two days, never differ by less than five, so nobody is found by subtracting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hangot.core.reports.funnel import Funnel, Place, Step

LEAST = 5
Sums = Mapping[str, int | None]
"""Reports that passed each step; None where there are some, but fewer than five."""


def told(many: int) -> int | None:
    """A count as others may see it."""
    if 0 < many < LEAST:
        return None
    return LEAST * ((2 * many + LEAST) // (2 * LEAST))


def sums(counted: Funnel) -> dict[str, int | None]:
    """The steps of a funnel as others may see them."""
    return {step.value: told(counted.passed[step]) for step in Step}


def together(rows: Iterable[Sums]) -> dict[str, int]:
    """Several centres as one: what is hidden is not added, so it cannot be worked out."""
    known = list(rows)
    return {step.value: sum(row.get(step.value) or 0 for row in known) for step in Step}


@dataclass(frozen=True, slots=True)
class Shown:
    """A funnel as somebody may see it: exact for whoever may see the reports, else in fives."""

    total: int | None
    places: Mapping[Place, int | None]
    passed: Mapping[Step, int | None]

    def share(self, step: Step) -> int | None:
        """In a hundred of all reports; None where one of both is hidden or there are none."""
        many = self.passed[step]
        return round(100 * many / self.total) if self.total and many is not None else None


def shown(counted: Funnel, *, exact: bool) -> Shown:
    """What a page tells of a funnel."""
    if exact:
        return Shown(counted.total, counted.places, counted.passed)
    return Shown(
        told(counted.total),
        {place: told(many) for place, many in counted.places.items()},
        {step: told(many) for step, many in counted.passed.items()},
    )
