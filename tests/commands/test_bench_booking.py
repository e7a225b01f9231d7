"""The measurement of booking runs through and finds no overlap; how fast, no test says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hangot.config import cluster

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("tables_ready")
@pytest.mark.slow(25)
def test_of_all_who_reach_for_one_hour_one_wins_and_random_visits_never_overlap(
    tmp_path: Path,
) -> None:
    home = cluster.home() / "tests"
    cluster.ensure(home, throwaway=True)
    words = ["--quick", "--only", "booking", "--out", str(tmp_path / "found.json")]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *words, "--cluster", str(home)], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((tmp_path / "found-booking.json").read_text(encoding="utf-8"))
    assert (found["slot"]["won"], found["slot"]["refused"]) == (1, 39)
    assert found["clerks"]["won"] >= 1
    assert found["many"]["appointments"] >= 12
    assert found["many"]["overlaps"] == 0
