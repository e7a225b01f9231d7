"""The figures as tables for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Line = Mapping[str, Any]
Columns = Sequence[tuple[str, str, str]]

ALONE: Columns = (
    ("load", "load", "{:.0%}"), ("people", "people", "{}"), ("optimal", "optimal", "{:.1%}"),
    ("whole", "whole", "{:.0%}"), ("p50 ms", "p50_ms", "{:.1f}"), ("p95 ms", "p95_ms", "{:.1f}"),
    ("max ms", "max_ms", "{:.1f}"), ("wrong", "wrong", "{}"),
)  # fmt: skip
WEEK: Columns = (
    ("way", "way", "{}"), ("people", "people", "{}"), ("load", "load", "{:.0%}"), ("served", "served", "{}"),
    ("needs", "needs", "{}"), ("of", "asked", "{}"), ("visits", "visits", "{:.2f}"),
    ("x alone", "ratio", "{:.2f}"), ("wait min", "waiting_min", "{:.1f}"),
    ("first day", "first_day", "{:.2f}"), ("s", "seconds", "{:.1f}"), ("wrong", "wrong", "{}"),
)  # fmt: skip
SICK: Columns = (
    ("people", "people", "{}"), ("sick days", "days", "{}"), ("hit", "hit", "{}"),
    ("with", "appointments", "{}"), ("restaffed", "restaffed", "{}"), ("moved", "moved", "{}"),
    ("lost", "lost", "{}"), ("anew: moved", "anew_moved", "{}"), ("anew: lost", "anew_lost", "{}"),
    ("share", "share", "{:.0%}"), ("max s", "max_s", "{:.2f}"), ("wrong", "wrong", "{}"),
)  # fmt: skip
MANY: Columns = (
    ("made", "appointments", "{}"), ("people", "people", "{}"), ("cancelled", "cancelled", "{}"),
    ("standing", "standing", "{}"), ("overlaps", "overlaps", "{}"),
    ("wrong", "wrong", "{}"), ("s", "seconds", "{:.1f}"),
)  # fmt: skip


def table(found: Mapping[str, Any]) -> Iterator[str]:
    """Lines for a terminal."""
    yield found["machine"]
    yield from _part("한 사람 / one person, 10 days", ALONE, found["alone"])
    yield from _part("한 주 / a week of 5 days", WEEK, found["week"])
    yield from _part("아픈 날 / somebody is sick for a day", SICK, found["sick"])
    yield from _part("예약과 취소 / booking and cancelling", MANY, [found["many"]])


def _part(title: str, columns: Columns, lines: Sequence[Line]) -> Iterator[str]:
    yield ""
    yield title
    cells = [[name for name, _, _ in columns]]
    cells += [[form.format(line[key]) for _, key, form in columns] for line in lines]
    widths = [max(len(row[n]) for row in cells) for n in range(len(columns))]
    for row in cells:
        yield "  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
