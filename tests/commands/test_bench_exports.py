"""The measurement of exports and evidence runs through on a small month; how fast, no test says."""

from pathlib import Path

import pytest

from tests.commands.measured import found


@pytest.mark.usefixtures("tables_ready")
@pytest.mark.slow
def test_a_month_leaves_whole_with_progress_and_its_evidence_holds(tmp_path: Path) -> None:
    seen = found("bench.exports", tmp_path, "--rows", "3000")
    assert [seen[form]["rows"] for form in ("csv", "xlsx")] == [3000, 3000]
    assert seen["bundle"]["holds"]
