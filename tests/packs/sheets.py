"""Spreadsheets for the tests: small ones by rows, and one with a million rows written as it streams."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

Rows = Iterable[Sequence[object]]
HEAD = (
    "type", "name", "label::한국어 (ko)", "label::English (en)", "hint::한국어 (ko)", "relevant",
    "constraint", "constraint_message::한국어 (ko)", "required", "calculation",
)  # fmt: skip
ANSWERS = (
    ("list_name", "name", "label::한국어 (ko)", "label::English (en)"),
    ("yn", "yes", "예", "Yes"), ("yn", "no", "아니오", "No"), ("yn", "unchecked", "확인안됨", "Not checked"),
    ("help", "food", "먹을 것", "Food"), ("help", "other", "그 밖", "Other"),
    ("often", 0, "없음", "Never"), ("often", 1, "가끔", "Some"), ("often", 2, "늘", "Always"),
)  # fmt: skip
SETTINGS = (("form_title", "form_id", "version"), ("집안 형편", "home_check", 3))


def row(kind: str, name: str = "", **more: object) -> list[object]:
    """One question; `more` by the short names of the columns."""
    places = {"ko": 2, "en": 3, "hint": 4, "relevant": 5, "constraint": 6, "message": 7,
              "required": 8, "calculation": 9}  # fmt: skip
    cells: list[object] = [kind, name, name, name, *[None] * 6]
    for key, value in more.items():
        cells[places[key]] = value
    return cells


def book(*survey: Sequence[object], choices: Rows = ANSWERS, settings: Rows = SETTINGS) -> bytes:
    """A workbook with the three sheets of an XLSForm."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in (("survey", (HEAD, *survey)), ("choices", choices), ("settings", settings)):
        sheet = made.create_sheet(name)
        for one in rows:
            sheet.append(list(one))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def good() -> bytes:
    """A form with everything that is supported."""
    return book(
        row("begin_group", "home", ko="집", en="Home"),
        row("select_one yn", "alone", ko="혼자 사십니까?", required="yes"),
        row("integer", "people", ko="몇 명이 사나요", hint="본인 포함", relevant="${alone} = 'no'",
            constraint=". > 1 and . <= 20", message="2명에서 20명까지", required="yes"),
        row("select_multiple help", "wish", ko="어떤 도움", en="Which help"),
        row("text", "other", ko="그 밖의 도움", relevant="selected(${wish}, 'other')"),
        ["end_group"],
        row("select_one often", "worry", ko="걱정", required="yes"),
        row("select_one often", "sleep", ko="잠", required="yes",
            relevant="${worry} > 0 or count-selected(${wish}) >= 2"),
        row("calculate", "total", ko="합", calculation="${worry} + coalesce(${sleep}, 0)"),
    )  # fmt: skip


ROW = '<row><c t="inlineStr"><is><t>text</t></is></c></row>'


def endless(count: int) -> bytes:
    """A survey with very many rows, small as a file: what stands in them is always the same."""
    held, source = io.BytesIO(), io.BytesIO(good())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != "xl/worksheets/sheet1.xml":
                new.writestr(one, old.read(one))
        with new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(
                b'<?xml version="1.0"?><worksheet xmlns='
                b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            )
            for _ in range(count // 1000):
                sheet.write(ROW.encode() * 1000)
            sheet.write(b"</sheetData></worksheet>")
    return held.getvalue()
