"""What was told before and is no longer so, as the page says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.eligibility.findings import Outlook
from hangot.eligibility.since_then import Earlier, outdated
from hangot.templatetags.marks import VERDICTS

WHY: Mapping[str, Text] = {
    "figures": Text("그 뒤 기준이 바뀌었습니다.", "The figures of law have changed since."),
    "answers": Text("그 뒤 말씀하신 것이 바뀌었습니다.", "The answers have changed since."),
    "day": Text("그 뒤 날이 지나 결과가 바뀌었습니다.", "It has changed with the days since."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One service: what was told when, why it is no longer so, what is found now."""

    number: int
    label: Text
    told_on: date
    then: Text
    why: Text
    now: Text


def earlier(frame: PersonPage, found: Outlook) -> list[Line]:
    """What to look at again with the person, in the order of the pack."""
    numbers = {name: number for number, name in enumerate(found.ruling.rules.services)}
    lines = (_line(one, numbers[one.now.service.id]) for one in outdated(frame.case.pk, found))
    return sorted(lines, key=lambda one: one.number)


def _line(one: Earlier, number: int) -> Line:
    now = {amount.amount.id: amount.value for amount in one.now.sums}
    return Line(
        number, one.now.service.label, one.told_on, _said(one.verdict, one.sums.values()),
        WHY[one.why], _said(one.now.verdict, now.values()),
    )  # fmt: skip


def _said(verdict: str, sums: Iterable[int | None]) -> Text:
    """The verdict, with the first amount where it is known."""
    word, won = VERDICTS[verdict][2], next((one for one in sums if one is not None), None)
    if won is None:
        return Text(f"‘{word.ko}’", f"“{word.en}”")
    return Text(f"‘{word.ko}, {won:,}원’", f"“{word.en}, {won:,} won”")
