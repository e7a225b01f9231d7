"""Figures in words: numbers, what stands where none is told, sentences, and money as it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hangot.core.indicators.counting import Figure
from hangot.core.text import Text

HUNDRED_MILLION, TEN_THOUSAND = 100_000_000, 10_000
HIDDEN = Text("가림", "hidden")
NOTHING = Text("—", "—")
WHY_HIDDEN = Text(
    "‘가림’: 적은 수이거나, 그 수를 계산해 낼 수 있게 하는 수입니다.",
    "“hidden”: a small number, or one from which a small one could be worked out.",
)
WHY_NOTHING = Text(
    "‘—’: 나눌 수(분모)가 0이라 비율이 없습니다.",
    "“—”: there is nothing to divide by, so there is no share.",
)
Told = Mapping[Figure, int | None]
"""Figures that may be told; None for a hidden one."""


@dataclass(frozen=True, slots=True)
class Said:
    """One cell: the number where there is one, else why there is none."""

    number: int | Fraction | None
    instead: Text = NOTHING

    @property
    def told(self) -> bool:
        """Is it a number, or one that is hidden? Not where nothing was told yet."""
        return self.number is not None or self.instead == HIDDEN

    def __str__(self) -> str:
        if self.number is None:
            return str(self.instead)
        if isinstance(self.number, int):
            return f"{self.number:,}"
        return f"{_half_up(self.number * 10) / 10:.1f}"


UNTOLD = Said(None, Text("", ""))
"""Of a month that was not told yet."""


def share(part: int | None, of: int | None) -> Said:
    """Parts in a hundred. Nothing is told where one of both is hidden, or where there is nothing."""
    if part is None or of is None:
        return Said(None, HIDDEN)
    if of == 0:
        return Said(None, NOTHING)
    return Said(Fraction(part * 100, of))


def each(part: int | None, of: int | None) -> Said:
    """So much for each one: days for a referral, visits for a person."""
    found = share(part, of)
    return found if found.number is None else Said(Fraction(found.number) / 100)


def sentence(phrase: Text, told: Mapping[str, Said], money: Sequence[str] = ()) -> Text:
    """A sentence with its figures: ‘400명, 1,512건, 336억원’. `money`: figures in won."""
    ko = {name: won_ko(one) if name in money else str(one) for name, one in told.items()}
    en = {name: str(one) for name, one in told.items()}
    return Text(phrase.ko.format(**ko), phrase.en.format(**en))


def won_ko(one: Said) -> str:
    """Won as they are said: 336억, 444억 2,221만, 9,000."""
    if not isinstance(one.number, int):
        return one.instead.ko
    large, rest = divmod(one.number, HUNDRED_MILLION)
    middle, small = divmod(rest, TEN_THOUSAND)
    parts = [f"{large:,}억" if large else "", f"{middle:,}만" if middle else ""]
    parts.append(f"{small:,}" if small or not one.number else "")
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as somebody printed it, beside what the records give."""

    name: str
    printed: int | Fraction
    counted: int | Fraction

    @property
    def agrees(self) -> bool:
        """The same, as far as it was printed."""
        return self.printed == self.counted

    @property
    def sentence(self) -> Text:
        """What to say of it."""
        if self.agrees:
            return Text(f"{self.name}: 맞습니다.", f"{self.name}: agrees.")
        far = self.printed - self.counted
        return Text(
            f"{self.name}: 맞지 않습니다. 인쇄된 수 {self.printed:,}, 기록의 합 {self.counted:,}, 차이 {far:,}.",
            f"{self.name}: does not agree. Printed {self.printed:,}, counted {self.counted:,}, {far:,} apart.",
        )


def said(value: int | None) -> Said:
    """A figure that was told, or that it is hidden."""
    return Said(None, HIDDEN) if value is None else Said(value)


def _half_up(value: Fraction) -> int:
    return int((value + Fraction(1, 2)).__floor__())
