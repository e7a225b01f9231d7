"""`python -m bench.reports`: chooses its database before Django wakes, then imports ten thousand."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import place

NAME = "bench_reports"


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = place.parser("bench.reports")
    parser.add_argument("--quick", action="store_true", help="few reports: only a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-reports.json"))
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the house, measure, print and write; 1 when anything was lost or doubled."""
    asked = words(argv)
    server = place.wake(asked.cluster, NAME)
    from bench.reports.run import FEW, MANY, run  # noqa: PLC0415 - needs Django

    return run(server, NAME, asked.out, FEW if asked.quick else MANY, place.say)


if __name__ == "__main__":
    sys.exit(main())
