"""Figures as people read them: one table for screen, file, paper and other programs alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure
from hangot.core.indicators.definitions import UNITS, Dim, Indicator
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
NAMES: Mapping[str, Text] = {
    "agency": Text("기관", "Agency"),
    "district": Text("자치구", "District"),
    "kind": Text("종류", "Kind"),
}
ALL, OF_YEAR = Text("모두", "All"), Text("한 해", "Year")
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


@dataclass(frozen=True, slots=True)
class Table:
    """A title, heads, rows of a label and cells, and what must be said below it."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[Said, ...]], ...]
    notes: tuple[Text, ...]


def table(
    indicator: Indicator, dim: Dim | None, told: Told, labels: Mapping[str, Text], *, months: bool
) -> Table:
    """An indicator by months and by one breakdown, or whole. `labels`: the rows, in order."""
    columns = (*MONTHS, YEAR) if months else (YEAR,)
    broken = labels.items() if dim else ()
    rows = [*((str(dim), key, label) for key, label in broken), (EVERY, EVERY, ALL)]
    cells = tuple(
        (label, tuple(_at(told, Figure(by, key, month)) for month in columns))
        for by, key, label in rows
    )
    unit = UNITS[indicator.counts]
    return Table(
        Text(f"{indicator.name.ko} ({unit.ko})", f"{indicator.name.en} ({unit.en})"),
        (NAMES[dim] if dim else Text("범위", "Range"), *(_column(month) for month in columns)),
        cells,
        (indicator.population, indicator.source, *_notes(cells)),
    )


def side_by_side(
    title: Text, counted: Mapping[str, Indicator], told: Mapping[str, Told],
    shares: Mapping[str, tuple[Text, Mapping[int, Said]]],
) -> Table:  # fmt: skip
    """All indicators of a year by month, each with its unit, and the shares below them."""
    columns = (*MONTHS, YEAR)
    whole = [
        (
            Text(
                f"{one.name.ko} ({UNITS[one.counts].ko})", f"{one.name.en} ({UNITS[one.counts].en})"
            ),
            tuple(_at(told.get(name, {}), Figure(EVERY, EVERY, month)) for month in columns),
        )
        for name, one in counted.items()
    ]
    parts = [
        (label, tuple(months.get(month, UNTOLD) for month in columns))
        for label, months in shares.values()
    ]
    cells = (*whole, *parts)
    heads = (Text("무엇을", "What"), *(_column(month) for month in columns))
    return Table(title, heads, cells, _notes(cells))


def share(part: int | None, of: int | None) -> Said:
    """Parts in a hundred. Nothing is told where one of both is hidden, or where there is nothing."""
    if part is None or of is None:
        return Said(None, HIDDEN)
    if of == 0:
        return Said(None, NOTHING)
    return Said(Fraction(part * 100, of))


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


def _at(told: Told, figure: Figure) -> Said:
    return said(told[figure]) if figure in told else UNTOLD


def _notes(rows: Iterable[tuple[Text, tuple[Said, ...]]]) -> tuple[Text, ...]:
    instead = [one.instead for _, cells in rows for one in cells if one.number is None]
    found = ((HIDDEN, WHY_HIDDEN), (NOTHING, WHY_NOTHING))
    return tuple(why for word, why in found if word in instead)


def _column(month: int) -> Text:
    return Text(f"{month}월", f"{month}") if month else OF_YEAR


def _half_up(value: Fraction) -> int:
    return int((value + Fraction(1, 2)).__floor__())
