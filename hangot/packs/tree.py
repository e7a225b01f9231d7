"""YAML files as trees whose every value knows its file and line; stricter than YAML 1.1.

PyYAML reads an unquoted 10:00 as 600, no as false and 012 as 10; such values are refused.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from hangot.packs.errors import Fault

LARGEST = 1_000_000
TAG = "tag:yaml.org,2002:"
PLAIN = {
    "int": re.compile(r"-?(0|[1-9][0-9]*)"),
    "float": re.compile(r"-?[0-9]+\.[0-9]+"),
    "bool": re.compile(r"true|false"),
    "str": re.compile(r"(?s).*"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place. `value` is text, a number, true or false, a list or a mapping."""

    file: str
    line: int
    value: Any

    def fault(self, ko: str, en: str) -> Fault:
        """A mistake at this place."""
        return Fault(self.file, self.line, ko, en)

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def read(path: Path, shown: str, faults: list[Fault]) -> Node:
    """The mapping in one file; a file that cannot be read at all gives an empty one."""
    with path.open("rb") as file:
        return read_bytes(file.read(LARGEST + 1), shown, faults)


def read_bytes(data: bytes, shown: str, faults: list[Fault]) -> Node:
    """The mapping in the bytes of a file that is shown under a name."""
    empty = Node(shown, 1, {})
    if len(data) > LARGEST:
        faults.append(empty.fault("파일이 너무 큽니다(1MB까지)", "at most 1 MB was expected"))
        return empty
    try:
        raw = yaml.compose(data.decode(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        faults.append(_unreadable(error, shown))
        return empty
    grown = empty if raw is None else Grower(shown, faults).grow(raw)
    if isinstance(grown.value, dict):
        return grown
    faults.append(grown.fault("키: 값 묶음이 와야 합니다", "a mapping of keys was expected"))
    return empty


def _unreadable(error: Exception, shown: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or error
    return Fault(
        shown,
        mark.line + 1 if mark else 1,
        f"YAML로 읽을 수 없습니다: {found}",
        f"readable YAML was expected: {found}",
    )


def merge(below: Node, above: Node) -> Node:
    """Mappings are merged key by key; anything else is replaced by the pack above."""
    if not (isinstance(below.value, dict) and isinstance(above.value, dict)):
        return above
    merged = dict(below.value)
    for key, node in above.value.items():
        merged[key] = merge(merged[key], node) if key in merged else node
    return replace(above, value=merged)


@dataclass(slots=True)
class Grower:
    """Turns nodes of the parser into ours and collects what a pack must not contain."""

    file: str
    faults: list[Fault]
    seen: set[int] = field(default_factory=set)

    def grow(self, raw: yaml.Node, line: int = 0) -> Node:
        """The tree below one node; `line` is that of its key, if it has one."""
        line = line or raw.start_mark.line + 1
        if id(raw) in self.seen:
            self._no(line, "별칭(*)은 쓸 수 없습니다", "aliases (*name) are not used in packs")
            return Node(self.file, line, "")
        self.seen.add(id(raw))
        if isinstance(raw, yaml.MappingNode):
            return Node(self.file, line, self._mapping(raw))
        if isinstance(raw, yaml.SequenceNode):
            return Node(self.file, line, [self.grow(item) for item in raw.value])
        return Node(self.file, line, self._scalar(raw, line))

    def _mapping(self, raw: yaml.MappingNode) -> dict[str, Node]:
        grown: dict[str, Node] = {}
        for key, value in raw.value:
            line = key.start_mark.line + 1
            name = str(self._scalar(key, line))
            if name in grown:
                self._no(
                    line,
                    f"‘{name}’이(가) 두 번 나옵니다. 먼저 나온 줄: {grown[name].line}",
                    f'"{name}" appears twice; first on line {grown[name].line}',
                )
                continue
            grown[name] = self.grow(value, line)
        return grown

    def _scalar(self, raw: yaml.Node, line: int) -> str | int | float | bool:
        text = str(raw.value)
        kind = raw.tag.removeprefix(TAG)
        if kind == "null":
            self._no(line, "값이 비어 있습니다", "a value was expected, found nothing")
            return text
        if kind not in PLAIN or not PLAIN[kind].fullmatch(text):
            self._no(
                line,
                f"따옴표로 묶은 값이 필요합니다. 쓰인 것: {text}",
                f'a value in quotes was expected ("{text}"), found {text} without quotes',
            )
            return text
        if kind == "bool":
            return text == "true"
        if kind == "str":
            return text
        return int(text) if kind == "int" else float(text)

    def _no(self, line: int, ko: str, en: str) -> None:
        self.faults.append(Fault(self.file, line, ko, en))
