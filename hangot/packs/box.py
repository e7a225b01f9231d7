"""One mapping of a pack, asked key by key; what was never asked for is an unknown key."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from types import TracebackType
from typing import Self

from hangot.core.clocks import Length
from hangot.core.text import Text
from hangot.packs.complaints import unfit, unknown
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

NOTHING = Text("", "")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(slots=True)
class Box:
    """Reads typed values; a mistake is noted and reading goes on with a harmless value.

    `optional` methods take a default; without one the key is required.
    """

    node: Node
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        for key, node in self._entries().items():
            if key not in self.asked:
                self.faults.append(unknown(node, key, self.asked, "key"))

    def has(self, key: str) -> bool:
        return key in self._entries()

    def string(self, key: str, default: str | None = None) -> str:
        """A text in one language: a code, a source, a number of a phone."""
        node = self._get(key, required=default is None)
        if node is None:
            return default or ""
        return self._string(node, key)

    def text(self, key: str, default: Text | None = None) -> Text:
        """A pair of sentences {ko: …, en: …}."""
        node = self._get(key, required=default is None)
        return (default or NOTHING) if node is None else self._text(node, key)

    def texts(self, key: str) -> tuple[Text, ...]:
        return tuple(self._text(node, key) for node in self._list(key))

    def number(self, key: str, default: int | None = None) -> int:
        node = self._get(key, required=default is None)
        if node is None:
            return default or 0
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self._unfit(node, key, "정수", "a whole number")
            return 0
        return node.value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        node = self._get(key, required=default is None)
        if node is None:
            return bool(default)
        if not isinstance(node.value, bool):
            self._unfit(node, key, "true 또는 false", "true or false")
        return node.value is True

    def length(self, key: str) -> Length:
        node = self._get(key)
        spec = self._string(node, key) if node else "1d"
        try:
            return Length.parse(spec)
        except ValueError:
            if node:
                self._unfit(
                    node, key, "4h, 5wd, 10d, 1m, 90d! 같은 기간", "a length such as 5wd or 90d!"
                )
            return Length(1, "d")

    def clock_time(self, key: str) -> time:
        node = self._get(key)
        try:
            return time.fromisoformat(self._string(node, key) if node else "00:00")
        except ValueError:
            if node:
                self._unfit(node, key, '"18:00" 같은 시각', 'a time such as "18:00"')
            return time()

    def day(self, key: str) -> date:
        """A day in quotes, such as "2026-01-01"."""
        node = self._get(key)
        try:
            return date.fromisoformat(self._string(node, key) if node else "2000-01-01")
        except ValueError:
            if node:
                self._unfit(node, key, '"2026-01-01" 같은 날짜', 'a day such as "2026-01-01"')
            return date(2000, 1, 1)

    def raw(self, key: str) -> Node:
        """The value under a key as it stands, for shapes of their own."""
        return self._get(key) or self.node

    def boxes(self, key: str) -> Iterator["Box"]:
        """The mappings of a list."""
        for node in self._list(key):
            if isinstance(node.value, dict):
                yield Box(node, self.faults)
            else:
                self._unfit(node, key, "키: 값 묶음", "a mapping")

    def one_of(
        self, key: str, known: Collection[str], what: str, default: str | None = None
    ) -> str:
        node = self._get(key, required=default is None)
        if node is None:
            return default or ""
        return self._known(node, key, known, what)

    def some_of(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """A list of known names; the key may be missing."""
        return tuple(
            self._known(node, key, known, what) for node in self._list(key, required=False)
        )

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names that are checked elsewhere; the key may be missing."""
        return tuple(self._string(node, key) for node in self._list(key, required=False))

    def box(self, key: str) -> "Box":
        node = self._get(key)
        if node is not None and isinstance(node.value, dict):
            return Box(node, self.faults)
        if node is not None:
            self._unfit(node, key, "키: 값 묶음", "a mapping")
        return Box(Node(self.node.file, self.node.line, {}), [])

    def entries(self, key: str, *, required: bool = True) -> Iterator[tuple[str, "Box"]]:
        """The named entries of a mapping of mappings."""
        node = self._get(key, required=required)
        if node is not None and not isinstance(node.value, dict):
            self._unfit(node, key, "이름: {…} 묶음", "entries with a name")
            return
        for name, entry in (node.value if node else {}).items():
            if not NAME.fullmatch(name):
                self._unfit(entry, name, "소문자·숫자·-·_로 된 이름", "a name in small letters")
            if isinstance(entry.value, dict):
                yield name, Box(entry, self.faults)
            else:
                self._unfit(entry, name, "키: 값 묶음", "a mapping")

    def entries_here(self) -> Iterator[tuple[str, "Box"]]:
        """The named entries of this mapping itself."""
        for name, entry in self._entries().items():
            self.asked.add(name)
            if isinstance(entry.value, dict):
                yield name, Box(entry, self.faults)
            else:
                self._unfit(entry, name, "{ko: 한국어, en: English}", "{ko: …, en: …}")

    def pair(self) -> Text:
        """This mapping itself as a pair of sentences, perhaps with more beside them."""
        return Text(self.string("ko"), self.string("en"))

    def every_text(self) -> dict[str, Text]:
        """All entries of this mapping as pairs of sentences."""
        return {key: self.text(key) for key in self._entries()}

    def names_inside(self) -> tuple[str, ...]:
        return tuple(self._entries())

    def at(self, key: str) -> Node:
        """The place of a key, or of the mapping where it should be."""
        return self._entries().get(key, self.node)

    def complain(self, key: str, ko: str, en: str) -> None:
        self.faults.append(self.at(key).fault(ko, en))

    def _entries(self) -> dict[str, Node]:
        return self.node.value if isinstance(self.node.value, dict) else {}

    def _get(self, key: str, *, required: bool = True) -> Node | None:
        self.asked.add(key)
        node = self._entries().get(key)
        if node is None and required:
            self.faults.append(
                self.node.fault(f"‘{key}’이(가) 있어야 합니다", f'"{key}" was expected, not found')
            )
        return node

    def _list(self, key: str, *, required: bool = True) -> list[Node]:
        node = self._get(key, required=required)
        if node is None:
            return []
        if not isinstance(node.value, list):
            self._unfit(node, key, "[목록]", "a [list]")
            return []
        return node.value

    def _string(self, node: Node, key: str) -> str:
        if not isinstance(node.value, str):
            self._unfit(node, key, "따옴표로 묶은 글", "text in quotes")
            return ""
        if not node.value.strip():
            self._unfit(node, key, "빈칸이 아닌 글", "text that is not empty")
        return node.value

    def _text(self, node: Node, key: str) -> Text:
        if not isinstance(node.value, dict):
            self._unfit(node, key, "{ko: 한국어, en: English}", "{ko: …, en: …}")
            return NOTHING
        with Box(node, self.faults) as pair:
            return Text(pair.string("ko"), pair.string("en"))

    def _known(self, node: Node, key: str, known: Collection[str], what: str) -> str:
        name = self._string(node, key)
        if name and name not in known:
            self.faults.append(unknown(node, name, known, what))
        return name

    def _unfit(self, node: Node, key: str, ko: str, en: str) -> None:
        self.faults.append(unfit(node, key, ko, en))
