"""Removals (삭제지원): when to look again, how far it has got, and what must never be written down.

Neither the material nor its address enters the system. What a desk types to recognise a place again
becomes a keyed number; what it writes in words is refused where it looks like an address.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hangot.core.clocks import Length
from hangot.core.protection.kinds import after
from hangot.core.refusal import Missing
from hangot.core.text import Text

MOST = 500
ADDRESS = re.compile(r"://|\bwww\.|@[\w-]+|[\w-]+\.[a-z]{2,}(?:[/:?#]|\b)|\d{1,3}(?:\.\d{1,3}){3}", re.IGNORECASE)  # fmt: skip
NO_ADDRESS = Text(
    "주소나 계정은 여기에 적지 않습니다. 기관 자료의 번호나 짧은 검색어만 적어 주세요.",
    "No address and no account here. Write the number in your agency's own store, or a short keyword.",
)
NOTHING = Text("한 줄에 하나씩 적어 주세요.", "Write one on each line.")
NOT_ON_LIST = Text(
    "목록에 있는 번호를 1-30, 38처럼 적어 주세요.", "Write numbers of the list, such as 1-30, 38."
)
NUMBERS = re.compile(r"(\d{1,6})(?:[-~](\d{1,6}))?")
TOO_MANY = Text("한 번에 500건까지 등록할 수 있습니다.", "500 at once at most.")
GONE: Collection[str] = ("deleted", "confirmed")


@dataclass(frozen=True, slots=True)
class Tally:
    """How far it has got: how many in all, and how many stand where."""

    total: int
    deleted: int
    blocked: int
    requested: int
    refused: int
    back: int
    found: int

    @property
    def told(self) -> Text:
        """What the person is told, without a word that says what it is about."""
        ko = f"부탁하신 {self.total}건 가운데 {self.deleted}건이 지워졌습니다."
        en = f"Of the {self.total} you asked for, {self.deleted} are deleted."
        if self.blocked:
            ko += f" {self.blocked}건은 볼 수 없게 막혔습니다."
            en += f" {self.blocked} are blocked."
        if left := self.total - self.deleted - self.blocked:
            ko += f" 남은 {left}건은 계속 하고 있습니다."
            en += f" We go on with the other {left}."
        return Text(ko, en)


def tally(states: Iterable[str]) -> Tally:
    """Counts by state; what was entered in error does not count."""
    of = Counter(states)
    del of["dropped"]
    return Tally(
        of.total(), sum(of[state] for state in GONE), of["blocked"], of["requested"], of["refused"],
        of["back"], of["found"],
    )  # fmt: skip


def lines(typed: str) -> Sequence[str]:
    """What is to be recognised again, one on each line, each once."""
    found = list(dict.fromkeys(one.strip() for one in typed.splitlines() if one.strip()))
    if not found:
        raise Missing("lines", NOTHING)
    if len(found) > MOST:
        raise Missing("lines", TOO_MANY)
    return found


def numbers(typed: str, known: Collection[int]) -> Sequence[int]:
    """Numbers as they are said: "1-30, 38"; Missing for any that is not on the list."""
    found: list[int] = []
    for part in re.split(r"[\s,]+", typed.strip()):
        span = NUMBERS.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (1, 0)
        if not first <= last <= max(known, default=0) or not set(range(first, last + 1)) <= {
            *known
        }:
            raise Missing("which", NOT_ON_LIST)
        found.extend(range(first, last + 1))
    return found


def harmless(words: str) -> str:
    """Words that can be kept; Missing where they look like an address or an account."""
    if ADDRESS.search(words):
        raise Missing("words", NO_ADDRESS)
    return words.strip()


def next_check(deleted: date, done: int, lengths: Sequence[Length]) -> date | None:
    """The day to look again after so many checks; None when all were done."""
    return after(deleted, lengths[done]) if done < len(lengths) else None
