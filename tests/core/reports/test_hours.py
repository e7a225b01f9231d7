"""Who did not answer at ten is not called again at ten."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hangot.core.clocks import SEOUL
from hangot.core.reports.hours import another_hour, part_of

OFFICE = (time(9), time(18))
MONDAY = datetime(2026, 10, 12, 10, 30, tzinfo=SEOUL)


def weekend(day: date) -> bool:
    return day.weekday() >= 5


def again(*tried: datetime, window: tuple[time, time] | None = None) -> datetime:
    found = another_hour(tried, after=tried[-1], window=window, office=OFFICE, is_holiday=weekend)
    assert found is not None
    return found


def test_after_a_morning_call_the_late_afternoon_of_the_same_day_is_proposed() -> None:
    assert again(MONDAY) == datetime(2026, 10, 12, 16, 50, tzinfo=SEOUL)


def test_after_morning_and_late_afternoon_an_hour_between_is_proposed() -> None:
    later = MONDAY.replace(hour=17)
    assert time(11) <= again(MONDAY, later).astimezone(SEOUL).time() <= time(16)


def test_narrow_safe_hours_are_kept_and_still_another_part_of_them_is_used() -> None:
    window = (time(9, 30), time(11, 30))
    first, second = MONDAY.replace(hour=10, minute=30), MONDAY.replace(hour=11, minute=10)
    found = again(first, second, window=window)
    assert window[0] <= found.time() < window[1]
    assert part_of(found, window) not in {part_of(first, window), part_of(second, window)}


def test_somebody_who_can_talk_only_at_night_is_not_proposed_for_office_hours() -> None:
    assert again(MONDAY, window=(time(20), time(21))).hour == 20


@given(
    st.lists(st.integers(0, 38 * 1440), min_size=1, max_size=12),
    st.integers(0, 22), st.integers(1, 8),
)  # fmt: skip
def test_a_proposal_is_always_later_on_a_working_day_and_in_the_part_tried_least(
    tried: list[int], start: int, length: int
) -> None:
    window = (time(start), time(min(23, start + length)))
    calls = [MONDAY + timedelta(minutes=one) for one in tried]
    found = another_hour(
        calls, after=max(calls), window=window, office=(time(0), time(23, 59)), is_holiday=weekend
    )
    assert found is not None
    assert found >= max(calls) + timedelta(minutes=30)
    assert not weekend(found.date())
    assert window[0] <= found.time() < window[1]
