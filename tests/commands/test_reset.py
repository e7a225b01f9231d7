"""A demo that begins again leaves nothing behind that would look like a log somebody cut."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.access.trail import remember
from hangot.demo import fresh
from hangot.jobs import log
from tests.copies import Copy, copy

__all__ = ["copy"]
pytestmark = pytest.mark.slow
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def something_happens() -> None:
    by = clockwork(centre_of())
    with acting(by):
        remember("post.sit", by=by, at=AT)


def test_after_a_reset_the_log_is_whole_and_the_old_heads_lie_beside(
    copy: Copy, settings: Any, tmp_path: Path, capsys: Any
) -> None:
    settings.HANGOT_ANCHORS, settings.HOME = str(tmp_path / "anchors"), tmp_path
    something_happens()
    assert log.anchor(at=AT) == 1
    fresh.empty(at=AT)
    call_command("install", pack="crime_victim")
    something_happens()
    call_command("audit_verify")
    assert "0 anchors" in capsys.readouterr().out
    assert [one.name for one in (tmp_path / "anchors").iterdir()] == [
        "heads-until-20261123T093000.jsonl"
    ]
    assert log.anchor(at=AT) == 1
    call_command("audit_verify")
