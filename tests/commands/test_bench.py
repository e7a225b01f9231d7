"""The measurement itself works on a handful of people; how fast anything is, no test says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench import names
from bench.house import NAME, write
from bench.load import Tally
from bench.report import table, targets
from hangot.config import cluster
from hangot.packs.loader import PACKS, load

ROOT = Path(__file__).parents[2]
FIGURES = {
    "p50_ms", "p95_ms", "cpu_ms", "best_cpu_ms", "per_second_4", "per_second_16", "statements", "bare_p50_ms",
    "bare_cpu_ms", "floor",
}  # fmt: skip


@pytest.mark.usefixtures("tables_ready")
@pytest.mark.slow
def test_two_hundred_people_are_made_and_every_job_has_its_figures(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    home = cluster.home() / "tests"
    cluster.ensure(home, throwaway=True)
    words = ["--people", "200", "--quick", "--out", str(out), "--cluster", str(home)]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *words, "--only", "door,list,case,find"], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text())
    assert found["people"] == 200
    assert set(found["jobs"]) == {"door", "list", "case", "find"}
    assert all(set(job) >= FIGURES for job in found["jobs"].values())
    assert found["month"]["counted"] > 0
    assert found["memory"]["workers"] >= 2
    assert {line["job"] for line in found["targets"]} >= {"list", "case", "find", "worker"}


def test_the_large_house_has_sixty_agencies_and_six_hundred_posts(tmp_path: Path) -> None:
    write(tmp_path)
    house = load(NAME, roots=(tmp_path, PACKS))
    assert len(house.agencies) == 60
    assert len(house.posts) == 600
    assert len(house.posts_with("counsellor")) > 50


def test_the_same_seed_invents_the_same_people() -> None:
    one, two = ([names.korean(dice) for _ in range(30)] for dice in (Random(7), Random(7)))
    assert one == two
    assert all(2 <= len(name) <= 4 for name in one)


def test_a_target_that_was_missed_is_said_to_be_missed() -> None:
    figures = {
        "p50_ms": 3.0, "p95_ms": 70.0, "cpu_ms": 8.0, "best_cpu_ms": 7.0, "per_second_4": 100.0,
        "per_second_16": 110.0, "statements": 9, "bare_p50_ms": 1.0, "bare_cpu_ms": 1.0,
    }  # fmt: skip
    floor = {"p50_ms": 1.0, "cpu_ms": 1.0, "per_second_4": 900.0}
    job = {**figures, "name": "list", "floor": floor, "target_cpu_ms": 7, "writes": False}
    found: dict[str, Any] = {"people": 100_000, "machine": "2 cores", "jobs": {"list": job}}
    found["targets"] = targets(found)
    reached = {line["what"]: line["reached"] for line in found["targets"]}
    assert reached == {"x floor cpu": False, "p95 ms": False, "cpu ms": False, "statements": True}
    assert any("MISSED" in line for line in table(found))


def test_ninety_five_of_a_hundred_answers_are_within_the_p95() -> None:
    tally = Tally(times=[float(n) for n in range(1, 101)])
    assert tally.quantile(0.5) == 51
    assert tally.quantile(0.95) == 96
