"""The pages play the same story as the domain: Han Seoyun's case."""

from collections.abc import Callable
from typing import Any

import pytest

from hangot.core.access import Section
from tests.domain.conferring import agreed, called, opened
from tests.domain.conftest import agree, case, managed, other_case, refer

__all__ = [
    "agree", "agreed", "called", "case", "lets", "managed", "opened",
    "other_case", "refer",
]  # fmt: skip


@pytest.fixture
def lets(
    agree: Callable[..., None], refer: Callable[..., Any], acts: Callable[..., Any]
) -> Callable[..., Any]:
    """She agrees and is referred: `lets("moel-job-centre", JOBS)`."""

    def send(slug: str, sections: tuple[Section, ...]) -> Any:
        with acts("counsellor-1") as by:
            agree(slug, sections, by)
            return refer(slug, sections, by)

    return send
