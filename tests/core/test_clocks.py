"""Due dates as people at the desk would count them on the wall calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.clocks import (
    SEOUL,
    Length,
    due,
    due_date,
    hours,
    last_day,
    months,
    used,
    working_days,
)

HOLIDAYS = {
    date(2026, 9, 24),
    date(2026, 9, 25),
    date(2026, 9, 26),
    date(2026, 10, 3),
    date(2026, 10, 5),
    date(2026, 10, 9),
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 3, 1),
}


def closed(day: date) -> bool:
    return day.weekday() >= 5 or day in HOLIDAYS


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def end(start: str, length: str) -> str:
    found = due(at(start), Length.parse(length), is_holiday=closed)
    return found.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("given_on", "last", "warned"),
    [
        ("2026-09-03", date(2026, 12, 2), date(2026, 11, 18)),
        ("2026-10-07", date(2027, 1, 5), date(2026, 12, 22)),
        ("2026-10-13", date(2027, 1, 11), date(2026, 12, 28)),
        ("2026-07-06", date(2026, 10, 4), date(2026, 9, 20)),
    ],
)
def test_a_consent_of_ninety_days_ends_on_its_day_even_on_a_sunday(
    given_on: str, last: date, warned: date
) -> None:
    until = due(at(f"{given_on}T10:05"), Length.parse("90d!"), is_holiday=closed)
    assert last_day(until) == last
    assert until == datetime.combine(last + timedelta(days=1), datetime.min.time(), SEOUL)
    assert last_day(until) - timedelta(days=14) == warned


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        # A phone notice on a Wednesday; one through the portal on a Tuesday afternoon.
        ("2026-09-02T12:10", "1wd", "2026-09-03 18:00"),
        ("2026-10-06T16:20", "1wd", "2026-10-07 18:00"),
        # A report in the night before Hangul Day: holiday and weekend do not count.
        ("2026-10-09T10:20", "1wd", "2026-10-12 18:00"),
        ("2026-10-09T10:20", "2h", "2026-10-09 12:20"),
        # Answers to a referral sent on 3 September, and one sent before Chuseok.
        ("2026-09-03T13:20", "5wd", "2026-09-10 18:00"),
        ("2026-09-03T13:20", "2wd", "2026-09-07 18:00"),
        ("2026-09-03T13:20", "4h", "2026-09-03 17:20"),
        ("2026-09-22T09:00", "5wd", "2026-10-01 18:00"),
        # The stages of a case registered on 13 October.
        ("2026-10-13T10:15", "10d", "2026-10-23 18:00"),
        ("2026-10-13T10:15", "15d", "2026-10-28 18:00"),
        ("2026-10-13T10:15", "30d", "2026-11-12 18:00"),
        # One year after moving on 17 October is a Sunday; the device is lent for six months.
        ("2026-10-17T12:00", "1y", "2027-10-18 18:00"),
        ("2026-09-03T10:20", "6m", "2027-03-03 18:00"),
        # Six months after the last of August: no 31 February, a Sunday, then a holiday.
        ("2026-08-31T09:00", "6m", "2027-03-02 18:00"),
        ("2026-09-15T09:00", "25d", "2026-10-12 18:00"),
        ("2026-10-08T09:00", "1m", "2026-11-09 18:00"),
        ("2026-09-03T09:00", "1y!", "2027-09-04 00:00"),
    ],
)
def test_clocks_of_the_stories(start: str, length: str, expected: str) -> None:
    assert end(start, length) == expected


def test_an_hour_clock_runs_through_nights_and_holidays() -> None:
    assert hours(at("2026-10-09T01:10"), 48) == at("2026-10-11T01:10")


def test_a_start_late_in_the_evening_in_another_zone_counts_by_the_day_in_seoul() -> None:
    start = datetime.fromisoformat("2026-09-02T15:30+00:00")
    assert due(start, Length.parse("1wd"), is_holiday=closed) == at("2026-09-04T18:00")


def test_the_house_closes_when_the_pack_says() -> None:
    closes = at("2026-01-01T20:00").time()
    found = due(at("2026-09-02T12:00"), Length.parse("1wd"), is_holiday=closed, closes=closes)
    assert found == at("2026-09-03T20:00")


@pytest.mark.parametrize("spec", ["", "5", "wd", "0d", "-1d", "5 wd", "4h!", "5wd!", "5w", "10:00"])
def test_a_length_nobody_could_mean_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="is not a length such as"):
        Length.parse(spec)


@pytest.mark.parametrize("spec", ["4h", "5wd", "10d", "90d!", "1m", "1y!"])
def test_a_length_is_written_as_it_was_read(spec: str) -> None:
    assert str(Length.parse(spec)) == spec


def test_hours_stand_still_during_a_pause() -> None:
    pauses = [(at("2026-09-03T10:00"), at("2026-09-03T11:30"))]
    found = due(at("2026-09-03T09:00"), Length.parse("4h"), is_holiday=closed, pauses=pauses)
    assert found == at("2026-09-03T14:30")


def test_a_pause_after_the_end_or_before_the_start_changes_nothing() -> None:
    pauses = [
        (at("2026-09-01T10:00"), at("2026-09-01T11:00")),
        (at("2026-09-03T20:00"), at("2026-09-03T21:00")),
    ]
    found = due(at("2026-09-03T09:00"), Length.parse("4h"), is_holiday=closed, pauses=pauses)
    assert found == at("2026-09-03T13:00")


def test_working_days_of_a_suspended_case_do_not_count() -> None:
    pauses = [(at("2026-09-04T09:00"), at("2026-09-08T09:00"))]
    found = due(at("2026-09-03T09:00"), Length.parse("5wd"), is_holiday=closed, pauses=pauses)
    assert found == at("2026-09-14T18:00")


def test_calendar_days_of_a_suspended_case_do_not_count() -> None:
    pauses = [(at("2026-10-14T09:00"), at("2026-10-17T09:00"))]
    found = due(at("2026-10-13T09:00"), Length.parse("10d"), is_holiday=closed, pauses=pauses)
    assert found == at("2026-10-26T18:00")


def test_a_consent_does_not_live_longer_because_a_case_is_suspended() -> None:
    pauses = [(at("2026-09-04T09:00"), at("2026-10-08T09:00"))]
    found = due(at("2026-09-03T09:00"), Length.parse("90d!"), is_holiday=closed, pauses=pauses)
    assert last_day(found) == date(2026, 12, 2)


def test_thirds_of_a_clock() -> None:
    start, stop = at("2026-09-01T09:00"), at("2026-09-01T12:00")
    shown = [
        used(start, stop, start + timedelta(minutes=m)) for m in (-5, 0, 59, 60, 120, 179, 180)
    ]
    assert shown == [0, 0, 0, 1, 2, 2, 3]


def test_a_clock_without_length_is_over_at_once() -> None:
    assert used(at("2026-09-01T09:00"), at("2026-09-01T09:00"), at("2026-09-01T09:00")) == 3


def test_a_month_from_the_last_day_ends_on_the_last_day() -> None:
    assert months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months(date(2026, 12, 31), 2) == date(2027, 2, 28)


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(start=DAYS, days=st.integers(1, 400))
def test_a_day_clock_never_ends_on_a_day_off_nor_early(start: date, days: int) -> None:
    last = due_date(start, days, is_holiday=closed)
    assert not closed(last)
    assert last >= start + timedelta(days=days)


@given(start=DAYS, days=st.integers(1, 60))
def test_so_many_working_days_lie_between_start_and_end(start: date, days: int) -> None:
    last = working_days(start, days, is_holiday=closed)
    between = (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
    assert sum(not closed(day) for day in between) == days
