"""Protective orders of a pack: figures of the law with source and day of reading."""

from hangot.core.orders import OrderKind
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.places import entries
from hangot.packs.tree import Node


def orders(node: Node, faults: list[Fault]) -> dict[str, OrderKind]:
    """The measures by name, in the order of the pack."""
    return {name: _kind(name, box) for name, box in entries(node, faults)}


def _kind(name: str, box: Box) -> OrderKind:
    with box:
        return OrderKind(
            id=name,
            label=box.text("label"),
            source=box.string("source"),
            checked_on=box.day("checked_on"),
            verified=box.flag("verified"),
            **{key: _number(box, key) for key in FIGURES},
        )


FIGURES = ("ask_hours", "months", "extend_months", "times", "total_months")


def _number(box: Box, key: str) -> int | None:
    return box.number(key) if box.has(key) else None
