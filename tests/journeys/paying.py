"""Money on the pages, as those who ask for it and those who decide would type it."""

import re
from typing import Any

from tests.journeys import steps
from tests.journeys.telling import rules, tell_the_rest
from tests.journeys.test_story_c_help import FAMILY, HAPPENED, MOTHER


def family(at_desk: Any, birth: str = "1979-06-01") -> tuple[Any, str]:
    """The widow, her case, and what she told about the death, the family and his income."""
    notice = steps.tell_story(
        at_desk("reception-1"), name="정미경", birth=birth, phone=f"0100088{birth[-5:].replace('-', '')}",
        crime="violent", alias="",
    )  # fmt: skip
    desk = at_desk("counsellor-1")
    case = steps.open_case(desk, notice)
    kin = {"relation_to_victim": "spouse", "survivors": [*FAMILY, MOTHER]}
    students = [{"level": "high", "times_paid": 0}, {"level": "middle", "times_paid": 0}]
    tell_the_rest(desk, case, HAPPENED | kin | {"students": students, "living_hard": True})
    return desk, case


def number(service: str) -> int:
    """A service of the rules as addresses name it."""
    return list(rules().services).index(service)


def opened(desk: Any, case: str, service: str) -> Any:
    """The page on which one service is asked for."""
    return desk.open(f"/cases/{case}/money/new/?service={number(service)}")


def agree(desk: Any, case: str, service: str, agency: str = "") -> None:
    """Every consent that the page of a request says is lacking is asked and given, line by line."""
    while True:
        opened(desk, case, service)
        card = desk.page.locator("section.card", has_text=f"{agency}에 아직 동의받지 않은 것")
        if not card.count():
            return
        card.first.locator("a", has_text="동의 묻기").first.click()
        desk.page.wait_for_url(re.compile("consents"))
        desk.page.locator("#line [value=give]").first.check()
        steps.confirm(desk.page)


def ask(desk: Any, case: str, service: str, won: str = "", **chosen: str) -> str:
    """Ask for a sum, or for what the page proposes. Answers the id of the request."""
    opened(desk, case, service)
    return send(desk, won, **chosen)


def send(desk: Any, won: str = "", *, reason: str = "", **chosen: str) -> str:
    """Fill in the open request and send it; `chosen` by field."""
    page = desk.page
    if won:
        page.locator("[name=asked]").fill(won)
    for name, value in chosen.items():
        how = {"label": re.compile(value)} if name == "offered" else {"value": value}
        _select(page, name, **how)
    page.locator("[name=reason]").fill(reason)
    steps.press(page, "^신청하기$")
    found = re.search(r"benefits/([0-9a-f-]{36})", page.url)
    return found.group(1) if found else ""


def _select(page: Any, name: str, value: str = "", label: Any = None) -> None:
    field = page.locator(f"[name={name}]").first
    if field.evaluate("f => f.tagName") != "SELECT":
        return
    if label is not None:
        texts = field.locator("option").all_inner_texts()
        field.select_option(index=next(n for n, one in enumerate(texts) if label.search(one)))
    else:
        field.select_option(value)


def take(desk: Any, benefit: str, step: str, **typed: Any) -> None:
    """Open one step of a benefit, fill it in and take it; lists are boxes to tick."""
    page = desk.page
    if f"/benefits/{benefit}/" not in page.url:
        desk.open(f"/benefits/{benefit}/")
    box = page.locator("details.reason", has=page.locator("summary", has_text=re.compile(step)))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in typed.items():
        if isinstance(value, list):
            for one in box.locator(f"[name={name}]").all():
                one.set_checked(one.get_attribute("value") in value)
        else:
            box.locator(f"[name={name}]").fill(str(value))
    with page.expect_navigation():
        box.locator("button[type=submit]").click()


def pay(desk: Any, benefit: str, won: str) -> None:
    """Everything that is due is paid today."""
    desk.open(f"/benefits/{benefit}/")
    due = desk.page.locator("details.reason [name=payments]")
    take(
        desk, benefit, "지급 적기", payments=[one.get_attribute("value") for one in due.all()],
        amount=won, paid_on="오늘", proof="이체 확인증 7781",
    )  # fmt: skip


def granted(desk: Any, benefit: str, won: str, *payees: str, **more: Any) -> None:
    """Checked, and so much granted to so many in equal shares."""
    desk.open(f"/benefits/{benefit}/")
    if desk.page.locator("summary", has_text="심사 시작하기").count():
        take(desk, benefit, "심사 시작하기")
    given = {"months": 1, "parted": [], "ground": "심의회 결정", "elsewhere": "", **more}
    take(desk, benefit, "지급 결정하기", granted=won, payees=list(payees), **given)
