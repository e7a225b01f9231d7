"""Training of a pack: courses, targets of the year, questions afterwards, what a course opens."""

import re
from collections.abc import Mapping
from datetime import date

from hangot.core.rights import RIGHTS
from hangot.core.training.kinds import Course, Gate, Question, TrainingWords
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

YEAR = 2027
"""No leap year: a target is a day that every year has."""
TARGET = re.compile(r"([0-9]{2})-([0-9]{2})")
AREAS = frozenset(right.partition(".")[0] for right in RIGHTS)


def training(node: Node, faults: list[Fault]) -> TrainingWords:
    """Everything the pack says of training; a house may teach nothing."""
    with Box(node, faults) as box:
        courses = {name: _course(name, one) for name, one in box.entries("courses", required=False)}
        asked = box.box("questions").every_text() if box.has("questions") else {}
        return TrainingWords(
            courses=courses,
            targets=_targets(box),
            questions={name: Question(name, label) for name, label in asked.items()},
            gates={
                name: _gate(name, one, courses)
                for name, one in box.entries("gates", required=False)
            },
        )


def _course(name: str, box: Box) -> Course:
    with box:
        return Course(name, box.text("label"), box.text("about"), box.flag("yearly", default=False))


def _targets(box: Box) -> tuple[tuple[int, int], ...]:
    found = []
    for one in box.names("targets"):
        shape = TARGET.fullmatch(one)
        try:
            day = date(YEAR, int(shape[1]), int(shape[2])) if shape else None
        except ValueError:
            day = None
        if day is None:
            box.complain("targets", '"06-30" 같은 월-일', 'month and day such as "06-30"')
        else:
            found.append((day.month, day.day))
    return tuple(sorted(found))


def _gate(name: str, box: Box, courses: Mapping[str, Course]) -> Gate:
    with box:
        return Gate(
            id=name,
            label=box.text("label"),
            course=box.one_of("course", courses, "course"),
            rights=frozenset(box.some_of("rights", AREAS, "right")),
            since=box.day("since"),
            months=box.number("months"),
        )
