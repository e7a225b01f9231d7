"""All files of one topic as one list of named entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hangot.packs.box import NAME, Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node, read_bytes


@dataclass(frozen=True, slots=True)
class Topic:
    """Facts, parameters, values, services or documents, from one file or several."""

    name: str
    nodes: tuple[Node, ...]
    faults: list[Fault]

    @classmethod
    def of(cls, name: str, files: Mapping[str, bytes], faults: list[Fault]) -> "Topic":
        """The files `name.yaml` and `name/*.yaml`."""
        mine = [path for path in sorted(files) if path.removesuffix(".yaml").split("/")[0] == name]
        return cls(name, tuple(read_bytes(files[path], path, faults) for path in mine), faults)

    def whole(self) -> Box:
        """The single mapping of a topic that has one file."""
        return Box(self.nodes[0] if self.nodes else Node(f"{self.name}.yaml", 1, {}), self.faults)

    def entries(self) -> Iterator[tuple[str, Box]]:
        """Every named entry once; a name used in two files is a mistake."""
        seen: dict[str, Node] = {}
        for node in self.nodes:
            for key, entry in node.value.items():
                if key in seen:
                    self._twice(key, entry, seen[key])
                    continue
                seen[key] = entry
                if NAME.fullmatch(key) and isinstance(entry.value, dict):
                    yield key, Box(entry, self.faults)
                else:
                    self.faults.append(
                        entry.fault("이름: {…} 묶음이 와야 합니다", "name: {…} was expected")
                    )

    def _twice(self, key: str, entry: Node, first: Node) -> None:
        place = f"{first.file}:{first.line}"
        self.faults.append(
            entry.fault(
                f"‘{key}’이(가) 두 번 나옵니다. 먼저 나온 곳: {place}",
                f'"{key}" appears twice; first in {place}',
            )
        )
