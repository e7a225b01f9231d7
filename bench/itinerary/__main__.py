"""`python -m bench.itinerary`: the planners alone, without a database."""

import sys

from bench.itinerary.run import QUICK, Pace, run, words

if __name__ == "__main__":
    asked = words()
    sys.exit(run(asked.out, QUICK if asked.quick else Pace(), lambda line: print(line, flush=True)))  # noqa: T201
