"""What is counted, as the pack of a house says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hangot.core.text import Text

Counts = Literal["people", "times", "won"]
"""실인원 (everybody once), 연인원 or 건 (every time), and money in whole won."""
Dim = Literal["agency", "district", "kind"]
"""All that figures may be broken down by, beside the month; nothing here is a trait of a person."""
UNITS: Mapping[Counts, Text] = {
    "people": Text("명", "people"),
    "times": Text("건", "times"),
    "won": Text("원", "won"),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is counted. `population`: whom or what it is about, in words; `event`: a step
    of a life such as `referral.send`; `by`: what it is broken down by beside the month.
    """

    id: str
    name: Text
    population: Text
    event: str
    counts: Counts
    by: tuple[Dim, ...]
    source: Text


@dataclass(frozen=True, slots=True)
class Share:
    """One indicator in a hundred of another; which one it is divided by is always said."""

    id: str
    name: Text
    part: str
    of: str


@dataclass(frozen=True, slots=True)
class Indicators:
    """All of a house. `phrases`: sentences with {indicators} in them. `least`: fewer are hidden."""

    counted: Mapping[str, Indicator] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    phrases: Mapping[str, Text] = field(default_factory=dict)
    least: int = 5
