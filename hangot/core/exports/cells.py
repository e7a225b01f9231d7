"""Cells of spreadsheets: text that a spreadsheet would take for a formula is set as text."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Full-width signs too: an Excel with a Korean keyboard reads them as the narrow ones."""
MARK = b"\xef\xbb\xbf"
"""By this a Korean Excel knows that the file is UTF-8."""


def plain(cell: Any) -> Any:
    """The cell, with a mark before what begins like a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS) else cell


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """CSV line by line, for a Korean Excel; nothing but the line at hand is in memory."""
    text = io.StringIO()
    writer = csv.writer(text)
    yield MARK
    for row in rows:
        writer.writerow([plain(cell) for cell in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
