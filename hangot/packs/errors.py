"""Every mistake of a pack at once, each with its file, its line and what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass

from hangot.core.text import Text


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake. `file` is relative to the folder of packs; lines count from 1; 0: no file."""

    file: str
    line: int
    ko: str
    en: str

    @property
    def place(self) -> str:
        """File and line, as an editor opens it."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def sentence(self) -> Text:
        """What was expected and found."""
        return Text(self.ko, self.en)

    def __str__(self) -> str:
        return f"{self.place}: {self.ko} / {self.en}"


class PackError(Exception):
    """A pack that cannot be used; `faults` in order of file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
