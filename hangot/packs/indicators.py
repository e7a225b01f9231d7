"""Indicators of a pack: what is counted, what is divided by what, and the sentences of a year."""

import re
from collections.abc import Mapping

from hangot.core.indicators.definitions import Counts, Dim, Indicator, Indicators, Share
from hangot.core.lives import Life
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

PLACE = re.compile(r"\{([^{}]*)\}")
FEWEST = 3
MOVES_BY: Mapping[str, Dim] = {"agency": "agency"}
MOVES_COUNT: Mapping[str, Counts] = {"people": "people", "times": "times"}
"""What the log of moves can be counted by, and how: it knows no money and no place."""


def indicators(node: Node, faults: list[Fault], lives: Mapping[str, Life]) -> Indicators:
    """Everything a house counts; a house may count nothing."""
    events = [f"{life}.{step.event}" for life, one in lives.items() for step in one.steps]
    with Box(node, faults) as box:
        least = box.number("least", 5)
        if least < FEWEST:
            box.complain("least", f"{FEWEST} 이상이어야 합니다", f"at least {FEWEST} was expected")
        counted = {
            name: _counted(name, one, events)
            for name, one in box.entries("counted", required=False)
        }
        shares = {
            name: _share(name, one, counted) for name, one in box.entries("shares", required=False)
        }
        phrases = box.box("phrases").every_text() if box.has("phrases") else {}
        for name, phrase in phrases.items():
            for used in {*PLACE.findall(phrase.ko), *PLACE.findall(phrase.en)} - counted.keys():
                box.box("phrases").complain(
                    name, f"‘{used}’이라는 지표가 없습니다", f'indicator "{used}" is not known'
                )
    return Indicators(counted, shares, phrases, least)


def _counted(name: str, box: Box, events: list[str]) -> Indicator:
    with box:
        dims = box.some_of("by", MOVES_BY, "breakdown; nothing about a person is counted by")
        return Indicator(
            id=name,
            name=box.text("name"),
            population=box.text("population"),
            event=box.one_of("event", events, "event"),
            counts=MOVES_COUNT.get(box.one_of("counts", MOVES_COUNT, "way of counting"), "times"),
            by=tuple(MOVES_BY[one] for one in dims if one in MOVES_BY),
            source=box.text("source"),
        )


def _share(name: str, box: Box, counted: Mapping[str, Indicator]) -> Share:
    with box:
        found = Share(
            id=name,
            name=box.text("name"),
            part=box.one_of("part", counted, "indicator"),
            of=box.one_of("of", counted, "indicator"),
        )
        units = {counted[one].counts for one in (found.part, found.of) if one in counted}
        if len(units) > 1:
            box.complain(
                "of",
                "실인원은 실인원으로, 건수는 건수로만 나눕니다",
                "people are divided by people, times by times only",
            )
    return found
