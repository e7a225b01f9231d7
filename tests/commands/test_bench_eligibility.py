"""The measurement of the rules runs through and reads a crowd like each person in it."""

import json
from pathlib import Path

import pytest

from bench.eligibility.run import Pace, run


@pytest.mark.slow
def test_a_small_measurement_says_everything_and_nothing_is_wrong(tmp_path: Path) -> None:
    said: list[str] = []
    out = tmp_path / "found.json"
    assert run(out, Pace(alone=4, crowd=20, asked=1), said.append) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["alone"]["services"] == found["crowd"]["services"] == 100
    assert found["asked"]["best_next"] <= found["asked"]["form"]
    assert any("best next" in line for line in said)
