"""The report of one month: what happened in it, and since January, of figures that were told."""

from collections.abc import Callable, Iterator, Mapping

from hangot.core.indicators.counting import EVERY, YEAR, Figure
from hangot.core.indicators.definitions import ONCE, Indicator, Indicators
from hangot.core.indicators.tables import Row, Table, column, named, notes
from hangot.core.indicators.telling import HIDDEN, UNTOLD, Said, Told, each, said, share
from hangot.core.text import Text

DECEMBER = 12
LATER = Text("연말", "year end")
WHY_LATER = Text(
    "‘연말’: 실인원은 달을 더할 수 없어, 한 해가 끝난 뒤에 한 번 냅니다.",
    "“year end”: months of people cannot be added; told once when the year is over.",
)


def of_month(known: Indicators, told: Mapping[str, Told], year: int, month: int) -> Table:
    """All indicators below their topics: the month, and from January to its end."""
    rows: list[Row] = []
    breaks: dict[int, Text] = {}
    for topic, label in {**known.topics, "": Text("그 밖", "Others")}.items():
        found = [*_counted(known, told, topic, month), *_shares(known, told, topic, month)]
        if found:
            breaks[len(rows)] = label
        rows += found
    return Table(
        Text(f"{year}년 {month}월", f"{year}-{month:02}"),
        (Text("무엇을", "What"), column(month), Text(f"1월~{month}월", f"1 to {month}")),
        tuple(rows), (*notes(rows), *_later(rows)), breaks,
    )  # fmt: skip


def single(told: Told, month: int) -> Said:
    """The figure of one month."""
    figure = Figure(EVERY, EVERY, month)
    return said(told[figure]) if figure in told else UNTOLD


def since_january(one: Indicator, told: Told, month: int) -> Said:
    """The months until this one together; people only of a whole year, because they count once."""
    if month == DECEMBER:
        return single(told, YEAR)
    if one.counts in ONCE:
        return Said(None, LATER)
    months = [Figure(EVERY, EVERY, at) for at in range(1, month + 1)]
    if not all(figure in told for figure in months):
        return UNTOLD
    numbers = [number for figure in months if (number := told[figure]) is not None]
    return said(sum(numbers) if len(numbers) == len(months) else None)


def _counted(known: Indicators, told: Mapping[str, Told], topic: str, month: int) -> Iterator[Row]:
    for name, one in known.counted.items():
        if one.topic == topic:
            row = told.get(name, {})
            yield (
                named(one.name, one.unit),
                (single(row, month), since_january(one, row, month)),
            )


def _shares(known: Indicators, told: Mapping[str, Told], topic: str, month: int) -> Iterator[Row]:
    for one in known.shares.values():
        if one.topic == topic:
            how = each if one.each else share
            label = named(one.name, one.each or Text("%", "%"))
            both = [(known.counted[name], told.get(name, {})) for name in (one.part, one.of)]
            part, of = (single(row, month) for _, row in both)
            part_so_far, of_so_far = (since_january(which, row, month) for which, row in both)
            yield label, (_divided(part, of, how), _divided(part_so_far, of_so_far, how))


def _divided(part: Said, of: Said, how: Callable[[int | None, int | None], Said]) -> Said:
    """Nothing is divided before both were told."""
    for one in (part, of):
        if one.number is None and one.instead != HIDDEN:
            return one
    return how(_whole(part), _whole(of))


def _whole(one: Said) -> int | None:
    return None if one.number is None else int(one.number)


def _later(rows: list[Row]) -> tuple[Text, ...]:
    later = any(cell.instead == LATER for _, cells in rows for cell in cells)
    return (WHY_LATER,) if later else ()
