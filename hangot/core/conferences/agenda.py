"""Why a case belongs on the agenda, and which comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.core.conferences.kinds import Thresholds


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one open case: moments and counts, nothing of what is in it.

    `waits`: its stage waits for a conference. `closing`: its end was proposed. `asked`: codes of requests that wait.
    """

    case: UUID
    moved_at: datetime
    waits: bool = False
    danger: bool = False
    overdue: int = 0
    agencies: int = 0
    undone: int = 0
    closing: bool = False
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One case for the agenda with the codes of its reasons, the weightiest first."""

    case: UUID
    reasons: tuple[str, ...]
    days: int


WEIGHT = (
    "waits",
    "closing",
    "danger",
    "request",
    "carried",
    "deferred",
    "undone",
    "overdue",
    "still",
    "agencies",
)


def reasons(one: Standing, limits: Thresholds, *, at: datetime) -> tuple[str, ...]:
    """The codes of everything that speaks for it, the weightiest first; empty for none."""
    still = (at - one.moved_at).days
    found = {
        "waits": one.waits,
        "closing": one.closing and limits.closing,
        "danger": one.danger and limits.danger,
        "overdue": 0 < limits.overdue <= one.overdue,
        "still": 0 < limits.still <= still,
        "agencies": 0 < limits.agencies <= one.agencies,
        "undone": 0 < limits.undone <= one.undone,
        **dict.fromkeys(one.asked, True),
    }
    return tuple(code for code in WEIGHT if found.get(code))


def proposals(known: Iterable[Standing], limits: Thresholds, *, at: datetime) -> list[Proposal]:
    """The cases over a threshold or asked for: weightiest reason first, then the most, the longest."""
    found = [
        Proposal(one.case, why, (at - one.moved_at).days)
        for one in known
        if (why := reasons(one, limits, at=at))
    ]
    return sorted(
        found,
        key=lambda one: (WEIGHT.index(one.reasons[0]), -len(one.reasons), -one.days, str(one.case)),
    )
