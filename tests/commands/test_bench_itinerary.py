"""The measurement of the planners runs through and finds nothing wrong; how fast, no test says."""

import json
from pathlib import Path

import pytest

from bench.itinerary.run import Pace, run


@pytest.mark.slow
def test_a_small_measurement_says_everything_and_no_rule_is_broken(tmp_path: Path) -> None:
    said: list[str] = []
    pace = Pace(alone=5, week=(12,), rounds=1, sick=(12,), sick_days=2, many=40)
    assert run(tmp_path / "found.json", pace, said.append) == 0
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert [line["optimal"] for line in found["alone"]] == [1.0, 1.0, 1.0]
    assert [line["way"] for line in found["week"]] == [
        "each alone", "phone", "one by one", "batch", "batch, 1 rounds",
    ]  # fmt: skip
    assert found["many"]["appointments"] >= 40
    assert any("phone" in line for line in said)
