"""`python -m bench.conference`: chooses its database before Django wakes, then measures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import place

NAME = "bench_conference"
FEW = (9, 2)


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = place.parser("bench.conference")
    parser.add_argument("--cases", type=int, default=500, help="so many open cases")
    parser.add_argument("--rounds", type=int, default=20, help="so many times each")
    parser.add_argument("--quick", action="store_true", help="few cases: a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-conference.json"))
    found = parser.parse_args(argv)
    if found.quick:
        found.cases, found.rounds = FEW
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Make the house, measure, print and write; 1 when the agenda was not the expected one."""
    asked = words(argv)
    server = place.wake(asked.cluster, NAME)
    from bench.conference.run import run  # noqa: PLC0415 - needs Django

    return run(server, NAME, asked, place.say)


if __name__ == "__main__":
    sys.exit(main())
