"""Parameters: figures of law by the day from which they hold, with source and mark."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, get_args

from hangot.core.eligibility.kinds import Kind, is_money, number
from hangot.core.eligibility.numbers import ROUNDINGS
from hangot.core.eligibility.parameters import (
    Content,
    Dated,
    Formula,
    Mark,
    Parameter,
    Steps,
    Table,
)
from hangot.core.eligibility.reading import Word, read
from hangot.core.eligibility.signs import BadRule
from hangot.core.eligibility.tree import names
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.rules.gathering import Topic
from hangot.packs.rules.vocabulary import Vocabulary
from hangot.packs.tree import Node

UNITS = ("percent", "people", "years", "months", "days", "weeks", "hours", "times", "points", "")
HUNDRED = 100
SHAPES = ("value", "table", "steps", "formula")


def parameters(topic: Topic, vocabulary: Vocabulary, money: str) -> Mapping[str, Box]:
    """All parameters into the vocabulary; the box that each was declared in."""
    boxes = dict(topic.entries())
    for name, box in boxes.items():
        vocabulary.parameters[name] = _head(name, box, vocabulary, money)
    for name, box in boxes.items():
        with box:
            vocabulary.parameters[name] = _whole(vocabulary.parameters[name], box, vocabulary)
    return boxes


def ending(vocabulary: Vocabulary) -> None:
    """Formulas may name one another, but not in a circle."""
    for name in vocabulary.parameters:
        _ends(name, vocabulary, [])


def values(head: Parameter, box: Box, vocabulary: Vocabulary, by: str) -> tuple[Dated, ...]:
    """The values of a list in the order of their days, of which no two are the same."""
    found = []
    for one in box.boxes("values"):
        with one:
            found.append(_dated(head, one, vocabulary, by))
    days = [value.since for value in found]
    if not days or len(set(days)) < len(days):
        box.complain(
            "values",
            "값은 하나 이상, 시작일은 서로 달라야 합니다",
            "at least one value was expected, each with a day of its own",
        )
    return tuple(sorted(found, key=lambda value: value.since))


def _head(name: str, box: Box, vocabulary: Vocabulary, money: str) -> Parameter:
    unit = box.one_of("unit", (*UNITS, money), "unit", default="")
    plain = number("" if unit == "percent" else unit, whole=is_money(unit) or unit != "percent")
    by = box.string("by", "")
    kind = plain if not by else _table_kind(plain, by, vocabulary)
    place = f"{box.node.file}:{box.node.line}"
    return Parameter(name, box.text("label"), unit, kind, (), place)


def _table_kind(plain: Kind, by: str, vocabulary: Vocabulary) -> Kind:
    known = vocabulary.facts.get(by)
    options = known.kind.options if known is not None else ()
    return Kind("table", unit=plain.unit, whole=plain.whole, options=options)


def _whole(head: Parameter, box: Box, vocabulary: Vocabulary) -> Parameter:
    by = box.string("by", "")
    box.one_of("unit", (*UNITS, head.unit), "unit", default="")
    box.text("label")
    found = values(head, box, vocabulary, by)
    return Parameter(head.id, head.label, head.unit, head.kind, found, head.place)


def _dated(head: Parameter, box: Box, vocabulary: Vocabulary, by: str) -> Dated:
    return Dated(
        since=box.day("since"),
        content=_content(head, box, vocabulary, by),
        source=box.string("source"),
        mark=box.one_of("mark", get_args(Mark), "mark"),  # type: ignore[arg-type]
        checked_on=box.day("checked_on") if box.has("checked_on") else None,
        place=f"{box.node.file}:{box.node.line}",
    )


def _content(head: Parameter, box: Box, vocabulary: Vocabulary, by: str) -> Content:
    shapes = [shape for shape in SHAPES if box.has(shape)]
    if len(shapes) != 1 or (bool(by) == (shapes == ["value"]) and shapes != ["formula"]):
        box.complain(
            "since",
            "by가 있으면 table·steps·formula, 없으면 value·formula 가운데 하나가 필요합니다",
            "one of table, steps or formula was expected with by, else value or formula",
        )
        return 0
    content: Content = READINGS[shapes[0]](head, box, vocabulary, by)
    return content


def _value(head: Parameter, box: Box, _vocabulary: Vocabulary, _by: str) -> Content:
    return _number(box, box.raw("value"), head)


def _table(head: Parameter, box: Box, _vocabulary: Vocabulary, _by: str) -> Content:
    entries: dict[int | Fraction | str, int | Fraction] = {}
    node = box.raw("table")
    for key, cell in (node.value if isinstance(node.value, dict) else {}).items():
        if head.kind.options and key not in head.kind.options:
            box.complain("table", f"‘{key}’은(는) 선택지에 없습니다", f'"{key}" is not an option')
        entries[int(key) if key.isdecimal() else key] = _number(box, cell, head)
    if not entries:
        box.complain("table", "값이 하나 이상 있어야 합니다", "at least one entry was expected")
    beyond = box.number("beyond") if box.has("beyond") else None
    return Table(entries, beyond)


def _steps(head: Parameter, box: Box, _vocabulary: Vocabulary, _by: str) -> Content:
    rows: list[tuple[int, int | Fraction]] = []
    node = box.raw("steps")
    for row in node.value if isinstance(node.value, list) else []:
        pair = row.value if isinstance(row.value, list) else []
        if len(pair) != len(("from", "value")) or not isinstance(pair[0].value, int):
            box.complain("steps", "[시작, 값] 꼴이어야 합니다", "[from, value] was expected")
            continue
        rows.append((pair[0].value, _number(box, pair[1], head)))
    rows.sort()
    return Steps(tuple(start for start, _ in rows), tuple(value for _, value in rows))


def _formula(head: Parameter, box: Box, vocabulary: Vocabulary, by: str) -> Content:
    words = {name: Word("parameter", one.kind) for name, one in vocabulary.parameters.items()}
    if by:
        known = vocabulary.facts.get(by)
        words[by] = Word("key", known.kind if known is not None else number("*"))
    rounding = box.one_of("rounding", (*ROUNDINGS, "none"), "rounding", default="none")
    step = box.number("step", 1)
    try:
        tree = read(box.string("formula"), words)
    except BadRule as fault:
        box.complain("formula", fault.sentence.ko, fault.sentence.en)
        return 0
    if head.kind.whole and not tree.kind.whole and rounding == "none":
        box.complain("formula", "rounding(half_up, down, up)이 필요합니다", "rounding was expected")
    return Formula(tree, rounding, step)


READINGS: Mapping[str, Any] = {
    "value": _value,
    "table": _table,
    "steps": _steps,
    "formula": _formula,
}


def _number(box: Box, node: Node, head: Parameter) -> int | Fraction:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        box.faults.append(node.fault("수가 와야 합니다", "a number was expected"))
        return 0
    if head.unit == "percent":
        return Fraction(repr(value)) / HUNDRED
    if not isinstance(value, int):
        box.faults.append(node.fault("정수가 와야 합니다", "a whole number was expected"))
        return 0
    return value


def _ends(name: str, vocabulary: Vocabulary, path: list[str]) -> None:
    parameter = vocabulary.parameters[name]
    if name in path:
        ring = " → ".join([*path[path.index(name) :], name])
        file, line = parameter.place.rsplit(":", 1)
        said = f"수치가 돌고 돕니다: {ring}", f"parameters that end were expected, found: {ring}"
        vocabulary.faults.append(Fault(file, int(line), *said))
        return
    for value in parameter.values:
        if isinstance(value.content, Formula):
            for _, inner in names(value.content.tree):
                if inner in vocabulary.parameters:
                    _ends(inner, vocabulary, [*path, name])
