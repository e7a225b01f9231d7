"""Forms as spreadsheets and back: every shipped form comes home as it left."""

import io
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from hangot.core.instruments.form import Instrument
from hangot.packs.instruments.export import exported
from hangot.packs.instruments.loader import load, load_path
from hangot.packs.instruments.workbook import SheetError
from hangot.packs.instruments.xlsform import imported
from hangot.packs.loader import PACKS
from tests.packs.sheets import good
from tests.packs.test_forms import GOOD

SHIPPED = sorted((PACKS / "base" / "instruments").glob("*.yaml"))
WRITTEN = ("text", "digest", "when_text")
"""How a form is written; two that are written otherwise may be the same form."""


def shape(it: Any) -> Any:
    """Everything a form says, without how it is written."""
    if is_dataclass(it):
        return {
            "": type(it).__name__,
            **{one.name: shape(getattr(it, one.name)) for one in fields(it) if one.name not in WRITTEN},
        }  # fmt: skip
    return [shape(one) for one in it] if isinstance(it, tuple | list) else it


def same(one: Instrument, other: Instrument) -> None:
    found, expected = shape(one), shape(other)
    for name, part in expected.items():
        assert found[name] == part, name


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_form_leaves_as_a_spreadsheet_and_comes_home_the_same(path: Path) -> None:
    form = load_path(path)
    same(imported(exported(form)), form)


def test_what_came_in_goes_out_and_comes_in_the_same() -> None:
    form = imported(good())
    again = imported(exported(form))
    same(again, form)
    same(imported(exported(again)), form)


def test_other_programs_find_answers_they_can_add_up_and_questions_in_both_languages() -> None:
    book = load_workbook(io.BytesIO(exported(load_path(PACKS / "base/instruments/phq9.yaml"))))
    survey = [[cell.value for cell in row] for row in book["survey"].iter_rows()]
    choices = {(row[0].value, row[1].value) for row in book["choices"].iter_rows(min_row=2)}
    assert ("often", "3") in choices
    assert survey[2][:2] == ["select_one often", "q1"]
    assert survey[2][3] == "Little interest or pleasure in doing things"
    sums = next(row for row in survey if row[0] == "calculate")
    assert "${q9}" in sums[-1]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_a_label_that_begins_like_a_formula_stays_a_label() -> None:
    form = load(GOOD.replace("ko: 첫째", 'ko: "=1+1"').encode(), "small.yaml")
    with pytest.raises(SheetError, match="formula"):
        imported(exported(form))


def test_what_stands_beside_and_cannot_be_read_is_named_by_its_cell() -> None:
    book = load_workbook(io.BytesIO(exported(load(GOOD.encode(), "small.yaml"))))
    sheet = book["hangot"]
    keys = [row[0].value for row in sheet.iter_rows()]
    sheet.cell(keys.index("section") + 1, 2).value = "{a: [b"
    sheet.append(["items.nobody", "{points: 2}"])
    held = io.BytesIO()
    book.save(held)
    with pytest.raises(SheetError) as found:
        imported(held.getvalue())
    places = [one.place for one in found.value.faults]
    assert places == [f"hangot!B{keys.index('section') + 1}", f"hangot!A{len(keys) + 1}"]


def test_the_command_writes_a_spreadsheet_that_the_other_command_reads(
    tmp_path: Path, capsys: Any
) -> None:
    sheet, back = tmp_path / "gad7.xlsx", tmp_path / "gad7.yaml"
    call_command("instrument_export", str(PACKS / "base/instruments/gad7.yaml"), out=sheet)
    call_command("instrument_import", str(sheet), out=back)
    same(load_path(back), load_path(PACKS / "base/instruments/gad7.yaml"))
    assert "gad7.xlsx: 물음 8개" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"none\.yaml"):
        call_command("instrument_export", str(tmp_path / "none.yaml"), out=sheet)
