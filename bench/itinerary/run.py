"""One run from beginning to end."""

import argparse
import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.itinerary import alone, many, sick, week
from bench.itinerary.table import table

SEED = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is measured."""

    alone: int = 400
    week: tuple[int, ...] = (100, 150, 200)
    rounds: int = 300
    sick: tuple[int, ...] = (100, 150)
    sick_days: int = 12
    many: int = 10_000


QUICK = Pace(alone=40, week=(60,), rounds=5, sick=(60,), sick_days=3, many=500)


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.itinerary")
    parser.add_argument("--quick", action="store_true", help="few people: only a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-itinerary.json"))
    return parser.parse_args(argv)


def run(out: Path, pace: Pace, say: Callable[[str], None]) -> int:
    """Measure, print and write; 1 when a plan broke a rule."""
    found: dict[str, Any] = {
        "machine": f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}",
        "seed": SEED,
        "alone": alone.measure(pace.alone, SEED),
        "week": [line for count in pace.week for line in week.measure(count, SEED, pace.rounds)],
        "sick": [sick.measure(count, pace.sick_days, SEED) for count in pace.sick],
        "many": many.measure(pace.many, SEED),
    }
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for line in table(found):
        say(line)
    lines = [*found["alone"], *found["week"], *found["sick"], found["many"]]
    return 1 if any(line["wrong"] for line in lines) else 0
