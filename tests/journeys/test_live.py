"""Pages of the day look again by themselves, and never at the cost of what somebody chose."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.journey
SCRIPT = Path(__file__).parents[2] / "hangot" / "static" / "hangot" / "live.js"
DESK = """<!doctype html><script src="/live.js" defer></script>
<div id="mydesk" data-live data-pulse="/pulse" data-at="{beat}"><p id="beat">{beat}</p>
<form><input type="hidden" name="version" value="3"><select id="result"><option value="">-</option>
<option value="given">given</option><option value="more">more</option></select>
<input id="minutes" type="number" value="10"><input id="along" type="checkbox">
<button id="finish" type="button">finish</button></form></div>"""
TOUCHES: dict[str, Callable[[Page], Any]] = {
    "result": lambda page: page.select_option("#result", "more"),
    "minutes": lambda page: page.fill("#minutes", "25"),
    "along": lambda page: page.check("#along"),
}


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """A desk whose house has moved on by one each time it is asked."""
    page, beats = chromium.new_page(), iter(range(1, 1000))

    def answer(route: Route) -> None:
        path = route.request.url.partition("desk.test")[2]
        if path == "/live.js":
            route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
        elif path == "/pulse":
            route.fulfill(body=str(10_000 + next(beats)), content_type="text/plain")
        else:
            route.fulfill(body=DESK.format(beat=next(beats)), content_type="text/html")

    page.route("**/*", answer)
    page.goto("http://desk.test/")
    yield page
    page.close()


def test_a_desk_nobody_touched_is_renewed_and_keeps_the_focus(desk: Page) -> None:
    desk.focus("#finish")
    desk.wait_for_function("() => document.getElementById('beat').textContent !== '1'")
    assert desk.evaluate("document.activeElement.id") == "finish"


@pytest.mark.parametrize("what", TOUCHES)
def test_what_somebody_chose_stays_while_they_go_on_to_the_button(desk: Page, what: str) -> None:
    TOUCHES[what](desk)
    desk.focus("#finish")
    desk.wait_for_timeout(2500)
    assert desk.text_content("#beat") == "1"
    assert desk.evaluate("document.activeElement.id") == "finish"
