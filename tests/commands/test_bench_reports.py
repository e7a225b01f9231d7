"""The measurement of imports runs through: none lost, none doubled, each home known again."""

from pathlib import Path

import pytest

from tests.commands.measured import found


@pytest.mark.usefixtures("tables_ready")
@pytest.mark.slow
def test_eighty_reports_come_in_once_and_homes_are_known_again(tmp_path: Path) -> None:
    seen = found("bench.reports", tmp_path, "--quick")
    assert (seen["first"]["made"], seen["replay"]["known"]) == (80, 80)
    assert seen["known_again"] == seen["again"] > 5
    assert seen["counted"] == 80
