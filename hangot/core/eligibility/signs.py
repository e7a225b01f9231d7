"""Which values may meet in a rule, and what comes of it. Every refusal says so in a sentence."""

import ast
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hangot.core.eligibility.kinds import (
    ANY,
    BOOL,
    DATE,
    Base,
    Kind,
    number,
    product_unit,
    ratio_unit,
    same_unit,
)
from hangot.core.eligibility.tree import (
    Called,
    Compared,
    Const,
    Count,
    Counted,
    Gathered,
    Name,
    Read,
    Tree,
)
from hangot.core.text import Text

TWO = 2
SHOWN = 8
COUNTED: Mapping[type[ast.operator], Counted] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
COMPARED: Mapping[type[ast.cmpop], Compared] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
UNITS = {"count": "값", "bool": "참·거짓", "number": "수", "date": "날짜", "enum": "선택지"}


class BadRule(ValueError):
    """A rule that cannot be read; `sentence` says what was expected."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def no(ko: str, en: str) -> BadRule:
    """A refusal in both languages."""
    return BadRule(Text(ko, en))


def unknown(name: str, known: Iterable[str]) -> BadRule:
    """A name that is neither a fact nor a figure; the nearest one is offered."""
    names = sorted(known)
    listed = difflib.get_close_matches(name, names, n=1) or names[:SHOWN]
    shown = ", ".join(listed)
    return no(f"‘{name}’을(를) 모릅니다. 쓸 수 있는 것: {shown}", f'"{name}" is not known: {shown}')


def must_be(kind: Kind, base: Base, shown: str) -> None:
    """Refuses a value of another sort."""
    if kind.base != base:
        raise no(
            f"‘{shown}’은(는) {UNITS.get(base, base)}이어야 합니다",
            f'"{shown}" was expected to be a {base}, it is a {kind.base}',
        )


def counted(sign: Counted, left: Tree, right: Tree) -> Tree:
    """Arithmetic whose units fit."""
    one, two = left.kind, right.kind
    unit = {"*": product_unit, "/": ratio_unit}.get(sign, same_unit)(one.unit, two.unit)
    if unit is None:
        raise no(
            f"단위가 맞지 않습니다: {_unit(one)} {sign} {_unit(two)}",
            f"units do not fit: {_unit(one)} {sign} {_unit(two)}",
        )
    whole = sign != "/" and one.whole and two.whole
    return Count(number(unit, whole=whole), sign, left, right)


def comparable(sign: Compared, left: Tree, right: Tree) -> tuple[Tree, Tree]:
    """Two values that may stand beside a comparison."""
    one, two = left.kind, right.kind
    if one.base != two.base or one.base in ("list", "table"):
        raise no(
            f"서로 견줄 수 없습니다: {one.base}, {two.base}",
            f"{one.base} and {two.base} cannot be compared",
        )
    if one.base == "number" and same_unit(one.unit, two.unit) is None:
        raise no(
            f"단위가 다릅니다: {_unit(one)}, {_unit(two)}",
            f"units differ: {_unit(one)} and {_unit(two)}",
        )
    if one.base in ("enum", "bool") and sign not in ("==", "!="):
        raise no("선택지는 == 나 != 로만 견줍니다", "choices are compared with == or != only")
    if one.base == "enum":
        _listed(left, right)
        _listed(right, left)
    return left, right


def _listed(word: Tree, other: Tree) -> None:
    if isinstance(word, Const) and not isinstance(other, Const):
        value = str(word.value)
        if value not in other.kind.options:
            raise unknown(value, other.kind.options)


def merged(one: Kind, two: Kind) -> Kind:
    """The kind of a value that is one or the other."""
    if one.base != two.base:
        raise no("if 의 두 값은 같은 종류여야 합니다", "both values of an if must be of one kind")
    if one.base == "enum":
        return replace(one, options=tuple(dict.fromkeys((*one.options, *two.options))))
    if one.base != "number":
        return one
    unit = same_unit(one.unit, two.unit)
    if unit is None:
        raise no("if 의 두 값은 단위가 같아야 합니다", "both values of an if must have one unit")
    return number(unit, whole=one.whole and two.whole)


def looked(table: Name, key: Tree) -> Tree:
    """A value of a table; its key must be of the right sort."""
    wanted = table.kind.options
    if wanted:
        must_be(key.kind, "enum", table.name)
        for option in key.kind.options:
            if option not in wanted:
                raise unknown(option, wanted)
    else:
        must_be(key.kind, "number", table.name)
    return Read(number(table.kind.unit, whole=table.kind.whole), table, key)


def called(name: Called, parts: Sequence[Tree]) -> Kind:
    """The kind a function gives for these arguments."""
    kinds = [part.kind for part in parts]
    bases = [kind.base for kind in kinds]
    if name in ("min", "max") and len(kinds) >= TWO:
        return _widest(name, kinds)
    if name in ("round_to", "down_to", "up_to") and bases == ["number", "number"]:
        return number(kinds[0].unit)
    counted_out = name.startswith("add_") and not kinds[-1].whole
    if name in GIVEN and bases == GIVEN[name][0] and not counted_out:
        return GIVEN[name][1]
    raise no(f"{name}에 맞지 않는 값입니다", f"{name} does not take these values")


GIVEN: Mapping[str, tuple[list[str], Kind]] = {
    "age_on": (["date", "date"], number("years")),
    "days_between": (["date", "date"], number("days")),
    "months_between": (["date", "date"], number("months")),
    "add_years": (["date", "number"], DATE),
    "add_months": (["date", "number"], DATE),
    "add_days": (["date", "number"], DATE),
    "working_day": (["date"], DATE),
}


def _widest(name: str, kinds: Sequence[Kind]) -> Kind:
    if all(kind.base == "date" for kind in kinds):
        return DATE
    result = kinds[0]
    for kind in kinds[1:]:
        result = merged(result, kind)
    must_be(result, "number", name)
    return result


def gathered(name: Gathered, part: Kind) -> Kind:
    """The kind of something about a list of people."""
    if name in ("any_of", "all_of", "count_of"):
        must_be(part, "bool", name)
        return number("people") if name == "count_of" else BOOL
    must_be(part, "number", name)
    return part


def _unit(kind: Kind) -> str:
    return kind.unit if kind.unit not in ("", ANY) else "-"
