"""Figures as tables: the same one for screen, file, paper and other programs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure, cell
from hangot.core.indicators.definitions import Indicator, Indicators
from hangot.core.indicators.telling import (
    HIDDEN,
    NOTHING,
    UNTOLD,
    WHY_HIDDEN,
    WHY_NOTHING,
    Said,
    Told,
    each,
    said,
    share,
)
from hangot.core.text import Text

NAMES: Mapping[str, Text] = {
    "agency": Text("기관", "Agency"),
    "district": Text("자치구", "District"),
    "kind": Text("종류(한 해)", "Kind (of the year)"),
    "special": Text("특례 집단", "Special group"),
    "age": Text("나이", "Age"),
    "area": Text("동네", "Quarter"),
}
ALL, OF_YEAR, RANGE = Text("모두", "All"), Text("한 해", "Year"), Text("범위", "Range")
COLUMNS = (*MONTHS, YEAR)
Row = tuple[Text, tuple[Said, ...]]
Labels = Mapping[str, Mapping[str, Text]]
"""Of each breakdown, its rows in order."""


@dataclass(frozen=True, slots=True)
class Table:
    """A title, heads, rows of a label and cells, and what must be said below it.

    `breaks`: a heading that stands before a row, by its place. `crossed`: two breakdowns of the same
    as a table of their own, which goes wherever this one goes.
    """

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[Row, ...]
    notes: tuple[Text, ...]
    breaks: Mapping[int, Text] = field(default_factory=dict)
    crossed: "Table | None" = None


def table(indicator: Indicator, told: Told, labels: Labels, *, months: bool = True) -> Table:
    """An indicator by months: first the whole, then every breakdown."""
    columns = COLUMNS if months else (YEAR,)
    rows: list[Row] = [_row(told, EVERY, EVERY, ALL, columns)]
    breaks: dict[int, Text] = {}
    for dim in indicator.by:
        if dim in (indicator.crossing or ()):
            continue
        broken = labels.get(dim, {})
        if broken:
            breaks[len(rows)] = NAMES[dim]
        rows += [_row(told, dim, key, label, columns) for key, label in broken.items()]
    return Table(
        named(indicator.name, indicator.unit),
        (RANGE, *(column(month) for month in columns)),
        tuple(rows),
        (indicator.population, indicator.source, *notes(rows)),
        breaks,
        crossed(indicator, told, labels),
    )


def crossed(indicator: Indicator, told: Told, labels: Labels) -> Table | None:
    """One breakdown down and another across, of a year, with both their sums at the edges."""
    pair = indicator.crossing
    down, across = (labels.get(dim, {}) for dim in pair or ("", ""))
    if pair is None or not down or not across:
        return None
    edge = [Figure(pair[1], key, YEAR) for key in across]
    rows: list[Row] = [(ALL, tuple(at(told, f) for f in (Figure(EVERY, EVERY, YEAR), *edge)))]
    for row, label in down.items():
        cells = (Figure(pair[0], row, YEAR), *(cell(*pair, row, key) for key in across))
        rows.append((label, tuple(at(told, figure) for figure in cells)))
    one, other = NAMES[pair[0]], NAMES[pair[1]]
    over = Text(f"{one.ko}·{other.ko}", f"{one.en}, {other.en}")
    return Table(
        Text(f"{indicator.name.ko}: {over.ko} ({indicator.unit.ko}, 한 해)",
             f"{indicator.name.en}: {over.en} ({indicator.unit.en}, year)"),
        (one, ALL, *across.values()), tuple(rows), notes(rows),
    )  # fmt: skip


def side_by_side(title: Text, known: Indicators, told: Mapping[str, Told]) -> Table:
    """All indicators of a year by month, each with its unit and below its topic, and the shares."""
    rows: list[Row] = []
    breaks: dict[int, Text] = {}
    for topic, label in {**known.topics, "": Text("그 밖", "Others")}.items():
        found = [*_counted(known, told, topic), *_shares(known, told, topic)]
        if found and known.topics:
            breaks[len(rows)] = label
        rows += found
    heads = (Text("무엇을", "What"), *(column(month) for month in COLUMNS))
    return Table(title, heads, tuple(rows), notes(rows), breaks)


def named(name: Text, unit: Text) -> Text:
    """A name with its unit, which never stands alone."""
    return Text(f"{name.ko} ({unit.ko})", f"{name.en} ({unit.en})")


def column(month: int) -> Text:
    """The head of a month, or of the year (0)."""
    return Text(f"{month}월", f"{month}") if month else OF_YEAR


def notes(rows: Iterable[Row]) -> tuple[Text, ...]:
    """Why there is no number, where there is none."""
    instead = [one.instead for _, cells in rows for one in cells if one.number is None]
    found = ((HIDDEN, WHY_HIDDEN), (NOTHING, WHY_NOTHING))
    return tuple(why for word, why in found if word in instead)


def at(told: Told, figure: Figure) -> Said:
    """A figure as it is said, also that it was not told yet."""
    return said(told[figure]) if figure in told else UNTOLD


def divided(known: Indicators, name: str, told: Mapping[str, Told]) -> dict[int, Said]:
    """A share, or so much for each one, by month and of the year."""
    one = known.shares[name]
    part, of = told.get(one.part, {}), told.get(one.of, {})
    how = each if one.each else share
    return {f.month: how(part[f], value) for f, value in of.items() if f.dim == EVERY and f in part}


def _row(told: Told, dim: str, key: str, label: Text, columns: Iterable[int]) -> Row:
    return label, tuple(at(told, Figure(dim, key, month)) for month in columns)


def _counted(known: Indicators, told: Mapping[str, Told], topic: str) -> Iterator[Row]:
    for name, one in known.counted.items():
        if one.topic == topic:
            yield _row(told.get(name, {}), EVERY, EVERY, named(one.name, one.unit), COLUMNS)


def _shares(known: Indicators, told: Mapping[str, Told], topic: str) -> Iterator[Row]:
    for name, one in known.shares.items():
        if one.topic == topic:
            months = divided(known, name, told)
            label = named(one.name, one.each or Text("%", "%"))
            yield label, tuple(months.get(month, UNTOLD) for month in COLUMNS)
