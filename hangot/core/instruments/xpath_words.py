"""What the words of XPath mean in our language: comparisons with answers, and the few functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hangot.core.instruments.form import NO, UNCHECKED, YES, Item
from hangot.core.instruments.words import GIVEN
from hangot.core.text import Text


class BadXPath(ValueError):
    """Something of XPath that is not supported or cannot be read; `sentence` says what."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Text(ko, en)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of our language. `item`: it is one question; `quoted`: it is a word in quotes."""

    text: str
    item: Item | None = None
    quoted: str | None = None


def plain(piece: Piece) -> str:
    """A value that stands by itself."""
    if piece.quoted is not None:
        return repr(piece.quoted)
    return piece.text


def compared(left: Piece, sign: str, right: Piece) -> Piece:
    """A comparison; a question beside a word in quotes is one of its answers."""
    if left.quoted is not None and right.item is not None:
        left, right = right, left
    if left.item is None or right.quoted is None:
        return Piece(f"({plain(left)} {sign} {plain(right)})")
    if sign not in ("==", "!="):
        raise BadXPath("글자는 = 나 != 로만 견줍니다", "words are compared with = or != only")
    found = _is(left.item, right.quoted)
    return Piece(found if sign == "==" else f"(not {found})")


def _is(item: Item, answer: str) -> str:
    """The question has this answer; an empty one: it has none."""
    if answer == "":
        return f"(not {item.id}{GIVEN})"
    if item.type == "yesno":
        return _yes_or_no(item, answer)
    known = {one.id: one for one in item.options}
    if answer not in known:
        raise BadXPath(
            f"‘{answer}’은(는) 이 물음의 답이 아닙니다", f'"{answer}" is no answer of it'
        )
    if item.type == "several":
        return f"{item.id}__{answer}"
    return f"({item.id} == {known[answer].value if item.valued else repr(answer)})"


def _yes_or_no(item: Item, answer: str) -> str:
    if answer == UNCHECKED:
        raise BadXPath("‘확인안됨’과는 견줄 수 없습니다", '"not checked" cannot be compared with')
    if answer not in (YES, NO):
        raise BadXPath(
            f"‘{answer}’은(는) 이 물음의 답이 아닙니다", f'"{answer}" is no answer of it'
        )
    return item.id if answer == YES else f"(not {item.id})"


def _selected(parts: list[Piece]) -> Piece:
    if parts[0].item is None or parts[1].quoted is None:
        raise BadXPath(
            "selected(${물음}, '답') 꼴이어야 합니다", "selected(${x}, 'answer') was expected"
        )
    return Piece(_is(parts[0].item, parts[1].quoted))


def _counted(parts: list[Piece]) -> Piece:
    item = parts[0].item
    if item is None or item.type != "several":
        raise BadXPath(
            "여러 답을 고르는 물음이어야 합니다", "a select_multiple question was expected"
        )
    ones = [f"(1 if {item.id}__{one.id} else 0)" for one in item.options]
    return Piece(f"({' + '.join(ones)})")


def _coalesced(parts: list[Piece]) -> Piece:
    item = parts[0].item
    if item is None:
        raise BadXPath(
            "coalesce(${물음}, 값) 꼴이어야 합니다", "coalesce(${x}, value) was expected"
        )
    return Piece(f"({item.id} if {item.id}{GIVEN} else {plain(parts[1])})")


CALLS: Mapping[str, tuple[int, Callable[[list[Piece]], Piece]]] = {
    "selected": (2, _selected),
    "not": (1, lambda parts: Piece(f"(not {plain(parts[0])})")),
    "int": (1, lambda parts: Piece(f"down_to({plain(parts[0])}, 1)")),
    "number": (1, lambda parts: parts[0]),
    "if": (
        3,
        lambda parts: Piece(f"({plain(parts[1])} if {plain(parts[0])} else {plain(parts[2])})"),
    ),
    "count-selected": (1, _counted),
    "today": (0, lambda _: Piece("on")),
    "coalesce": (2, _coalesced),
    "true": (0, lambda _: Piece("true")),
    "false": (0, lambda _: Piece("false")),
}
