"""What of the log a person is told on paper, which others may come to read.

Somebody who finds or takes the paper must not learn from it that protection was sought, or where.
"""

from collections.abc import Collection
from dataclasses import dataclass

from hangot.core.access import Section

OFFICERS = frozenset("SJ")
"""The safety officer and the clock: what they do follows from what nobody else may know."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, as far as this must be known: whose post and agency, and in which section."""

    duties: Collection[str]
    guarded: bool
    section: int | None
    silent: bool


def is_told(line: Line) -> bool:
    """Not what a guarded agency or the safety officer did, nor anything of a closed section."""
    closed = any(one.closed and one.number == line.section for one in Section)
    return not (line.guarded or line.silent or closed or OFFICERS & set(line.duties))
