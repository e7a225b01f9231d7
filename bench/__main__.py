"""`python -m bench`: the words of `hangot bench`, with the database chosen before Django wakes."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hangot.config import cluster
from hangot.config.cluster.model import APP, OWNER

ROOT = Path(__file__).parents[1]
MILLION = 1_000_000
ITINERARY, ELIGIBILITY = "itinerary", "eligibility"
OWN = ("booking", "reports", "conference", "districts", "figures")
"""Measured in a process of its own, because it has a database of its own."""
ALONE = (ITINERARY, ELIGIBILITY, *OWN)
"""Measured for themselves: each with a house and a file of its own."""


def words(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="hangot bench", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--million", action="store_true", help="1,000,000 people")
    parser.add_argument("--quick", action="store_true", help="few requests: only a first look")
    parser.add_argument("--only", default="", help="names of jobs, separated by commas")
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    parser.add_argument("--cluster", type=Path, default=cluster.home() / "database")
    parser.add_argument("--fill-only", action="store_true", help="make the house, measure nothing")
    return parser.parse_args(argv)


def prepare(asked: argparse.Namespace) -> tuple[cluster.Cluster, str, int]:
    """Point this process and its children at the database of the measurement, and no other."""
    size = MILLION if asked.million else asked.people
    server = cluster.ensure(asked.cluster)
    name, own = f"bench_{size}", cluster.home() / "bench"
    os.environ.update(
        DATABASE_URL=server.url(APP, name),
        OWNER_DATABASE_URL=server.url(OWNER, name),
        DJANGO_SETTINGS_MODULE="hangot.config.settings",
        HANGOT_PACKS=f"{ROOT / 'packs'}:{own / 'packs'}",
        HANGOT_KEYS=str(own / "keys.json"),
        HANGOT_SECRET_KEY="only-for-the-measurement",  # noqa: S106 - guards nothing
    )
    for name_ in ("HANGOT_DEBUG", "HANGOT_DEMO"):
        os.environ.pop(name_, None)
    return server, name, size


def main(argv: Sequence[str] | None = None) -> int:
    """Make or find the house, measure, print and write."""
    asked = words(argv)
    names = [name for name in asked.only.split(",") if name]
    failed = _itinerary(asked) if ITINERARY in names else 0
    failed = max([failed, *(_own(asked, name) for name in OWN if name in names)])
    failed = max(failed, _eligibility(asked) if ELIGIBILITY in names else 0)
    rest = [name for name in names if name not in ALONE]
    if names and not rest:
        return failed
    asked.only = ",".join(rest)
    server, name, size = prepare(asked)
    import django  # noqa: PLC0415 - the database had to be chosen first

    django.setup()
    from bench import run  # noqa: PLC0415

    return max(failed, run.run(server, name, size, asked, _say))


def _itinerary(asked: argparse.Namespace) -> int:
    """The planners, which need no database; their figures stand in a file of their own."""
    from bench.itinerary.run import QUICK, Pace, run  # noqa: PLC0415 - seldom asked for

    out = asked.out.with_stem(f"{asked.out.stem}-{ITINERARY}")
    return run(out, QUICK if asked.quick else Pace(), _say)


def _eligibility(asked: argparse.Namespace) -> int:
    """The rules, which need no database either."""
    from bench.eligibility.run import QUICK, Pace, run  # noqa: PLC0415 - seldom asked for

    out = asked.out.with_stem(f"{asked.out.stem}-{ELIGIBILITY}")
    return run(out, QUICK if asked.quick else Pace(), _say)


def _own(asked: argparse.Namespace, name: str) -> int:
    out = asked.out.with_stem(f"{asked.out.stem}-{name}")
    words_ = ["--out", str(out), "--cluster", str(asked.cluster)]
    words_ += ["--quick"] if asked.quick else []
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", f"bench.{name}", *words_], cwd=ROOT, check=False
    )
    return done.returncode


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
