"""A pack of rules with a mistake is refused whole, with file and line, and nothing of it is run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hangot.packs.errors import PackError
from hangot.packs.rules.answers import read_facts
from hangot.packs.rules.changes import amended
from hangot.packs.rules.loader import build, load, texts

HERE = Path(__file__).parent
Check = Callable[..., list[str]]


@pytest.fixture
def mistakes() -> Check:
    """The pack of the other country with one text replaced, and what is then wrong with it."""

    def check(file: str, old: str, new: str) -> list[str]:
        files = texts(HERE / "abroad")
        assert old.encode() in files[file], old
        changed = files[file].decode().replace(old, new, 1)
        try:
            build({**files, file: changed.encode()})
        except PackError as error:
            return [f"{fault.place} {fault.en}" for fault in error.faults]
        return []

    return check


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("services.yaml", 'when: "passporting"', 'when: "passportin"', "passporting"),
        ("services.yaml", "capital <= capital_limit", "capital.real <= 1", "Attribute"),
        ("services.yaml", "capital <= capital_limit", "open('x') == 1", "open"),
        ("services.yaml", "capital <= capital_limit", "9 ** 999999 > 1", "+ - * /"),
        ("services.yaml", "capital <= capital_limit", "(" * 21 + "capital" + ")" * 21 + " > -" + "-" * 21 + "1", "levels"),
        ("services.yaml", "capital <= capital_limit", "capital <= applied_on", "compared"),
        ("services.yaml", "capital <= capital_limit", "capital + 1", "bool"),
        ("services.yaml", "need: law", "need: lav", "law"),
        ("services.yaml", "as_of: applied_on", "as_of: capital", "date fact"),
        ("services.yaml", "id: gross", "id: waived", "twice"),
        ("services.yaml", "per: month", "per: fortnight", "fortnight"),
        ("services.yaml", "round_to((disposable - band_floor) * band_rate, 1)", "(disposable - band_floor) * band_rate", "rounded"),
        ("parameters.yaml", "value: 265700", "value: 2657.5", "whole number"),
        ("parameters.yaml", "unit: percent", "unit: percents", "percent"),
        ("parameters.yaml", 'since: "2013-04-01"', "since: 2013-04-01", "quotes"),
        ("parameters.yaml", "mark: partly", "mark: certain", "mark"),
        ("parameters.yaml", "value: 265700", 'formula: "child_extra + unknown_figure"', "not known"),
        ("facts.yaml", "section: finance", "section: finances", "finance"),
        ("facts.yaml", "type: money", "type: monney", "money"),
        ("values.yaml", "max(0, gross_income - outgoings)", "disposable + 1", "disposable → disposable"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    mistakes: Check, file: str, old: str, new: str, said: str
) -> None:
    before = texts(HERE / "abroad")[file].decode().split(old)[0]
    place = f"{file}:{before.count(chr(10)) + 1} "
    found = mistakes(file, old, new)
    assert any(fault.startswith(place) and said in fault for fault in found), found


def test_figures_that_name_one_another_in_a_circle(mistakes: Check) -> None:
    found = mistakes(
        "parameters.yaml",
        "value: 265700",
        'formula: "child_extra * 2"',
    )
    assert found == []
    files = texts(HERE / "abroad")
    changed = (
        files["parameters.yaml"].decode().replace("value: 265700", 'formula: "child_extra"', 1)
    )
    changed = changed.replace("value: 22200", 'formula: "gross_limit"', 1)
    with pytest.raises(PackError, match="gross_limit → child_extra → gross_limit"):
        build({**files, "parameters.yaml": changed.encode()})


def test_the_same_service_in_two_files_is_a_mistake() -> None:
    files = texts(HERE / "abroad")
    with pytest.raises(PackError, match="appears twice"):
        build({**files, "services/more.yaml": files["services.yaml"]})


def test_a_change_of_one_letter_is_another_version() -> None:
    files = texts(HERE / "abroad")
    before = build(files).version
    changed = {**files, "rules.yaml": files["rules.yaml"] + b"# \n"}
    assert build(files).version == before != build(changed).version


@pytest.mark.parametrize(
    ("facts", "line", "said"),
    [
        ('{"gross_incom": 5}', 1, "gross_income"),
        ('{"passporting": true,\n "gross_income": "a lot"}', 2, "whole number"),
        ('{"gross_income": -1}', 1, "at least 0"),
        ('{"gross_income": 1.5}', 1, "whole number"),
        ('{"matter": "divorce"}', 1, "protection"),
        ('{"applied_on": "2026-02-30"}', 1, "a day such as"),
        ('{"household": [{"child": true}, {"chld": true}]}', 1, "child"),
        ('{"household": "two"}', 1, "a list"),
        ("{", 2, "readable"),
    ],
)
def test_a_wrong_fact_is_named_with_its_line(facts: str, line: int, said: str) -> None:
    rules = load(HERE / "abroad")
    with pytest.raises(PackError) as refusal:
        read_facts(facts.encode(), "facts.json", rules.facts)
    fault = refusal.value.faults[0]
    assert fault.line == line
    assert said in fault.en


def changed(text: str) -> list[str]:
    """The mistakes of the pack of the other country with changes of a centre."""
    try:
        build({**texts(HERE / "abroad"), "changes.yaml": text.encode()})
    except PackError as error:
        return [f"{fault.place} {fault.en}" for fault in error.faults]
    return []


VALUE = '{since: "2030-01-01", value: 300000, source: s, mark: read}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"gross_limitt:\n  values:\n    - {VALUE}", 'changes.yaml:1 parameter "gross_limitt"'),
        ("gross_limit:\n  values: []", "changes.yaml:2 at least one value"),
        (f"gross_limit:\n  values:\n    - {VALUE}\n    - {VALUE}", "changes.yaml:2 at least one"),
        (f"gross_limit:\n  unit: days\n  values:\n    - {VALUE}", "changes.yaml:2"),
        ("gross_limit:\n  values:\n    - {since: \"2030-01-01\", value: 3.5, source: s, mark: read}",
         "changes.yaml:3 a whole number"),
        ("gross_limit:\n  values:\n    - {since: \"2030-01-01\", formula: child_extra, source: s, mark: read}\n"
         "child_extra:\n  values:\n    - {since: \"2030-01-01\", formula: gross_limit, source: s, mark: read}",
         "gross_limit → child_extra → gross_limit"),
        ("gross_limit: 300000", "changes.yaml:1"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_changes_of_a_centre_is_named_with_its_line(text: str, said: str) -> None:
    found = changed(text)
    assert any(said in fault for fault in found), found


def test_changes_add_values_replace_those_of_the_same_day_and_make_another_version() -> None:
    files = texts(HERE / "abroad")
    before = build(files)
    old = before.parameters["gross_limit"].values
    day = old[-1].since.isoformat()
    replaced = build(amended(files, "gross_limit", figure(since=day, value=1)))
    assert replaced.parameters["gross_limit"].values[-1].content == 1
    assert len(replaced.parameters["gross_limit"].values) == len(old)
    added = amended(files, "gross_limit", figure(since="2030-01-01", value=2))
    twice = build(amended(added, "gross_limit", figure(since="2030-01-01", value=3)))
    assert [one.content for one in twice.parameters["gross_limit"].values[len(old) :]] == [3]
    assert len({before.version, replaced.version, twice.version, build(added).version}) == 4


def figure(**more: object) -> dict[str, object]:
    return {"source": "s", "mark": "read", **more}
