"""`python -m bench.eligibility`: the rules alone, without a database."""

import argparse
import sys
from pathlib import Path

from bench.eligibility.run import QUICK, Pace, run

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.eligibility", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few people: only a first look")
    parser.add_argument("--out", type=Path, default=Path("bench-eligibility.json"))
    asked = parser.parse_args()
    sys.exit(run(asked.out, QUICK if asked.quick else Pace(), lambda line: print(line, flush=True)))  # noqa: T201
