"""What is shown of a year: all indicators side by side, or one of them by agency, with pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure
from hangot.core.indicators.definitions import Dim, Indicators
from hangot.core.indicators.telling import (
    HIDDEN,
    Said,
    Table,
    said,
    sentence,
    share,
    side_by_side,
    table,
)
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.indicators.queries import Told

STEP, BAR, TALL = 16, 12, 48
WIDTH = STEP * len(MONTHS)


@dataclass(frozen=True, slots=True)
class Bar:
    """One month as drawn; `hidden`: its number is not told, so only its place is marked."""

    x: int
    y: int
    height: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The months of one row. All pictures of a page have the same scale."""

    label: Text
    bars: tuple[Bar, ...]
    year: Said


def shown(pack: Profile, told: Told, what: str, year: int) -> Table:
    """The table of one indicator by agency, or of all indicators where none is named."""
    known = pack.indicators
    if what in known.counted:
        names = {slug: one.label for slug, one in pack.agencies.items()}
        figures = told.get(what, {})
        present = {figure.value for figure in figures}
        labels = {slug: name for slug, name in names.items() if slug in present}
        dim: Dim | None = "agency" if known.counted[what].by else None
        return table(known.counted[what], dim, figures, labels, months=True)
    title = Text(f"{year}년 통계", f"Figures of {year}")
    return side_by_side(title, known.counted, told, _shares(known, told))


def sentences(known: Indicators, told: Told) -> list[Text]:
    """The sentences of a year, once the year was told."""
    whole = {name: told.get(name, {}) for name in known.counted}
    if not any(Figure(EVERY, EVERY, YEAR) in row for row in whole.values()):
        return []
    year = {name: said(row.get(Figure(EVERY, EVERY, YEAR))) for name, row in whole.items()}
    return [sentence(phrase, year) for phrase in known.phrases.values()]


def pictures(of: Table) -> Iterator[Picture]:
    """A small picture for each row of counts with something to see; what is hidden is marked."""
    rows = [(label, cells) for label, cells in of.rows if _drawn(cells)]
    numbers = [one.number for _, cells in rows for one in cells[:-1]]
    most = max((int(one) for one in numbers if one is not None), default=0)
    for label, cells in rows:
        bars = tuple(_bar(at, one, most) for at, one in enumerate(cells[:-1]) if one.told)
        yield Picture(label, bars, cells[-1])


def _drawn(cells: Sequence[Said]) -> bool:
    """Counts by month that are not all nought; shares would need a scale of their own."""
    whole = all(isinstance(one.number, int | None) for one in cells)
    return whole and any(one.number or one.instead == HIDDEN for one in cells[:-1])


def _bar(at: int, one: Said, most: int) -> Bar:
    height = round(TALL * one.number / most) if one.number and most else 0
    return Bar(at * STEP, TALL - height, height, one.number is None)


def _shares(known: Indicators, told: Told) -> Mapping[str, tuple[Text, dict[int, Said]]]:
    found = {}
    for name, one in known.shares.items():
        part, of = told.get(one.part, {}), told.get(one.of, {})
        months = {
            f.month: share(part[f], value)
            for f, value in of.items()
            if f.dim == EVERY and f in part
        }
        found[name] = (Text(f"{one.name.ko} (%)", f"{one.name.en} (%)"), months)
    return found
