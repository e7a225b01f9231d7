"""Figures of the rules as pages show them: in words, as a table of what held when, as steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hangot.core.eligibility.parameters import Dated, Formula, Parameter, Steps, Table
from hangot.core.eligibility.rules import Rules
from hangot.core.text import Text
from hangot.desk.help.asking import UNITS
from hangot.eligibility.ruling import Ruling
from hangot.packs.rules.parameters import HUNDRED

MARKS: Mapping[str, Text] = {
    "read": Text("원문에서 확인함", "Read in the source"),
    "computed": Text("원문으로 계산함", "Computed from the source"),
    "derived": Text("원문에서 이끌어 냄", "Derived from the source"),
    "partly": Text("일부만 확인함", "Verified in part"),
    "unread": Text("아직 확인하지 못함", "Not verified"),
}  # fmt: skip
OTHERS = Text("그 밖", "Other")
WORKED_OUT = Text("다른 수치로 계산함", "Worked out from other figures")
EVERY_MORE = Text("하나 늘 때마다", "each one more")
WIDTH, HEIGHT, SIDE, TOP, FOOT = 640, 180, 16, 28, 34


@dataclass(frozen=True, slots=True)
class Stretch:
    """One horizontal line of the picture, from its day on, with its words above."""

    x: int
    end: int
    y: int
    words: Text
    since: date
    sure: bool
    rise: int | None


def figure(rules: Rules, parameter: Parameter, value: Dated) -> list[tuple[Text | None, Text]]:
    """A value in lines: what it is for, and how much."""
    content: Any = value.content
    if isinstance(content, Formula):
        return [(None, WORKED_OUT)]
    if isinstance(content, Table):
        lines = [(key_of(rules, parameter, key), much(parameter, one)) for key, one in content.entries.items()]  # fmt: skip
        more = [] if content.beyond is None else [(EVERY_MORE, much(parameter, content.beyond))]
        return [*lines, *more]
    if isinstance(content, Steps):
        pairs = zip(content.thresholds, content.values, strict=True)
        return [(Text(f"{start}부터", f"from {start}"), much(parameter, one)) for start, one in pairs]  # fmt: skip
    return [(None, much(parameter, content))]


def key_of(rules: Rules, parameter: Parameter, key: object) -> Text:
    """The size or choice that a line of a table is for."""
    options = [
        option
        for fact in rules.facts.values()
        if fact.kind.options and fact.kind.options == parameter.kind.options
        for option in fact.options
    ]
    return next((one.label for one in options if one.id == key), Text(str(key), str(key)))


def much(parameter: Parameter, value: int | Fraction) -> Text:
    """A number with its unit."""
    if parameter.unit == "percent":
        share = value * HUNDRED
        said = f"{float(share):g}%"
        return Text(said, said)
    unit = UNITS.get(parameter.unit, Text(parameter.unit, parameter.unit))
    number = f"{value:,}"
    return Text(f"{number}{unit.ko}", f"{number} {unit.en}".strip())


def listed(ruling: Ruling, today: date, typed: str) -> list[dict[str, Any]]:
    """Figures by the need of the first service that reads them, narrowed to the words typed."""
    rules = ruling.rules
    groups: dict[Text, list[dict[str, Any]]] = {
        **{label: [] for label in rules.needs.values()}, OTHERS: [],
    }  # fmt: skip
    for number, name in enumerate(sorted(rules.parameters)):
        parameter = rules.parameters[name]
        if _fits(parameter, typed):
            readers = ruling.tracer.readers(name)
            label = rules.needs[readers[0].need] if readers else OTHERS
            groups[label].append(_row(rules, number, parameter, today))
    return [{"label": label, "rows": rows} for label, rows in groups.items() if rows]


def history(rules: Rules, parameter: Parameter, today: date) -> list[dict[str, Any]]:
    """All values, newest first, with what holds today marked."""
    now = parameter.at(today)
    return [
        {
            "since": one.since, "lines": figure(rules, parameter, one), "source": one.source,
            "mark": MARKS[one.mark], "sure": one.sure, "checked": one.checked_on, "now": one is now,
            "ahead": one.since > today, "own": one.place.startswith("changes.yaml"),
        }
        for one in reversed(parameter.values)
    ]  # fmt: skip


def steps(parameter: Parameter, today: date) -> dict[str, Any] | None:
    """The values as a staircase over time; None where a value is no single number."""
    values = parameter.values
    if any(not isinstance(one.content, int | Fraction) for one in values):
        return None
    days = [one.since.toordinal() for one in values]
    last = max(days[-1], today.toordinal()) + max((days[-1] - days[0]) // 5, 60)
    ends = [*days[1:], last]
    heights = _heights([one.content for one in values])  # type: ignore[misc]
    drawn = [
        Stretch(
            _x(days[n], days[0], last), _x(ends[n], days[0], last), heights[n],
            much(parameter, one.content), one.since, one.sure,  # type: ignore[arg-type]
            heights[n - 1] if n else None,
        )
        for n, one in enumerate(values)
    ]  # fmt: skip
    at = _x(min(today.toordinal(), last), days[0], last) if today >= values[0].since else None
    return {"stretches": drawn, "today": at, "width": WIDTH, "height": HEIGHT, "foot": HEIGHT - 10}


def _x(day: int, first: int, last: int) -> int:
    return SIDE + round((WIDTH - 2 * SIDE) * (day - first) / max(last - first, 1))


def _heights(values: Sequence[int | Fraction]) -> list[int]:
    """The largest at the top, the smallest above the years; all alike in the middle."""
    most, span = max(values), Fraction(max(values) - min(values))
    room = HEIGHT - TOP - 2 * FOOT
    return [TOP + round(room * ((most - one) / span if span else Fraction(1, 2))) for one in values]


def _row(rules: Rules, number: int, parameter: Parameter, today: date) -> dict[str, Any]:
    now = parameter.at(today)
    later = [one for one in parameter.values if one.since > today]
    lines = figure(rules, parameter, now) if now else []
    return {
        "number": number, "label": parameter.label, "now": now, "lines": lines[:1],
        "more": max(0, len(lines) - 1), "next": later[0].since if later else None,
        "mark": MARKS[now.mark] if now else None,
    }  # fmt: skip


def _fits(parameter: Parameter, typed: str) -> bool:
    sources = " ".join(value.source for value in parameter.values)
    haystack = f"{parameter.label.ko} {parameter.label.en} {sources}".lower()
    return all(word in haystack for word in typed.lower().split())
