"""Indicators of a pack: what is counted, what is divided by what, and the sentences of a year."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hangot.core.indicators.definitions import (
    AMOUNTS,
    MARKS,
    UNITS,
    Handing,
    Indicator,
    Indicators,
    Path,
    Share,
)
from hangot.core.indicators.families import PART
from hangot.core.indicators.marks import Axes
from hangot.core.indicators.sources import SOURCES, source
from hangot.core.lives import Life
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.marks import axis, needed
from hangot.packs.tree import Node

PLACE = re.compile(r"\{([^{}]*)\}")
FEWEST, TWO, HUNDRED = 3, 2, 100
NO_PERSON = "breakdown; nothing about a person is counted by"
LAST_MONTH = 12
Counted = Mapping[str, Indicator]
Kinds = Mapping[str, Mapping[str, Text]]


class Known(NamedTuple):
    """What indicators may name: events, the kinds of a breakdown, headings, and marks of people."""

    events: tuple[str, ...]
    kinds: Kinds
    topics: Mapping[str, Text]
    axes: Axes


def indicators(
    node: Node, faults: list[Fault], lives: Mapping[str, Life], kinds: Kinds
) -> Indicators:
    """Everything a house counts; a house may count nothing. `kinds`: lists by which it may count."""
    steps = tuple(f"{life}.{step.event}" for life, one in lives.items() for step in one.steps)
    with Box(node, faults) as box:
        topics = box.box("topics").every_text() if box.has("topics") else {}
        axes: Axes = {n: axis(n, one) for n, one in _entries(box, "marks") if n in MARKS}
        known = Known((*steps, *SOURCES), kinds, topics, axes)
        counted = {
            name: _counted(name, one, known) for name, one in box.entries("counted", required=False)
        }
        for name, one in box.entries("counted", required=False):
            _stands_alone(one, counted[name], counted)
        return Indicators(
            counted=counted,
            shares={n: _share(n, b, counted, topics) for n, b in _entries(box, "shares")},
            phrases=_phrases(box, counted),
            topics=topics,
            paths={name: _path(name, one, counted) for name, one in _entries(box, "paths")},
            handings={name: _handing(name, one) for name, one in _entries(box, "handings")},
            axes=needed(axes, counted),
            licence=box.text("licence", Text("", "")),
            least=_least(box),
            apart=_apart(box),
        )


def _entries(box: Box, key: str) -> Iterator[tuple[str, Box]]:
    return box.entries(key, required=False)


def _least(box: Box) -> int:
    least = box.number("least", 5)
    if least < FEWEST:
        box.complain("least", f"{FEWEST} 이상이어야 합니다", f"at least {FEWEST} was expected")
    return least


def _apart(box: Box) -> int:
    """A hidden sum stays open by a fifth of itself, so no more than that can be promised."""
    found = box.number("apart", 0)
    if not 0 <= found <= HUNDRED // PART:
        box.complain("apart", "0에서 20 사이의 수여야 합니다", "a number from 0 to 20 was expected")
    return found


def _counted(name: str, box: Box, known: Known) -> Indicator:
    with box:
        event = box.one_of("event", known.events, "event")
        how = source(event)
        counts = box.one_of("counts", how.counts, "way of counting")
        dims = box.some_of(
            "by", [d for d in how.dims if d not in MARKS or d in known.axes], NO_PERSON
        )
        one_table = [dim for dim in dims if dim == "kind" or dim in MARKS]
        if len(one_table) > TWO:
            box.complain("by", "한 표에는 둘까지만 나눌 수 있습니다", "two at most meet in a table")
        return Indicator(
            id=name,
            name=box.text("name"),
            population=box.text("population"),
            event=event,
            counts=next((one for one in UNITS if one == counts), "times"),
            by=tuple(one for one in how.dims if one in dims),
            source=box.text("source"),
            topic=box.one_of("topic", known.topics, "topic", ""),
            kinds=_kinds(box, known.kinds) if "kind" in dims else {},
            marks={
                dim: {row: mark.label for row, mark in known.axes[dim].rows.items()}
                for dim in dims if dim in known.axes
            },
        )  # fmt: skip


def _kinds(box: Box, known: Kinds) -> Mapping[str, Text]:
    """Rows of a breakdown: a list of the pack by its name, or written out here."""
    if isinstance(box.at("kinds").value, dict) and box.has("kinds"):
        return box.box("kinds").every_text()
    return known.get(box.one_of("kinds", known, "list"), {})


def _stands_alone(box: Box, one: Indicator, counted: Counted) -> None:
    """A sum tells of few people, too: it is only told beside the people it belongs to."""
    beside = [
        other
        for other in counted.values()
        if other.event == one.event and other.counts == "people" and set(one.by) <= set(other.by)
    ]
    if one.counts in AMOUNTS and not beside:
        box.complain(
            "counts",
            f"‘{one.event}’의 사람 수(people)를 같은 구분으로 함께 세어야 합니다",
            f'the people of "{one.event}" must be counted too, broken down alike',
        )


def _share(name: str, box: Box, counted: Counted, topics: Mapping[str, Text]) -> Share:
    with box:
        found = Share(
            id=name,
            name=box.text("name"),
            part=box.one_of("part", counted, "indicator"),
            of=box.one_of("of", counted, "indicator"),
            each=box.text("each") if box.has("each") else None,
            topic=box.one_of("topic", topics, "topic", ""),
        )
        units = {counted[one].counts for one in (found.part, found.of) if one in counted}
        if len(units) > 1 and found.each is None:
            box.complain(
                "of",
                "실인원은 실인원으로, 건수는 건수로만 나눕니다. 하나마다의 수이면 each를 적어 주세요",
                'people are divided by people, times by times only; give "each" for so much a piece',
            )
        if counted and found.of in counted and counted[found.of].counts in AMOUNTS:
            box.complain(
                "of",
                "사람 수나 건수로만 나눕니다. 금액과 시간은 사람이 있어도 0일 수 있습니다",
                "only people or times divide: a sum may be nought though somebody stands behind it",
            )
        if found.part == found.of:
            box.complain(
                "of", "자기 자신으로 나눌 수 없습니다", "divided by itself it is always one"
            )
    return found


def _phrases(box: Box, counted: Counted) -> dict[str, Text]:
    phrases = box.box("phrases").every_text() if box.has("phrases") else {}
    for name, phrase in phrases.items():
        for used in {*PLACE.findall(phrase.ko), *PLACE.findall(phrase.en)} - counted.keys():
            box.box("phrases").complain(
                name, f"‘{used}’이라는 지표가 없습니다", f'indicator "{used}" is not known'
            )
    return phrases


def _path(name: str, box: Box, counted: Counted) -> Path:
    with box:
        found = Path(name, box.text("name"), box.some_of("steps", counted, "indicator"))
        if len({counted[one].counts for one in found.steps if one in counted}) != 1:
            box.complain("steps", "모두 같은 단위여야 합니다", "all must have the same unit")
    return found


def _handing(name: str, box: Box) -> Handing:
    with box:
        month = box.number("month")
        if not 1 <= month <= LAST_MONTH:
            box.complain(
                "month", "1에서 12 사이의 달이어야 합니다", "a month from 1 to 12 was expected"
            )
            month = 2
        return Handing(
            id=name, name=box.text("name"), to=box.text("to"), month=month,
            source=box.string("source"), verified=box.flag("verified"),
        )  # fmt: skip
