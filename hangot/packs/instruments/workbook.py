"""Cells of a spreadsheet, read with bounds: no formula, no endless sheet, no bomb in the archive."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hangot.core.text import Text
from hangot.core.unpacking import too_much

LARGEST, UNPACKED, SHEET = 2_000_000, 12_000_000, 20_000_000
ROWS, COLUMNS, LETTERS = 1_500, 60, 4_000
MOST_ROWS, MOST_CELLS = 50_000, 200_000
SHEETS = ("survey", "choices", "settings", "hangot")


@dataclass(frozen=True, slots=True, order=True)
class CellFault:
    """A mistake in one cell: sheet, row, and column by its letter; row 0 for the whole sheet."""

    sheet: str
    row: int
    column: str
    ko: str
    en: str

    @property
    def place(self) -> str:
        """Where it is, as a spreadsheet names it."""
        if not self.sheet:
            return ""
        return f"{self.sheet}!{self.column}{self.row}" if self.row else self.sheet

    @property
    def sentence(self) -> Text:
        return Text(self.ko, self.en)

    def __str__(self) -> str:
        return f"{self.place}: {self.ko} / {self.en}" if self.place else f"{self.ko} / {self.en}"


class SheetError(Exception):
    """A spreadsheet that cannot be used; `faults` in order of their places."""

    def __init__(self, faults: list[CellFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number, and its cells by the name of their column."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]

    def fault(self, column: str, ko: str, en: str) -> CellFault:
        """A mistake in a cell of this row."""
        return CellFault(self.sheet, self.number, self.letters.get(column, "A"), ko, en)


def sheets(data: bytes) -> dict[str, list[Line]]:
    """The rows of the sheets of a form. SheetError names cells; nothing larger is read."""
    _bounded(data)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - memory that only an import needs

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:
        raise _unreadable() from error
    try:
        names = {name.strip().lower(): name for name in book.sheetnames}
        faults: list[CellFault] = []
        found = {
            name: list(_lines(name, book[names[name]], faults)) for name in SHEETS if name in names
        }
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _unreadable() from error
    finally:
        book.close()
    if faults:
        raise SheetError(faults)
    return found


def _bounded(data: bytes) -> None:
    """Before anything is unpacked: how large it says to be, and how large that would become."""
    if len(data) > LARGEST:
        raise _whole("파일이 너무 큽니다. 2MB까지 올릴 수 있습니다", "at most 2 MB was expected")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {one.filename: one.file_size for one in archive.infolist()}
            crowded = too_much(archive, rows=MOST_ROWS, cells=MOST_CELLS)
    except (zipfile.BadZipFile, ValueError) as error:
        raise _unreadable() from error
    rows = {name: size for name, size in sizes.items() if "/worksheets/" in name}
    if crowded or max(rows.values(), default=0) > SHEET:
        raise _whole(
            f"줄이 너무 많은 시트가 있습니다. {ROWS}줄까지만 남기고 지워 주세요",
            f"a sheet has too many rows; leave at most {ROWS}",
        )
    if sum(sizes.values()) - sum(rows.values()) > UNPACKED:
        raise _whole("펼치면 너무 큰 파일입니다", "this file unpacks to too much")


def _whole(ko: str, en: str) -> SheetError:
    return SheetError([CellFault("", 0, "", ko, en)])


def _unreadable() -> SheetError:
    return _whole(
        "엑셀 파일(.xlsx)로 읽을 수 없습니다. 다시 저장해서 올려 주세요",
        "this cannot be read as .xlsx; save it again and upload it",
    )


def _lines(sheet: str, rows: Any, faults: list[CellFault]) -> Iterator[Line]:
    """Rows below the first, which names the columns; a sheet that never ends is left at the bound."""
    heads: dict[int, str] = {}
    for number, row in enumerate(rows.iter_rows(max_col=COLUMNS), start=1):
        if number > ROWS:
            faults.append(
                CellFault(
                    sheet, number, "A", f"{ROWS}줄까지만 읽습니다. 나머지를 지워 주세요",
                    f"at most {ROWS} rows are read; delete the rest",
                )
            )  # fmt: skip
            return
        cells = _cells(sheet, number, row, faults)
        if number == 1:
            heads = {place: text.strip().lower() for place, text in cells.items()}
        elif cells:
            named = {heads[place]: text for place, text in cells.items() if place in heads}
            letters = {name: _letter(place) for place, name in heads.items()}
            yield Line(sheet, number, named, letters)


def _letter(place: int) -> str:
    """The name of a column by its number from 1: A to Z, then AA."""
    before, last = divmod(place - 1, 26)
    return (chr(64 + before) if before else "") + chr(65 + last)


def _cells(sheet: str, number: int, row: Any, faults: list[CellFault]) -> dict[int, str]:
    """The cells that hold something; a formula is a mistake, whatever it comes to."""
    found = {}
    for place, cell in enumerate(row, start=1):
        value = cell.value
        if value is None:
            continue
        if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
            faults.append(
                CellFault(
                    sheet, number, _letter(place),
                    "수식이 있습니다. 값으로 바꾸어 주세요", "a formula; put its value here instead",
                )
            )  # fmt: skip
            continue
        text = _text(value).strip()
        if len(text) > LETTERS:
            faults.append(
                CellFault(
                    sheet, number, _letter(place), f"{LETTERS}자까지 쓸 수 있습니다",
                    f"at most {LETTERS} letters were expected",
                )
            )  # fmt: skip
        elif text:
            found[place] = text
    return found


def _text(value: object) -> str:
    """As it is shown: a whole number without a fraction, truth as XLSForm writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
