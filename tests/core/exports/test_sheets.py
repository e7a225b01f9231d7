"""Files that open in a Korean Excel, where no cell of ours ever becomes a formula."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.exports import xlsx
from hangot.core.exports.cells import csv_lines, plain
from hangot.core.exports.marks import Mark, marked

CELLS = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.text(st.characters(codec="utf-8"), max_size=20)
)


@pytest.mark.parametrize("bad", ["=1+1", "+82", "-1", "@sum", "\t=1", "\r=1", "＝1+1", "＠x"])
def test_what_begins_like_a_formula_is_set_as_text(bad: str) -> None:
    assert plain(bad) == f"'{bad}"


def test_what_is_harmless_stays_as_it_is() -> None:
    assert [plain(one) for one in ("한서윤", 7, None, "26-0001")] == ["한서윤", 7, None, "26-0001"]


def test_a_text_file_begins_with_the_mark_that_excel_needs() -> None:
    content = b"".join(csv_lines([["가", '"나",다'], [1, "="]]))
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert read == [["가", '"나",다'], ["1", "'="]]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_workbook_gives_back_what_was_written_and_no_formula(rows: list[list[Any]]) -> None:
    out = io.BytesIO()
    xlsx.write(rows, out, footer="서울 & 센터")
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            assert cell.data_type in ("s", "n", "inlineStr"), (value, cell.data_type)
            if isinstance(value, int):
                assert cell.value == value


def test_every_row_says_to_which_request_it_belongs() -> None:
    mark = Mark("A1B2", "센터", "팀장", "2026-11-23 10:00", "보고", "시청")
    first, heads, *rows = marked([["1", "가"], ["2", "나"]], ["번호", "이름"], mark)
    assert all(word in first[0] for word in ("A1B2", "팀장", "2026-11-23", "보고", "시청"))
    assert heads[-1] == "반출번호"
    assert {row[-1] for row in rows} == {"A1B2"}
