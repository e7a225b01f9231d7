"""What a value in a rule is: truth, number with its unit, day, choice, or a list of people.

Checked when a pack is loaded, so that a rule can never add won to days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Base = Literal["bool", "number", "date", "enum", "list", "table"]
ANY = "*"
"""The unit of a number written in a rule: it takes the unit of what it meets."""
CURRENCY = 3
"""Letters in the code of a currency (ISO 4217)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`unit`: of a number, empty for a pure one. `whole`: it has no fraction.

    `options`: of a choice. `items`: of a list, what is known of each. A table has the kind of its
    values in `unit` and `whole`; `key` is the unit it is read by.
    """

    base: Base
    unit: str = ""
    whole: bool = False
    options: tuple[str, ...] = ()
    items: Mapping[str, "Kind"] = field(default_factory=dict, compare=False)

    @property
    def money(self) -> bool:
        """Units of money are written as their three capital letters (ISO 4217)."""
        return is_money(self.unit)


BOOL = Kind("bool")
DATE = Kind("date")


def number(unit: str = "", *, whole: bool = True) -> Kind:
    """A number; money and counts are whole, rates are not."""
    return Kind("number", unit=unit, whole=whole)


def is_money(unit: str) -> bool:
    """KRW, EUR, GBP: three capital letters."""
    return len(unit) == CURRENCY and unit.isascii() and unit.isupper()


def same_unit(left: str, right: str) -> str | None:
    """The unit of a sum or comparison; None where the two cannot meet."""
    if right in (left, ANY):
        return left
    return right if left == ANY else None


def product_unit(left: str, right: str) -> str | None:
    """The unit of a product: money by a count is money; money by money is nothing."""
    if left in ("", ANY):
        return right
    if right in ("", ANY):
        return left
    if is_money(left) and is_money(right):
        return None
    if is_money(left) or is_money(right):
        return left if is_money(left) else right
    return ""


def ratio_unit(left: str, right: str) -> str | None:
    """The unit of a quotient: like by like is pure; nothing is divided into money."""
    if right in ("", ANY):
        return left
    if left == right:
        return ""
    if is_money(right):
        return None
    return left
