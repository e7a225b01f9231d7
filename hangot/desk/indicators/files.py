"""The same table as CSV and XLSX that open in a Korean Excel, and as data for other programs."""

import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from hangot.core.exports.cells import csv_lines, plain
from hangot.core.indicators.tables import Table
from hangot.core.indicators.telling import Said
from hangot.core.text import Text
from hangot.templatetags.words import in_language


def as_csv(of: Table) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    return b"".join(csv_lines(lines(of)))


def as_xlsx(of: Table) -> bytes:
    """One sheet; numbers are numbers, and text is only ever text."""
    return _book([lines(of)])


def as_book(words: Iterable[Text], tables: Sequence[Table]) -> bytes:
    """A cover sheet with these words and the titles, then every table on a sheet of its own."""
    titles = [[f"{place}. {in_language(of.title)}"] for place, of in enumerate(tables, start=1)]
    cover = [*([in_language(one)] for one in words), *titles]
    return _book([cover, *(lines(of) for of in tables)])


def _book(sheets: Iterable[Iterable[Iterable[Any]]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - memory that only a spreadsheet needs

    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for line in rows:
            sheet.append([_cell(sheet, cell) for cell in line])
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def as_data(of: Table) -> dict[str, Any]:
    """For other programs: null where nothing is told, with the word for it."""
    return {
        "title": in_language(of.title),
        "heads": [in_language(one) for one in of.heads],
        "rows": [
            {"label": in_language(label), "cells": [_data(one) for one in cells]}
            for label, cells in of.rows
        ],
        "notes": [in_language(one) for one in of.notes],
        **({"crossed": as_data(of.crossed)} if of.crossed else {}),
    }


def lines(of: Table) -> list[list[Any]]:
    """Title, heads, rows and notes, as they stand below each other in a file."""
    return [
        [in_language(of.title)],
        [in_language(one) for one in of.heads],
        *_rows(of),
        *([in_language(one)] for one in of.notes),
        *([[], *lines(of.crossed)] if of.crossed else []),
    ]


def _rows(of: Table) -> Iterator[list[Any]]:
    for place, (label, cells) in enumerate(of.rows):
        if place in of.breaks:
            yield [in_language(of.breaks[place])]
        yield [in_language(label), *(_value(one) for one in cells)]


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

    cell = WriteOnlyCell(sheet, value=plain(value))
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _value(one: Said) -> int | float | str:
    if one.number is None:
        return in_language(one.instead)
    return one.number if isinstance(one.number, int) else float(str(one))


def _data(one: Said) -> dict[str, Any]:
    number = float(str(one)) if isinstance(one.number, Fraction) else one.number
    return {"number": number, "shown": str(Text(str(one), str(one)))}
