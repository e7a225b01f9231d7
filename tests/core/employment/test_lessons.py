"""Courses from a spreadsheet: whole lines are taken as they stand, and each wrong cell is named."""

from datetime import date, time

from hangot.core.employment.lessons import Lessons, read_lessons

TODAY = date(2026, 7, 14)
HEAD = "과정명,훈련기관,개강일,종강일,요일,시간,정원"
GOOD = "전산회계 실무,본관 2층,2026-08-03,2026-10-30,월화수목금,09:30~16:00,20명"


def seen(text: str) -> tuple[list[Lessons], list[tuple[int, str]]]:
    found = read_lessons(text, today=TODAY)
    return [one for _, one in found.lessons], [(one.line, one.column.ko) for one in found.wrong]


def test_a_course_with_everything() -> None:
    lessons, wrong = seen(f"{HEAD}\n{GOOD}\n")
    assert not wrong
    assert lessons == [
        Lessons(
            "전산회계 실무", "본관 2층", date(2026, 8, 3), date(2026, 10, 30), (1, 2, 3, 4, 5), 20, time(9, 30),
            time(16),
        )
    ]  # fmt: skip


def test_without_a_heading_the_order_counts_and_hours_may_be_left_out() -> None:
    lessons, wrong = seen("바리스타\t3층\t2026-09-01\t2026-09-30\t화목\t\t12")
    assert not wrong
    assert (lessons[0].days, lessons[0].starts, lessons[0].seats) == ((2, 4), None, 12)


def test_every_wrong_cell_is_named_and_the_good_line_is_still_shown() -> None:
    lessons, wrong = seen(
        f"{HEAD}\n{GOOD}\n요리,3층,언젠가,2026-10-30,일욜,9시,많음\n,3층,2026-08-03,2026-08-01,월,,5\n"
        "재봉,4층,2026-08-03,2026-08-01,월,,5\n"
    )
    assert [one.title for one in lessons] == ["전산회계 실무"]
    assert wrong == [
        (3, "시작하는 날"), (3, "요일"), (3, "시간"), (3, "자리"), (4, "과정 이름"), (5, "끝나는 날"),
    ]  # fmt: skip


def test_no_table_at_all_is_said() -> None:
    assert seen("  \n") == ([], [(0, "과정 이름")])
