"""A sheet of reports: heads in any spelling, cells of any kind, formulas refused by their place."""

from datetime import UTC, datetime, time

import pytest

from hangot.core.reports.columns import Unreadable, heads, letter, row

HEAD = ["접수번호", "신고일시", "동의", "전화", "생년월일", "통화시작", "가구원", "Wish"]


def test_heads_are_known_in_both_languages_and_by_their_codes() -> None:
    assert heads(["\ufeffnumber", "Reported At", " 동의 ", None]).fields == (
        "number", "reported_at", "agreed", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["접수번호", "신고일시"], "동의"),
        ([*HEAD, "죄명"], "I열"),
        ([*HEAD, "phone"], "전화"),
    ],
)
def test_a_head_that_is_missing_strange_or_there_twice_is_named(
    cells: list[str], words: str
) -> None:
    with pytest.raises(Unreadable) as no:
        heads(cells)
    assert words in no.value.sentence.ko


def test_a_cell_of_every_kind_is_read_as_text() -> None:
    cells = [26.0, datetime(2026, 9, 1, 23, 40, tzinfo=UTC), True, 1077340182.0,
             datetime(1988, 4, 2, tzinfo=UTC), time(9, 30), "자녀/최유나/2017-05-02; 배우자//", None]  # fmt: skip
    found = row(2, cells, heads(HEAD))
    assert found is not None
    assert found.raw == {
        "number": "26", "reported_at": "2026-09-01 23:40:00+00:00", "agreed": True,
        "phone": "01077340182", "birth": "1988-04-02", "call_from": "09:30",
        "members": [
            {"role": "자녀", "name": "최유나", "birth": "2017-05-02"}, {"role": "배우자"},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("cell", ["=1+1", " =cmd|' /C calc'!A0", "@SUM(1)"])
def test_a_formula_is_a_fault_and_never_a_value(cell: str) -> None:
    found = row(7, ["26-1", None, None, cell], heads(HEAD))
    assert found is not None
    assert [fault.field for fault in found.faults] == ["phone"]
    assert "phone" not in found.raw


def test_a_phone_with_a_plus_is_no_formula_and_an_empty_row_is_none() -> None:
    found = row(2, ["26-1", None, None, "+82 10 7734 0182"], heads(HEAD))
    assert found is not None
    assert found.raw["phone"] == "+82 10 7734 0182"
    assert row(3, [None, "", None], heads(HEAD)) is None


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    known = heads(HEAD)
    assert (known.place("members/0/birth"), known.place("district")) == ("G 가구원", "구")
