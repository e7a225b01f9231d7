"""`hangot itinerary solve` reads a file, prints plans and needs no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hangot.config.cli import WITHOUT_DATABASE

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "itinerary.json"


def said(*words: str) -> dict[str, object]:
    out = StringIO()
    call_command("itinerary_solve", *words, stdout=out)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_somebody_tries_the_example_and_gets_plans() -> None:
    assert said(str(EXAMPLE))["served"] == 2
    assert "menus" in said(str(EXAMPLE), "--menu")
    assert "itinerary_solve" in WITHOUT_DATABASE


def test_a_mistake_is_said_in_both_languages_without_a_traceback(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"grid": {}}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"적어 주세요.* / .*missing"):
        call_command("itinerary_solve", str(wrong))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot read"):
        call_command("itinerary_solve", str(tmp_path / "none.json"))
