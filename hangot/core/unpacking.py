"""How much a packed spreadsheet holds, counted as it streams and before any of it is built up.

A program that reads spreadsheets may walk through a whole sheet only to learn how large it is, and
a sheet of a few hundred kilobytes can unpack to a million rows. Counting marks takes a moment.
"""

import re
from typing import IO
from zipfile import ZipFile

ROW, CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
AT_ONCE = 1 << 20
LONGEST_MARK = 64
SHEETS = "/worksheets/"


def too_much(packed: ZipFile, *, rows: int, cells: int) -> bool:
    """Does any sheet hold more rows or cells than this? Stops at the first that does."""
    for part in packed.infolist():
        if SHEETS in part.filename:
            with packed.open(part) as sheet:
                if _beyond(sheet, rows, cells):
                    return True
    return False


def _beyond(sheet: IO[bytes], rows: int, cells: int) -> bool:
    tail = b""
    while chunk := sheet.read(AT_ONCE):
        text = tail + chunk
        # A mark may lie across two pieces: what follows the last "<" is looked at with the next.
        cut = max(text.rfind(b"<"), len(text) - LONGEST_MARK)
        rows -= len(ROW.findall(text[:cut]))
        cells -= len(CELL.findall(text[:cut]))
        tail = text[cut:]
        if rows < 0 or cells < 0:
            return True
    return len(ROW.findall(tail)) > rows or len(CELL.findall(tail)) > cells
