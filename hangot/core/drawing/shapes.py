"""What a picture is made of: states, events between them, and the bends of long lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

LETTER, SMALL = 13.0, 11.0
"""Size of the letters of a first line and of the lines under it, in pixels."""
NARROW = 0.56
"""How wide a Latin letter is beside a Hangul one."""
LINE = 1.45
STATE, EVENT, BEND = "state", "event", "bend"
START = "·start"
"""The dot in which everything begins."""
PADDING: Mapping[str, float] = {STATE: 14.0, EVENT: 5.0, BEND: 0.0}
LOOP = 34.0
"""Room beside a state for an event that leads back to it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A box of the picture. `layer` counts from the top; events and bends lie between states.

    `loops`: the words of events that stay in this state; they are drawn beside it.
    """

    id: str
    kind: str
    layer: int
    lines: tuple[str, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    final: bool = False
    within: str = ""

    @property
    def width(self) -> float:
        """The box alone."""
        return _widest(self.lines) + 2 * PADDING[self.kind]

    @property
    def reach(self) -> float:
        """How far the piece goes to the right of its box."""
        words = max((_widest(lines) for lines in self.loops), default=0.0)
        return words + LOOP if self.loops else 0.0

    @property
    def height(self) -> float:
        own = _high(self.lines) + PADDING[self.kind]
        return max(own, sum(_high(lines) + 4 for lines in self.loops))


@dataclass(frozen=True, slots=True)
class Line:
    """Two neighbouring pieces that are joined, the upper first; an arrow head at one of them."""

    upper: str
    lower: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """All pieces and lines before they have a place."""

    pieces: Mapping[str, Piece]
    lines: Sequence[Line]


def width(text: str, size: float) -> float:
    """How wide a text is, near enough: Hangul is square, Latin about half of that."""
    return sum(size * (1.0 if east_asian_width(one) in "WF" else NARROW) for one in text)


def _widest(lines: Sequence[str]) -> float:
    sizes = [width(text, LETTER if n == 0 else SMALL) for n, text in enumerate(lines)]
    return max(sizes, default=0.0)


def _high(lines: Sequence[str]) -> float:
    return sum((LETTER if n == 0 else SMALL) * LINE for n in range(len(lines)))
