"""What a manual is made of."""

from dataclasses import dataclass

from hangot.core.lives import Life
from hangot.core.text import Text

NONE = Text("–", "–")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: Text
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order is the order of work."""

    items: tuple[Text, ...]
    numbered: bool = False
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of a row is its head. A cell may have several lines.

    `parts`: how wide the columns are beside each other; equal where nothing is said.
    """

    caption: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    parts: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A life as a drawing; the table beside it says the same."""

    life: Life
    kind: str = "picture"


Block = Words | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the manual with a name to link to."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """The whole: `under` says which version of the pack it was made from, and for which day."""

    title: Text
    under: Text
    chapters: tuple[Chapter, ...]


def lines(*texts: Text) -> Text:
    """Several short texts in one cell, one a line; a dash for none."""
    if not texts:
        return NONE
    return Text("\n".join(one.ko for one in texts), "\n".join(one.en for one in texts))


def joined(*texts: Text) -> Text:
    """Several words in one line; a dash for none."""
    if not texts:
        return NONE
    return Text(", ".join(one.ko for one in texts), ", ".join(one.en for one in texts))
