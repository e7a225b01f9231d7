"""`hangot eligibility check` and `test` work without a database and with a pack from anywhere."""

import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hangot.config.cli import WITHOUT_DATABASE
from hangot.packs.rules.loader import RULES, load

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


def test_a_figure_without_a_value_silences_its_own_services_and_no_other(tmp_path: Path) -> None:
    words = ("--facts", facts(tmp_path, household_size=3, seeking_work=True), "--on", "2025-06-01")
    told = said("eligibility_check", *words)
    assert "일자리 상담과 소개" in told
    assert re.search(
        r'parameters/welfare.yaml:\d+: 생계급여: .*livelihood_benefit: no value of "livelihood_limit"'
        r" on 2025-06-01; the first is from 2026-01-01", told,
    )  # fmt: skip
    found = {one["service"]: one for one in json.loads(said("eligibility_check", *words, "--json"))}
    assert len(found) == len(load(RULES / "kr").services)
    assert found["job_placement"]["verdict"] == "likely"
    livelihood = found["livelihood_benefit"]
    assert livelihood["verdict"] is None
    (gap,) = (one for one in livelihood["refused"] if one["parameter"] == "livelihood_limit")
    assert gap | {"line": 0} == {
        "parameter": "livelihood_limit", "day": "2025-06-01", "first": "2026-01-01",
        "file": "parameters/welfare.yaml", "line": 0,
    }  # fmt: skip
    line = (RULES / "kr" / gap["file"]).read_text(encoding="utf-8").split("\n")[gap["line"] - 1]
    assert line == "livelihood_limit:"


def test_on_a_day_that_every_figure_knows_nothing_is_refused(tmp_path: Path) -> None:
    words = ("--facts", facts(tmp_path, household_size=3), "--on", "2026-09-03", "--json")
    assert all(one["verdict"] for one in json.loads(said("eligibility_check", *words)))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("services.yaml", "capital <= capital_limit", "capital.__class__ == 1"),
        ("services.yaml", "capital <= capital_limit", "open('run', 'w') == 1"),
        ("services.yaml", "capital <= capital_limit", "__import__('os').mkdir('run') == 1"),
        ("services.yaml", "capital <= capital_limit", "9 ** 9 ** 9 ** 9 > 1"),
        ("services.yaml", "capital <= capital_limit", "-" * 30 + "capital > 1"),
        ("services.yaml", "capital <= capital_limit", "capitall <= 1"),
        ("services.yaml", "capital <= capital_limit", "capital <= applied_on"),
        ("values.yaml", "max(0, gross_income - outgoings)", "disposable + 1"),
        ("parameters.yaml", "value: 265700", 'formula: "gross_limit"'),
    ],
)
def test_a_pack_that_asks_for_more_than_a_rule_is_refused_with_file_and_line_and_nothing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    monkeypatch.chdir(tmp_path)
    pack = shutil.copytree(ABROAD, tmp_path / "pack")
    before = (pack / file).read_text()
    line = before.split(old)[0].count("\n") + 1
    (pack / file).write_text(before.replace(old, new, 1))
    known = facts(tmp_path, applied_on="2026-01-10", matter="housing", capital=0)
    words = ("--facts", known, "--on", "2026-01-10", "--pack", pack)
    with pytest.raises(CommandError) as refusal:
        said("eligibility_check", *words)
    # A circle is named where the figure begins, anything else on its own line.
    places = [f"{file}:{n}: " for n in range(line - 8 if "gross_limit" in new else line, line + 1)]
    assert any(place in f"{refusal.value}" for place in places), refusal.value
    with pytest.raises(CommandError):
        said("eligibility_test", "--pack", pack)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("known", "said_so"),
    [
        ({"gross_incom": 5}, "facts.json:1: .*gross_income"),
        ({"gross_income": "a lot"}, "facts.json:1: .*whole number"),
        ({"household": [{"chld": True}]}, "facts.json:1: .*child"),
    ],
)
def test_an_unknown_fact_or_a_wrong_type_is_refused_with_file_and_line(
    tmp_path: Path, known: dict[str, object], said_so: str
) -> None:
    words = ("--on", "2026-01-10", "--pack", ABROAD)
    with pytest.raises(CommandError, match=said_so):
        said("eligibility_check", "--facts", facts(tmp_path, **known), *words)


def test_a_service_that_says_nothing_of_its_papers_is_named_with_its_line(tmp_path: Path) -> None:
    pack = shutil.copytree(ABROAD, tmp_path / "pack")
    path = pack / "services.yaml"
    path.write_text(path.read_text().replace("  documents: []\n", ""))
    with pytest.raises(CommandError, match=r"services.yaml:\d+: .*does not say what to bring"):
        said("eligibility_test", "--pack", pack)


@pytest.mark.parametrize("pack", ["nowhere", "."])
def test_a_folder_without_rules_is_said(tmp_path: Path, pack: str) -> None:
    with pytest.raises(CommandError, match=r"rules.yaml"):
        said("eligibility_test", "--pack", tmp_path / pack)
