"""The measurement of an agenda runs through on a few cases; how fast, no test says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hangot.config import cluster

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_third_of_nine_cases_is_proposed(tmp_path: Path) -> None:
    home, out = cluster.home() / "tests", tmp_path / "found.json"
    cluster.ensure(home, throwaway=True)
    words = ["--quick", "--out", str(out), "--cluster", str(home)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.conference", *words], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["cases"], found["proposed"]) == (9, 3)
