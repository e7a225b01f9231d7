"""`python -m bench.exports`: chooses its database before Django wakes, then measures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import place

NAME = "bench_exports"
FEW = 5_000
"""Entries of the log, for a first look."""


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = place.parser("bench.exports")
    parser.add_argument("--rows", type=int, default=100_000, help="so many entries in the month")
    parser.add_argument("--quick", action="store_true", help="few of everything: a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-exports.json"))
    found = parser.parse_args(argv)
    if found.quick:
        found.rows = FEW
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Make a month of the log, export it, bundle it; 1 when it took too much."""
    asked = words(argv)
    server = place.wake(asked.cluster, NAME)
    from bench.exports.run import run  # noqa: PLC0415 - needs Django

    return run(server, NAME, asked, place.say)


if __name__ == "__main__":
    sys.exit(main())
