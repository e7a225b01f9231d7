"""`hangot demo`: an invented centre in the browser, from nothing, until Ctrl-C.

The private database is started before and stopped after it by `hangot.config.cli`.
"""

import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections

from hangot import clock
from hangot.access.founding import centre_of
from hangot.appointments.opening import open_house
from hangot.demo import fresh
from hangot.demo.cast import PASSWORD
from hangot.demo.towns import TOWNS, Town
from hangot.desk.demo_cast import groups
from hangot.directory.demonstration import is_marked, marked
from hangot.directory.models import Centre
from hangot.management.commands import serve
from hangot.vault import centre_keys

HOST = "127.0.0.1"
PORT = 8000
WORKERS = 2
MINUTE = 60
NOT_PRIVATE = (
    "DATABASE_URL 이 있어서 시연을 시작하지 않았습니다. 그 데이터베이스가 시연용이면 --force-demo 를 붙이세요. /"
    " DATABASE_URL is set, so the demo was not started. If that database is for the demo, add --force-demo."
)
NOT_OURS = (
    "이 데이터베이스의 센터는 시연으로 만든 것이 아닙니다. HANGOT_HOME 으로 다른 곳을 정하세요. /"
    " The centre in this database was not made by the demo. Choose another place with HANGOT_HOME."
)
BUSY = "포트 {port} 는 쓰이고 있습니다. --port 로 다른 번호를 정하세요. / Port {port} is taken. Choose another with --port."


class Command(BaseCommand):
    help = "시연용 센터를 만들고 연다 / make and serve the invented centre"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, help=f"default: {PORT} or the next free one")
        parser.add_argument("--reset", action="store_true", help="begin again with an empty house")
        parser.add_argument("--force-demo", action="store_true", help="use the DATABASE_URL given")
        parser.add_argument("--no-serve", action="store_true", help="make it, but do not open it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.PRIVATE or options["force_demo"]):
            raise CommandError(NOT_PRIVATE)
        port = options["port"] or free_port()
        if not is_free(port):
            raise CommandError(BUSY.format(port=port))
        self.make(reset=options["reset"], forced=options["force_demo"])
        if not options["no_serve"]:
            self.welcome(port)
            run(port)
            self.stdout.write("\n안녕히 가세요 / bye")

    def make(self, *, reset: bool, forced: bool, towns: Sequence[Town] = TOWNS) -> None:
        """Tables, house, people; only what is not there yet."""
        known = existing()
        if known and not (forced or is_marked(known.pk)):
            raise CommandError(NOT_OURS)
        if known and reset:
            fresh.empty(at=clock.now())
            centre_keys.forget()
        call_command("install", pack=towns[0].pack, stdout=self.stdout)
        for town in towns:
            fresh.remember_demo(self.open(town))
        call_command("seed", yes=True, stdout=self.stdout)

    def open(self, town: Town) -> Centre:
        """The centre of a town; founded if it is not there yet."""
        try:
            return centre_of(town.slug)
        except LookupError:
            return open_house(town.pack, at=clock.now(), slug=town.slug, label=town.label)

    def welcome(self, port: int) -> None:
        """The address, and everybody of the first centre one can sign in as, by role."""
        write = self.stdout.write
        write(f"\n  http://localhost:{port}/\n")
        write("  첫 화면에서 센터를 고르고 이름을 누르면 들어갑니다.")
        write("  Choose a centre on the first page, then a name: one click signs in.")
        write(f"  센터 {len(marked())}곳 / centres · 암호 / password: {PASSWORD}\n")
        for group in groups(centre_of()):
            for one in group["people"]:
                role = group["role"]
                write(f"    {one['account']:<22} {one['name']}  {role.ko} · {role.en}")
        write("\n  Ctrl-C: 끝내기 / stop")
        self.stdout.flush()


def existing() -> Centre | None:
    """The centre of this database; None before anything was made."""
    try:
        return centre_of()
    except (DatabaseError, LookupError):
        connections["default"].close()
        return None


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port(first: int = PORT) -> int:
    """The first one, or the next that nobody uses."""
    return next((port for port in range(first, first + 50) if is_free(port)), first)


def run(port: int) -> None:
    """The server and the clock as children, until somebody stops us."""
    for alias in connections:
        connections[alias].close()
    connections["default"].close_pool()  # type: ignore[attr-defined]
    environment = {**serve.environment(), "HANGOT_DEMO": "1"}
    words = serve.command(host=HOST, port=port, workers=WORKERS, threads=serve.threads())
    tick = [sys.executable, "-m", "hangot.config.cli", "tick", "--every", str(MINUTE)]
    children: list[subprocess.Popen[bytes]] = []
    # Before the children: whoever stops us while they start leaves none behind.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        for one in (words, tick):
            children.append(subprocess.Popen(one, env=environment))  # noqa: PERF401, S603 - kept one by one
        children[0].wait()
    except KeyboardInterrupt:
        pass
    finally:
        _stop(children)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
