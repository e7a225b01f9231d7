"""What can be counted beside the steps of lives: how, by what, and how long late entries are waited for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from hangot.core.indicators.definitions import MARKS, Counts, Dim

SOON, LATER = timedelta(days=4), timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Source:
    """`late`: a day that somebody types is often typed weeks later, so its month is told later.

    `staff`: about the work of a house and no client, so that no figure of it is hidden.
    `nobody`: it is not kept whose it was, so that no mark of people belongs to it.
    """

    counts: tuple[Counts, ...]
    by: tuple[Dim, ...]
    late: timedelta = SOON
    staff: bool = False
    nobody: bool = False

    @property
    def dims(self) -> tuple[Dim, ...]:
        """All it can be broken down by."""
        return self.by if self.staff or self.nobody else (*self.by, *MARKS)


STEP = Source(("people", "times"), ("agency",))
"""Any step of any life."""
SOURCES: Mapping[str, Source] = {
    # Counted in the month in which a discharge became final, or a plan was paid to its end.
    "debt.release": Source(("people", "times", "won"), ("agency", "kind"), LATER),
    # Counted in the month in which it was paid; the agency is the one that paid.
    "benefit.payment": Source(("people", "times", "won"), ("agency", "kind"), LATER),
    # From the first wait at a desk until somebody came for the person.
    "stop.wait": Source(("people", "times", "minutes"), ("agency",)),
    # From sending until whoever sent knows the outcome; the agency is the one that sent.
    "referral.loop": Source(("people", "times", "days"), ("agency",)),
    # By the field of the service that was taken on.
    "referral.link": Source(("people", "times"), ("agency", "kind")),
    "referral.refusal": Source(("people", "times"), ("agency", "kind")),
    "referral.outcome": Source(("people", "times"), ("agency", "kind")),
    "case.end": Source(("people", "times"), ("agency", "kind")),
    "case.content": Source(("people", "times"), ("kind",)),
    # Counted in the month in which it was due; what is only a reminder is left out.
    "clock.due": Source(("people", "times"), ("agency", "kind")),
    "clock.kept": Source(("people", "times"), ("agency", "kind")),
    # Questions put to people; whose they were is not kept.
    "question.ask": Source(("times",), ("agency",), nobody=True),
    "question.repeat": Source(("times",), ("agency",), nobody=True),
    # Days on which a course was held; who came to them, and of how many agencies, with their hours.
    "training.held": Source(("times",), (), staff=True),
    "training.attend": Source(("people", "times", "hours"), ("kind",), staff=True),
    "training.agency": Source(("agencies",), (), staff=True),
}


def source(event: str) -> Source:
    """How an event can be counted."""
    return SOURCES.get(event, STEP)
