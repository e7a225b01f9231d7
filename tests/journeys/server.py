"""A real server on somebody's copy of the house."""

import contextlib
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from hangot.config import cluster
from hangot.management.commands import serve

ROOT = Path(__file__).parents[2]


@contextlib.contextmanager
def serving(
    urls: Mapping[str, str], *, runs: str = serve.APPLICATION, **more: str
) -> Iterator[str]:
    """The address of a server on the database that these addresses lead to."""
    with started(urls, runs=runs, workers=1, **more) as (address, _pid):
        yield address


@contextlib.contextmanager
def started(
    urls: Mapping[str, str], *, runs: str = serve.APPLICATION, workers: int = 1, **more: str
) -> Iterator[tuple[str, int]]:
    """The same, with the number of its main process."""
    port, environment = _free_port(), surroundings(urls, **more)
    command = [*serve.command(host="127.0.0.1", port=port, workers=workers, threads=4)[:-1], runs]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait(f"http://localhost:{port}/account/login/", server, log)
            yield f"http://localhost:{port}", server.pid
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def surroundings(urls: Mapping[str, str], **more: str) -> dict[str, str]:
    """What a program is told that works on the database of these addresses."""
    home = cluster.home() / "tests"
    return {
        **os.environ,
        "DATABASE_URL": urls["hangot_app"],
        "OWNER_DATABASE_URL": urls["hangot_owner"],
        "HANGOT_KEYS": str(home / "keys.json"),
        "HANGOT_ANCHORS": str(home / "anchors"),
        "HANGOT_DEMO": "1",
        "HANGOT_HOME": str(_marked(urls["hangot_app"], home / "journeys")),
        "HANGOT_SECRET_KEY": "journeys",
        "DJANGO_SETTINGS_MODULE": "hangot.config.settings",
        "PYTHONPATH": str(ROOT),
        **more,
    }


def _marked(url: str, homes: Path) -> Path:
    """A home that marks this copy of the house as a demonstration: no setting alone does."""
    with psycopg.connect(url) as connection:
        home = homes / connection.info.dbname
        home.mkdir(parents=True, exist_ok=True)
        found = connection.execute("select id from hangot_centre order by id").fetchall()
    (home / "demo-centre").write_text("".join(f"{one}\n" for (one,) in found), encoding="utf-8")
    return home


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes], log: Any) -> None:
    for _ in range(150):
        if server.poll() is not None:
            break
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(url, timeout=2)  # noqa: S310
            return
        time.sleep(0.2)
    log.seek(0)
    raise RuntimeError(log.read().decode()[-2000:])
