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


NOBODY: Entry = {}
Gap = tuple[str, date]
"""A parameter, and a day on which it has no value."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A named value worked out: with all the values it needed itself, and the gaps it met."""

    value: Value | None
    within: Mapping[str, Value | None]
    gaps: frozenset[Gap]


def values(met: Mapping[str, Worked]) -> dict[str, Value | None]:
    """The named values that were met, and those that they needed."""
    found: dict[str, Value | None] = {}
    for name, one in met.items():
        if one.within:
            found |= one.within
        found[name] = one.value
    return found


@dataclass(slots=True)
class Shared:
    """What one person's named values are, what they lack, and what rules that several services share
    wait for; for all services of one asking.
    """

    worked: dict[tuple[str, str], Worked] = field(default_factory=dict)
    lacking: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    waiting: dict[tuple[object, str], tuple[frozenset[str], "Scene"]] = field(default_factory=dict)


class Scene:
    """One evaluation. `as_of` names the fact whose day chooses parameters; `day` is that day.

    `met` are the named values met on the way, `item` the list entry at hand, `gaps` the parameters
    that have no value on the day they were asked for, `key` what a formula is read with.
    """

    __slots__ = ("as_of", "day", "facts", "gaps", "item", "key", "met", "on", "shared")

    def __init__(self, facts: Facts, on: date, shared: Shared | None = None) -> None:
        self.facts, self.on = facts, on
        self.shared = Shared() if shared is None else shared
        self.as_of = ""
        self.day: date | None = None
        self.key: Value | None = None
        self.item: Entry = NOBODY
        self.met: dict[str, Worked] = {}
        self.gaps: set[Gap] = set()

    def entry(self, item: Entry) -> "Scene":
        """The same, read for one entry of a list; gaps met there are not those of the whole."""
        inner = Scene(self.facts, self.on, self.shared)
        inner.as_of, inner.day, inner.key = self.as_of, self.day, self.key
        inner.item, inner.met = item, self.met
        return inner

    def look(self, as_of: str) -> None:
        """From here on parameters are those of this day."""
        if as_of == self.as_of:
            return
        self.as_of = as_of
        found = self.on if as_of == ON else self.facts.get(as_of)
        self.day = found if isinstance(found, date) else None
