"""A real server on a copy of the house, a real browser, and axe on every page that is opened."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from axe_playwright_python.base import AxeResults
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.server import serving

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
# The browser without its own windows first: it needs half the time for the same pages.
USUAL = (
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
# Words that must never stand in a title or an address.
TELLING = re.compile(r"한서윤|오민재|김하린|스토킹|성범죄|피해|010-?\d{4}|incident|health|stalking")

# Every rule runs; of what was in order nothing is brought back.
RULES = """() => axe.run({resultTypes: ['violations']})
  .then(found => ({violations: found.violations}))"""
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
def copied(clone: Callable[[str], Any]) -> dict[str, str]:
    """This worker's own copy of the house: the addresses of its database by role."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    urls: dict[str, str] = clone(f"journey_{worker}")["urls"]
    return urls


@pytest.fixture(scope="session")
def address(copied: dict[str, str]) -> Iterator[str]:
    """The address of a server on this worker's own copy of the house."""
    with serving(copied) as found:
        yield found


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Desk:
    """One worker at one browser: comes in by the demo's door, checks every page that opens."""

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
        """What the button of the demo page sends, without drawing that page a hundred times."""
        asked = self.context.request
        token = TOKEN.search(asked.get("/account/login/").text())
        assert token
        sent = {"account": account, "csrfmiddlewaretoken": token[1]}
        came = asked.post("/demo/enter/", form=sent, max_redirects=0)
        assert came.status == 302, came.status
        return self.open("/")

    def sign_in_by_hand(self, account: str) -> "Desk":
        """On the demo page; the account of another centre than the first begins with its name."""
        self.page.goto(f"/account/login/?centre={account.rpartition('.')[0]}")
        self.page.locator(f'button[name=account][value="{account}"]').first.click()
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
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)
        result = AxeResults(self.page.evaluate(RULES))
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
def at_house(chromium: Browser) -> Iterator[Callable[..., Desk]]:
    """`at_house(address, "reception-1")`: a browser at some house; of a stranger without a name."""
    desks: list[Desk] = []

    def sit(address: str, account: str = "", width: int = 1440) -> Desk:
        desks.append(Desk(chromium, address, width))
        return desks[-1].sign_in(account) if account else desks[-1]

    yield sit
    for desk in desks:
        desk.context.close()


@pytest.fixture
def at_desk(at_house: Callable[..., Desk], address: str) -> Callable[..., Desk]:
    """`at_desk("reception-1")`: somebody of the cast in a browser of their own."""
    return partial(at_house, address)


@pytest.fixture
def visitor(at_house: Callable[..., Desk], address: str) -> Callable[..., Desk]:
    """A browser in which nobody has signed in."""
    return partial(at_house, address, "")
