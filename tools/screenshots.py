#!/usr/bin/env python3
"""Takes the pictures of the README from a running demo: python tools/screenshots.py http://localhost:8000

Signs in by the one-click page and writes docs/screenshots/NAME-1440.png and NAME-390.png.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from dev import ROOT, find_browser, say_no
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLACE = ROOT / "docs" / "screenshots"
WIDTHS = {1440: 900, 390: 844}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
LOADED_MS = 60_000


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who signs in (nobody on the public page), and the links to follow.

    A step that starts with "/" is an address; any other is a CSS selector whose first match is
    opened as a link.
    """

    name: str
    account: str
    steps: tuple[str, ...]


# One told story of the demo, so that the pictures show the same person every time.
A_CASE = ("/cases/?stage=assessment", "main a:has-text('한서윤')")
SHOTS = (
    Shot("guide", "", ("/guide/",)),
    Shot("today", "korea-legal-aid-1", ("/",)),
    Shot("new-contact", "reception-1", (".rail a[href$='/new/']",)),
    Shot("case", "case-manager-1", A_CASE),
    Shot("consents", "case-manager-1", (*A_CASE, ".tabs a:has-text('동의표')")),
    Shot(
        "referrals", "korea-legal-aid-1", (".rail a[href^='/referrals/']", "main a[href*='show=']")
    ),
    Shot("reception", "reception-1", ("/reception/",)),
    Shot("help", "case-manager-1", (*A_CASE, ".tabs a:has-text('받을 수 있는 도움')")),
    Shot("log", "case-manager-1", (*A_CASE, ".tabs a:has-text('누가 봤나')")),
)


def main(argv: list[str]) -> int:
    """Take every picture at every width; 1 with the reason when one cannot be taken."""
    if len(argv) != 1 or not argv[0].startswith("http"):
        sys.stderr.write(__doc__ or "")
        return 2
    program = find_browser()
    if not program:
        return int(say_no("브라우저가 없습니다. / No browser found: set HANGOT_CHROMIUM."))
    PLACE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=list(QUIET))
        for shot in SHOTS:
            for path in take(browser, argv[0], shot):
                print(path.relative_to(ROOT))
        browser.close()
    return 0


def take(browser: Browser, address: str, shot: Shot) -> list[Path]:
    """Sign in anew for each width, so that nothing of one picture shows in the next."""
    paths = []
    for width, height in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="ko-KR", timezone_id="Asia/Seoul"
        )
        page = context.new_page()
        page.set_default_timeout(LOADED_MS)
        if shot.account:
            enter(page, address, shot.account)
        for step in shot.steps:
            follow(page, address, step)
        path = PLACE / f"{shot.name}-{width}.png"
        page.screenshot(path=path)
        paths.append(path)
        context.close()
    return paths


def enter(page: Page, address: str, account: str) -> None:
    """One click on the sign-in page of the demo."""
    page.goto(urljoin(address, "/account/login/"))
    page.click(f"button[name=account][value='{account}']")
    page.wait_for_load_state()


def follow(page: Page, address: str, step: str) -> None:
    """Open an address, or the first link that the selector finds, on a later page of a list if need be."""
    if step.startswith("/"):
        page.goto(urljoin(address, step))
        return
    while not page.locator(step).count():
        page.locator(".pager a").last.click()
        page.wait_for_load_state()
    found = page.locator(step).first.get_attribute("href")
    page.goto(urljoin(page.url, found or ""))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
