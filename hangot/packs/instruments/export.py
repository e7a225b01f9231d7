"""A form of ours as an XLSForm spreadsheet that other programs read, and that comes back the same."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import yaml

from hangot.core.instruments.form import Group, Instrument, Item, Score
from hangot.core.instruments.to_xpath import xpath
from hangot.packs.instruments import beside

if TYPE_CHECKING:
    from openpyxl import Workbook

KO, EN = "::한국어 (ko)", "::English (en)"
HEAD = (
    "type", "name", f"label{KO}", f"label{EN}", f"hint{KO}", f"hint{EN}", "required", "relevant",
    "constraint", f"constraint_message{KO}", f"constraint_message{EN}", "calculation",
)  # fmt: skip
TYPES = {"text": "text", "number": "integer", "decimal": "decimal", "date": "date", "note": "note"}
YES_NO, UNCHECKED = "yes_no", "yes_no_unchecked"
ANSWERS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    YES_NO: (("yes", "예", "Yes"), ("no", "아니오", "No")),
    UNCHECKED: (("yes", "예", "Yes"), ("no", "아니오", "No"), ("unchecked", "확인안됨", "Not checked")),
}  # fmt: skip
Row = dict[str, str]


def exported(form: Instrument) -> bytes:
    """The spreadsheet. NoXPath names a rule that such a sheet cannot hold."""
    from openpyxl import Workbook  # noqa: PLC0415 - memory that only a spreadsheet needs

    plain = yaml.safe_load(form.text)
    names = {name: _names(answers) for name, answers in plain.get("choices", {}).items()}
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "survey", HEAD, _survey(form, plain))
    _sheet(
        book, "choices", ("list_name", "name", f"label{KO}", f"label{EN}"), _choices(plain, names)
    )
    _sheet(book, "settings", ("form_title", "form_id", "version"), [
        {"form_title": form.title.ko, "form_id": form.code, "version": str(form.version)}
    ])  # fmt: skip
    _sheet(book, "hangot", ("key", "value"), beside.rows(plain, names))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _names(answers: Mapping[str, Any]) -> dict[str, str]:
    """Answers that count are called by what they count, so that other programs can add them up."""
    values = [one.get("value") for one in answers.values()]
    if None in values or len(set(values)) < len(values) or min(values, default=0) < 0:
        return {name: name for name in answers}
    return {name: str(one["value"]) for name, one in answers.items()}


def _survey(form: Instrument, plain: Mapping[str, Any]) -> Iterator[Row]:
    for group in form.groups:
        yield {"type": "begin_group", "name": group.id, **_label("label", group.label),
               **_when(group, form)}  # fmt: skip
        lists = plain["groups"][group.id]["items"]
        for item in group.items:
            yield _question(item, lists[item.id].get("choices", ""), form)
        yield {"type": "end_group"}
    for score in form.scores:
        row = {"type": "calculate", "name": score.id, **_label("label", score.label)}
        yield row | {"calculation": _worth(score, form)}


def _worth(score: Score, form: Instrument) -> str:
    """A plain sum in one row, however long; anything else as its rule says."""
    if not score.parts:
        return xpath(score.tree, form.by_id)
    items = [form.by_id[name] for name in score.parts]
    return " + ".join(
        f"if(${{{one.id}}} = 'yes', {one.points}, 0)" if one.type == "yesno" else f"${{{one.id}}}"
        for one in items
    )


def _question(item: Item, listed: str, form: Instrument) -> Row:
    row = {"type": _type(item, listed), "name": item.id, **_label("label", item.label)}
    if item.hint:
        row |= _label("hint", item.hint)
    if item.required:
        row["required"] = "yes"
    for check in item.checks:
        row["constraint"] = xpath(check.tree, form.by_id, item.id)
        row |= _label("constraint_message", check.message)
    return row | _when(item, form)


def _type(item: Item, listed: str) -> str:
    if item.type == "yesno":
        return f"select_one {UNCHECKED if item.unchecked else YES_NO}"
    if item.type in ("choice", "several"):
        return f"select_{'one' if item.type == 'choice' else 'multiple'} {listed}"
    return TYPES[item.type]


def _when(one: Item | Group, form: Instrument) -> Row:
    return {"relevant": xpath(one.when, form.by_id)} if one.when else {}


def _label(column: str, text: Any) -> Row:
    return {f"{column}{KO}": text.ko, f"{column}{EN}": text.en}


def _choices(plain: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    for listed, answers in ANSWERS.items():
        for name, ko, en in answers:
            yield {"list_name": listed, "name": name, f"label{KO}": ko, f"label{EN}": en}
    for listed, options in plain.get("choices", {}).items():
        for name, one in options.items():
            yield {"list_name": listed, "name": names[listed][name],
                   f"label{KO}": one["ko"], f"label{EN}": one["en"]}  # fmt: skip


def _sheet(book: "Workbook", name: str, head: Sequence[str], rows: Any) -> None:
    """Every cell is text: nothing of a form is ever worked out by a spreadsheet."""
    sheet = book.create_sheet(name)
    for number, row in enumerate([dict(zip(head, head, strict=True)), *rows], start=1):
        for place, column in enumerate(head, start=1):
            if column in row:
                cell = sheet.cell(number, place)
                cell.value, cell.data_type = row[column], "s"
