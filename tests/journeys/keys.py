"""What people do at reception and at a desk with the keyboard alone."""

from typing import Any

from playwright.sync_api import Page

FAR = 120
"""No control of these pages is further away than so many tabs."""


def reach(page: Page, selector: str) -> None:
    """Go on with Tab until the focus is there."""
    page.wait_for_selector(selector, state="attached")
    for _ in range(FAR):
        if page.evaluate("s => !!document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached on {page.url}")


def of(kind: str, number: int) -> str:
    """A control of somebody's row at a desk: r to begin, f the result, l late, d another desk, m more."""
    return f"[id^={kind}][id$='-{number}']"


def press_on(desk: Any, selector: str) -> None:
    """Reach a control and press Enter, as often as it takes when the page has just been renewed."""
    reach(desk.page, selector)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def arrive(desk: Any, number: int) -> None:
    """The number and Enter; the field has the focus when the page opens."""
    desk.open("/reception/")
    desk.page.wait_for_function("() => document.activeElement.id === 'who'")
    desk.page.keyboard.type(str(number))
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def call_next(desk: Any) -> str:
    """F8 as soon as somebody waits; what the page says to it."""
    desk.page.wait_for_selector("#next", state="attached")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("F8")
    return str(desk.page.locator(".flash").inner_text()).strip()


def leave(desk: Any, number: int) -> None:
    """From the board to the way of one visit, an answer, and away."""
    desk.open("/reception/")
    press_on(desk, f"#v{number}")
    reach(desk.page, "[name=way_back]")
    desk.page.keyboard.press("ArrowDown")
    press_on(desk, "#leave button[type=submit]")


def walk_in(desk: Any, number: str) -> None:
    """Somebody without an appointment: whose record, which desk."""
    desk.open("/reception/")
    press_on(desk, "a[href$='/walk-in/']")
    desk.check("walk-in")
    desk.on_a_phone("walk-in")
    reach(desk.page, "[name=number]")
    desk.page.keyboard.type(number)
    reach(desk.page, "[name=desk]")
    pick(desk.page, " 4번 창구")
    press_on(desk, "main form button[type=submit]")


def pick(page: Page, words: str) -> None:
    """Go down the list that has the focus to the entry that ends like this."""
    count = page.evaluate(
        "w => [...document.activeElement.options].findIndex(o => o.text.endsWith(w))"
        " - document.activeElement.selectedIndex", words,
    )  # fmt: skip
    assert count > 0, words
    for _ in range(count):
        page.keyboard.press("ArrowDown")


def late(desk: Any, number: int, minutes: int) -> None:
    """More, minutes, plan the rest anew."""
    more(desk, number)
    reach(desk.page, of("l", number))
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type(str(minutes))
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def finish(desk: Any, number: int) -> None:
    """What came of it, and finished."""
    reach(desk.page, of("f", number))
    desk.page.keyboard.press("ArrowDown")
    press_on(desk, f"{of('f', number)} + button")


def hand_over(desk: Any, number: int, room: str) -> None:
    """More, the desk to bring them to, hand over."""
    more(desk, number)
    reach(desk.page, of("d", number))
    pick(desk.page, room)
    press_on(desk, f"{of('d', number)} ~ button")


def more(desk: Any, number: int) -> None:
    """Open what else can be done in a row."""
    reach(desk.page, of("m", number))
    desk.page.keyboard.press("Enter")
