"""`python -m bench.districts`: chooses its database before Django wakes, then measures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import place

NAME = "bench_districts"
FEW = 3
"""Districts, and cases and reports of each, for a first look."""


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = place.parser("bench.districts")
    parser.add_argument(
        "--districts", type=int, default=25, help="so many centres, beside the city's"
    )
    parser.add_argument("--cases", type=int, default=40, help="so many open cases in each")
    parser.add_argument("--reports", type=int, default=40, help="so many reports in each")
    parser.add_argument("--rounds", type=int, default=10, help="so many times each page")
    parser.add_argument("--quick", action="store_true", help="few of everything: a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-districts.json"))
    found = parser.parse_args(argv)
    if found.quick:
        found.districts = found.cases = found.reports = found.rounds = FEW
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Make the districts, measure, print and write; 1 when a page was not what it should be."""
    asked = words(argv)
    server = place.wake(asked.cluster, NAME)
    from bench.districts.run import run  # noqa: PLC0415 - needs Django

    return run(server, NAME, asked, place.say)


if __name__ == "__main__":
    sys.exit(main())
