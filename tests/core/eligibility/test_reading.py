"""A rule may say little; whatever else somebody writes into a pack is refused and never run."""

import pytest

from hangot.core.eligibility.kinds import BOOL, DATE, Kind, number
from hangot.core.eligibility.reading import BadRule, Word, read, read_truth

WORDS = {
    "income": Word("fact", number("KRW")),
    "days": Word("fact", number("days")),
    "size": Word("fact", number("people")),
    "born_on": Word("fact", DATE),
    "left_on": Word("fact", DATE),
    "alone": Word("fact", BOOL),
    "reason": Word("fact", Kind("enum", options=("fired", "left"))),
    "limit": Word("parameter", Kind("table", unit="KRW", whole=True)),
    "rate": Word("parameter", number(whole=False)),
    "children": Word("fact", Kind("list", items={"born_on": DATE, "here": BOOL})),
}


@pytest.mark.parametrize(
    "rule",
    [
        "income <= limit[size]",
        "0 < income <= 100 and not alone",
        "income * 0.6 >= limit[1]",
        "reason == 'fired' or reason in ['left']",
        "age_on(born_on, left_on) >= 50 if alone else days > 180",
        "count_of(children, here and age_on(born_on, left_on) < 18) >= 2",
        "round_to(income * rate, 10) == 0",
        "add_years(left_on, 3) > born_on",
        "max(income, 0) - min(income, 5, 7) == 0",
        "-income < 0",
    ],
)
def test_what_law_needs_can_be_said(rule: str) -> None:
    assert read(rule, WORDS).kind == BOOL


@pytest.mark.parametrize(
    "rule",
    [
        "income.__class__",
        "__import__('os').system('true')",
        "open('/etc/passwd')",
        "(lambda: 1)()",
        "[income for income in children]",
        "f'{income}'",
        "9 ** 9 ** 9 > 1",
        "income << 9999 > 1",
        "income % 2 == 0",
        "1e999 > 1",
        "10000000000000000 > 1",
        "not " * 30 + "alone",
        "(" * 25 + "1" + ")" * 25 + " > " + "-" * 25 + "1",
        "alone and " * 60 + "alone",
        "min(income, **{})",
        "min(*children)",
        "(alone := True)",
        "alone;alone",
        "",
        "income = 1",
        "children",
        "limit > 1",
        "limit['fired'] > 1",
        "children[0]",
        "unheard_of > 1",
        "income > 'fired'",
        "reason == 'retired'",
        "reason < 'left'",
        "income + days > 1",
        "income > days",
        "income * income > 1",
        "days / income > 1",
        "alone + 1 > 1",
        "income and alone",
        "income if alone else days",
        "income if alone else reason",
        "add_days(left_on, 0.5) > born_on",
        "age_on(income, born_on) > 1",
        "count_of(children) > 1",
        "count_of(income, alone) > 1",
        "sum_of(children, here) > 1",
        "income in [income]",
        "income in 5",
        "None == None",
        "b'x' == b'x'",
    ],
)
def test_whatever_else_is_written_is_refused_with_a_sentence(rule: str) -> None:
    with pytest.raises(BadRule) as refusal:
        read_truth(rule, WORDS)
    assert refusal.value.sentence.ko
    assert refusal.value.sentence.en


def test_a_mistyped_name_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(BadRule, match="income"):
        read("incone > 1", WORDS)
