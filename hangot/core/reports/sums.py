"""What a centre tells of its counts outside: rounded to fives, and nothing of fewer than five.

Two tables, or two days, never differ by less than five, so nobody is found by subtracting.
"""

from collections.abc import Iterable, Mapping

from hangot.core.reports.funnel import Funnel, Step

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
