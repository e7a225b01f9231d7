"""Forms out of spreadsheets: what is supported comes in whole, anything else is named by its cell."""

import io
import resource
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hangot.core.instruments.scoring import scorer
from hangot.core.instruments.xpath import converted
from hangot.core.instruments.xpath_words import BadXPath
from hangot.management.commands import instrument_check, instrument_import
from hangot.packs.instruments.loader import load
from hangot.packs.instruments.survey import Aim
from hangot.packs.instruments.workbook import ROWS, SheetError
from hangot.packs.instruments.xlsform import imported
from tests.packs.sheets import ANSWERS, HEAD, book, endless, good, row

DAY = date(2026, 11, 22)


def wrong(data: bytes) -> list[str]:
    """The places and sentences of what cannot be used."""
    with pytest.raises(SheetError) as found:
        imported(data)
    return [str(one) for one in found.value.faults]


def test_a_whole_form_comes_in_with_its_skips_checks_languages_and_sum() -> None:
    form = imported(good(), Aim("health", "health"))
    assert (form.code, form.version, str(form.title)) == ("home_check", 3, "집안 형편")
    assert [one.id for one in form.groups] == ["home", "page_2"]
    items = form.by_id
    assert items["alone"].type == "yesno"
    assert items["alone"].unchecked
    assert items["wish"].label.en == "Which help"
    assert items["people"].checks[0].message.ko == "2명에서 20명까지"
    assert items["people"].hint is not None
    assert not form.licence.may_ship
    read = scorer(form)
    seen = read.look({"alone": "no", "people": 1, "wish": ["other"], "worry": "0"}, DAY)
    assert (seen.asked["people"], seen.asked["other"], seen.asked["sleep"]) == (True, True, False)
    assert set(seen.wrong) == {"people"}
    assert read.result({"alone": "yes", "worry": "2", "sleep": "1"}, DAY).scores[0].value == 3


def test_what_came_in_reads_the_same_from_its_own_file() -> None:
    form = imported(good())
    again = load(form.text.encode(), "form.yaml")
    assert again.digest == form.digest
    assert list(again.by_id) == list(form.by_id)


def test_every_mistake_is_named_with_sheet_column_and_row_at_once() -> None:
    found = wrong(
        book(
            row("integer", "age", constraint="regex(., '[0-9]+')"),
            row("geopoint", "place"),
            row("text", "Big Name"),
            row("text", "later", relevant="${nobody} = 1"),
            row("select_one missing", "pick"),
            row("select_one often or_other", "more"),
        )
    )
    places = [one.split(":")[0] for one in found]
    assert places == ["survey!G2", "survey!A3", "survey!B4", "survey!F5", "survey!A6", "survey!A7"]
    assert "regex()" in found[0]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("pulldata('a', 'b')", "pulldata()"),
        ("indexed-repeat(${a}, 1)", "indexed-repeat()"),
        ("${a} mod 2", "mod"),
        ("/data/a > 1", "/data"),
        ("${a} > ", "끝까지"),
        ("(${a} > 1", "괄호"),
        ("${a} = 'x'", "x"),
        ("${a}", "참·거짓"),
        ("1" * 3000, "깁니다"),
        ("(" * 60 + "1" + ")" * 60, "깊습니다"),
    ],
)
def test_an_expression_that_is_not_supported_is_refused_in_its_cell(rule: str, said: str) -> None:
    found = wrong(book(row("select_one often", "a"), row("text", "b", relevant=rule)))
    assert len(found) == 1
    assert found[0].startswith("survey!F3: ")
    assert said in found[0]


@pytest.mark.parametrize(
    ("rule", "ours"),
    [
        ("${agreed} = 'yes'", "agreed"),
        ("${agreed} != 'yes'", "(not agreed)"),
        ("selected(${many}, 'food')", "many__food"),
        ("${text} != ''", "(not (not text__given))"),
        ("${count} = 2 and not(${agreed} = 'no')", "((count == 2) and (not (not agreed)))"),
        ("if(${count} > 1, 2, 3) = 2", "((2 if (count > 1) else 3) == 2)"),
        ("${count} * 2 div 4 - 1 >= int(${count})", "((((count * 2) / 4) - 1) >= down_to(count, 1))"),
    ],
)  # fmt: skip
def test_supported_expressions_mean_the_same_in_our_language(rule: str, ours: str) -> None:
    form = imported(
        book(row("select_one yn", "agreed"), row("integer", "count"), row("text", "text"),
             row("select_multiple help", "many"))
    )  # fmt: skip
    assert converted(rule, form.by_id, {}) == ours


