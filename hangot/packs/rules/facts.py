"""Facts: what may be asked, how, by whom it may be seen, and what an answer looks like."""

from hangot.core.access import Section
from hangot.core.eligibility.kinds import BOOL, DATE, Kind, number
from hangot.core.eligibility.rules import Fact, Option
from hangot.packs.box import Box

TYPES = ("bool", "int", "money", "date", "enum", "list")
UNITS = ("people", "years", "months", "days", "weeks", "hours", "times", "points", "")
RECORD = ("birth_date", "household_size", "crimes")
"""What the record of a person may answer already."""
SECTIONS = tuple(section.value for section in Section if not section.closed)


def fact(name: str, box: Box, money: str, section: str | None = None) -> Fact:
    """One fact; those inside a list are seen by whoever may see the list."""
    with box:
        kind_name = box.one_of("type", TYPES, "type")
        options = _options(box) if kind_name == "enum" else ()
        fields = _fields(box, money) if kind_name == "list" else ()
        own = section or box.one_of("section", SECTIONS, "section")
        return Fact(
            id=name,
            label=box.text("label"),
            question=box.text("question"),
            hint=box.text("hint") if box.has("hint") else None,
            type=kind_name,  # type: ignore[arg-type]
            kind=_kind(kind_name, box, money, options, fields),
            section=own,
            sensitivity=box.number("sensitivity", 1),
            valid_days=box.number("valid_days", 0),
            low=box.number("low") if box.has("low") else _lowest(kind_name),
            high=box.number("high") if box.has("high") else None,
            options=options,
            fields=fields,
            place=f"{box.node.file}:{box.node.line}",
            taken=box.one_of("from", RECORD, "part of the record", default=""),
            taken_as=_taken_as(box) if box.has("from_as") else (),
        )


def _lowest(kind_name: str) -> int | None:
    """Counts and money are not below zero unless a pack says so."""
    return 0 if kind_name in ("int", "money") else None


def _options(box: Box) -> tuple[Option, ...]:
    with box.box("options") as inside:
        return tuple(Option(key, text) for key, text in inside.every_text().items())


def _taken_as(box: Box) -> tuple[tuple[str, str], ...]:
    with box.box("from_as") as inside:
        return tuple((key, inside.string(key)) for key in inside.names_inside())


def _fields(box: Box, money: str) -> tuple[Fact, ...]:
    section = box.string("section")
    return tuple(fact(key, inner, money, section) for key, inner in box.entries("fields"))


def _kind(
    name: str, box: Box, money: str, options: tuple[Option, ...], fields: tuple[Fact, ...]
) -> Kind:
    if name == "enum":
        return Kind("enum", options=tuple(option.id for option in options))
    if name == "list":
        return Kind("list", items={field.id: field.kind for field in fields})
    if name == "int":
        return number(box.one_of("unit", UNITS, "unit", default=""))
    return {"bool": BOOL, "date": DATE, "money": number(money)}.get(name, BOOL)
