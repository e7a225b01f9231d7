"""`python -m bench.booking`: chooses its database before Django wakes, then measures."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hangot.config import cluster
from hangot.config.cluster.model import APP, OWNER

NAME = "bench_booking"
DESKS = 50
ROOT = Path(__file__).parents[2]


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.booking")
    parser.add_argument("--quick", action="store_true", help="few bookings: only a first look")
    parser.add_argument("--bookings", type=int, default=0, help="so many random appointments")
    parser.add_argument("--out", type=Path, default=Path("bench-booking.json"))
    parser.add_argument("--cluster", type=Path, default=cluster.home() / "database")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the house, measure, print and write; 1 when anything was wrong."""
    asked = words(argv)
    server, own = cluster.ensure(asked.cluster), cluster.home() / "bench"
    own.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DATABASE_URL=server.url(APP, NAME),
        OWNER_DATABASE_URL=server.url(OWNER, NAME),
        DJANGO_SETTINGS_MODULE="hangot.config.settings",
        HANGOT_KEYS=str(own / "keys.json"),
        HANGOT_POOL=str(DESKS),
        PYTHONPATH=str(ROOT),
        HANGOT_SECRET_KEY="only-for-the-measurement",  # noqa: S106 - guards nothing
    )
    import django  # noqa: PLC0415 - the database had to be chosen first

    django.setup()
    from bench.booking.run import QUICK, Pace, run  # noqa: PLC0415 - needs Django

    pace = QUICK if asked.quick else Pace()
    return run(server, NAME, asked.out, pace.of(asked.bookings), _say)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
