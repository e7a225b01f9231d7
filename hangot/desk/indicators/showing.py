"""What is shown of a year: all indicators side by side, or one of them broken down, with pictures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure
from hangot.core.indicators.definitions import REST, Dim, Indicator, Indicators
from hangot.core.indicators.tables import Row, Table, at, side_by_side, table
from hangot.core.indicators.telling import HIDDEN, Said, said, sentence
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.indicators.queries import Told

STEP, BAR, TALL = 16, 12, 48
WIDTH = STEP * len(MONTHS)
OTHERS = Text("적지 않음·그 밖", "Not said, others")
RESTS: Mapping[str, Text] = {
    "agency": Text("센터 밖의 기관", "Agencies outside"),
    "district": OTHERS,
    "kind": OTHERS,
    "special": Text("해당 없음·모름", "None, or not known"),
    "age": Text("나이 모름", "Age not known"),
    "area": Text("다른 곳·모름", "Elsewhere, or not known"),
}
FULL = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One month as drawn; `hidden`: its number is not told, so only its place is marked."""

    x: int
    y: int
    height: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The months of one row."""

    label: Text
    bars: tuple[Bar, ...]
    year: Said


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a path: its bar in a hundred of the longest, and in a hundred of the first step."""

    label: Text
    year: Said
    width: int
    of_first: int | None


def shown(pack: Profile, told: Told, what: str, year: int) -> Table:
    """The table of one indicator broken down, or of all indicators where none is named."""
    known = pack.indicators
    if what not in known.counted:
        return side_by_side(Text(f"{year}년 통계", f"Figures of {year}"), known, told)
    one, figures = known.counted[what], told.get(what, {})
    return table(one, figures, {dim: labels(pack, one, dim, figures) for dim in one.by})


def labels(
    pack: Profile, one: Indicator, dim: Dim, told: Iterable[Figure]
) -> dict[str, Text]:  # fmt: skip
    """The rows of a breakdown that were told, by their names."""
    names = {slug: agency.label for slug, agency in pack.agencies.items()}
    named = {**(names if dim == "agency" else one.rows(dim)), REST: RESTS[dim]}
    present = {figure.value for figure in told if figure.dim == dim}
    return {key: label for key, label in named.items() if key in present}


def sentences(known: Indicators, told: Told, *, month: int = YEAR) -> list[Text]:
    """The sentences of a year, or of one month of it, whose figures were all told."""
    whole = Figure(EVERY, EVERY, month)
    year = {name: said(row[whole]) for name, row in told.items() if whole in row}
    money = [name for name, one in known.counted.items() if one.counts == "won"]
    names = {key: f"{{{key}}}" for key in known.counted}
    return [
        sentence(phrase, year, money)
        for phrase in known.phrases.values()
        if all(key in year for key, mark in names.items() if mark in phrase.ko + phrase.en)
    ]


def spoken(known: Indicators, told: Told) -> list[Indicator]:
    """The indicators that the sentences of a year speak of, in their order."""
    words = " ".join(phrase.ko + phrase.en for phrase in known.phrases.values())
    return [one for name, one in known.counted.items() if name in told and f"{{{name}}}" in words]


def paths(known: Indicators, told: Told) -> Iterator[tuple[Text, list[Stage]]]:
    """The paths of a year, as far as they were told."""
    whole = Figure(EVERY, EVERY, YEAR)
    for path in known.paths.values():
        cells = [at(told.get(name, {}), whole) for name in path.steps]
        if not all(cell.told for cell in cells):
            continue
        numbers = [int(cell.number or 0) for cell in cells]
        most, first = max(numbers), cells[0].number
        yield path.name, [
            Stage(
                known.counted[name].name, cell, FULL * number // most if most else 0,
                round(FULL * number / first) if first and cell.number is not None else None,
            )
            for name, cell, number in zip(path.steps, cells, numbers, strict=True)
        ]  # fmt: skip


def pictures(rows: Sequence[Row], *, alike: bool = True) -> Iterator[Picture]:
    """A small picture for each row of counts with something to see; what is hidden is marked.

    `alike`: all rows count the same, so all pictures have one scale; else each has its own.
    """
    drawn = [(label, cells) for label, cells in rows if _drawn(cells)]
    most = max((_most(cells) for _, cells in drawn), default=0)
    for label, cells in drawn:
        top = most if alike else _most(cells)
        bars = tuple(_bar(place, one, top) for place, one in enumerate(cells[:-1]) if one.told)
        yield Picture(label, bars, cells[-1])


def _most(cells: Sequence[Said]) -> int:
    return max((int(one.number) for one in cells[:-1] if one.number is not None), default=0)


def _drawn(cells: Sequence[Said]) -> bool:
    """Counts by month that are not all nought; shares would need a scale of their own."""
    whole = all(isinstance(one.number, int | None) for one in cells)
    return whole and any(one.number or one.instead == HIDDEN for one in cells[:-1])


def _bar(at: int, one: Said, most: int) -> Bar:
    height = round(TALL * one.number / most) if one.number and most else 0
    return Bar(at * STEP, TALL - height, height, one.number is None)
