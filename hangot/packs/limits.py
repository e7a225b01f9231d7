"""What a pack may not change in the pack it extends: rights and hard guards."""

from collections.abc import Iterator

from hangot.packs.errors import Fault
from hangot.packs.tree import Node


def limits(topic: str, below: Node, above: Node) -> Iterator[Fault]:
    """The mistakes of the upper file of a topic."""
    if topic == "duties":
        yield from _duties(below, above)
    if topic == "words":
        yield from _guards(_part(below, "guards"), _part(above, "guards"))


def _duties(below: Node, above: Node) -> Iterator[Fault]:
    for name, entry in _entries(above).items():
        if name not in _entries(below):
            yield entry.fault(
                f"직무 ‘{name}’을(를) 새로 만들 수 없습니다",
                f'a known duty was expected, found "{name}"',
            )
            continue
        old = _entries(below)[name]
        for key in ("letter", "purposes", "flags"):
            if key in _entries(entry):
                yield _entries(entry)[key].fault(
                    f"‘{key}’은(는) 바꿀 수 없습니다",
                    f'only label and caps may change, found "{key}"',
                )
        yield from _caps(_part(old, "caps"), _part(entry, "caps"))


def _caps(below: Node, above: Node) -> Iterator[Fault]:
    for section, node in _entries(above).items():
        old = _entries(below).get(section)
        most = old.value if old and isinstance(old.value, int) else 0
        if isinstance(node.value, int) and node.value > most:
            yield node.fault(
                f"‘{section}’은(는) {most}까지입니다. 쓰인 것: {node.value}",
                f'"{section}" expected at most {most}, found {node.value}',
            )


def _guards(below: Node, above: Node) -> Iterator[Fault]:
    for name, entry in _entries(above).items():
        old = _entries(below).get(name)
        if old is None:
            yield entry.fault(f"조건 ‘{name}’을(를) 모릅니다", f'guard "{name}" is not known')
        elif "hard" in _entries(entry) and _entries(entry)["hard"].value is not True:
            yield entry.fault(
                f"조건 ‘{name}’은(는) 느슨하게 할 수 없습니다",
                f'guard "{name}" cannot be made soft: hard: true was expected',
            )


def _part(node: Node, key: str) -> Node:
    return _entries(node).get(key, Node(node.file, node.line, {}))


def _entries(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}
