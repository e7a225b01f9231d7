"""A plan as SVG that stands alone: no style sheet, no script, words for those who do not see it."""

from collections.abc import Iterator, Sequence
from html import escape

from hangot.core.drawing.layers import Words, sketch
from hangot.core.drawing.places import DOT, Place, Plan, plan
from hangot.core.drawing.shapes import BEND, EVENT, LETTER, LINE, LOOP, SMALL, START, Piece
from hangot.core.lives import Life
from hangot.core.text import Text

INK, SOFT, PAPER = "#1b2430", "#4c5866", "#ffffff"
TITLE = Text("{life}: 업무 흐름", "{life}: workflow")
MOVES = Text("‘{event}’: {sources}에서 {target}(으)로.", "“{event}”: from {sources} to {target}.")
BEGIN = Text("시작", "the start")
FONT = "'Pretendard GOV', Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif"


def both(text: Text) -> tuple[str, ...]:
    """Korean above English."""
    return (text.ko, text.en)


def korean(text: Text) -> tuple[str, ...]:
    return (text.ko,)


def english(text: Text) -> tuple[str, ...]:
    return (text.en,)


def picture(life: Life, words: Words = both) -> str:
    """The SVG of one life; title and description say the same in words."""
    made = plan(sketch(life, words))
    name = f"life-{life.name}"
    size = f'width="{made.width:g}" height="{made.height:g}" viewBox="0 0 {made.width:g} {made.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' class="life" {size} font-family="{FONT}" text-anchor="middle">',
        f'<title id="{name}-title">{_said(_filled(TITLE, life=life.title), words)}</title>',
        f'<desc id="{name}-desc">{_told(life, words)}</desc>',
        f'<rect width="100%" height="100%" class="paper" fill="{PAPER}"/>',
        *_lines(made),
        *(part for piece in made.sketch.pieces.values() for part in _piece(piece, made.at[piece.id])),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _filled(text: Text, **values: Text) -> Text:
    """Each language with the words of that language."""
    ko = text.ko.format(**{name: one.ko for name, one in values.items()})
    return Text(ko, text.en.format(**{name: one.en for name, one in values.items()}))


def _said(text: Text, words: Words) -> str:
    return escape(" · ".join(words(text)))


def _told(life: Life, words: Words) -> str:
    """Every step as a sentence."""
    found = []
    for step in life.steps:
        names = [life.label(one) if one else BEGIN for one in step.sources]
        sources = Text(", ".join(one.ko for one in names), ", ".join(one.en for one in names))
        target = life.label(step.target)
        told = _filled(MOVES, event=step.label, sources=sources, target=target)
        found.append(_said(told, words))
    return " ".join(found)


def _lines(made: Plan) -> Iterator[str]:
    """A bow between two rows; a bend goes on straight down to the foot of its row."""
    for line, (x0, x1) in zip(made.sketch.lines, made.ends, strict=True):
        top, foot = made.at[line.upper], made.at[line.lower]
        y0, y1 = top.y + made.half[line.upper], foot.y - made.half[line.lower]
        half = (y0 + y1) / 2
        down = f"V{foot.y + made.half[line.lower]:g}" if _bends(made, line.lower) else ""
        yield (
            f'<path class="way" d="M{x0:g} {y0:g}C{x0:g} {half:g} {x1:g} {half:g} {x1:g} {y1:g}{down}"'
            f' fill="none" stroke="{SOFT}" stroke-width="1.4"/>'
        )
        if line.head:
            yield _head(x1, y1, 1) if line.head == line.lower else _head(x0, y0, -1)


def _bends(made: Plan, name: str) -> bool:
    return made.sketch.pieces[name].kind == BEND


def _head(x: float, y: float, way: int) -> str:
    return (
        f'<path class="head" d="M{x:g} {y:g}l-4.5 {-8 * way}h9z" fill="{SOFT}" stroke="{SOFT}"'
        ' stroke-width="1"/>'
    )


def _piece(piece: Piece, at: Place) -> Iterator[str]:
    if piece.kind == BEND:
        return
    if piece.id == START:
        yield f'<circle class="start" cx="{at.x:g}" cy="{at.y:g}" r="{DOT:g}" fill="{INK}"/>'
        return
    is_event = piece.kind == EVENT
    high = piece.height
    box = f'x="{at.x - piece.width / 2:.1f}" y="{at.y - high / 2:.1f}" width="{piece.width:.1f}" height="{high:.1f}"'
    if is_event:
        yield f'<rect class="event" {box} fill="{PAPER}"/>'
    else:
        dash = ' stroke-dasharray="5 3"' if piece.within else ""
        thick = 3 if piece.final else 1.6
        yield (
            f'<rect class="state" {box} rx="8" fill="{PAPER}" stroke="{INK}" stroke-width="{thick}"{dash}/>'
        )
    yield from _words(piece.lines, at.x, at.y, strong=not is_event)
    yield from _loops(piece, at)


def _words(
    lines: Sequence[str], x: float, y: float, *, strong: bool, anchor: str = ""
) -> Iterator[str]:
    sizes = [LETTER, *([SMALL] * (len(lines) - 1))]
    top = y - sum(sizes) * LINE / 2
    for n, (text, size) in enumerate(zip(lines, sizes, strict=True)):
        base = top + size * LINE * 0.5 + size * 0.36
        top += size * LINE
        ink = INK if n == 0 else SOFT
        bold = ' font-weight="600"' if strong and n == 0 else ""
        yield (
            f'<text x="{x:g}" y="{base:.1f}" font-size="{size:g}" fill="{ink}"{bold}{anchor}>{escape(text)}</text>'
        )


def _loops(piece: Piece, at: Place) -> Iterator[str]:
    """Events that stay in the state: a bow at its right side."""
    if not piece.loops:
        return
    right, part = at.x + piece.width / 2, piece.height / len(piece.loops)
    for n, lines in enumerate(piece.loops):
        y = at.y - piece.height / 2 + part * (n + 0.5)
        yield (
            f'<path class="way" d="M{right:.1f} {y - 7:.1f}c{LOOP - 8:g} -6 {LOOP - 8:g} 20 3 14" fill="none"'
            f' stroke="{SOFT}" stroke-width="1.4"/>'
        )
        yield f'<path class="head" d="M{right:.1f} {y + 7:.1f}l8 -4.5v9z" fill="{SOFT}"/>'
        yield from _words(lines, right + LOOP - 6, y, strong=False, anchor=' text-anchor="start"')
