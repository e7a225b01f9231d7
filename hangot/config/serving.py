"""`python -m hangot.config.serving`: the web server, with everything loaded before it has workers.

Where workers are made by fork they share what was loaded: a worker then holds only what it changes.
The parent answers nothing, and keeps no thread and no connection that a worker would inherit broken.
"""

import argparse
import multiprocessing
from importlib import import_module

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

CONNECTIONS = 1024
"""That a worker holds at once, open and idle ones too, and that wait to be taken."""


def words() -> argparse.Namespace:
    """Where to listen, with how many workers and threads, and what to serve."""
    parser = argparse.ArgumentParser(prog="hangot serve")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("application")
    return parser.parse_args()


def main() -> None:
    """Load, then listen until told to stop."""
    asked = words()
    if multiprocessing.get_start_method() == "fork":
        import_module(asked.application.partition(":")[0])
    Granian(
        asked.application, interface=Interfaces.WSGI, address=asked.host, port=asked.port,
        workers=asked.workers, blocking_threads=asked.threads, backlog=CONNECTIONS,
        # Counts connections, and a browser keeps its own open: few would shut out whoever comes next.
        backpressure=CONNECTIONS, websockets=False, http=HTTPModes.http1,
        respawn_failed_workers=True, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
