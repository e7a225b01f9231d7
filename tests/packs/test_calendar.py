"""The days off that clocks of law count by."""

import sys
from datetime import date
from subprocess import run

import pytest

from hangot.management.commands.docs_holidays import OFF, YEARS, off, text
from hangot.packs.calendar import TABLE, from_library, named
from hangot.packs.errors import PackError
from hangot.packs.rules.loader import RULES, build, load, texts


def test_the_kept_table_of_holidays_is_that_of_the_library() -> None:
    assert TABLE.read_text(encoding="utf-8") == text()


def test_the_rules_know_the_same_holidays() -> None:
    assert OFF.read_text(encoding="utf-8") == off()
    assert load(RULES / "kr").off.days == {day for year in YEARS for day in named(year)}


def test_a_weekend_of_seven_days_or_a_day_that_is_none_is_refused() -> None:
    files = texts(RULES / "kr")
    wrong = b'weekend: [mon, tue, wed, thu, fri, sat, sun]\ndays:\n  - "2026-02-30"\n'
    with pytest.raises(PackError) as refusal:
        build({**files, "holidays.yaml": wrong})
    assert [fault.place for fault in refusal.value.faults] == ["holidays.yaml:1", "holidays.yaml:3"]


def test_a_year_beyond_the_table_is_asked_of_the_library() -> None:
    beyond = max(YEARS) + 1
    assert named(beyond) == from_library(beyond)


def test_chuseok_of_the_year_of_the_stories_is_a_day_off() -> None:
    assert date(2026, 9, 25) in named(2026)


def test_counting_a_deadline_does_not_bring_the_calendars_of_the_world_along() -> None:
    asked = (
        "import sys, hangot.packs.calendar as c; c.named(2026); print('holidays' in sys.modules)"
    )
    done = run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
