"""The measurement of imports runs through: none lost, none doubled, each home known again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hangot.config import cluster

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_eighty_reports_come_in_once_and_homes_are_known_again(tmp_path: Path) -> None:
    home = cluster.home() / "tests"
    cluster.ensure(home, throwaway=True)
    out = tmp_path / "found.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench.reports", "--quick", "--out", str(out), "--cluster", str(home)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["first"]["made"], found["replay"]["known"]) == (80, 80)
    assert found["known_again"] == found["again"] > 5
    assert found["counted"] == 80
