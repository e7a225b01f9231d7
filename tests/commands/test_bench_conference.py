"""The measurement of an agenda runs through on a few cases; how fast, no test says."""

from pathlib import Path

import pytest

from tests.commands.measured import found


@pytest.mark.usefixtures("tables_ready")
@pytest.mark.slow
def test_every_third_of_nine_cases_is_proposed(tmp_path: Path) -> None:
    seen = found("bench.conference", tmp_path, "--cases", "9", "--rounds", "2")
    assert (seen["cases"], seen["proposed"]) == (9, 3)
