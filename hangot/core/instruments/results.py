"""What answers come to: scores, alarms, level of risk; and how far a form is answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from hangot.core.eligibility.numbers import Number
from hangot.core.instruments.form import Band, Check, Follows, Score, Trigger
from hangot.core.instruments.words import Facts

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Scored:
    """One score. `value` None: not complete; `low`, `high`: where it may still come out.

    `missing`: questions without a clear answer. `prorated`: raised for what was missing. `band`:
    only where nothing that is still open could change it.
    """

    score: Score
    value: Number | None
    low: Number | None
    high: Number | None
    missing: tuple[str, ...]
    prorated: bool
    band: Band | None


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers come to. `level`: the band of the first score, raised by alarms.

    `sure`: nothing still open could change the level. `unclear`: alarms that nobody could rule out.
    """

    scores: tuple[Scored, ...]
    raised: tuple[Trigger, ...]
    unclear: tuple[Trigger, ...]
    level: Band | None
    sure: bool
    follows: tuple[tuple[str, Follows], ...]

    @property
    def complete(self) -> bool:
        """Every score has its value."""
        return all(one.value is not None for one in self.scores)


@dataclass(frozen=True, slots=True)
class Look:
    """A form half or wholly answered: which questions apply, what is wrong, what is missing."""

    asked: Mapping[str, Truth]
    wrong: Mapping[str, Check]
    missing: tuple[str, ...]
    facts: Facts
