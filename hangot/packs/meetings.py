"""Conferences of a pack: their kinds, and from where on a case belongs on an agenda."""

from collections.abc import Mapping
from typing import Any

from hangot.core.conferences.kinds import Kind, Thresholds
from hangot.core.packs import Agency, Duty
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node


def conferences(
    node: Node, faults: list[Fault], agencies: Mapping[str, Agency], duties: Mapping[str, Duty]
) -> dict[str, Any]:
    """The kinds by name, and the thresholds."""
    letters = [duty.letter for duty in duties.values()]
    with Box(node, faults) as box:
        kinds = {
            name: _kind(name, entry, agencies, letters) for name, entry in box.entries("kinds")
        }
        with box.box("thresholds") as inner:
            limits = Thresholds(
                still=inner.number("still"),
                danger=inner.flag("danger"),
                overdue=inner.number("overdue"),
                agencies=inner.number("agencies"),
                undone=inner.number("undone"),
                closing=inner.flag("closing", default=False),
            )
    return {"conferences": kinds, "thresholds": limits}


def _kind(name: str, box: Box, agencies: Mapping[str, Agency], letters: list[str]) -> Kind:
    with box:
        found = Kind(
            id=name,
            label=box.text("label"),
            cases=box.flag("cases"),
            quorum=box.number("quorum"),
            agencies=box.number("agencies"),
            calls=frozenset(box.some_of("calls", letters, "duty")),
            agency=box.one_of("agency", agencies, "agency", default=""),
        )
    if found.quorum < 2:  # noqa: PLR2004 - one person alone is no conference
        box.complain(
            "quorum",
            "한 사람은 회의가 아닙니다. 2 이상이어야 합니다",
            "one person is no conference; at least 2 was expected",
        )
    return found
