"""Where the steps of a case are taken."""

from collections.abc import Mapping
from uuid import UUID

from hangot.desk.links import link

STEPS: Mapping[str, str] = {
    "propose_end": "case_close", "close": "case_close", "send_back": "case_close",
    "hand_over": "case_hand_over", "select": "case_conference", "not_select": "case_conference",
}  # fmt: skip
"""Steps of a case with a page of their own; all others are taken on one page by their name."""


def step_link(case: UUID, event: str) -> str:
    """Where a step of a case is taken."""
    return link(STEPS[event], case) if event in STEPS else link("case_move", case, event)
