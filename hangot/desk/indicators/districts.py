"""Districts beside one another: a small picture for each on one scale, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from hangot.core.indicators.coarse import added, middle, rounded_to
from hangot.core.indicators.counting import MONTHS
from hangot.core.indicators.definition import digest
from hangot.core.indicators.definitions import Indicator, Indicators
from hangot.core.indicators.tables import COLUMNS, Row, Table, column, named, notes
from hangot.core.indicators.telling import UNTOLD, said
from hangot.core.reports.sums import LEAST
from hangot.core.text import Text
from hangot.desk.indicators.showing import TALL, Picture, pictures
from hangot.indicators.models import CityFigures

DISTRICT, TOGETHER = Text("자치구", "District"), Text("모두", "All")
MIDDLE = Text("가운데 값", "In the middle")
NOTE = Text(
    "센터가 알려 온 수를 {n}{unit} 단위로 맞추었습니다. 가린 수는 모두에 더하지 않았습니다.",
    "As told by the centres, rounded to {n} {unit}. What is hidden is not in the sums.",
)

OTHER = Text(
    "다른 정의로 센 곳이라 견주지 않았습니다: {names}. 정의를 맞춘 뒤의 수만 견줄 수 있습니다.",
    "Not compared, because they count by another definition: {names}. Only figures of one definition are compared.",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table of the districts, their pictures, and how high the middle stands."""

    table: Table
    pictures: list[Picture]
    line: int | None


def compared(everybody: Sequence[CityFigures], one: Indicator, known: Indicators) -> Comparison:
    """One indicator of a year in every district, and all of them together.

    Who counted something else under its name is named, and not compared.
    """
    own = digest(one, known)
    told = [r for r in everybody if one.id not in r.figures or r.definitions.get(one.id) == own]
    figures = [row.figures.get(one.id, {}) for row in told]
    rows: list[Row] = [
        (row.label, tuple(_cell(of, month) for month in COLUMNS))
        for row, of in zip(told, figures, strict=True)
    ]
    ends = [(TOGETHER, added), *([(MIDDLE, middle)] if len(told) >= LEAST else [])]
    below: list[Row] = [
        (label, tuple(said(of(figures, m)) if _any(figures, m) else UNTOLD for m in COLUMNS))
        for label, of in ends
    ]
    note = NOTE.format(n=f"{rounded_to(one.counts):,}", unit=one.unit)
    heads = (DISTRICT, *(column(month) for month in COLUMNS))
    table = Table(
        named(one.name, one.unit), heads, (*rows, *below),
        (one.population, note, *_others(everybody, told), *notes(rows)),
    )  # fmt: skip
    return Comparison(table, list(pictures(rows)), _line(figures))


def _others(everybody: Sequence[CityFigures], told: Sequence[CityFigures]) -> tuple[Text, ...]:
    other = [row.label for row in everybody if row not in told]
    if not other:
        return ()
    names = Text(", ".join(one.ko for one in other), ", ".join(one.en for one in other))
    return (OTHER.format(names=names),)


def context(told: Sequence[CityFigures], one: Indicator, known: Indicators) -> dict[str, Any]:
    """What the page of the districts needs beside the frame of all figures."""
    found = compared(told, one, known)
    return {"table": found.table, "pictures": found.pictures, "line": found.line, "alike": True}


def _cell(of: dict[str, int | None], month: int) -> Any:
    return said(of[str(month)]) if str(month) in of else UNTOLD


def _any(figures: Sequence[dict[str, int | None]], month: int) -> bool:
    return any(str(month) in of for of in figures)


def _line(figures: Sequence[dict[str, int | None]]) -> int | None:
    """Where the middle of all months of all districts lies, from above; None where there is none."""
    cells = [of[str(m)] for of in figures for m in MONTHS if of.get(str(m)) is not None]
    known = [cell for cell in cells if cell is not None]
    most = max(known, default=0)
    return TALL - round(TALL * median(known) / most) if most else None
