"""The measurement of many districts runs through on a few; how fast, no test says."""

from pathlib import Path

import pytest

from tests.commands.measured import found


@pytest.mark.usefixtures("tables_ready")
@pytest.mark.slow
def test_three_districts_open_today_and_the_city_counts_them(tmp_path: Path) -> None:
    seen = found("bench.districts", tmp_path, "--quick")
    assert seen["districts"] == 3
    assert seen["today"]["sql"] <= 12
