"""Agencies, services, posts and duties of a pack."""

from collections.abc import Collection, Iterator

from hangot.core.access import Level, Purpose, Section
from hangot.core.packs import FLAGS, Agency, Choice, Duty, PostSpec, Service
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

SECTIONS = tuple(str(section) for section in Section)
PURPOSES = tuple(str(purpose) for purpose in Purpose)
Lists = dict[str, dict[str, Choice]]


def entries(node: Node, faults: list[Fault]) -> Iterator[tuple[str, Box]]:
    """The named entries of a whole file; each is checked for unknown keys afterwards."""
    whole = Box(Node(node.file, node.line, {"entries": node}), faults)
    for name, box in whole.entries("entries"):
        with box:
            yield name, box


def duties(node: Node, faults: list[Fault]) -> dict[str, Duty]:
    """The duties by name, with their caps."""
    return {
        name: Duty(
            id=name,
            letter=box.string("letter"),
            label=box.text("label"),
            caps=_caps(box.box("caps")),
            purposes=tuple(
                Purpose(p) for p in box.some_of("purposes", PURPOSES, "purpose") if p in PURPOSES
            ),
            flags=box.some_of("flags", FLAGS, "flag"),
        )
        for name, box in entries(node, faults)
    }


def _caps(box: Box) -> dict[Section, Level]:
    levels = {str(level.value): level for level in Level}
    caps = {}
    with box:
        for section in Section:
            found = str(box.number(section, 0))
            if found not in levels:
                box.complain(
                    section, "0에서 3 사이의 수", f"a level 0 to 3 was expected, found {found}"
                )
            caps[section] = levels.get(found, Level.NONE)
    return caps


def agencies(node: Node, faults: list[Fault], lists: Lists) -> dict[str, Agency]:
    """The agencies by name."""
    return {
        name: Agency(
            id=name,
            label=box.text("label"),
            short=box.text("short"),
            guarded=box.flag("guarded", default=False),
            phone_ext=box.string("phone_ext"),
            domain=box.one_of("domain", lists.get("service_domains", {}), "domain"),
            asks=tuple(
                Section(s) for s in box.some_of("asks", SECTIONS, "section") if s in SECTIONS
            ),
            asks_why=box.text("asks_why"),
        )
        for name, box in entries(node, faults)
    }


def services(
    node: Node, faults: list[Fault], lists: Lists, known: Collection[str]
) -> dict[str, Service]:
    """The services by name; each belongs to a known agency."""
    return {name: _service(name, box, lists, known) for name, box in entries(node, faults)}


def _service(name: str, box: Box, lists: Lists, known: Collection[str]) -> Service:
    audiences = lists.get("audiences", {})
    audience = box.one_of("audience", audiences, "audience")
    return Service(
        id=name,
        agency=box.one_of("agency", known, "agency"),
        label=box.text("label"),
        description=box.text("description"),
        domain=box.one_of("domain", lists.get("service_domains", {}), "domain"),
        audience=audiences[audience].label if audience in audiences else box.text("audience"),
        channels=box.some_of("channels", lists.get("service_channels", {}), "channel"),
        minutes=box.number("minutes"),
        minutes_assumption=box.flag("minutes_assumption", default=False),
        internal=box.flag("internal", default=False),
        source=box.string("source"),
        channels_assumption=box.flag("channels_assumption", default=False),
        assumption=box.flag("assumption", default=False),
    )


def posts(
    node: Node, faults: list[Fault], agencies: Collection[str], duties: Collection[str]
) -> dict[str, PostSpec]:
    """The posts by name; each stands in a known agency and holds known duties."""
    found = {
        name: PostSpec(
            id=name,
            agency=box.one_of("agency", agencies, "agency"),
            label=box.text("label"),
            duties=box.some_of("duties", duties, "duty"),
        )
        for name, box in entries(node, faults)
    }
    faults.extend(
        node.value[name].fault("직무가 하나는 있어야 합니다", "a duty was expected, found none")
        for name, post in found.items()
        if not post.duties
    )
    return found
