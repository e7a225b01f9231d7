"""Sums of nothing but questions: they may be longer than a rule may be deep."""

import re
from collections.abc import Mapping

from hangot.core.instruments.form import Item

SUM, REF = re.compile(r"\$\{\w+\}(\s*\+\s*\$\{\w+\})+"), re.compile(r"\$\{(\w+)\}")


def plain_sum(source: str, items: Mapping[str, Item]) -> list[str]:
    """The questions that a calculation adds up; empty where it does anything else."""
    if not SUM.fullmatch(source.strip()):
        return []
    found = REF.findall(source)
    return found if all(one in items and _counts(items[one]) for one in found) else []


def _counts(item: Item) -> bool:
    return item.type == "number" or (item.type == "choice" and item.valued)
