"""Are two records about one person? Evidence is added up; a person decides.

Weights are logarithms of odds (base 2), in the manner of Fellegi and Sunter (1969): agreement
counts for, disagreement against, what is unknown counts nothing.

Phone and address are one piece of evidence, not two: a family shares both. The same family name
with another given name counts strongly against, so twins stay apart. Somebody renamed is still
suspected when both records say that the phone is theirs alone, when the family name changed too,
or when the earlier name is on file. Twins who differ in one letter look like a typo: they are
suspected, and a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from hangot.core.korean.names import fold, is_hangul, jamo

SUSPECTED = 10.0

NAME = {"same": 8.0, "near": 5.0, "part": 2.0, "relative": -8.0, "other": -4.0}
NAME_FIELDS = {"same": "name", "near": "name_near", "part": "name_part"}
BIRTH = {"same": 9.0, "near": 3.0, "other": -6.0}
OWN_PHONE, PHONE, ADDRESS, NO_CONTACT_SHARED = 10.0, 6.0, 4.0, -1.0
GENDER_SAME, GENDER_OTHER = 1.0, -5.0
# From this many letters on, one may be wrong, and two.
ONE_TYPO, TWO_TYPOS = 5, 12

Verdict = Literal["same?", "unlikely"]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of one record; empty and None mean unknown.

    `phones` are normalised digits; `own_phones` the ones said to be used by nobody else.
    """

    name: str = ""
    earlier_names: frozenset[str] = frozenset()
    birth: date | None = None
    phones: frozenset[str] = frozenset()
    own_phones: frozenset[str] = frozenset()
    address: str = ""
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Total weight, and the fields that agree: name, name_near, birth, birth_near, phone, …"""

    total: float
    agree: tuple[str, ...]


_Part = tuple[float, str]
_NOTHING: _Part = (0.0, "")


def score(a: Traits, b: Traits) -> Score:
    """Evidence that two records are one person; the order of the two makes no difference."""
    parts = (_names(a, b), _births(a.birth, b.birth), _contact(a, b), _gender(a.gender, b.gender))
    return Score(sum(weight for weight, _ in parts), tuple(field for _, field in parts if field))


def verdict(found: Score) -> Verdict:
    """`same?` is worth showing to somebody who may see both records."""
    return "same?" if found.total >= SUSPECTED else "unlikely"


def letter_distance(a: str, b: str) -> int:
    """Jamo to be changed, added or taken away (Levenshtein): 이채인 and 이체인 are 1 apart."""
    left, right = jamo(a), jamo(b)
    row = list(range(len(right) + 1))
    for i, mine in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(right, 1):
            change = before + (mine != theirs)
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, change)
    return row[-1]


def _names(a: Traits, b: Traits) -> _Part:
    pairs = product(_known({a.name, *a.earlier_names}), _known({b.name, *b.earlier_names}))
    kinds = {_name_kind(mine, theirs) for mine, theirs in pairs}
    if not kinds:
        return _NOTHING
    agreeing = [kind for kind in NAME_FIELDS if kind in kinds]
    best = agreeing[0] if agreeing else min(kinds, key=NAME.__getitem__)
    return NAME[best], NAME_FIELDS.get(best, "")


def _known(names: Iterable[str]) -> list[str]:
    return [folded for name in names if (folded := fold(name))]


def _name_kind(a: str, b: str) -> str:
    if a.replace(" ", "") == b.replace(" ", ""):
        return "same"
    if sorted(a.split()) == sorted(b.split()) or letter_distance(a, b) <= _typos(a, b):
        return "near"
    if min(len(a), len(b)) > 1 and (a.endswith(b) or b.endswith(a)):
        return "part"
    return "relative" if a[0] == b[0] and is_hangul(a[0]) else "other"


def _typos(a: str, b: str) -> int:
    """Letters that may be wrong: none in the shortest names, two in long ones."""
    shorter = min(len(jamo(a)), len(jamo(b)))
    return (shorter >= ONE_TYPO) + (shorter >= TWO_TYPOS)


def _births(a: date | None, b: date | None) -> _Part:
    if a is None or b is None:
        return _NOTHING
    if a == b:
        return BIRTH["same"], "birth"
    return (BIRTH["near"], "birth_near") if _slip(a, b) else (BIRTH["other"], "")


def _slip(a: date, b: date) -> bool:
    """One digit wrong, or day and month swapped."""
    wrong = sum(mine != theirs for mine, theirs in zip(f"{a:%Y%m%d}", f"{b:%Y%m%d}", strict=False))
    return wrong == 1 or (a.year, a.month, a.day) == (b.year, b.day, b.month)


def _contact(a: Traits, b: Traits) -> _Part:
    found = [_phones(a, b), _addresses(a.address, b.address)]
    return max(found) if any(weight > 0 for weight, _ in found) else min(found)


def _phones(a: Traits, b: Traits) -> _Part:
    if a.own_phones & b.own_phones:
        return OWN_PHONE, "phone"
    mine, theirs = a.phones | a.own_phones, b.phones | b.own_phones
    if not mine or not theirs:
        return _NOTHING
    return (PHONE, "phone") if mine & theirs else (NO_CONTACT_SHARED, "")


def _addresses(a: str, b: str) -> _Part:
    mine, theirs = ("".join(fold(address).split()) for address in (a, b))
    if not mine or not theirs:
        return _NOTHING
    return (ADDRESS, "address") if mine == theirs else (NO_CONTACT_SHARED, "")


def _gender(a: str | None, b: str | None) -> _Part:
    if not a or not b:
        return _NOTHING
    return (GENDER_SAME, "gender") if a == b else (GENDER_OTHER, "")
