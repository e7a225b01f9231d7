"""What can be seen around the man she fears, in the house with her and in the one without her."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from hangot import clock
from hangot.core.clocks import SEOUL
from tests.domain.booking_desk import working_day
from tests.journeys import steps
from tests.journeys.twins import House, Twins

NOWHERE = "00000000-0000-7000-8000-000000000000"
# New in every answer, whoever is in the house: form tokens, keys against double clicks, the minute
# at the top, the pulse that counts every change of the whole house, how long somebody waits, and
# the id of a question for free times.
FRESH = re.compile(
    r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|data-(at|since)="[^"]*"'
    r'|<span class="now">.*?</span>|(?<=/times/)[0-9a-f-]{36}|(?<=>)\d+분(?= 기다림<|<)', re.DOTALL,
)  # fmt: skip
ROW = re.compile(r'\s*<tr role="row".*?</tr>', re.DOTALL)
FLASH = re.compile(r'<div class="flash.*?</div>', re.DOTALL)
CALL = re.compile(r"<li.*?</li>", re.DOTALL)
PAPER = re.compile(
    rb"D:\d+[^)]*|<xmp.*?:(Create|Modify)Date>[^<]*|<xmpMM:.*?ID>[^<]*|/ID ?\[.*?\]", re.DOTALL
)


@dataclass(slots=True)
class Side:
    """One of the two houses: reception, the clerk of the jobs desk, and the screen on the wall."""

    house: House
    reception: Any
    clerk: Any
    wall: Any


@dataclass(slots=True)
class Both:
    """Everything is done in both houses; what comes of it must be the same bytes."""

    sides: Sequence[Side]
    twins: Twins
    began: datetime

    def same(self, act: Callable[[Side], str | bytes], what: str) -> Any:
        """Do it in both; the answer, if it is the same."""
        answers = [act(side) for side in self.sides]
        with_her, without = map(self.plain, answers)
        assert with_her == without, f"{what} differs: {_first_difference(with_her, without)}"
        return with_her

    def plain(self, answer: str | bytes) -> str | bytes:
        """Without what is new in every answer, and without the row of her own visit.

        The jobs desk serves both of them: her row stands on its list like anybody's, a number
        without a word about him. The minutes of this play are those at which somebody clicked.
        """
        if isinstance(answer, bytes):
            return PAPER.sub(b"", answer)
        answer = ROW.sub(lambda row: "" if self._is_hers(row[0]) else row[0], answer)
        return self._minutes().sub("지금", FRESH.sub("", answer))

    def _is_hers(self, row: str) -> bool:
        return f">{self.twins.number('hers')}<" in row

    def _minutes(self) -> re.Pattern[str]:
        """The minutes since the play began."""
        count = (clock.now() - self.began) // timedelta(minutes=1) + 2
        found = [self.began.astimezone(SEOUL) + timedelta(minutes=n) for n in range(count)]
        return re.compile("|".join(f"{one:%H:%M}" for one in found))

    def everything(self, *paths: str) -> None:
        """His record, the desk that serves him, what is refused, and the screen of the waiting room."""
        his, hers = self.twins.cases["his"], self.twins.cases["hers"]
        about_him = (f"/cases/{his}/", f"/cases/{his}/timeline/", f"/cases/{his}/times/")
        for path in about_him:
            self.same(partial(_at_reception, path), path)
        for path in (
            "/",
            "/cases/",
            "/referrals/",
            f"/cases/{NOWHERE}/",
            f"/cases/{hers}/",
            *paths,
        ):
            self.same(partial(_at_the_jobs_desk, path), path)
        self.same(lambda side: screen(side, but=self.twins.number("hers")), "the screen")


def _first_difference(one: str | bytes, other: str | bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((place for place, (this, that) in pairs if this != that), 0)
    return f"{one[max(0, at - 80) : at + 500]!r} is not {other[max(0, at - 80) : at + 500]!r}"


def _at_reception(path: str, side: Side) -> str:
    return read(side.reception, path)


def _at_the_jobs_desk(path: str, side: Side) -> str:
    return read(side.clerk, path)


def read(desk: Any, path: str) -> str:
    """What the server sends."""
    return str(desk.page.request.get(path).text())


def screen(side: Side, *, but: int) -> str:
    """The screen of the waiting room, but for her own number while it is called.

    A number is drawn for one day and follows from nobody; it could be that of any other guest.
    """
    sent = read(side.wall, side.wall.page.url)
    return CALL.sub(lambda call: "" if f">{but}<" in call[0] else call[0], sent)


def his_row(page: str, number: int) -> str:
    """The flash and the row of one visit on a page."""
    rows = [row for row in ROW.findall(page) if f">{number}<" in row]
    return "\n".join([*FLASH.findall(page), *rows])


def free_times(side: Side, case: UUID) -> str:
    """What is offered to him for another day: late at night hers reaches into tomorrow."""
    desk = side.reception
    desk.open(f"/cases/{case}/times/")
    row = desk.page.locator("label", has_text=re.compile("^\\s*직업교육 지원 연계\\s*$")).first
    row.locator("input").evaluate("f => { f.checked = true; }")
    for name in ("first", "last"):
        desk.page.locator(f"[name={name}]").first.fill(f"{working_day(2):%m%d}")
    steps.press(desk.page, "시간 찾기")
    return str(desk.page.content())
