"""Reading a JSON document piece by piece, each piece knowing its place, so that a mistake can be found."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from hangot.core.refusal import NotAllowed
from hangot.core.text import Text

MOST = 1_000_000
"""The greatest number a document may hold anywhere."""
SHEET = "sheet"
"""The reason of every refusal of a document."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the document and the way to it, such as `requests[0].needs[2].minutes`."""

    value: Any
    place: str

    def refuse(self, ko: str, en: str, **facts: object) -> NoReturn:
        """Say what is wrong here and what to write instead."""
        place = self.place or "(file)"
        found = {name: str(fact) for name, fact in facts.items()}
        raise NotAllowed(
            SHEET, Text(f"{place}: {ko.format(**found)}", f"{place}: {en.format(**found)}")
        )

    def keys(self, must: Collection[str], may: Collection[str] = ()) -> "Entry":
        """This is an object with these keys and no others."""
        if not isinstance(self.value, dict):
            self.refuse("{{ }}로 묶은 항목이 와야 합니다.", "write an object in {{ }} here.")
        known = sorted({*must, *may})
        for key in self.value:
            if key not in known:
                Entry(None, self.at(key)).refuse(
                    "모르는 항목입니다. 쓸 수 있는 항목: {known}.",
                    "is not known. Possible here: {known}.",
                    known=", ".join(known),
                )
        for key in must:
            if key not in self.value:
                Entry(None, self.at(key)).refuse("빠졌습니다. 적어 주세요.", "is missing. Add it.")
        return self

    def at(self, key: str) -> str:
        """The place of a key of this object."""
        return f"{self.place}.{key}" if self.place else key

    def has(self, key: str) -> bool:
        """Is the key there and not null?"""
        return self.value.get(key) is not None

    def get(self, key: str, default: object = None) -> "Entry":
        """The entry of a key; null counts as left out."""
        return Entry(self.value[key] if self.has(key) else default, self.at(key))

    def items(self) -> "Iterator[Entry]":
        """The entries of a list."""
        if not isinstance(self.value, list):
            self.refuse("[ ]로 묶은 목록이 와야 합니다.", "write a list in [ ] here.")
        return (Entry(one, f"{self.place}[{i}]") for i, one in enumerate(self.value))

    def pairs(self) -> "Iterator[tuple[str, Entry]]":
        """The keys and entries of an object whose keys are names."""
        if not isinstance(self.value, dict):
            self.refuse("{{ }}로 묶은 항목이 와야 합니다.", "write an object in {{ }} here.")
        return ((key, Entry(one, self.at(key))) for key, one in self.value.items())

    def text(self) -> str:
        """A word that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.refuse("글자를 적어 주세요.", "write a word in quotes.")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of words."""
        return tuple(one.text() for one in self.items())

    def truth(self) -> bool:
        """true or false."""
        if not isinstance(self.value, bool):
            self.refuse("true나 false를 적어 주세요.", "write true or false.")
        return self.value

    def whole(self, least: int = 0, most: int = MOST) -> int:
        """A whole number from `least` to `most`."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(
                "{least} 이상 {most} 이하의 정수를 적어 주세요.",
                "write a whole number from {least} to {most}.",
                least=least,
                most=most,
            )
        return value

    def share(self) -> float:
        """A number from 0 to 1."""
        value = self.value
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            self.refuse("0과 1 사이의 수를 적어 주세요.", "write a number from 0 to 1.")
        return float(value)

    def among(self, known: Collection[str]) -> str:
        """One of some words."""
        word = self.text()
        if word not in known:
            self.refuse(
                "‘{word}’은(는) 여기에 쓸 수 없습니다. 쓸 수 있는 말: {known}.",
                "“{word}” is not possible here. Possible: {known}.",
                word=word,
                known=", ".join(sorted(known)),
            )
        return word
