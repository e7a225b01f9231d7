"""Invented homes, some of them reported again in other words, and the sheet that tells of them."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hangot.core.clocks import SEOUL

HEAD = (
    "접수번호",
    "신고일시",
    "동의",
    "위험",
    "성명",
    "생년월일",
    "전화",
    "바라는 것",
    "구",
    "주소",
    "가구원",
)
SURNAMES, GIVEN = "김이박최정강조윤장임한오서신권", "가나다라마바사아자하은서준우민"
DISTRICTS = ("종로구", "성북구", "관악구", "송파구", "마포구")
AGAIN = 0.2
"""The part of reports that come from a home which was reported before."""


@dataclass(frozen=True, slots=True)
class Home:
    """One home with its own phone and address; nothing of it is shared with another."""

    number: int

    @property
    def phone(self) -> str:
        return f"010-{5000 + self.number // 10000:04}-{self.number % 10000:04}"

    @property
    def address(self) -> str:
        return f"보문로 {self.number}, {self.number % 40 + 1}동 {self.number % 900 + 101}호"


def sheet(many: int, *, seed: int = 7) -> tuple[bytes, int]:
    """A CSV of so many reports, and how many of them are of a home that stands above already."""
    dice, out = random.Random(seed), io.StringIO()  # noqa: S311 - invented homes
    lines = csv.writer(out)
    lines.writerow(HEAD)
    again = 0
    for number, home, repeated in _homes(many, dice):
        lines.writerow(_line(number, home, dice))
        again += repeated
    return out.getvalue().encode(), again


def _homes(many: int, dice: random.Random) -> Iterator[tuple[int, Home, bool]]:
    known: list[Home] = []
    for number in range(many):
        repeated = bool(known) and dice.random() < AGAIN
        home = dice.choice(known) if repeated else Home(len(known))
        if not repeated:
            known.append(home)
        yield number, home, repeated


def _line(number: int, home: Home, dice: random.Random) -> list[str]:
    """One report; of phone and address at least one is told, by whoever happened to speak."""
    name = "".join((dice.choice(SURNAMES), dice.choice(GIVEN), dice.choice(GIVEN)))
    born = date(1950, 1, 1) + timedelta(days=dice.randrange(20_000))
    at = datetime(2025, 1, 1, tzinfo=SEOUL) + timedelta(minutes=50 * number)
    phone, address = dice.choice(((1, 1), (1, 0), (1, 1)))
    return [
        f"26-{number:06}", f"{at:%Y-%m-%d %H:%M}", "예", dice.choice(("보통", "보통", "높음")), name,
        born.isoformat(), home.phone if phone else "", "쉬고 싶어요",
        DISTRICTS[home.number % len(DISTRICTS)], home.address if address else "",
        dice.choice(("자녀", "")),
    ]  # fmt: skip
