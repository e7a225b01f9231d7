"""`hangot eligibility check` and `test` work without a database and with a pack from anywhere."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hangot.config.cli import WITHOUT_DATABASE
from hangot.packs.rules.loader import RULES

ABROAD = Path(__file__).resolve().parents[1] / "packs" / "rules" / "abroad"


def said(command: str, *words: object) -> str:
    out = StringIO()
    call_command(command, *map(str, words), stdout=out)
    return out.getvalue()


def facts(folder: Path, **known: object) -> Path:
    path = folder / "facts.json"
    path.write_text(json.dumps(known), encoding="utf-8")
    return path


def test_the_table_tests_of_both_packs_agree() -> None:
    assert {"eligibility_check", "eligibility_test"} <= WITHOUT_DATABASE
    assert "all 8 rows agree" in said("eligibility_test", "--pack", ABROAD)
    assert "rows agree" in said("eligibility_test", "--pack", RULES / "kr")


def test_every_clause_of_the_korean_pack_has_a_row_that_meets_it_and_one_that_fails_it() -> None:
    assert "no row shows this" not in said("eligibility_test", "--pack", RULES / "kr")


def test_a_row_that_differs_is_named_with_its_line(tmp_path: Path) -> None:
    pack = shutil.copytree(ABROAD, tmp_path / "pack")
    rows = pack / "tests" / "representation.csv"
    rows.write_text(rows.read_text().replace("contribution=3115", "contribution=3116"))
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 8 rows differ"):
        call_command("eligibility_test", "--pack", str(pack), stdout=out)
    expected = "tests/representation.csv:2: a tenant with a small wage: amounts: "
    assert expected + "contribution=3116 / contribution=3115" in out.getvalue()


def test_a_row_with_an_unknown_fact_or_verdict_column_is_refused(tmp_path: Path) -> None:
    pack = shutil.copytree(ABROAD, tmp_path / "pack")
    rows = pack / "tests" / "representation.csv"
    rows.write_text(rows.read_text().replace("gross_income", "gross_incom", 1))
    with pytest.raises(CommandError, match=r"representation.csv:2: .*gross_income"):
        said("eligibility_test", "--pack", pack)


def test_a_person_is_told_what_may_be_had_and_what_is_missing(tmp_path: Path) -> None:
    known = {"applied_on": "2026-01-10", "matter": "housing", "capital": 0}
    words = ("--on", "2026-01-10", "--pack", ABROAD)
    found = said("eligibility_check", "--facts", facts(tmp_path, **known), *words)
    assert "more to ask" in found
    known["passporting"] = True
    found = said("eligibility_check", "--facts", facts(tmp_path, **known), *words, "--json")
    (trace,) = json.loads(found)
    assert trace["verdict"] == "likely"
    assert {clause["id"]: clause["met"] for clause in trace["clauses"]}["capital"] is True
    assert trace["clauses"][-1]["parameters"][0]["mark"] == "partly"


def test_a_day_before_the_first_figure_is_refused_and_nothing_is_said(tmp_path: Path) -> None:
    pack = shutil.copytree(ABROAD, tmp_path / "pack")
    path = pack / "services.yaml"
    path.write_text(path.read_text().replace('since: "2013-04-01"', 'since: "1990-01-01"'))
    known = {"applied_on": "2001-05-05", "matter": "housing", "capital": 0, "passporting": True}
    with pytest.raises(CommandError, match=r"parameters.yaml:\d+: .*2001-05-05.*2013-04-01"):
        said(
            "eligibility_check",
            "--facts",
            facts(tmp_path, **known),
            "--on",
            "2026-01-10",
            "--pack",
            pack,
        )


@pytest.mark.parametrize("pack", ["nowhere", "."])
def test_a_folder_without_rules_is_said(tmp_path: Path, pack: str) -> None:
    with pytest.raises(CommandError, match=r"rules.yaml"):
        said("eligibility_test", "--pack", tmp_path / pack)
