"""A day that stands out from one's own past or from that of colleagues is found, a busy one is not."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from hangot.core.watching.volumes import FLOOR, Day, unusual

FIRST = date(2026, 9, 1)
AT = datetime(2026, 9, 1, tzinfo=UTC)
HANA, DUL, SET = uuid4(), uuid4(), uuid4()
SAME = dict.fromkeys((HANA, DUL, SET), "C")


def days(post: UUID, *counts: int, since: date = FIRST) -> list[Day]:
    return [
        Day(post, since + timedelta(days=n), count, uuid4(), AT) for n, count in enumerate(counts)
    ]


def test_a_day_far_above_the_own_past_is_found_with_what_is_usual() -> None:
    rows = days(HANA, 10, 12, 9, 11, 10, 90)
    (one,) = unusual(rows, since=FIRST, groups=SAME)
    assert (one.day.count, one.usual, one.peers) == (90, 10, None)


def test_whoever_always_reads_much_more_than_colleagues_is_found_by_the_colleagues() -> None:
    rows = days(HANA, *[80] * 6) + days(DUL, *[10] * 6) + days(SET, *[14] * 6)
    found = unusual(rows, since=FIRST, groups=SAME)
    assert {one.day.post for one in found} == {HANA}
    assert {(one.usual, one.peers) for one in found} == {(80, 12)}


def test_other_work_is_no_measure() -> None:
    rows = days(HANA, *[80] * 6) + days(DUL, *[10] * 6)
    assert unusual(rows, since=FIRST, groups={HANA: "R", DUL: "C"}) == []


def test_little_is_never_unusual_and_without_a_past_nothing_is() -> None:
    assert unusual(days(HANA, 1, 1, 1, 1, 1, FLOOR - 1), since=FIRST, groups=SAME) == []
    assert unusual(days(HANA, 5, 400), since=FIRST, groups=SAME) == []


def test_last_month_is_a_measure_and_not_looked_at_again() -> None:
    august = days(HANA, 10, 10, 10, 10, 10, 70, since=date(2026, 8, 3))
    assert unusual(august, since=FIRST, groups=SAME) == []
    (one,) = unusual([*august, *days(HANA, 70)], since=FIRST, groups=SAME)
    assert one.day.day == FIRST


def test_hardly_anybody_honest_is_found_in_a_month() -> None:
    """A hundred posts, four months, days that swing between quiet and busy."""
    dice = random.Random(20260901)
    posts = [uuid4() for _ in range(100)]
    rows = [
        row
        for post in posts
        for row in days(post, *(max(0, round(dice.gauss(18, 7))) for _ in range(80)),
                        since=date(2026, 7, 1))
    ]  # fmt: skip
    found = unusual(rows, since=FIRST, groups=dict.fromkeys(posts, "C"))
    assert len({one.day.post for one in found}) <= 1
