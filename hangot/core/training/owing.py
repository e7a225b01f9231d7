"""What somebody still owes of the training of a year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

Target = tuple[int, int]
"""Month and day, both included, by which one more training is owed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`done` of `of` trainings; `next_by`: by when the next one is owed; `late`: that day is over."""

    done: int
    of: int
    next_by: date | None
    late: bool

    @property
    def lacks(self) -> bool:
        """Is anything of the year still owed?"""
        return self.done < self.of


def standing(targets: Sequence[Target], taken: Collection[date], on: date) -> Standing:
    """How somebody stands in the year of a day who took a training on each of these days.

    Two on one day are one: a target is about days of learning. The n-th target asks for n by then.
    """
    done = len({day for day in taken if day.year == on.year and day <= on})
    due = [date(on.year, *target) for target in targets]
    waiting = due[done:]
    return Standing(
        done=min(done, len(due)),
        of=len(due),
        next_by=waiting[0] if waiting else None,
        late=bool(waiting) and waiting[0] < on,
    )
