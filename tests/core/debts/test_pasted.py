"""A table copied from a spreadsheet becomes debts, or every wrong cell is named and nothing is taken."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.debts.pasted import read
from hangot.core.debts.sums import Debt
from hangot.packs.active import profile

KINDS = profile("financial_welfare").debts.kinds
TABLE = """채권자\t종류\t원금\t이자\t연체일수\t이자율\t담보\t보증인\t압류
한빛은행\t은행\t38,400,000원\t1,200,000\t120\t15.9%\t아니요\t예\t
심야대부\t불법사금융\t3,000,000\t2,700,000\t90\t\t\t\t
성북세무서\t세금\t4,200,000\t\t\t\t\t\t예
"""


def test_a_table_from_a_spreadsheet_becomes_debts() -> None:
    found = read(TABLE, KINDS)
    assert found.wrong == ()
    assert found.debts == (
        Debt("한빛은행", "lender", 38_400_000, 1_200_000, 120, Decimal("15.9"), guarantor=True),
        Debt("심야대부", "illegal_lender", 3_000_000, 2_700_000, 90),
        Debt("성북세무서", "tax", 4_200_000, seizure=True),
    )


def test_a_csv_file_with_other_columns_first_and_a_mark_of_its_program() -> None:
    found = read('\ufeff원금,채권자,종류\r\n"1,000,000","카드, 하나",카드\r\n', KINDS)
    assert found.debts == (Debt("카드, 하나", "lender", 1_000_000),)


def test_every_wrong_cell_is_named_and_no_line_is_taken() -> None:
    found = read(
        "채권자\t종류\t원금\t담보\n한빛은행\t은행\t많음\t예\n\t은행\t1000\t\n어딘가\t금괴\t-5\t글쎄\n",
        KINDS,
    )
    assert found.debts == ()
    assert [(one.line, one.column.ko) for one in found.wrong] == [
        (2, "원금"), (3, "채권자"), (4, "종류"), (4, "담보"),
    ]  # fmt: skip
    assert "많음" in found.wrong[0].why.ko


def test_a_column_nobody_knows_and_a_cell_without_a_heading_are_not_dropped_in_silence() -> None:
    found = read(
        "채권자\t원금\t종류\t비고\n가온\t5000\t카드\t작년에 빌림\n나무\t1\t카드\t\t덤\n", KINDS
    )
    assert [(one.line, one.column.ko) for one in found.wrong] == [
        (1, "비고"), (2, "4번째 칸"), (3, "5번째 칸"),
    ]  # fmt: skip
    assert "작년에 빌림" in found.wrong[1].why.ko


def test_below_zero_absurd_and_nothing_at_all_are_refused_in_words() -> None:
    assert "0보다 작을 수 없습니다" in read("가\t은행\t-5", KINDS).wrong[0].why.ko
    assert "너무 큰 수" in read("가\t은행\t99,000,000,000,000", KINDS).wrong[0].why.ko
    assert "원금이나 이자" in read("가\t은행\t0", KINDS).wrong[0].why.ko
    assert "붙여 넣어" in read(" \n\t\n", KINDS).wrong[0].why.ko
    assert "200줄" in read("가\t은행\t1\n" * 201, KINDS).wrong[0].why.ko


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("가a1,\t\n\"'-0.원%예"), max_size=80))
def test_whatever_is_pasted_every_line_is_a_debt_or_is_named(text: str) -> None:
    found = read(text, KINDS)
    assert bool(found.debts) != bool(found.wrong)
