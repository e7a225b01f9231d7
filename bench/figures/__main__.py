"""`python -m bench.figures`: chooses its database before Django wakes, then measures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import place

NAME = "bench_figures"
FEW, FEW_EVENTS = 3, 20_000


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = place.parser("bench.figures")
    parser.add_argument("--districts", type=int, default=25, help="so many, beside the city's")
    parser.add_argument("--events", type=int, default=2_000_000, help="moves of a year in all")
    parser.add_argument("--rounds", type=int, default=40, help="so many times each page")
    parser.add_argument("--quick", action="store_true", help="few of everything: a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-figures.json"))
    found = parser.parse_args(argv)
    if found.quick:
        found.districts, found.events, found.rounds = FEW, FEW_EVENTS, FEW
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Make the districts, measure, print and write; 1 when a target was missed."""
    asked = words(argv)
    server = place.wake(asked.cluster, NAME)
    from bench.figures.run import run  # noqa: PLC0415 - needs Django

    return run(server, NAME, asked, place.say)


if __name__ == "__main__":
    sys.exit(main())
