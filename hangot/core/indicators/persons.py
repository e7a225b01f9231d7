"""Two records of one person count once: records that were judged to be the same stand for one."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def persons(links: Iterable[tuple[Key, Key]]) -> Callable[[Key], Key]:
    """Who a record stands for: the same answer for all records that links lead to, else itself.

    An undone link is left out by the caller; whoever was linked by it alone counts for themselves.
    """
    parents: dict[Key, Key] = {}

    def first(one: Key) -> Key:
        while one in parents:
            one = parents[one]
        return one

    for one, other in links:
        here, there = first(one), first(other)
        if here != there:
            parents[there] = here
    return first
