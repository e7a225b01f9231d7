"""`python -m bench.reports`: chooses its database before Django wakes, then imports ten thousand."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hangot.config import cluster
from hangot.config.cluster.model import APP, OWNER

NAME = "bench_reports"
ROOT = Path(__file__).parents[2]


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.reports")
    parser.add_argument("--quick", action="store_true", help="few reports: only a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-reports.json"))
    parser.add_argument("--cluster", type=Path, default=cluster.home() / "database")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the house, measure, print and write; 1 when anything was lost or doubled."""
    asked = words(argv)
    server, own = cluster.ensure(asked.cluster), cluster.home() / "bench"
    own.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DATABASE_URL=server.url(APP, NAME),
        OWNER_DATABASE_URL=server.url(OWNER, NAME),
        DJANGO_SETTINGS_MODULE="hangot.config.settings",
        HANGOT_KEYS=str(own / "keys.json"),
        PYTHONPATH=str(ROOT),
        HANGOT_SECRET_KEY="only-for-the-measurement",  # noqa: S106 - guards nothing
    )
    import django  # noqa: PLC0415 - the database had to be chosen first

    django.setup()
    from bench.reports.run import FEW, MANY, run  # noqa: PLC0415 - needs Django

    return run(server, NAME, asked.out, FEW if asked.quick else MANY, _say)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
