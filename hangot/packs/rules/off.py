"""Days on which no period ends, as the law of the pack counts them."""

from collections.abc import Iterator
from datetime import date

from hangot.core.eligibility.days import DaysOff
from hangot.packs.box import Box

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_off(box: Box) -> DaysOff:
    """`weekend` and `days` of `holidays.yaml`; a pack without the file moves no end."""
    with box:
        weekend = frozenset(WEEK.index(day) + 1 for day in box.some_of("weekend", WEEK, "day"))
        if len(weekend) == len(WEEK):
            box.complain(
                "weekend", "쉬지 않는 요일이 하나는 있어야 합니다", "a day of work was expected"
            )
        return DaysOff(weekend, frozenset(_days(box)) if box.has("days") else frozenset())


def _days(box: Box) -> Iterator[date]:
    listed = box.raw("days")
    for node in listed.value if isinstance(listed.value, list) else [listed]:
        try:
            yield date.fromisoformat(str(node.value))
        except ValueError:
            box.faults.append(
                node.fault('"2026-01-01" 같은 날짜가 와야 합니다', 'a day such as "2026-01-01"')
            )
