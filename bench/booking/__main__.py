"""`python -m bench.booking`: chooses its database before Django wakes, then measures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import place

NAME = "bench_booking"
DESKS = 50


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = place.parser("bench.booking")
    parser.add_argument("--quick", action="store_true", help="few bookings: only a first look")
    parser.add_argument("--bookings", type=int, default=0, help="so many random appointments")
    parser.add_argument("--out", type=Path, default=Path("bench-booking.json"))
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the house, measure, print and write; 1 when anything was wrong."""
    asked = words(argv)
    server = place.wake(asked.cluster, NAME, HANGOT_POOL=str(DESKS))
    from bench.booking.run import QUICK, Pace, run  # noqa: PLC0415 - needs Django

    pace = QUICK if asked.quick else Pace()
    return run(server, NAME, asked.out, pace.of(asked.bookings), place.say)


if __name__ == "__main__":
    sys.exit(main())
