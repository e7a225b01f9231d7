"""Courses of a house as its pack says them, what everybody owes in a year, what a course opens."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from hangot.core.clocks import months
from hangot.core.text import Text


@dataclass(frozen=True, slots=True)
class Course:
    """Something that is taught. `yearly`: it counts towards what everybody owes in a year."""

    id: str
    label: Text
    about: Text
    yearly: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """A part of the system that opens only to who took a course.

    `rights`: what the part begins with, such as `debt`; `since`: the first day on which it is
    asked; `months`: how long a course counts.
    """

    id: str
    label: Text
    course: str
    rights: frozenset[str]
    since: date
    months: int

    def closes(self, right: str) -> bool:
        """Does this right belong to the part?"""
        return right.partition(".")[0] in self.rights

    def opens(self, taken: Collection[date], on: date) -> bool:
        """Was the course taken lately enough, or is it not asked yet?"""
        return on < self.since or any(day <= on < months(day, self.months) for day in taken)

    def closed(self, course: Text) -> Text:
        """What is said before a closed part, and what opens it."""
        return Text(
            f"‘{self.label.ko}’ 화면은 ‘{course.ko}’ 교육을 마친 분에게 열립니다."
            " 교육 화면에서 가까운 교육을 찾아 보시거나 팀장에게 말씀해 주세요.",
            f"“{self.label.en}” opens after the course “{course.en}”."
            " Look for the next one under Training, or ask your team lead.",
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the short survey afterwards, answered from 1 to 5."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class TrainingWords:
    """Everything a pack says of training. `targets`: month and day by which one more is owed."""

    courses: Mapping[str, Course] = field(default_factory=dict)
    targets: tuple[tuple[int, int], ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)

    def gate_of(self, right: str) -> Gate | None:
        """The closed part a right belongs to."""
        return next((gate for gate in self.gates.values() if gate.closes(right)), None)
