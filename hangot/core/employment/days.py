"""Days that bind somebody who looks for work: to report, to be paid, to be asked again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from hangot.core.clocks import DAY, months
from hangot.core.eligibility.days import DaysOff
from hangot.core.employment.words import Allowance, Recognition
from hangot.core.refusal import Missing
from hangot.core.text import Text

TOO_EARLY = Text(
    "앞의 실업인정일에서 {least}일이 지나야 합니다. {first}부터 고를 수 있습니다.",
    "At least {least} days after the one before: from {first} on.",
)
TOO_LATE = Text(
    "앞의 실업인정일에서 {most}일을 넘길 수 없습니다. {last}까지 골라 주세요.",
    "At most {most} days after the one before: {last} at the latest.",
)
DAY_OFF = Text(
    "쉬는 날에는 실업인정을 받을 수 없습니다. {last}까지의 일하는 날로 골라 주세요.",
    "Nothing is recognised on a day off. Choose a working day up to {last}.",
)


@dataclass(frozen=True, slots=True)
class Window:
    """When the next day to report may be. `limit`: the last day of law; `best`: to be offered."""

    first: date
    limit: date
    best: date


@dataclass(frozen=True, slots=True)
class Lesson:
    """Hours of a course: on which days of the week (Monday is 1), from when until when."""

    title: str
    first: date
    last: date
    days: tuple[int, ...]
    starts: time | None = None
    ends: time | None = None

    def holds(self, on: date, at: time | None = None) -> bool:
        """Is there a lesson on this day; with a time, at this time?"""
        if not (self.first <= on <= self.last and on.isoweekday() in self.days):
            return False
        return (
            at is None or self.starts is None or self.ends is None or self.starts <= at < self.ends
        )


@dataclass(frozen=True, slots=True)
class PayDay:
    """A day of pay: as the rule says it word for word, and as this house keeps it."""

    month: date
    literal: date
    kept: date


def window(before: date, rule: Recognition, rest: DaysOff) -> Window:
    """The days between which the next one must lie; the best is the last that is worked on."""
    limit = before + timedelta(days=rule.most)
    return Window(before + timedelta(days=rule.least), limit, _back(limit, rest))


def recognised(on: date, before: date | None, rule: Recognition, rest: DaysOff) -> date:
    """The day, or Missing with the days among which to choose."""
    if before is None:
        if is_off(rest, on):
            raise Missing("on", DAY_OFF.format(last=_back(on, rest)))
        return on
    found = window(before, rule, rest)
    if on < found.first:
        raise Missing("on", TOO_EARLY.format(least=rule.least, first=found.first))
    if on > found.limit:
        raise Missing("on", TOO_LATE.format(most=rule.most, last=found.best))
    if is_off(rest, on):
        raise Missing("on", DAY_OFF.format(last=found.best))
    return on


def clashes(on: date, at: time | None, lessons: Iterable[Lesson]) -> list[Lesson]:
    """Lessons on that day; with a time, only those held at that time."""
    return [one for one in lessons if one.holds(on, at)]


def pay_days(decided: date, count: int, rule: Allowance, rest: DaysOff) -> list[PayDay]:
    """So many days of pay, from the first after the decision on."""
    first = decided.replace(day=1)
    if _pay_day(first, rule, rest).kept < decided:
        first = months(first, 1)
    return [_pay_day(months(first, number), rule, rest) for number in range(count)]


def checks(started: date, after: Sequence[int], rest: DaysOff) -> list[tuple[int, date]]:
    """How it goes at work is asked so many months later; on a day off, on the next working day."""
    days = ((number, months(started, number)) for number in after)
    return [(number, rest.working(day) or day) for number, day in days]


def _pay_day(month: date, rule: Allowance, rest: DaysOff) -> PayDay:
    """`day_before` pays on the day before a day off, even if nobody works on that day either."""
    day = month.replace(day=rule.day)
    literal = day - DAY if is_off(rest, day) else day
    kept = literal if rule.pays == "day_before" else _back(day, rest)
    return PayDay(month, literal, kept)


def is_off(rest: DaysOff, day: date) -> bool:
    """Saturday, Sunday or a holiday."""
    return rest.working(day) != day


def _back(day: date, rest: DaysOff) -> date:
    while is_off(rest, day):
        day -= DAY
    return day
