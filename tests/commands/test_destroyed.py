"""Whoever was destroyed stays destroyed when a backup of before is put back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from hangot import clock
from hangot.access.context import acting, deriving
from hangot.access.founding import centre_of, clockwork
from hangot.access.models import AccessRow
from hangot.people.models import Person
from hangot.retention import ledger, shredding
from hangot.vault.models import DataKey, PersonTokens
from tests.commands.test_backup import fresh, kept, moved, town
from tests.copies import copy
from tests.worlds import CANARY_NAMES, Town

__all__ = ["copy", "fresh", "kept", "moved", "town"]
pytestmark = pytest.mark.slow


@pytest.fixture
def outside(tmp_path: Path, settings: Any) -> Path:
    settings.HANGOT_ANCHORS = str(tmp_path / "anchors")
    return tmp_path


@pytest.fixture
def destroyed(town: Town, kept: Path, outside: Path) -> Any:
    """After last night's backup she was destroyed, and that was written down outside."""
    case = town.cases["hers"]
    centre = centre_of()
    line = ledger.Line(clock.now().isoformat(), centre.pk, case.person_id, case.pk)
    ledger.add([line])
    return case.person_id


def test_a_restored_backup_opens_nothing_of_whoever_was_destroyed_since(
    destroyed: Any, moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("restore", moved)
    assert "destroyed again: 1" in capsys.readouterr().out
    with acting(clockwork(centre_of())), deriving(destroyed):
        assert not DataKey.objects.filter(pk=destroyed).exists()
        assert not PersonTokens.objects.filter(pk=destroyed).exists()
        assert not AccessRow.objects.filter(subject_id=destroyed).exists()
        (person,) = Person.objects.filter(pk=destroyed)
        assert person.name == "파기됨 / destroyed"
        assert person.name not in CANARY_NAMES
    call_command("retention_replay")
    assert "destroyed again: 0" in capsys.readouterr().out
    assert shredding.replay(at=clock.now()) == 0
