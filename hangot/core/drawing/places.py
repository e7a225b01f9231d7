"""Where the pieces of a sketch go: few crossings first, then straight lines."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hangot.core.drawing.shapes import BEND, EVENT, START, STATE, Piece, Sketch

SWEEPS = 24
GAP: Mapping[str, float] = {STATE: 26.0, EVENT: 16.0, BEND: 14.0}
BETWEEN = 26.0
"""Pixels between two layers."""
EDGE = 16.0
APART = 18.0
"""Pixels between two lines at one side of a state, where there is room."""
DOT = 6.0
STRAIGHT = {BEND: 8.0, EVENT: 2.0, STATE: 1.0}
"""How much a piece insists on lying straight between its neighbours."""
Rows = list[list[str]]
Joined = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a box."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A sketch with places, and how large the whole picture is.

    `half`: half the height of what lies between a piece's place and its edge; a bend goes straight
    through its row. `ends`: where every line leaves its upper piece and meets its lower one.
    """

    sketch: Sketch
    at: Mapping[str, Place]
    half: Mapping[str, float]
    ends: Sequence[tuple[float, float]]
    width: float
    height: float


def plan(sketch: Sketch) -> Plan:
    """Places for all pieces; the same sketch has always the same."""
    up, down = _neighbours(sketch)
    rows = _ordered(_rows(sketch.pieces), up, down)
    x = _straightened(rows, sketch.pieces, {n: [*up[n], *down[n]] for n in sketch.pieces})
    y, high = _heights(rows, sketch.pieces)
    left = min(x[n] - one.width / 2 for n, one in sketch.pieces.items())
    right = max(x[n] + one.width / 2 + one.reach for n, one in sketch.pieces.items())
    at = {n: Place(round(x[n] - left + EDGE, 1), y[n]) for n in sketch.pieces}
    half = {n: _half(one, high) for n, one in sketch.pieces.items()}
    tall = sum(high) + BETWEEN * (len(high) - 1) + 2 * EDGE
    wide = right - left + 2 * EDGE
    return Plan(sketch, at, half, _ends(sketch, at), round(wide, 1), round(tall, 1))


def _half(piece: Piece, high: Sequence[float]) -> float:
    if piece.id == START:
        return DOT
    return (high[piece.layer] if piece.kind == BEND else piece.height) / 2


def _ends(sketch: Sketch, at: Mapping[str, Place]) -> list[tuple[float, float]]:
    """Lines at one side of a state stand beside each other, in the order of where they go."""
    tops = _side(sketch, at, [(line.upper, line.lower) for line in sketch.lines])
    feet = _side(sketch, at, [(line.lower, line.upper) for line in sketch.lines])
    return list(zip(tops, feet, strict=True))


def _side(sketch: Sketch, at: Mapping[str, Place], pairs: Sequence[tuple[str, str]]) -> list[float]:
    found = [at[one].x for one, _ in pairs]
    for name, piece in sketch.pieces.items():
        here = [n for n, (one, _) in enumerate(pairs) if one == name]
        if piece.kind != STATE or len(here) < 2:  # noqa: PLR2004 - one line needs no room
            continue
        step = min(APART, piece.width * 0.8 / (len(here) - 1))
        first = at[name].x - step * (len(here) - 1) / 2
        for place, n in enumerate(sorted(here, key=lambda n: (at[pairs[n][1]].x, n))):
            found[n] = round(first + step * place, 1)
    return found


def _neighbours(sketch: Sketch) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    up: dict[str, list[str]] = {name: [] for name in sketch.pieces}
    down: dict[str, list[str]] = {name: [] for name in sketch.pieces}
    for line in sketch.lines:
        up[line.lower].append(line.upper)
        down[line.upper].append(line.lower)
    return up, down


def _rows(pieces: Mapping[str, Piece]) -> Rows:
    rows: Rows = [[] for _ in range(max(one.layer for one in pieces.values()) + 1)]
    for name, one in pieces.items():
        rows[one.layer].append(name)
    return rows


def _ordered(rows: Rows, up: Joined, down: Joined) -> Rows:
    """Sweep down and up, each row by the middle of its neighbours; the best order seen is kept."""
    best, fewest = rows, _crossings(rows, down)
    for sweep in range(SWEEPS):
        known, order = (up, rows) if sweep % 2 == 0 else (down, rows[::-1])
        placed: Rows = []
        for row in order:
            before = {name: n for n, name in enumerate(placed[-1])} if placed else {}
            placed.append(_by_middle(row, known, before))
        rows = placed if sweep % 2 == 0 else placed[::-1]
        crossed = _crossings(rows, down)
        if crossed < fewest:
            best, fewest = rows, crossed
    return best


def _by_middle(row: Sequence[str], known: Joined, before: Mapping[str, int]) -> list[str]:
    def middle(pair: tuple[int, str]) -> tuple[float, int]:
        n, name = pair
        places = [before[one] for one in known[name] if one in before]
        return (sum(places) / len(places) if places else float(n), n)

    return [name for _, name in sorted(enumerate(row), key=middle)]


def _crossings(rows: Rows, down: Joined) -> int:
    count = 0
    for upper, lower in itertools.pairwise(rows):
        place = {name: n for n, name in enumerate(lower)}
        ends = [place[one] for name in upper for one in sorted(down[name], key=place.__getitem__)]
        count += sum(later < one for n, one in enumerate(ends) for later in ends[n + 1 :])
    return count


def _straightened(rows: Rows, pieces: Mapping[str, Piece], joined: Joined) -> dict[str, float]:
    """Each row as near to the middle of its neighbours as its boxes have room."""
    x: dict[str, float] = {}
    for row in rows:
        x |= _spread(row, pieces, dict.fromkeys(row, 0.0))
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wished = {
                name: sum(x[one] for one in joined[name]) / len(joined[name])
                if joined[name]
                else x[name]
                for name in row
            }
            x |= _spread(row, pieces, wished)
    return x


def _spread(
    row: Sequence[str], pieces: Mapping[str, Piece], wished: Mapping[str, float]
) -> dict[str, float]:
    """The places nearest to the wished ones at which no two boxes touch (pooled neighbours)."""
    offsets, at = [], 0.0
    for n, name in enumerate(row):
        if n:
            before, one = pieces[row[n - 1]], pieces[name]
            gap = max(GAP[before.kind], GAP[one.kind])
            at += before.width / 2 + before.reach + gap + one.width / 2
        offsets.append(at)
    pools: list[tuple[float, float, int]] = []  # sum of weighted wishes, weight, how many
    for name, offset in zip(row, offsets, strict=True):
        weight = STRAIGHT[pieces[name].kind]
        pool = (weight * (wished[name] - offset), weight, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    shifts = [total / weight for total, weight, size in pools for _ in range(size)]
    return {name: shifts[n] + offsets[n] for n, name in enumerate(row)}


def _heights(rows: Rows, pieces: Mapping[str, Piece]) -> tuple[dict[str, float], list[float]]:
    """The middle of every row, and how high each row is."""
    high = [max((pieces[name].height for name in row), default=0.0) for row in rows]
    y: dict[str, float] = {}
    top = EDGE
    for row, own in zip(rows, high, strict=True):
        y |= dict.fromkeys(row, round(top + own / 2, 1))
        top += own + BETWEEN
    return y, high
