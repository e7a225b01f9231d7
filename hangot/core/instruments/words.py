"""What the questions of a form are called in its rules, and what the answers make of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from hangot.core.eligibility.kinds import BOOL, DATE, Kind, number
from hangot.core.eligibility.reading import Word
from hangot.core.eligibility.scene import ON
from hangot.core.eligibility.tree import Value
from hangot.core.instruments.form import NO, YES, Item

Answer = str | int | Sequence[str]
"""As it is kept: yes, no or unchecked; the id of an option, or several; a number; a day; words."""
Answers = Mapping[str, Answer]
Facts = dict[str, Value | None]
GIVEN = "__given"
KINDS: Mapping[str, Kind] = {
    "yesno": BOOL,
    "number": number(),
    "decimal": number(whole=False),
    "date": DATE,
}


def words(items: Iterable[Item]) -> dict[str, Word]:
    """Names that rules of a form may use: the day, the questions, whether one is answered.

    Each option of a question with several answers is a name of its own: `question__option`.
    """
    found = {ON: Word("fact", DATE)}
    for item in items:
        found |= {name: Word("fact", kind) for name, kind in _kinds(item).items()}
    return found


def _kinds(item: Item) -> dict[str, Kind]:
    given = {item.id + GIVEN: BOOL}
    if item.type == "several":
        return {f"{item.id}__{one.id}": BOOL for one in item.options} | given
    if item.type == "choice":
        named = Kind("enum", options=tuple(one.id for one in item.options))
        return {item.id: number() if item.valued else named} | given
    return ({item.id: KINDS[item.type]} if item.type in KINDS else {}) | given


def facts_of(item: Item, answer: Answer | None) -> Facts:
    """The same names with what the answer says; unknown where nothing, or "not checked", is said."""
    given: Facts = {item.id + GIVEN: answer is not None}
    if item.type == "several":
        chosen = None if answer is None else set(answer if not isinstance(answer, int) else ())
        return given | {
            f"{item.id}__{one.id}": None if chosen is None else one.id in chosen
            for one in item.options
        }
    if item.type in ("text", "note"):
        return given
    return given | {item.id: None if answer is None else value(item, answer)}


def value(item: Item, answer: Answer) -> Value | None:
    """What one answer is worth in a rule."""
    if item.type == "yesno":
        return {YES: True, NO: False}.get(str(answer))
    if item.type == "choice":
        chosen = next((one for one in item.options if one.id == answer), None)
        if chosen is None:
            return None
        return chosen.value if item.valued else chosen.id
    if item.type == "decimal":
        return Fraction(str(answer))
    return date.fromisoformat(str(answer)) if item.type == "date" else int(str(answer))


def nothing(item: Item) -> Facts:
    """What a question that does not apply counts: no, and nought."""
    known = _kinds(item)
    return {name: {"bool": False, "number": 0}.get(kind.base) for name, kind in known.items()}