def test_not_checked_is_no_word_to_compare_with() -> None:
    form = imported(book(row("select_one yn", "agreed")))
    with pytest.raises(BadXPath, match="not checked"):
        converted("${agreed} = 'unchecked'", form.by_id, {})


def test_a_spreadsheet_with_formulas_is_refused_by_cell() -> None:
    found = wrong(book(row("text", "a", ko="=1+1"), row("text", "b", en='=HYPERLINK("http://x")')))
    assert [one.split(":")[0] for one in found] == ["survey!C2", "survey!D3"]
    assert "수식" in found[0]


def test_a_sheet_with_too_many_rows_is_left_at_the_bound() -> None:
    found = wrong(endless(20_000))
    assert len(found) == 1
    assert found[0].startswith(f"survey!A{ROWS + 1}: {ROWS}줄까지만 읽습니다")


def test_a_sum_of_more_questions_than_a_rule_may_be_deep_comes_in() -> None:
    asked = [row("select_one often", f"b{n}") for n in range(30)]
    total = " + ".join(f"${{b{n}}}" for n in range(30))
    form = imported(book(*asked, row("calculate", "total", calculation=total)))
    answers = {f"b{n}": "2" for n in range(30)}
    assert scorer(form).result(answers, DAY).scores[0].value == 60


def test_a_million_rows_are_refused_before_they_are_read() -> None:
    data = endless(1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = wrong(data)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert found == [f"줄이 너무 많은 시트가 있습니다. {ROWS}줄까지만 남기고 지워 주세요"
                     f" / a sheet has too many rows; leave at most {ROWS}"]  # fmt: skip
    assert grown < 10_000, "kilobytes more at the highest point"


def test_an_archive_that_unpacks_to_very_much_is_refused() -> None:
    held = io.BytesIO(good())
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b" " * 13_000_000)
    assert "펼치면" in wrong(held.getvalue())[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"type,name\ntext,a\n", b"%PDF-1.7"])
def test_what_is_no_spreadsheet_is_told_so(data: bytes) -> None:
    assert ".xlsx" in wrong(data)[0]


def test_a_form_without_id_version_or_survey_says_which() -> None:
    settings = (("form_title", "form_id", "version"), ("이름", "한글", "1.5"))
    found = wrong(book(row("text", "a"), settings=settings))
    assert [one.split(":")[0] for one in found] == ["settings!B2", "settings!C2"]


def test_a_repeat_a_column_of_another_language_and_an_open_group_are_refused() -> None:
    head = (*HEAD, "label::Français (fr)", "choice_filter")
    cells = [*row("text", "a"), "A", "x > 1"]
    made = book(head, cells, ["begin_repeat", "r"], ["begin_group", "g"])
    found = wrong(made)
    assert any("begin_repeat" in one for one in found)
    assert any("begin_group" in one for one in found)


def test_two_answers_of_one_name_are_named() -> None:
    twice = (*ANSWERS, ("yn", "yes", "응", "Yeah"))
    assert wrong(book(row("select_one yn", "a"), choices=twice))[0].startswith("choices!B10:")


def test_the_command_writes_yaml_that_the_other_command_finds_right(
    tmp_path: Path, capsys: Any
) -> None:
    sheet, out = tmp_path / "home.xlsx", tmp_path / "home_check.yaml"
    sheet.write_bytes(good())
    instrument_import.Command().handle(file=sheet, out=out, section="overview", stage="needs")
    instrument_check.Command().handle(place=out)
    instrument_check.Command().handle(place=Path("packs/base/instruments"))
    shown = capsys.readouterr().out
    assert "no mistakes in 11 forms" in shown
    out.write_text(out.read_text().replace("type: number", "type: numbr"))
    with pytest.raises(Exception, match="mistakes"):
        instrument_check.Command().handle(place=out)
    assert "home_check.yaml:" in capsys.readouterr().out
