"""A table pasted from a spreadsheet or read from a CSV file, cell by cell, under known headings."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hangot.core.text import Text

NOTHING = Text("넣을 줄이 없습니다. 표를 복사해서 붙여 넣어 주세요.", "There is no line. Copy the table and paste it here.")  # fmt: skip
TOO_MANY = Text("한 번에 {n}줄까지 넣을 수 있습니다.", "Up to {n} lines at once.")
NOT_A_COLUMN = Text("아는 제목이 아니거나 두 번 나옵니다. 이 열을 지우거나 제목을 고쳐 주세요.", "Not a known heading, or there twice. Remove the column or correct its heading.")  # fmt: skip
NO_HEADING = Text("‘{typed}’: 제목이 없는 칸입니다. 지우거나 옮겨 주세요.", "“{typed}”: there is no heading above. Remove or move it.")  # fmt: skip
NTH = Text("{n}번째 칸", "Cell {n}")
LONGEST = 60
Columns = Mapping[str, tuple[Text, tuple[str, ...]]]
"""Name of a column: how it is called here, and the headings it is known by."""
Rows = list[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that cannot be read: its line as counted in what was pasted, its column, and why."""

    line: int
    column: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Table:
    """The lines with the cells by column, and what is wrong with the table itself."""

    lines: tuple[tuple[int, Mapping[str, str]], ...]
    wrong: tuple[Wrong, ...]


def lines(text: str, columns: Columns, *, needed: Sequence[str], most: int) -> Table:
    """The cells of a table, tab-separated as a spreadsheet copies it, or of a CSV file.

    `needed`: the columns a heading must name to be one; without a heading the order counts.
    """
    first = columns[needed[0]][0]
    rows = [(n, row) for n, row in enumerate(_cells(text), 1) if any(cell.strip() for cell in row)]
    if not rows:
        return Table((), (Wrong(0, first, NOTHING),))
    names, rows, wrong = _headed(rows, columns, needed)
    if len(rows) > most:
        return Table((), (Wrong(0, first, TOO_MANY.format(n=most)),))
    found = []
    for line, row in rows:
        wrong.extend(_beyond(line, row, names))
        found.append((line, dict(zip(names, (cell.strip() for cell in row), strict=False))))
    return Table(tuple(found), tuple(wrong))


def _cells(text: str) -> Iterable[Sequence[str]]:
    plain = text.removeprefix("\ufeff")
    return csv.reader(io.StringIO(plain), delimiter="\t" if "\t" in plain else ",")


def _headed(
    rows: Rows, columns: Columns, needed: Sequence[str]
) -> tuple[Sequence[str], Rows, list[Wrong]]:
    """The columns in their order, the lines below a heading where there is one, unknown headings."""
    line, heading = rows[0]
    first = [_column(cell, columns) for cell in heading]
    if not set(needed) <= set(first):
        return tuple(columns), rows, []
    wrong = [
        Wrong(line, Text(cell.strip(), cell.strip()), NOT_A_COLUMN)
        for place, cell in enumerate(heading)
        if cell.strip() and (not first[place] or first[place] in first[:place])
    ]
    return first, rows[1:], wrong


def _beyond(line: int, row: Sequence[str], columns: Sequence[str]) -> Iterable[Wrong]:
    """Cells that stand under no heading: nothing that was written is left out in silence."""
    for place, cell in enumerate(row):
        if cell.strip() and (place >= len(columns) or not columns[place]):
            yield Wrong(
                line, NTH.format(n=place + 1), NO_HEADING.format(typed=cell.strip()[:LONGEST])
            )


def _column(cell: str, columns: Columns) -> str:
    plain = re.sub(r"[\s()·_/]", "", cell).lower()
    return next((name for name, (_, words) in columns.items() if plain in words), "")
