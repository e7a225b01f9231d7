"""Reading a file of reports: CSV in UTF-8 or cp949, or XLSX; never more than fits, no formula run."""

import csv
import io
import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import IO, Any

from hangot.core.reports.columns import FORMULA, Row, Unreadable, heads, row
from hangot.core.reports.words import Fault
from hangot.core.text import Text
from hangot.core.unpacking import too_much

MOST_ROWS = 20_000
MOST_CELLS = 64
LONGEST_CELL = 4_000
LARGEST_PART = 64 * 1024 * 1024
"""Of a packed file, unpacked: twenty thousand reports need a tenth of it."""
MOST_MARKS = 16 * MOST_ROWS
"""Cells of a packed sheet: a report has eleven."""
STRINGS, LARGEST_STRINGS = "sharedStrings", 24 * 1024 * 1024
TOO_MANY = Text(
    "한 번에 20,000행까지 받습니다. 파일을 나누어 올려 주세요. 아무것도 들이지 않았습니다.",
    "Up to 20,000 rows are taken at once. Split the file. Nothing was taken.",
)
TOO_WIDE = Text("열이나 칸이 너무 큽니다.", "There are too many columns, or a cell is too long.")
NOT_READ = Text(
    "CSV나 XLSX로 읽지 못했습니다. 스프레드시트에서 다시 저장해 올려 주세요.",
    "This could not be read as CSV or XLSX. Save it anew in a spreadsheet and upload it.",
)
EMPTY = Text("파일에 행이 없습니다.", "The file has no rows.")
NOT_TEXT = Text(
    "글자를 읽지 못했습니다. UTF-8이나 cp949(엑셀 기본)로 저장해 주세요.",
    "The letters could not be read. Save it as UTF-8 or cp949.",
)


Line = tuple[int, Sequence[Any]]
"""A row of the file: its number, its cells."""


class Formula:
    """A cell that a spreadsheet would work out; here it is refused."""


def read_sheet(upload: IO[bytes]) -> Iterator[Row]:
    """The rows of a file, one after the other; Unreadable says why it cannot be taken as a whole."""
    upload.seek(0)
    packed = upload.read(4) == b"PK\x03\x04"
    upload.seek(0)
    # Closed before the file is, whoever stops reading first.
    with closing(_of_xlsx(upload) if packed else _of_csv(upload)) as lines:
        yield from _rows(lines)


def _rows(lines: Iterator[Line]) -> Iterator[Row]:
    first = next(lines, None)
    if first is None:
        raise Unreadable(EMPTY)
    known, many = heads(first[1]), 0
    for number, cells in lines:
        found = _row(number, cells, known)
        if found is None:
            continue
        many += 1
        if many > MOST_ROWS:
            raise Unreadable(TOO_MANY)
        yield found
    if not many:
        raise Unreadable(EMPTY)


def _row(number: int, cells: Sequence[Any], known: Any) -> Row | None:
    if len(cells) > MOST_CELLS or any(len(c) > LONGEST_CELL for c in cells if isinstance(c, str)):
        raise Unreadable(TOO_WIDE)
    found = row(number, [None if isinstance(c, Formula) else c for c in cells], known)
    formulas = tuple(
        Fault(name, FORMULA)
        for name, cell in zip(known.fields, cells, strict=False)
        if name and isinstance(cell, Formula)
    )
    if not formulas:
        return found
    raw, faults = (found.raw, found.faults) if found else ({}, ())
    return Row(number, raw, known, (*faults, *formulas))


def _of_csv(upload: IO[bytes]) -> Generator[Line, None, None]:
    """Lines with their numbers; the file is decoded as it is read."""
    text = io.TextIOWrapper(upload, encoding=_encoding(upload), newline="")
    try:
        reader = csv.reader(text, strict=True)
        for cells in reader:
            yield reader.line_num, cells
    except UnicodeDecodeError:
        raise Unreadable(NOT_TEXT) from None
    except csv.Error:
        raise Unreadable(NOT_READ) from None
    finally:
        text.detach()


def _encoding(upload: IO[bytes]) -> str:
    """UTF-8 if all of it is, else cp949, in which Korean spreadsheets save by default."""
    for encoding in ("utf-8-sig", "cp949"):
        upload.seek(0)
        text = io.TextIOWrapper(upload, encoding=encoding)
        try:
            while text.read(1 << 16):
                pass
        except UnicodeDecodeError:
            continue
        finally:
            text.detach()
            upload.seek(0)
        return encoding
    raise Unreadable(NOT_TEXT)


def _of_xlsx(upload: IO[bytes]) -> Generator[Line, None, None]:
    """Cells of the first sheet, read as a stream; what would unpack to too much is not unpacked."""
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that only an import needs

    try:
        with zipfile.ZipFile(upload) as packed:
            _bounded(packed)
        upload.seek(0)
        book = load_workbook(upload, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # What a sheet says of its own size is not asked: it may be left out, or wrong.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if found := _cut([_cell(cell) for cell in cells]):
                yield number, found
    except (zipfile.BadZipFile, KeyError, IndexError, OSError, ValueError) as no:
        if isinstance(no, Unreadable):
            raise
        raise Unreadable(NOT_READ) from None


def _bounded(packed: zipfile.ZipFile) -> None:
    """Before anything is unpacked whole: the size of its parts, its rows and cells."""
    for part in packed.infolist():
        most = LARGEST_STRINGS if STRINGS in part.filename else LARGEST_PART
        if part.file_size > most:
            raise Unreadable(TOO_MANY)
    if too_much(packed, rows=MOST_ROWS * 5, cells=MOST_MARKS):
        raise Unreadable(TOO_MANY)


def _cell(cell: Any) -> Any:
    return Formula() if cell.data_type == "f" else cell.value


def _cut(cells: list[Any]) -> list[Any]:
    """Without the empty cells that a format leaves at the end of a row."""
    while cells and cells[-1] is None:
        cells.pop()
    return cells
