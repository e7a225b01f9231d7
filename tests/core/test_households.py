"""Who somebody is at home, told from who the others are."""

import pytest

from hangot.core.households import own_role


@pytest.mark.parametrize(
    ("others", "mine"),
    [
        (["spouse", "child"], "parent"), (["spouse"], "spouse"), (["parent", "sibling"], "child"),
        (["grandchild"], "grandparent"), (["housemate"], "housemate"), ([], "housemate"),
    ],
)  # fmt: skip
def test_a_mother_is_known_by_her_child(others: list[str], mine: str) -> None:
    assert own_role(others) == mine
