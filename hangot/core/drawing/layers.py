"""From a life to a sketch: which state lies above which, and what runs between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from hangot.core.drawing.shapes import BEND, EVENT, START, STATE, Line, Piece, Sketch
from hangot.core.lives import Life, State, Step
from hangot.core.text import Text

Words = Callable[[Text], tuple[str, ...]]
"""How a pair of sentences is written: one line in one language, or one under the other."""
Arrow = tuple[str, str]


def sketch(life: Life, words: Words) -> Sketch:
    """States in layers, each event between its sources and its target."""
    arrows = [
        (source or START, step.target)
        for step in life.steps
        for source in step.sources
        if source != step.target
    ]
    back = _backward(arrows)
    depth = _depths([state.id for state in life.states], [one for one in arrows if one not in back])
    pieces = {START: Piece(START, STATE, 0)}
    pieces |= {one.id: _state(one, life, depth, words) for one in life.states}
    lines: list[Line] = []
    for step in life.steps:
        for event, sources in _groups(step, depth):
            name = f"{event}·{step.event}"
            down = event == "down"
            layer = 2 * depth[step.target] + (-1 if down else 1)
            pieces[name] = Piece(name, EVENT, layer, words(step.label))
            lines.append(_line(name, step.target, pieces, head=step.target))
            for source in sources:
                lines.extend(_chain(source, name, pieces))
    return Sketch(pieces, lines)


def _state(one: State, life: Life, depth: Mapping[str, int], words: Words) -> Piece:
    loops = tuple(
        words(step.label) for step in life.steps if one.id in step.sources and step.target == one.id
    )
    within = one.core if one.core != one.id else ""
    return Piece(one.id, STATE, 2 * depth[one.id], words(one.label), loops, one.final, within)


def _groups(step: Step, depth: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
    """The sources above the target, and those below it, as two boxes."""
    sources = [source or START for source in step.sources if source != step.target]
    above = [one for one in sources if depth[one] < depth[step.target]]
    below = [one for one in sources if depth[one] >= depth[step.target]]
    yield from (pair for pair in (("down", above), ("up", below)) if pair[1])


def _backward(arrows: Sequence[Arrow]) -> set[Arrow]:
    """Arrows that close a circle, met in the order of the table from the start on."""
    leaving: dict[str, list[str]] = {}
    for source, target in arrows:
        leaving.setdefault(source, []).append(target)
    found: set[Arrow] = set()
    path: list[str] = []
    done: set[str] = set()

    def visit(name: str) -> None:
        path.append(name)
        for target in leaving.get(name, []):
            if target in path:
                found.add((name, target))
            elif target not in done:
                visit(target)
        path.pop()
        done.add(name)

    for name in (START, *leaving):
        if name not in done:
            visit(name)
    return found


def _depths(states: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The longest way from the start, in arrows that close no circle."""
    depth = dict.fromkeys((START, *states), 0)
    for _ in depth:
        for source, target in arrows:
            depth[target] = max(depth[target], depth[source] + 1)
    return depth


def _line(one: str, other: str, pieces: Mapping[str, Piece], *, head: str = "") -> Line:
    upper, lower = sorted((one, other), key=lambda name: pieces[name].layer)
    return Line(upper, lower, head)


def _chain(source: str, event: str, pieces: dict[str, Piece]) -> Iterator[Line]:
    """The way from a source to its event, with a bend in every layer between them."""
    start, end = pieces[source].layer, pieces[event].layer
    step = 1 if end > start else -1
    before = source
    for layer in range(start + step, end, step):
        bend = replace(pieces[START], id=f"{source}{event}·{layer}", kind=BEND, layer=layer)
        pieces[bend.id] = bend
        yield _line(before, bend.id, pieces)
        before = bend.id
    yield _line(before, event, pieces)
