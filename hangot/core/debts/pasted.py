"""Debts pasted from a spreadsheet or read from a CSV file: every cell that is wrong is named."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hangot.core.debts.bounds import sound
from hangot.core.debts.kinds import DebtKind
from hangot.core.debts.sums import Debt
from hangot.core.refusal import Missing
from hangot.core.tables import LONGEST, Wrong, lines
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
LONG = Text("‘채권자’가 너무 깁니다. 60자 안으로 적어 주세요.", "The creditor is too long: 60 letters at most.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read. Either every line is good or `wrong` says each cell that is not."""

    debts: tuple[Debt, ...]
    wrong: tuple[Wrong, ...]


def read(text: str, kinds: Mapping[str, DebtKind]) -> Pasted:
    """The debts of a pasted table, tab-separated as a spreadsheet copies it, or of a CSV file."""
    table = lines(text, COLUMNS, needed=("creditor", "principal"), most=MOST_ROWS)
    wrong = list(table.wrong)
    found = [_debt(line, given, kinds, wrong) for line, given in table.lines]
    debts = tuple(debt for debt in found if debt is not None)
    return Pasted(() if wrong else debts, tuple(wrong))


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
