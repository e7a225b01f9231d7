"""Marks of people by which a pack counts: what each row is called and what leads to it."""

from collections.abc import Mapping

from hangot.core.indicators.definitions import Indicator
from hangot.core.indicators.marks import Axes, Axis, Mark
from hangot.packs.box import Box


def axis(name: str, box: Box) -> Axis:
    """One breakdown with its rows in order."""
    with box:
        rows = {row: _mark(row, one) for row, one in box.entries("rows")}
        return Axis(name, box.text("name"), rows)


def _mark(name: str, box: Box) -> Mark:
    with box:
        return Mark(
            id=name, label=box.text("label"), to=box.number("to") if box.has("to") else None,
            track=box.string("track", ""), fact=box.string("fact", ""), answers=box.names("answers"),
        )  # fmt: skip


def needed(axes: Axes, counted: Mapping[str, Indicator]) -> dict[str, Axis]:
    """Marks that nothing is counted by are not written down."""
    used = {dim for one in counted.values() for dim in one.by}
    return {name: axis for name, axis in axes.items() if name in used}
