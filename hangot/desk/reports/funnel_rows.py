"""Districts beside one another: a bar for each, the same as a table, and all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hangot.core.packs import Choice
from hangot.core.reports.funnel import Event, Step, funnel
from hangot.core.reports.sums import Sums, shown, together
from hangot.core.text import Text
from hangot.reports.models import CitySum

WIDTH, ROW, LEFT = 640, 24, 190
ROOM = WIDTH - LEFT - 110
STEPS = {
    Step.REPORTED: Text("신고", "Reported"),
    Step.REACHED: Text("연락 닿음", "Reached"),
    Step.VISITED: Text("방문", "Visited"),
    Step.JUDGED: Text("판단", "Judged"),
    Step.SERVED: Text("지원", "Served"),
    Step.CLOSED: Text("종결", "Closed"),
    Step.RECURRED: Text("다시 신고됨", "Reported again"),
}


@dataclass(frozen=True, slots=True)
class District:
    """One line: its name, its bar (all reports, and of them those served), its steps in order."""

    label: Text
    y: int
    width: int
    served_width: int
    said: Text
    cells: Sequence[int | None]


def by_district(
    found: Sequence[tuple[str, Event]], districts: Sequence[Choice], *, exact: bool
) -> dict[str, Any]:
    """The districts that reports of this centre came from; a report without one stands apart."""
    named: dict[str, list[Event]] = {one.id: [] for one in districts}
    for place, event in found:
        named.setdefault(place, []).append(event)
    labels = {one.id: one.label for one in districts}
    rows: list[tuple[Text, Sums]] = []
    for place, events in named.items():
        passed = shown(funnel(events), exact=exact).passed
        label = labels.get(place, Text("모름", "Not known"))
        rows.append((label, {step.value: passed[step] for step in Step}))
    return _table(rows)


def of_the_city(told: Sequence[CitySum]) -> dict[str, Any] | None:
    """The centres that tell this one; None where nobody does."""
    return _table([(Text(one.label_ko, one.label_en), one.counts) for one in told]) or None


def _table(rows: Sequence[tuple[Text, Sums]]) -> dict[str, Any]:
    if not rows:
        return {}
    most = max(row.get(Step.REPORTED) or 1 for _, row in rows)
    return {
        "heads": list(STEPS.values()), "width": WIDTH, "left": LEFT, "height": ROW * len(rows),
        "rows": [_row(n, label, row, most) for n, (label, row) in enumerate(rows)],
        "sums": list(together(row for _, row in rows).values()),
    }  # fmt: skip


def _row(number: int, label: Text, row: Sums, most: int) -> District:
    cells = [row.get(step) for step in Step]
    reported, served = row.get(Step.REPORTED) or 0, row.get(Step.SERVED) or 0
    said = Text(f"{_many(row, Step.REPORTED)} · 지원 {_many(row, Step.SERVED)}",
                f"{_many(row, Step.REPORTED)}, served {_many(row, Step.SERVED)}")  # fmt: skip
    wide = round(ROOM * reported / most)
    return District(label, number * ROW, wide, round(ROOM * served / most), said, cells)


def _many(row: Sums, step: Step) -> str:
    many = row.get(step)
    return "<5" if many is None else str(many)
