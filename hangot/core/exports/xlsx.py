"""One sheet as XLSX (ISO/IEC 29500), row by row into a stream that cannot go back.

A library would lay the rows down as plain text in a temporary file first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

THEN = (1980, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 255
PARTS = (
    ("[Content_Types].xml", f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
     '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
     f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
     f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET}.worksheet+xml"/></Types>'),
    ("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
     f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
    ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
     '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'),
    ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
     f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
)  # fmt: skip


def write(rows: Iterable[Sequence[Any]], out: IO[bytes], *, footer: str) -> None:
    """Write the workbook; `footer` stands on every printed page. Text is only ever text."""
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for name, content in PARTS:
            with book.open(_info(name), "w") as part:
                part.write(content.encode())
        with book.open(_info("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            for piece in _sheet(rows, footer):
                sheet.write(piece.encode())


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, THEN)
    info.compress_type = ZIP_DEFLATED
    return info


def _sheet(rows: Iterable[Sequence[Any]], footer: str) -> Iterator[str]:
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>"
    # An ampersand begins a code of the footer; two of them are one.
    said = _text(footer.replace("&", "&&")[:LONGEST])
    yield f"</sheetData><headerFooter><oddFooter>&amp;L{said}</oddFooter></headerFooter></worksheet>"


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(str(value))}</t></is></c>'


def _text(value: str) -> str:
    return escape(UNFIT.sub("", value)).replace("\r", "&#13;")
