"""A real server on a copy of the house, a real browser, and axe on every page that is opened."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SHOTS = os.environ.get("HANGOT_SHOTS", "")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
USUAL = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# Words that must never stand in a title or an address.
TELLING = re.compile(r"한서윤|오민재|김하린|스토킹|성범죄|피해|010-?\d{4}|incident|health|stalking")


# What sticks out of the page to the right, apart from regions that scroll by themselves.
WIDE = """() => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
  [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('.scroll, nav')).slice(0, 5).map(e => e.outerHTML.slice(0, 160))"""


def _chromium() -> str | None:
    named = os.environ.get("HANGOT_CHROMIUM")
    found = [path for path in (named, *USUAL) if path and Path(path).exists()]
    return found[0] if found else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser, or the one the test library downloaded; skipped loudly if neither."""
    if os.environ.get("HANGOT_NO_BROWSER"):
        pytest.skip("no browser on this machine: the journeys did not run")
    path = _chromium()
    with sync_playwright() as play:
        options: dict[str, Any] = {"args": FLAGS[1:]}
        if path:
            options["executable_path"] = path
        browser = play.chromium.launch(**options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(clone: Callable[[str], Any]) -> Iterator[str]:
    """The address of a server on this worker's own copy of the house."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    urls = clone(f"journey_{worker}")["urls"]
    port = _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": urls["hangot_app"],
        "OWNER_DATABASE_URL": urls["hangot_owner"],
        "HANGOT_KEYS": str(_home() / "keys.json"),
        "HANGOT_ANCHORS": str(_home() / "anchors"),
        "HANGOT_DEMO": "1",
        "HANGOT_HOME": str(_demo_home(urls["hangot_app"])),
        "HANGOT_SECRET_KEY": "journeys",
        "DJANGO_SETTINGS_MODULE": "hangot.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--log-level", "warning",
        "hangot.config.wsgi:application",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait(f"http://localhost:{port}/account/login/", server, log)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def _home() -> Path:
    from hangot.config import cluster

    return cluster.home() / "tests"


def _demo_home(url: str) -> Path:
    """A home that marks this copy of the house as a demonstration: no setting alone does."""
    home = Path(tempfile.mkdtemp(prefix="hangot-journey-"))
    with psycopg.connect(url) as connection:
        (centre,) = connection.execute("select id from hangot_centre").fetchone() or ("",)
    (home / "demo-centre").write_text(f"{centre}\n", encoding="utf-8")
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


class Desk:
    """One worker at one browser: signs in by the demo page, checks every page that opens."""

    def __init__(self, browser: Browser, address: str, width: int = 1440) -> None:
        self.address = address
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="ko-KR", base_url=address
        )
        self.page: Page = self.context.new_page()
        self.outside: list[str] = []
        self.page.on("request", self._watch)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.outside.append(request.url)

    def sign_in(self, account: str) -> "Desk":
        self.page.goto("/account/login/")
        self.page.locator(f'button[name=account][value="{account}"]').click()
        self.page.wait_for_url(lambda url: "/account/" not in url)
        return self

    def open(self, path: str) -> "Desk":
        self.page.goto(path)
        return self

    def on_a_phone(self, name: str = "") -> None:
        """The same page at 390 px."""
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.check(name)
        self.page.set_viewport_size({"width": 1440, "height": 900})

    def check(self, name: str = "") -> None:
        """No accessibility violation, no sideways scroll, nothing telling, nobody else asked."""
        result = Axe().run(self.page)
        assert result.violations_count == 0, result.generate_report()
        wide = self.page.evaluate(WIDE)
        assert not wide, f"{self.page.url} scrolls sideways: {wide}"
        assert not TELLING.search(self.page.title() + self.page.url), self.page.title()
        assert not self.outside
        if SHOTS and name:
            width = self.page.viewport_size["width"] if self.page.viewport_size else 0
            self.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)

    def see(self, *words: str) -> None:
        """These words can be read on the page."""
        text = self.page.locator("main").inner_text()
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}:\n{text[:1500]}"

    def see_no(self, *words: str) -> None:
        """These words are nowhere in what the server sent."""
        html = self.page.content()
        for word in words:
            assert word not in html, f"{word!r} is on {self.page.url}"


@pytest.fixture
def at_desk(chromium: Browser, address: str) -> Iterator[Callable[..., Desk]]:
    """`at_desk("reception-1")`: somebody of the cast in a browser of their own."""
    desks: list[Desk] = []

    def sit(account: str, width: int = 1440) -> Desk:
        desk = Desk(chromium, address, width).sign_in(account)
        desks.append(desk)
        return desk

    yield sit
    for desk in desks:
        desk.context.close()


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Callable[..., Desk]]:
    """A browser in which nobody has signed in."""
    desks: list[Desk] = []

    def come(width: int = 1440) -> Desk:
        desks.append(Desk(chromium, address, width))
        return desks[-1]

    yield come
    for desk in desks:
        desk.context.close()
