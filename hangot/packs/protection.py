"""Support in kind of a pack: what is lent, in which unit, for how long, and by which source."""

from hangot.core.access import SHARED, Section
from hangot.core.clocks import Length
from hangot.core.protection.kinds import UNITS, Kind, Kinds
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node


def protection(node: Node, faults: list[Fault]) -> Kinds:
    """Every kind by name, and those the centre lends; nothing where the pack has no such file."""
    with Box(node, faults) as box:
        known = {name: _kind(name, one) for name, one in box.entries("kinds", required=False)}
        return Kinds(known, box.some_of("offered", known, "kind"))


def _kind(name: str, box: Box) -> Kind:
    with box:
        return Kind(
            id=name,
            label=box.text("label"),
            unit=box.one_of("unit", UNITS, "unit"),  # type: ignore[arg-type]
            section=_section(box),
            source=box.string("source"),
            checked_on=box.day("checked_on"),
            verified=box.flag("verified"),
            paper=box.flag("paper", default=False),
            most=_length(box, "most"),
            more=_length(box, "more"),
            remind=_length(box, "remind"),
            times=box.number("times") if box.has("times") else None,
        )


def _section(box: Box) -> Section:
    name = box.one_of("section", [one.value for one in SHARED], "section")
    return Section(name) if name in SHARED else Section.PROTECTION


def _length(box: Box, key: str) -> Length | None:
    """Days, months or years: hours and working days say nothing of a stay."""
    if not box.has(key):
        return None
    found = box.length(key)
    if found.unit in ("h", "wd") or found.fixed:
        box.complain(
            key, "10d, 6m, 1y 같은 기간이어야 합니다", "days, months or years were expected"
        )
    return found
