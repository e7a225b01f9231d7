"""The real server with the options of `hangot serve`, and the bare one beside it."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench import meter
from hangot.management.commands import serve

ROOT = Path(__file__).parents[1]
WORKERS = 2
PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, its main process, how to ask for its backends."""

    port: int
    pid: int
    watch: psycopg.Connection[Any]
    role: str

    def workers(self) -> list[int]:
        return meter.children(self.pid)

    def backends(self) -> list[int]:
        """The PostgreSQL processes that serve its pools."""
        rows = self.watch.execute(
            "select pid from pg_stat_activity where datname = current_database()"
            " and usename = %s and pid <> pg_backend_pid()",
            [self.role],
        ).fetchall()
        return [row[0] for row in rows]

    def cpu_ms(self) -> float:
        """Workers, their parent and backends; a backend that has ended is no longer counted."""
        return meter.cpu_ms([self.pid, *self.workers(), *self.backends()])


@contextmanager
def running(
    watch: psycopg.Connection[Any], role: str, *, application: str = "", **environment: str
) -> Iterator[Server]:
    """Start it, wait until it answers, stop it at the end."""
    port = _free_port()
    words = serve.command(host="127.0.0.1", port=port, workers=WORKERS, threads=serve.threads())
    if application:
        words[-1] = application
    place: Mapping[str, str] = {**serve.environment(), "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.Popen(words, env=place, cwd=ROOT)  # noqa: S603 - our own server
    try:
        _wait(port, process)
        yield Server(port, process.pid, watch, role)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
