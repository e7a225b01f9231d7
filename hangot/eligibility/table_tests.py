"""What the table tests of a pack say to a new figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hangot.core.eligibility.parameters import Parameter
from hangot.eligibility.ruling import Ruling
from hangot.packs.rules.trials import Trial, run


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that comes out otherwise than it says. `later`: it speaks of days of the new figure only."""

    place: str
    case: str
    said: tuple[str, ...]
    later: bool


@dataclass(frozen=True, slots=True)
class Tested:
    """How many rows were run, those that differ because of the change, how many differed before."""

    count: int
    differing: tuple[Differing, ...]
    before: int

    @property
    def agree(self) -> bool:
        """No row speaks against the change."""
        return all(one.later for one in self.differing)

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        rows = [
            {"place": one.place, "case": one.case, "said": list(one.said), "later": one.later}
            for one in self.differing
        ]
        return {"count": self.count, "before": self.before, "agree": self.agree, "rows": rows}


def tested(
    before: Ruling, after: Ruling, trials: Iterable[Trial], parameter: str, since: date
) -> Tested:
    """All rows under both rules.

    A row may come out otherwise only if the figure goes on from here, and the row asks about a day
    on or after it: it was written when nobody knew the new figure. Any other row contradicts it.
    """
    goes_on = _goes_on(before.rules.parameters[parameter], since)
    found, count, known = [], 0, 0
    for trial in trials:
        count += 1
        was, now = run(before.engine, trial).differences, run(after.engine, trial).differences
        known += bool(was)
        if now and now != was:
            later = goes_on and trial.on >= since
            found.append(Differing(trial.place, trial.case, now, later))
    return Tested(count, tuple(found), known)


def _goes_on(parameter: Parameter, since: date) -> bool:
    """The new value begins after every value there was: law went on, nothing is put right."""
    return since > parameter.values[-1].since
