"""Counting rows and cells in a stream: none is missed where it lies across two pieces."""

import io
import zipfile

import pytest

from hangot.core.unpacking import AT_ONCE, too_much


def packed(sheet: bytes) -> zipfile.ZipFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return zipfile.ZipFile(held)


@pytest.mark.parametrize("shift", [0, 1, 2, 3, 4, 5, 30])
@pytest.mark.parametrize(
    ("row", "cell"), [(b"<row>", b"<c/>"), (b'<x:row r="1">', b'<x:c t="s"/>')]
)
def test_every_row_and_cell_is_counted_once(shift: int, row: bytes, cell: bytes) -> None:
    one = row + cell * 3 + b"<v>rows c</v>" + b" " * 40
    many = 3 * AT_ONCE // len(one)
    sheet = packed(b" " * shift + one * many)
    assert not too_much(sheet, rows=many, cells=3 * many)
    assert too_much(sheet, rows=many - 1, cells=3 * many)
    assert too_much(sheet, rows=many, cells=3 * many - 1)


def test_what_is_no_sheet_is_not_counted() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/styles.xml", b"<row>" * 10)
    assert not too_much(zipfile.ZipFile(held), rows=1, cells=1)
