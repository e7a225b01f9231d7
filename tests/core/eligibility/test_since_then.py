"""What was told once and no longer holds: by other answers, by other figures, or by the days."""

import json
from datetime import date
from typing import Any

import pytest

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.since_then import changed
from hangot.core.eligibility.trace import Tracer, canonical
from hangot.packs.rules.loader import RULES, build, texts

LEFT: dict[str, Any] = {
    "left_work_on": date(2026, 8, 31), "leaving_reason": "dismissed", "insured_days": 600,
    "seeking_work": True, "daily_base": 60_000, "hours_a_day": 8, "born_on": date(1997, 3, 9),
    "insured_years": 2, "disabled": False, "work_kind": "employee",
}  # fmt: skip
ON = date(2026, 9, 3)
NEW = """minimum_wage:
  values:
    - {since: "2026-08-01", value: 12000, source: 고시, mark: unread}
"""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(texts(RULES / "kr"))


def trace(files: dict[str, bytes], facts: dict[str, Any], on: date = ON) -> Any:
    rules = build(files)
    found = Engine(rules).find("jobseeker_benefit", facts, on)
    return json.loads(canonical(Tracer(rules).trace(found)))


@pytest.fixture(scope="module")
def then(files: dict[str, bytes]) -> Any:
    return trace(files, LEFT)


def test_the_same_answers_and_figures_still_hold(files: dict[str, bytes], then: Any) -> None:
    assert changed(then, trace(files, LEFT)) == ""
    assert changed(then, trace(files, LEFT, date(2026, 9, 4))) == ""


def test_another_answer_that_changes_the_result_is_told(files: dict[str, bytes], then: Any) -> None:
    assert changed(then, trace(files, {**LEFT, "insured_days": 20})) == "answers"


def test_another_figure_is_told_even_where_the_result_is_the_same(
    files: dict[str, bytes], then: Any
) -> None:
    assert changed(then, trace({**files, "changes.yaml": NEW.encode()}, LEFT)) == "figures"


def test_what_only_time_has_changed_is_told_as_that(files: dict[str, bytes], then: Any) -> None:
    late = trace(files, LEFT, date(2028, 9, 3))
    assert late["verdict"] != then["verdict"]
    assert changed(then, late) == "day"
