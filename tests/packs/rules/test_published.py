"""Limits that were published, to the won: each is a share of the median income, a half upwards."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hangot.core.eligibility.compiling import Compiler
from hangot.core.eligibility.reading import read
from hangot.core.eligibility.rules import Rules
from hangot.core.eligibility.scene import ON, Scene
from hangot.packs.rules.loader import RULES, load

PUBLISHED = Path(__file__).with_name("published.csv")
FOUR = ("livelihood_limit", "medical_limit", "housing_limit", "education_limit")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load(RULES / "kr")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def won(rules: Rules, rule: str, day: date, **facts: int | str) -> int:
    """What a rule says on a day."""
    compiler = Compiler(rules.parameters, rules.values, rules.off)
    scene = Scene(facts, day)
    scene.look(ON)
    found: int = compiler.code(read(rule, rules.words())).run(scene)
    return found


def test_every_published_limit_comes_out_to_the_won(
    rules: Rules, rows: list[dict[str, str]]
) -> None:
    wrong = [
        (row, found)
        for row in rows
        for found in [
            won(rules, f"{row['figure']}[household_size]", date(int(row["year"]), 1, 1),
                household_size=int(row["size"]))
        ]
        if found != int(row["won"])
    ]  # fmt: skip
    assert wrong == []


def test_the_forty_eight_limits_of_the_four_benefits_are_among_them(
    rows: list[dict[str, str]],
) -> None:
    mine = Counter(
        (row["figure"], row["year"]) for row in rows if row["figure"] in FOUR and row["size"] <= "6"
    )
    assert mine == {(figure, year): 6 for figure in FOUR for year in ("2026", "2027")}


@pytest.mark.parametrize(
    ("rule", "size", "expected"),
    [
        ("emergency_income_limit[household_size]", 1, 1923179),  # A banker's half would be 178.
        ("job_support_first_limit[household_size]", 3, 3215422),  # Cut off it would be 421.
        ("median_income[household_size]", 8, 9515150 + 959198),
        ("median_income[household_size]", 10, 9515150 + 3 * 959198),
        ("livelihood_limit[household_size] - livelihood_limit[7]", 8, 306943),
        ("livelihood_limit[household_size] - livelihood_limit[7]", 9, 2 * 306943),
    ],
)
def test_halves_go_upwards_and_eight_people_are_seven_and_one_more(
    rules: Rules, rule: str, size: int, expected: int
) -> None:
    assert won(rules, rule, date(2026, 9, 3), household_size=size) == expected


@pytest.mark.parametrize(
    ("day", "hours", "floor", "cap"),
    [
        (date(2025, 12, 31), 8, 64192, 66000),
        (date(2026, 1, 1), 8, 66048, 68100),
        (date(2026, 1, 1), 4, 33024, 68100),
        (date(2027, 1, 1), 8, 68480, 68100),
    ],
)
def test_the_floor_of_the_jobseekers_benefit_may_exceed_its_cap(
    rules: Rules, day: date, hours: int, floor: int, cap: int
) -> None:
    rule = f"round_to({hours} * minimum_wage * jobseeker_floor_rate, 1)"
    assert won(rules, rule, day) == floor
    assert won(rules, "round_to(jobseeker_base_cap * jobseeker_rate, 1)", day) == cap
