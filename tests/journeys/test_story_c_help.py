"""Story C, what may help: a family after a killing, who of it is paid, how much, and until when."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps
from tests.journeys.telling import card, says, shown, tell, tell_the_rest

pytestmark = [pytest.mark.journey, pytest.mark.slow(40)]
DAY, AFTER = "2026-03-26", "2026-06-04"
DIED = "2026-03-20"
FAMILY = [
    {"relation": who, "born_on": born, "lived_on_income": True, "disabled": False}
    for who, born in (
        ("spouse", "1979-06-01"), ("child", "2006-09-01"), ("child", "2011-05-01"),
    )
]  # fmt: skip
MOTHER = {"relation": "parent", "born_on": "1954-08-01", "lived_on_income": True, "disabled": False}
HAPPENED = {
    "crimes": ["murder"], "harm": "death", "incident_on": DIED, "harm_known_on": DIED,
    "died_on": DIED, "in_korea": True, "offender_kinship": "none", "victim_part": "none",
    "nationality": "korean", "lived_on_victim_income": True, "victim_monthly_income": 4_100_000,
    "damages_received": 0, "other_benefits": 0,
}  # fmt: skip
PEOPLE = (
    ("정미경", "1979-06-01", "spouse"), ("정민서", "2006-09-01", "child"),
    ("정준서", "2011-05-01", "child"), ("이순자", "1954-08-01", "parent"),
)  # fmt: skip
RELIEF = "유족구조금"


def _case(at_desk: Callable[..., Any], number: int) -> tuple[Any, str]:
    name, birth, _ = PEOPLE[number]
    notice = steps.tell_story(
        at_desk("reception-1"), name=name, birth=birth, phone=f"0100077033{number}",
        crime="violent", alias="",
    )  # fmt: skip
    desk = at_desk("counsellor-1")
    return desk, steps.open_case(desk, notice)


@pytest.mark.parametrize("number", range(4))
def test_only_the_first_rank_of_the_family_is_paid(
    at_desk: Callable[..., Any], number: int
) -> None:
    name, _, relation = PEOPLE[number]
    desk, case = _case(at_desk, number)
    shown(desk, case)
    first = desk.page.locator("#q").inner_text()
    assert "겪은 일" not in first, "nobody is asked about the harm first"
    if name == "정미경":
        tell(
            desk, case, {"crimes": ["murder"], "survivors": FAMILY, "relation_to_victim": relation}
        )
        tell_the_rest(desk, case, HAPPENED)
        _add_the_mother(desk, case)
    else:
        whole = {"relation_to_victim": relation, "survivors": [*FAMILY, MOTHER]}
        tell_the_rest(desk, case, HAPPENED | whole)
    shown(desk, case, day=DAY)
    if name == "이순자":
        says(desk, RELIEF, "지금은 어려워요", "순위")
        assert card(desk, RELIEF).locator("ul.reasons li").count() == 1
        return
    says(desk, RELIEF, "받을 수 있어요", "181,703,808원", "60,567,936원", "90,851,904원")
    says(desk, RELIEF, "2029-03-20")
    if name == "정미경":
        _reasons(desk)
        _damages(desk, case)
        _tuition(desk, case)
        _sheets(desk, case)


def _add_the_mother(desk: Any, case: str) -> None:
    """His mother is written into the table later, by ‘고치기’; the others are still there."""
    shown(desk, case)
    row = desk.page.locator("a", has_text="고치기, 유족")
    row.click()
    desk.page.wait_for_url(lambda url: "ask=" in url)
    desk.check("help-family")
    assert desk.page.locator("[name=p2_born_on]").input_value() == "2011-05-01"
    page = desk.page
    for key, value in MOTHER.items():
        cell = page.locator(f"[name=p3_{key}]")
        if cell.evaluate("c => c.tagName") == "SELECT":
            cell.select_option(str(value).lower() if isinstance(value, bool) else value)
        else:
            cell.fill(value)
    steps.press(page, "답 적기")


def _reasons(desk: Any) -> None:
    """Law and figures are one press away."""
    found = card(desk, RELIEF)
    found.locator("details > summary").first.click()
    text = found.inner_text()
    assert "범죄피해자 보호법 17조" in text or "범죄피해자보호법 17조" in text, text
    assert "쓰인 기준값" in text
    desk.check("help-reasons")
    desk.on_a_phone("help-reasons")


def _damages(desk: Any, case: str) -> None:
    """Damages of 19,800,000 bring it below the cap; what was answered is changed, not asked anew."""
    tell(desk, case, {"damages_received": 19_800_000})
    shown(desk, case, day=AFTER)
    says(desk, RELIEF, "177,000,000원", "59,000,000원")


def _tuition(desk: Any, case: str) -> None:
    tell(desk, case, {"students": [{"level": "high", "times_paid": 2}]})
    shown(desk, case, day=AFTER)
    says(desk, "학자금", "지금은 어려워요", "두 번까지")


def _sheets(desk: Any, case: str) -> None:
    """The sheet to take home, and the one that may lie on a table."""
    desk.open(f"/cases/{case}/help/print/?by=hand")
    desk.see("유족구조금", "177,000,000원")
    desk.check("help-sheet")
    desk.open(f"/cases/{case}/help/print/?by=hand&neutral=1")
    desk.check("help-neutral")
    for word in ("구조금", "학자금", "원 ", "범죄", "피해", "검찰", "경찰", "장례", "정미경"):
        assert word not in desk.page.locator("main").inner_text(), word
