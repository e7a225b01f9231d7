"""Days, hours and deadlines in the words of the screens. Times are those of Seoul."""

from datetime import date, datetime, time, timedelta

from hangot.core import clocks
from hangot.core.text import Text

SEOUL = clocks.SEOUL
WEEKDAYS = ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일")
SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NEAR = {-1: Text("어제", "Yesterday"), 0: Text("오늘", "Today"), 1: Text("내일", "Tomorrow")}
MARKS = ("met", "pause")
DAYS_SOON, DAYS_NEAR = 2, 7


def local(moment: date | datetime) -> date | datetime:
    """The same instant on the wall clock of Seoul; a plain day stays as it is."""
    if not isinstance(moment, datetime):
        return moment
    return moment.replace(tzinfo=SEOUL) if moment.tzinfo is None else moment.astimezone(SEOUL)


def day_of(moment: date | datetime) -> date:
    """The day in Seoul."""
    here = local(moment)
    return here.date() if isinstance(here, datetime) else here


def hour_of(moment: date | datetime) -> str:
    """`12:10`; empty for a plain day."""
    here = local(moment)
    return f"{here:%H:%M}" if isinstance(here, datetime) else ""


def stamp(moment: date | datetime) -> str:
    """`2026-09-03 12:10`, for machines."""
    return f"{day_of(moment).isoformat()} {hour_of(moment)}"


def day_words(moment: date | datetime) -> Text:
    """`9월 3일 목요일`, `Thu 3 Sep`."""
    day = day_of(moment)
    korean = f"{day.month}월 {day.day}일 {WEEKDAYS[day.weekday()]}"
    return Text(korean, f"{SHORT_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}")


def short_words(moment: date | datetime, year: int | None = None) -> Text:
    """`9월 3일`, `3 Sep`; with the year when it is not `year`."""
    day = day_of(moment)
    words = Text(f"{day.month}월 {day.day}일", f"{day.day} {MONTHS[day.month - 1]}")
    if year is None or year == day.year:
        return words
    return Text(f"{day.year}년 {words.ko}", f"{words.en} {day.year}")


def deadline(due: date | datetime) -> tuple[date, str]:
    """The last day and hour of a deadline. One that ends at midnight is the whole day before."""
    here = local(due)
    if not isinstance(here, datetime):
        return here, ""
    if here.time() == time():
        return here.date() - timedelta(days=1), ""
    return here.date(), "" if (here.hour, here.minute) == (23, 59) else f"{here:%H:%M}"


def is_late(due: date | datetime, now: datetime) -> bool:
    """Whether the deadline has passed; a plain day ends with the day."""
    return due < now if isinstance(due, datetime) else due < day_of(now)


def clock_mark(due: date | datetime, now: datetime, used: float | None, *, soft: bool) -> str:
    """Which pie the clock shows: late, due (today), 2 (two thirds used), 1 (one third), none.

    Without `used` (0 to 1) the days that are left decide: two, seven.
    """
    if is_late(due, now):
        return "due" if soft else "late"
    left = (deadline(due)[0] - day_of(now)).days
    if left <= 0:
        return "due"
    if used is None:
        return "2" if left <= DAYS_SOON else "1" if left <= DAYS_NEAR else ""
    return "2" if used >= 2 / 3 else "1" if used >= 1 / 3 else ""


def clock_words(due: date | datetime, now: datetime) -> Text:
    """`9월 8일까지`, `오늘 18:00`, `어제 18:00 지남`, in both languages."""
    day, hour = deadline(due)
    today = day_of(now)
    near = NEAR.get((day - today).days)
    words = near or short_words(day, today.year)
    if near and hour:
        words = Text(f"{words.ko} {hour}", f"{words.en} {hour}")
    if is_late(due, now):
        return Text(f"{words.ko} 지남", f"{words.en}, overdue")
    if near:
        return words if hour else Text(f"{words.ko}까지", words.en)
    return Text(f"{words.ko}까지", f"By {words.en}")


def ended_words(mark: str, due: date | datetime | None, now: datetime) -> Text:
    """The words of a clock that no longer runs: kept, or standing still."""
    if mark == "pause":
        return Text("기한 멈춤", "Paused")
    if due is None:
        return Text("지킴", "Met")
    words = short_words(due, day_of(now).year)
    return Text(f"{words.ko} 지킴", f"Met {words.en}")
