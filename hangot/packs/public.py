"""What is said to everybody: numbers to call, where the house is, where quick exit leads."""

from collections.abc import Mapping

from hangot.core.packs import Guide, Hotline
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.places import entries
from hangot.packs.tree import Node


def hotlines(node: Node, faults: list[Fault]) -> dict[str, Hotline]:
    """Public numbers; each with its source and whether somebody checked it."""
    return {
        name: Hotline(
            id=name,
            number=box.string("number"),
            label=box.text("label"),
            source=box.string("source"),
            verified=box.flag("verified"),
        )
        for name, box in entries(node, faults)
    }


def guide(box: Box, known: Mapping[str, Hotline]) -> Guide:
    """The house on the public page; quick exit never leads over an open connection."""
    with box:
        found = Guide(
            exit=box.string("exit"),
            phone=box.one_of("phone", known, "hotline", default=""),
            address=box.text("address") if box.has("address") else None,
            way=box.text("way") if box.has("way") else None,
        )
        if not found.exit.startswith("https://"):
            box.complain(
                "exit", "https://로 시작하는 주소", "an address with https:// was expected"
            )
    return found
