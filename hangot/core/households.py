"""Who somebody is at home, told from who the others are."""

from collections.abc import Iterable, Sequence

OTHER_SIDE: Sequence[tuple[str, str]] = (
    ("child", "parent"), ("parent", "child"), ("grandchild", "grandparent"),
    ("grandparent", "grandchild"), ("spouse", "spouse"), ("sibling", "sibling"),
    ("relative", "relative"),
)  # fmt: skip
"""Of the roles of the others the first that is there decides; a parent with a spouse is a parent."""


def own_role(others: Iterable[str]) -> str:
    """The role of a person whose household has these other roles; somebody who shares a home at least."""
    there = set(others)
    return next((mine for theirs, mine in OTHER_SIDE if theirs in there), "housemate")
