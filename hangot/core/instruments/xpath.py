"""The small part of XPath that XLSForm sheets use, turned into the language of our rules.

Whatever is not listed is refused with a sentence; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hangot.core.instruments.form import Item
from hangot.core.instruments.xpath_words import CALLS, BadXPath, Piece, compared, plain

TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*[^}]*\})|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<string>'[^']*'|\"[^\"]*\"|[‘’“”][^‘’“”]*[‘’“”])"
    r"|(?P<sign><=|>=|!=|=|<|>|\+|-|\*|\(|\)|,|\.)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_-]*))"
)
LONGEST, DEEPEST = 2000, 20
SIGNS: Mapping[str, str] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
FUNCTIONS = "selected not int number if count-selected today coalesce true false"


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
