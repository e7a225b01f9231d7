"""Clocks, urgencies, stages and local days off of a pack."""

from collections.abc import Collection
from datetime import date
from graphlib import CycleError, TopologicalSorter

from hangot.core.contact import Channel
from hangot.core.lives import Life
from hangot.core.packs import ClockSpec, ClockTerm, Stage, Urgency, Way
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.places import entries
from hangot.packs.tree import Node


def clocks(box: Box, turns: Collection[str]) -> dict[str, ClockSpec]:
    """The clocks by name."""
    return {name: _clock(name, entry, turns) for name, entry in box.entries("clocks")}


def _clock(name: str, box: Box, turns: Collection[str]) -> ClockSpec:
    with box:
        soft, source = box.flag("soft", default=False), box.string("source")
        since = box.day("from") if box.has("from") else None
        return ClockSpec(
            id=name,
            label=box.text("label"),
            length=box.length("length"),
            soft=soft,
            tells=box.some_of("tells", turns, "turn"),
            source=source,
            verified=box.flag("verified"),
            since=since,
            later=_later(box, since, soft=soft, source=source),
        )


def _later(box: Box, since: date | None, *, soft: bool, source: str) -> tuple[ClockTerm, ...]:
    """What was decided for later days, in the order of those days."""
    found: list[ClockTerm] = []
    for inner in box.boxes("later") if box.has("later") else ():
        mistakes = len(inner.faults)
        with inner:
            term = ClockTerm(
                since=inner.day("from"),
                length=inner.length("length"),
                soft=inner.flag("soft", default=soft),
                source=inner.string("source", default=source),
                verified=inner.flag("verified", default=False),
            )
        if len(inner.faults) == mistakes:
            _in_order(inner, found[-1].since if found else since, term.since)
        found.append(term)
    return tuple(found)


def _in_order(box: Box, before: date | None, since: date) -> None:
    if before is not None and since <= before:
        box.complain(
            "from",
            f"‘from’은 앞의 날({before})보다 늦어야 합니다. 쓰인 것: {since}",
            f'"from" expected a day after {before}, found {since}',
        )


def urgencies(box: Box, known: Collection[str]) -> dict[str, Urgency]:
    """How soon an answer is wanted; each names a clock."""
    found = {}
    for name, entry in box.entries("urgencies"):
        with entry:
            label = Text(entry.string("ko"), entry.string("en"))
            found[name] = Urgency(name, label, entry.one_of("clock", known, "clock"))
    return found


def monitoring(box: Box, kinds: Collection[str], known: Collection[str]) -> dict[str, str]:
    """The clock of the regular check for every kind of case."""
    with box.box("monitoring") as inner:
        return {kind: inner.one_of(kind, known, "clock") for kind in kinds}


ATTEMPTS = ("notice", "referral")
FEWEST, MOST = 2, 10
"""One call is no attempt to reach somebody, and nobody is called without end."""


def attempts(box: Box) -> dict[str, int]:
    """How many unanswered calls count as not reached, by what they are about."""
    with box.box("attempts") as inner:
        found = {name: inner.number(name) for name in ATTEMPTS}
        for name, number in found.items():
            if isinstance(inner.at(name).value, int) and not FEWEST <= number <= MOST:
                inner.complain(
                    name,
                    f"‘{name}’에는 {FEWEST}부터 {MOST}까지의 수가 와야 합니다. 쓰인 것: {number}",
                    f'"{name}" expected a number from {FEWEST} to {MOST}, found {number}',
                )
        return found


TASKS = ("letter", "visit", "police")


def unreached(box: Box, duties: Collection[str], known: Collection[str]) -> dict[str, Way]:
    """The ways beside calls, each with its desk and its clock."""
    found = {}
    for name, entry in box.entries("unreached"):
        with entry:
            found[name] = Way(
                id=name,
                label=Text(entry.string("ko"), entry.string("en")),
                task=entry.one_of("task", TASKS, "task"),
                duty=entry.one_of("duty", duties, "duty letter"),
                clock=entry.one_of("clock", known, "clock"),
                channel=entry.one_of("channel", [*Channel], "channel", default=""),
            )
    return found


def stages(node: Node, faults: list[Fault], case: Life | None) -> tuple[Stage, ...]:
    """The drawn steps in their order: each says after which other it comes."""
    known = {state.id for state in case.states if state.core == state.id} if case else set()
    found: dict[str, Stage] = {}
    after: dict[str, str] = {}
    for name, box in entries(node, faults):
        states = box.some_of("states", known, "state")
        found[name] = Stage(name, box.text("label"), states)
        after[name] = box.one_of("after", node.value, "stage", default="")
    try:
        before = {name: [prior] if prior in found else [] for name, prior in after.items()}
        return tuple(found[name] for name in TopologicalSorter(before).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        faults.append(
            node.value[error.args[1][0]].fault(
                f"단계가 돌고 돕니다: {circle}",
                f"a first stage was expected, found a cyclic workflow: {circle}",
            )
        )
        return ()


def holidays(node: Node, faults: list[Fault]) -> dict[date, Text | None]:
    """Days the house is closed (with a name) or open against the calendar (None)."""
    found: dict[date, Text | None] = {}
    for key, entry in node.value.items():
        with Box(entry, faults) as box:
            closed = box.flag("closed")
            label = box.text("label")
            try:
                found[date.fromisoformat(key)] = label if closed else None
            except ValueError:
                box.faults.append(
                    entry.fault(
                        f'"2026-07-17" 같은 날짜가 와야 합니다. 쓰인 것: {key}',
                        f'a date such as "2026-07-17" was expected, found {key}',
                    )
                )
    return found
