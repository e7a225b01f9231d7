"""`hangot serve`: the web server, one process per worker, no proxy needed for one centre.

No more threads than database connections, so no request waits for one.
"""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

SERVER = "hangot.config.serving"
APPLICATION = "hangot.config.wsgi:application"


def command(*, host: str, port: int, workers: int, threads: int) -> list[str]:
    """The words that start the server; the last one says what is served."""
    return [
        sys.executable, "-m", SERVER, "--host", host, "--port", str(port),
        "--workers", str(workers), "--threads", str(threads), APPLICATION,
    ]  # fmt: skip


def threads() -> int:
    """Two per core: one waits for the database while the other works; never more than connections."""
    return min(8, 2 * (os.cpu_count() or 2), settings.HANGOT_POOL)


def environment() -> dict[str, str]:
    """What keeps workers small: one memory arena for all threads, and errors that tell the line alone."""
    return {"MALLOC_ARENA_MAX": "1", "PYTHONNODEBUGRANGES": "1", **os.environ}


def usual_workers() -> int:
    """One per core, two at least: one can be restarted while the other answers."""
    return max(2, os.cpu_count() or 2)


class Command(BaseCommand):
    help = "센터를 연다 / serve the centre"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=usual_workers())

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        call_command("retention_replay", stdout=self.stdout)
        self.stdout.write(f"http://{host}:{port}/  (Ctrl-C: 끝내기 / stop)")
        self.stdout.flush()
        words = command(host=host, port=port, workers=workers, threads=threads())
        os.execve(words[0], words, environment())  # noqa: S606 - a fixed program of our own environment
