"""`python -m bench.conference`: chooses its database before Django wakes, then measures."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hangot.config import cluster
from hangot.config.cluster.model import APP, OWNER

NAME = "bench_conference"
ROOT = Path(__file__).parents[2]


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.conference")
    parser.add_argument("--cases", type=int, default=500, help="so many open cases")
    parser.add_argument("--rounds", type=int, default=20, help="so many times each")
    parser.add_argument("--out", type=Path, default=Path("bench-conference.json"))
    parser.add_argument("--cluster", type=Path, default=cluster.home() / "database")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the house, measure, print and write; 1 when the agenda was not the expected one."""
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
    for name in ("HANGOT_DEBUG", "HANGOT_DEMO"):
        os.environ.pop(name, None)
    import django  # noqa: PLC0415 - the database had to be chosen first

    django.setup()
    from bench.conference.run import run  # noqa: PLC0415

    return run(server, NAME, asked, lambda line: print(line, flush=True))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
