"""The small part of XPath that XLSForm sheets use, turned into the language of our rules.

Whatever is not listed is refused with a sentence; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hangot.core.instruments.form import NO, UNCHECKED, YES, Item
from hangot.core.instruments.words import GIVEN
from hangot.core.text import Text

TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*[^}]*\})|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<string>'[^']*'|\"[^\"]*\"|[‘’“”][^‘’“”]*[‘’“”])"
    r"|(?P<sign><=|>=|!=|=|<|>|\+|-|\*|\(|\)|,|\.)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_-]*))"
)
LONGEST, DEEPEST = 2000, 20
SIGNS: Mapping[str, str] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
FUNCTIONS = "selected not int number if count-selected today coalesce true false"


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


def converted(
    source: str, items: Mapping[str, Item], scores: Mapping[str, str], own: str = ""
) -> str:
    """The rule in our language. `own`: the question that `.` stands for. BadXPath says why not."""
    if len(source) > LONGEST:
        raise BadXPath("식이 너무 깁니다", "the expression is too long")
    found = Parser(list(_tokens(source)), items, scores, own)
    result = found.choice(0)
    if found.tokens:
        raise unexpected(found.tokens[0][1])
    return plain(result)


def _tokens(source: str) -> list[tuple[str, str]]:
    found, place = [], 0
    text = source.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise unexpected(text[place : place + 12])
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        place = match.end()
        while place < len(text) and text[place].isspace():
            place += 1
    return found


def unexpected(shown: str) -> BadXPath:
    """Something that cannot stand where it stands."""
    return BadXPath(f"읽을 수 없는 부분입니다: {shown}", f"this cannot be read: {shown}")


@dataclass(slots=True)
class Parser:
    """Reads from left to right; each method takes what binds closer first."""

    tokens: list[tuple[str, str]]
    items: Mapping[str, Item]
    scores: Mapping[str, str]
    own: str

    def choice(self, depth: int) -> Piece:
        if depth > DEEPEST:
            raise BadXPath("식이 너무 깊습니다", "the expression is too deep")
        return self._joined("or", lambda: self._joined("and", lambda: self._compared(depth)))

    def _joined(self, word: str, part: Callable[[], Piece]) -> Piece:
        parts = [part()]
        while self._next("word", word):
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        return Piece(f"({f' {word} '.join(plain(one) for one in parts)})")

    def _compared(self, depth: int) -> Piece:
        left = self._sum(depth)
        if self.tokens and self.tokens[0][0] == "sign" and self.tokens[0][1] in SIGNS:
            sign = SIGNS[self.tokens.pop(0)[1]]
            return compared(left, sign, self._sum(depth))
        return left

    def _sum(self, depth: int) -> Piece:
        found = self._product(depth)
        while sign := self._any("+", "-"):
            found = Piece(f"({plain(found)} {sign} {plain(self._product(depth))})")
        return found

    def _product(self, depth: int) -> Piece:
        found = self._one(depth)
        while True:
            if self._any("*"):
                found = Piece(f"({plain(found)} * {plain(self._one(depth))})")
            elif self._next("word", "div"):
                found = Piece(f"({plain(found)} / {plain(self._one(depth))})")
            else:
                return found

    def _one(self, depth: int) -> Piece:
        if not self.tokens:
            raise BadXPath("식이 끝까지 적히지 않았습니다", "the expression is not finished")
        kind, text = self.tokens.pop(0)
        if kind == "ref":
            return self._named(text[2:-1].strip())
        if kind == "word":
            return self._called(text, depth)
        if kind == "sign":
            return self._signed(text, depth)
        return Piece(text) if kind == "number" else Piece("", quoted=text[1:-1])

    def _signed(self, sign: str, depth: int) -> Piece:
        if sign == "." and self.own:
            return self._named(self.own)
        if sign == "-":
            return Piece(f"(-{plain(self._one(depth))})")
        if sign != "(":
            return self._refuse(sign)
        inner = self.choice(depth + 1)
        self._close()
        return inner

    def _named(self, name: str) -> Piece:
        if name in self.scores:
            return Piece(self.scores[name])
        if name not in self.items:
            raise BadXPath(
                f"‘{name}’은(는) 이보다 앞에 나온 물음이 아닙니다",
                f'"{name}" is no question before this',
            )
        return Piece(name, item=self.items[name])

    def _called(self, name: str, depth: int) -> Piece:
        if not self._any("("):
            return self._refuse(name)
        if name not in CALLS:
            raise BadXPath(
                f"{name}() 함수는 쓸 수 없습니다. 쓸 수 있는 것: {FUNCTIONS}",
                f"the function {name}() is not supported; expected one of: {FUNCTIONS}",
            )
        parts: list[Piece] = []
        while not self._any(")"):
            parts.append(self.choice(depth + 1))
            if self.tokens and self.tokens[0] != ("sign", ")") and not self._any(","):
                raise unexpected(self.tokens[0][1])
            if not self.tokens:
                self._close()
        count, make = CALLS[name]
        if len(parts) != count:
            raise BadXPath(
                f"{name}()에는 값이 {count}개 와야 합니다", f"{name}() takes {count} values"
            )
        return make(parts)

    def _close(self) -> None:
        if not self._any(")"):
            raise BadXPath("괄호가 닫히지 않았습니다", "a bracket is not closed")

    def _refuse(self, text: str) -> Piece:
        raise unexpected(text)

    def _any(self, *signs: str) -> str:
        if self.tokens and self.tokens[0][0] == "sign" and self.tokens[0][1] in signs:
            return self.tokens.pop(0)[1]
        return ""

    def _next(self, kind: str, text: str) -> bool:
        if self.tokens and self.tokens[0] == (kind, text):
            self.tokens.pop(0)
            return True
        return False


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
