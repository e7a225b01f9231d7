"""Who took the file, when and what for: above the rows, in every row, on every printed page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hangot.core.text import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """The request an export belongs to, in words."""

    number: str
    centre: str
    post: str
    made: str
    purpose: str
    recipient: str

    @property
    def sentence(self) -> Text:
        """Above the rows and on every page."""
        return Text(
            f"{self.centre} {self.post} · {self.made} · {self.purpose} · {self.recipient} · 반출번호"
            f" {self.number} · 목적 밖 이용·제공 금지",
            f"{self.centre} {self.post} · {self.made} · {self.purpose} · {self.recipient} · export"
            f" {self.number} · for this purpose only",
        )


def marked(
    rows: Iterable[Sequence[Any]], heads: Sequence[str], mark: Mark
) -> Iterator[Sequence[Any]]:
    """The mark, the heads, and every row with the number of the request at its end."""
    yield [mark.sentence.ko]
    yield [*heads, "반출번호"]
    for row in rows:
        yield [*row, mark.number]
