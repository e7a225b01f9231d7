"""Centres beside the first: opened, listed, chosen; and pictures and manuals of their packs."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from hangot.accounts.models import Worker
from hangot.directory.models import Centre
from hangot.packs.loader import PACKS

NORTH = {"pack": "crisis_family", "slug": "north", "ko": "북쪽 센터", "en": "North"}


def test_one_more_centre_is_opened_and_stands_in_the_list(db: None, capsys: Any) -> None:
    call_command("centre_add", **NORTH)
    assert "centre ready: North" in capsys.readouterr().out
    call_command("centre_list")
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[:2] == ["crime_victim", "crime_victim"]
    assert second.split()[:2] == ["north", "crisis_family"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slug": "crime_victim"}, "slug"),
        ({"slug": "No Where"}, "slug"),
        ({"pack": "nowhere"}, "not known"),
    ],
)
def test_what_is_no_centre_is_told(db: None, change: dict[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("centre_add", **{**NORTH, **change})
    assert Centre.objects.count() == 1


def test_no_second_centre_has_the_slug_of_another(db: None) -> None:
    call_command("centre_add", **NORTH)
    with pytest.raises(CommandError, match="this centre exists: north"):
        call_command("centre_add", **NORTH)


def test_with_several_centres_a_worker_is_added_to_a_named_one(db: None, capsys: Any) -> None:
    call_command("centre_add", **NORTH)
    given = {"agency": "apo", "post": "apo-1", "name": "이도현", "account": "north.apo-1"}
    with pytest.raises(CommandError, match="--centre"):
        call_command("worker_add", **given)
    with pytest.raises(CommandError, match="no centre"):
        call_command("worker_add", centre="west", **given)
    call_command("worker_add", centre="north", **given)
    north = Centre.objects.get(slug="north")
    assert Worker.objects.get(account="north.apo-1").centre_id == north.pk


def test_every_workflow_of_a_pack_is_drawn_into_a_folder(tmp_path: Path, capsys: Any) -> None:
    call_command("pack_draw", str(PACKS / "crisis_family"), out=tmp_path)
    drawn = sorted(path.stem for path in tmp_path.glob("*.svg"))
    assert {"case", "notice", "referral", "visit"} <= set(drawn)
    picture = (tmp_path / "case.svg").read_text(encoding="utf-8")
    assert "위기가정 판단" in picture
    assert "Judged" in picture
    assert "사례 / Case" in capsys.readouterr().out


def test_in_one_language_the_other_stays_away(tmp_path: Path) -> None:
    call_command("pack_draw", str(PACKS / "crisis_family"), out=tmp_path, lang="en")
    assert "위기가정" not in (tmp_path / "case.svg").read_text(encoding="utf-8")


def test_the_manual_is_written_as_text_and_as_a_file(tmp_path: Path, capsys: Any) -> None:
    call_command("pack_manual", str(PACKS / "financial_welfare"), lang="en")
    text = capsys.readouterr().out
    assert text.startswith(
        "# Seoul Financial Welfare Counselling Centre in Seongbuk: standard manual"
    )
    assert "| Stage | Whose turn | What is done | By when |" in text
    call_command("pack_manual", str(PACKS / "financial_welfare"), pdf=tmp_path / "m.pdf")
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("command", ["pack_draw", "pack_manual"])
def test_a_pack_with_mistakes_is_neither_drawn_nor_written(tmp_path: Path, command: str) -> None:
    bad = tmp_path / "pier"
    bad.mkdir()
    (bad / "profile.yaml").write_text("id: pier\nextends: nowhere\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"profile\.yaml:2"):
        call_command(command, str(bad))
    with pytest.raises(CommandError, match="folder was expected"):
        call_command(command, str(tmp_path / "gone"))
