"""A sheet of reports: which column is which, and one row as the check of reports reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from hangot.core.reports.fields import FIELDS, REQUIRED
from hangot.core.reports.words import Fault
from hangot.core.text import Text

HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("접수번호", "신고번호", "number"),
    "reported_at": ("신고일시", "신고 일시", "reported at"),
    "agreed": ("동의", "동의여부", "agreed"),
    "risk": ("위험", "위험도", "risk"),
    "name": ("성명", "이름", "name"),
    "birth": ("생년월일", "birth date", "birth"),
    "phone": ("전화", "전화번호", "안전한 전화번호", "phone"),
    "call_from": ("통화시작", "통화 가능 시작", "calls from"),
    "call_to": ("통화끝", "통화 가능 끝", "calls until"),
    "members": ("가구원", "함께 사는 사람", "members"),
    "wish": ("바라는 것", "희망사항", "wish"),
    "district": ("구", "자치구", "district"),
    "address": ("주소", "address"),
    "agreed_at": ("동의일시", "동의 일시", "agreed at"),
    "script": ("읽어 드린 글", "동의 대본", "script"),
}
FORMULA = Text(
    "수식이나 수식처럼 시작하는 글(=, @)은 받지 않습니다. 값으로 바꿔 주세요.",
    "Formulas, and text that begins like one (=, @), are not taken. Put the value there.",
)
NO_HEAD = Text("첫 줄에서 ‘{name}’ 열을 찾지 못했습니다.", "The first row has no column “{name}”.")
STRANGE = Text(
    "{place}열은 받지 않습니다. 그 열을 지우고 다시 올려 주세요. 받는 열: {known}",
    "Column {place} is not taken. Remove it and upload again. Columns taken: {known}",
)
TWICE = Text("‘{name}’ 열이 두 번 있습니다.", "The column “{name}” is there twice.")
BEGINS = ("=", "@")
PARTS = ("role", "name", "birth")
WITHOUT_ZERO = range(9, 11)
"""Digits of a phone whose first 0 a spreadsheet has dropped."""


class Unreadable(ValueError):
    """The sheet as a whole cannot be taken; the sentence says why and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__("unreadable")
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Heads:
    """Field of each column, in order; empty for a column without a head."""

    fields: tuple[str, ...]

    def place(self, field: str) -> str:
        """The column of a field, or of a part of it, as a person finds it: D 전화."""
        name = field.split("/", maxsplit=1)[0]
        head = HEADS[name][0]
        return f"{letter(self.fields.index(name))} {head}" if name in self.fields else head


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet: its number as the sheet shows it, its values, what is wrong with cells."""

    number: int
    raw: Mapping[str, object]
    heads: Heads
    faults: tuple[Fault, ...] = ()


def heads(cells: Sequence[object]) -> Heads:
    """Read the first row; Unreadable for a column that is not taken, missing, or there twice."""
    found = tuple(_field(cell, at) for at, cell in enumerate(cells))
    named = sorted(name for name in found if name)
    for name, after in pairwise(named):
        if name == after:
            raise Unreadable(TWICE.format(name=HEADS[name][0]))
    for name in REQUIRED:
        if name not in found:
            raise Unreadable(NO_HEAD.format(name=HEADS[name][0]))
    return Heads(found)


def _field(cell: object, at: int) -> str:
    head = " ".join(str(cell or "").replace("\ufeff", "").split()).casefold()
    if not head:
        return ""
    for name in FIELDS:
        if head == name or head in HEADS[name]:
            return name
    known = ", ".join(HEADS[name][0] for name in FIELDS)
    raise Unreadable(STRANGE.format(place=letter(at), known=known))


def row(number: int, cells: Sequence[object], known: Heads) -> Row | None:
    """One line, read by its heads; None for an empty one. A formula is refused, never worked out."""
    raw: dict[str, object] = {}
    faults: list[Fault] = []
    for name, cell in zip(known.fields, cells, strict=False):
        if not name or cell is None or cell == "":
            continue
        if isinstance(cell, str) and cell.lstrip().startswith(BEGINS):
            faults.append(Fault(name, FORMULA))
        else:
            raw[name] = _value(name, cell)
    return Row(number, raw, known, tuple(faults)) if raw or faults else None


def _value(name: str, cell: object) -> object:
    """What a cell holds, as text: spreadsheets keep dates, times and numbers in their own kinds."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if name == "birth" else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    if name == "phone" and isinstance(cell, int) and len(text) in WITHOUT_ZERO:
        return f"0{text}"
    return _members(text) if name == "members" else text


def _members(text: str) -> list[dict[str, str]]:
    """`자녀/최유나/2017-05-02; 배우자` as the check of reports reads it."""
    lines = (line.split("/") for line in text.split(";") if line.strip())
    return [
        {name: part.strip() for name, part in zip(PARTS, line, strict=False) if part.strip()}
        for line in lines
    ]  # fmt: skip


def letter(at: int) -> str:
    """The letter of a column as a spreadsheet shows it: 0 is A, 26 is AA."""
    found = ""
    at += 1
    while at:
        at, left = divmod(at - 1, 26)
        found = chr(ord("A") + left) + found
    return found
