"""What is known of one person when rules are read: facts, the day asked about, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hangot.core.eligibility.tree import Value

Entry = Mapping[str, Value | None]
Known = Value | Sequence[Entry]
Facts = Mapping[str, Known | None]
"""Facts by their id; a fact that is not there, or None, is unknown. A list holds one mapping for
each person in it."""

ON = "on"
"""The name of the day asked about, for rules that look at the day of applying."""


@dataclass(slots=True)
class Scene:
    """One evaluation. `as_of` names the fact whose day chooses parameters; `day` is that day.

    `values` remembers named values already worked out, `item` the list entry at hand, `gaps` the
    parameters that have no value on the day they were asked for.
    """

    facts: Facts
    on: date
    as_of: str = ON
    day: date | None = None
    key: Value | None = None
    item: Entry = field(default_factory=dict)
    values: dict[str, Value | None] = field(default_factory=dict)
    gaps: set[tuple[str, date]] = field(default_factory=set)

    def look(self, as_of: str) -> None:
        """From here on parameters are those of this day."""
        self.as_of = as_of
        found = self.on if as_of == ON else self.facts.get(as_of)
        self.day = found if isinstance(found, date) else None
