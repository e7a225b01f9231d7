"""Debts pasted from a spreadsheet or read from a CSV file: every cell that is wrong is named."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hangot.core.debts.bounds import sound
from hangot.core.debts.kinds import DebtKind
from hangot.core.debts.sums import Debt
from hangot.core.refusal import Missing
from hangot.core.text import Text

MOST_ROWS = 200
COLUMNS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "creditor": (Text("채권자", "Creditor"), ("채권자", "채권기관", "creditor")),
    "kind": (Text("종류", "Kind"), ("종류", "구분", "kind")),
    "principal": (Text("원금", "Principal"), ("원금", "잔액", "principal")),
    "interest": (Text("이자", "Interest"), ("이자", "연체이자", "interest")),
    "overdue": (Text("연체 날수", "Days overdue"), ("연체", "연체일", "연체일수", "연체날수", "overdue", "daysoverdue")),
    "rate": (Text("이자율", "Rate"), ("이자율", "금리", "연이율", "rate")),
    "secured": (Text("담보", "Secured"), ("담보", "secured")),
    "guarantor": (Text("보증인", "Guarantor"), ("보증인", "보증", "guarantor")),
    "seizure": (Text("압류", "Seizure"), ("압류", "가압류", "seizure")),
}  # fmt: skip
"""The columns in the order in which they stand where no heading says another one."""
YES = ("o", "y", "yes", "예", "네", "있음", "유", "1", "true", "○", "v")
NO = ("", "x", "n", "no", "아니요", "아니오", "없음", "무", "0", "false", "-")
SUM = re.compile(r"[0-9]{1,15}")
PARTS = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,4})?")
PLAIN = re.compile(r"[,\s원₩%일]")
NOT_A_NUMBER = Text("‘{typed}’: 숫자로 적어 주세요. 예: 3,840,000", "“{typed}”: write a number, such as 3,840,000")  # fmt: skip
NOT_A_KIND = Text("‘{typed}’: 아는 종류가 아닙니다. 쓸 수 있는 것: {known}", "“{typed}”: not a known kind. Known: {known}")  # fmt: skip
NOT_YES_OR_NO = Text("‘{typed}’: ‘예’나 ‘아니요’로 적어 주세요.", "“{typed}”: write yes or no.")
TOO_MANY = Text("한 번에 {n}줄까지 넣을 수 있습니다.", "Up to {n} lines at once.")
NOTHING = Text("넣을 줄이 없습니다. 표를 복사해서 붙여 넣어 주세요.", "There is no line. Copy the table and paste it here.")  # fmt: skip
LONG = Text("‘채권자’가 너무 깁니다. 60자 안으로 적어 주세요.", "The creditor is too long: 60 letters at most.")  # fmt: skip
NOT_A_COLUMN = Text("아는 제목이 아니거나 두 번 나옵니다. 이 열을 지우거나 제목을 고쳐 주세요.", "Not a known heading, or there twice. Remove the column or correct its heading.")  # fmt: skip
NO_HEADING = Text("‘{typed}’: 제목이 없는 칸입니다. 지우거나 옮겨 주세요.", "“{typed}”: there is no heading above. Remove or move it.")  # fmt: skip
NTH = Text("{n}번째 칸", "Cell {n}")
LONGEST = 60
Rows = list[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that cannot be read: its line as counted in what was pasted, its column, and why."""

    line: int
    column: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read. Either every line is good or `wrong` says each cell that is not."""

    debts: tuple[Debt, ...]
    wrong: tuple[Wrong, ...]


def read(text: str, kinds: Mapping[str, DebtKind]) -> Pasted:
    """The debts of a pasted table, tab-separated as a spreadsheet copies it, or of a CSV file."""
    rows = [(n, row) for n, row in enumerate(_cells(text), 1) if any(cell.strip() for cell in row)]
    if not rows:
        return Pasted((), (Wrong(0, COLUMNS["creditor"][0], NOTHING),))
    columns, rows, wrong = _headed(rows)
    if len(rows) > MOST_ROWS:
        return Pasted((), (Wrong(0, COLUMNS["creditor"][0], TOO_MANY.format(n=MOST_ROWS)),))
    debts: list[Debt] = []
    for line, row in rows:
        wrong.extend(_beyond(line, row, columns))
        given = dict(zip(columns, (cell.strip() for cell in row), strict=False))
        found = _debt(line, given, kinds, wrong)
        if found is not None:
            debts.append(found)
    return Pasted(() if wrong else tuple(debts), tuple(wrong))


def _cells(text: str) -> Iterable[Sequence[str]]:
    plain = text.removeprefix("\ufeff")
    return csv.reader(io.StringIO(plain), delimiter="\t" if "\t" in plain else ",")


def _headed(rows: Rows) -> tuple[Sequence[str], Rows, list[Wrong]]:
    """The columns in their order, the lines below a heading where there is one, unknown headings."""
    line, heading = rows[0]
    first = [_column(cell) for cell in heading]
    if "creditor" not in first or "principal" not in first:
        return tuple(COLUMNS), rows, []
    wrong = [
        Wrong(line, Text(cell.strip(), cell.strip()), NOT_A_COLUMN)
        for place, cell in enumerate(heading)
        if cell.strip() and (not first[place] or first[place] in first[:place])
    ]
    return first, rows[1:], wrong


def _beyond(line: int, row: Sequence[str], columns: Sequence[str]) -> Iterable[Wrong]:
    """Cells that stand under no heading: nothing that was written is left out in silence."""
    for place, cell in enumerate(row):
        if cell.strip() and (place >= len(columns) or not columns[place]):
            yield Wrong(
                line, NTH.format(n=place + 1), NO_HEADING.format(typed=cell.strip()[:LONGEST])
            )


def _column(cell: str) -> str:
    plain = re.sub(r"[\s()·_/]", "", cell).lower()
    return next((name for name, (_, words) in COLUMNS.items() if plain in words), "")


def _debt(
    line: int, given: Mapping[str, str], kinds: Mapping[str, DebtKind], wrong: list[Wrong]
) -> Debt | None:
    before = len(wrong)
    values: dict[str, Any] = {"creditor": given.get("creditor", "")}
    if len(values["creditor"]) > LONGEST:
        wrong.append(Wrong(line, COLUMNS["creditor"][0], LONG))
    for name, reading in READINGS.items():
        try:
            values[name] = reading(given.get(name, ""), kinds)
        except Missing as no:
            wrong.append(Wrong(line, COLUMNS[name][0], no.sentence))
    if len(wrong) > before:
        return None
    try:
        return sound(Debt(**values))
    except Missing as no:
        column = COLUMNS.get(no.what, COLUMNS["principal"])[0]
        wrong.append(Wrong(line, column, no.sentence))
        return None


def _whole(typed: str, _: object) -> int:
    plain = PLAIN.sub("", typed)
    sign = -1 if plain.startswith("-") and plain != "-" else 1
    plain = plain.lstrip("-")
    if plain and not SUM.fullmatch(plain):
        raise Missing("number", NOT_A_NUMBER.format(typed=typed))
    return sign * int(plain or 0)


def _rate(typed: str, _: object) -> Decimal | None:
    return percent(typed)


def percent(typed: str) -> Decimal | None:
    """Percent a year as it was written, such as 15.9; None where nothing was."""
    plain = PLAIN.sub("", typed)
    if plain and not PARTS.fullmatch(plain):
        raise Missing("number", NOT_A_NUMBER.format(typed=typed))
    return Decimal(plain) if plain else None


def _kind(typed: str, kinds: Any) -> str:
    plain = typed.lower()
    for kind in kinds.values():
        if plain in (kind.id, kind.label.ko.lower(), kind.label.en.lower()):
            return str(kind.id)
    for kind in kinds.values():
        if plain and (plain in kind.label.ko.lower() or plain in kind.label.en.lower()):
            return str(kind.id)
    ko, en = (", ".join(getattr(one.label, it) for one in kinds.values()) for it in ("ko", "en"))
    raise Missing("kind", Text(NOT_A_KIND.ko.format(typed=typed, known=ko), NOT_A_KIND.en.format(typed=typed, known=en)))  # fmt: skip


def _yes(typed: str, _: object) -> bool:
    plain = typed.lower()
    if plain not in (*YES, *NO):
        raise Missing("yes", NOT_YES_OR_NO.format(typed=typed))
    return plain in YES


READINGS: Mapping[str, Callable[[str, Any], Any]] = {
    "kind": _kind, "principal": _whole, "interest": _whole, "overdue": _whole, "rate": _rate,
    "secured": _yes, "guarantor": _yes, "seizure": _yes,
}  # fmt: skip
