"""Mistakes in forms, said with file, line and what was expected; a pack adds and replaces forms."""

from pathlib import Path

import pytest

from hangot.packs.errors import PackError
from hangot.packs.instruments.loader import load
from hangot.packs.loader import PACKS
from hangot.packs.loader import load as load_pack

GOOD = """code: small
version: 1
title: {ko: 작은 양식, en: Small form}
about: {ko: 시험, en: A test}
section: health
stage: health
licence: {text: {ko: 자유, en: Free}, holder: Hangot, source: Apache-2.0, may_ship: true}
choices:
  often: {none: {ko: 없음, en: None, value: 0}, some: {ko: 있음, en: Some, value: 1}}
groups:
  one:
    label: {ko: 하나, en: One}
    items:
      first: {type: yesno, label: {ko: 첫째, en: First}}
      second: {type: choice, choices: often, when: "first", label: {ko: 둘째, en: Second}}
scores:
  total:
    label: {ko: 합, en: Sum}
    sum: [first, second]
    bands:
      low: {from: 0, look: good, label: {ko: 낮음, en: Low}}
      high: {from: 2, look: bad, label: {ko: 높음, en: High}}
triggers:
  both: {label: {ko: 둘 다, en: Both}, when: "first and second == 1", raises: high}
"""


def faults(old: str, new: str) -> list[str]:
    assert old in GOOD
    with pytest.raises(PackError) as found:
        load(GOOD.replace(old, new).encode(), "small.yaml")
    return [str(one) for one in found.value.faults]


def test_the_small_form_is_right() -> None:
    form = load(GOOD.encode(), "small.yaml")
    assert [one.id for one in form.items] == ["first", "second"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("section: health", "section: helth", 5, "health"),
        ("stage: health", "stage: sometimes", 6, "risk"),
        ("section: health", "section: own_notes", 5, "own_notes"),
        ("type: yesno", "type: yes_no", 14, "yesno"),
        ("choices: often, when", "choices: seldom, when", 15, "often"),
        ('when: "first",', 'when: "third",', 15, "first"),
        ('when: "first",', 'when: "second == 1",', 15, "first"),
        ('when: "first",', 'when: "__import__(1)",', 15, "any_of"),
        ("sum: [first, second]", "sum: [first, third]", 19, "third"),
        ("from: 2", "from: 0", 20, "ascending"),
        ("raises: high", "raises: highest", 24, "high"),
        ('"first and second == 1"', '"first + second"', 24, "number"),
        ("first: {type", "first__x: {type", 14, "first__x"),
        ("version: 1", "version: 0", 2, "from 1 on"),
        ("may_ship: true", "ships: true", 7, "may_ship"),
        ("{ko: 하나, en: One}", "{ko: 하나}", 12, "en"),
    ],
)
def test_a_mistake_names_file_line_and_what_was_expected(
    old: str, new: str, line: int, said: str
) -> None:
    found = faults(old, new)
    assert any(one.startswith(f"small.yaml:{line}: ") and said in one for one in found), found


def test_a_form_that_is_no_mapping_or_too_large_is_told() -> None:
    for data in (b"- a\n", b"\xff\xfe", b"a: " + b"x" * 1_100_000):
        with pytest.raises(PackError):
            load(data, "small.yaml")


def pack(folder: Path, files: dict[str, str]) -> Path:
    """A pack that extends the base and brings forms."""
    made = folder / "own"
    (made / "instruments").mkdir(parents=True)
    head = 'id: own\npart: true\nextends: base\nversion: "1"\nlabel: {ko: 시험, en: Test}\n'
    (made / "profile.yaml").write_text(
        head + 'short_label: {ko: 시험, en: Test}\nhours: {opens: "09:00", closes: "18:00"}\n'
    )
    for name, text in files.items():
        (made / "instruments" / name).write_text(text)
    return made


def test_a_pack_adds_a_form_and_replaces_one(tmp_path: Path) -> None:
    phq = (PACKS / "base" / "instruments" / "phq9.yaml").read_text()
    pack(tmp_path, {"small.yaml": GOOD, "phq9.yaml": phq.replace("version: 1", "version: 2", 1)})
    found = load_pack("own", (tmp_path, PACKS)).instruments
    assert found["small"].version == 1
    assert found["phq9"].version == 2
    assert "dv_recurrence" in found


def test_a_form_under_another_name_or_with_an_unknown_duty_is_refused(tmp_path: Path) -> None:
    duty = GOOD.replace("raises: high}", "raises: high, report: nobody_knows}")
    pack(tmp_path, {"other.yaml": GOOD, "small.yaml": duty})
    with pytest.raises(PackError) as found:
        load_pack("own", (tmp_path, PACKS))
    said = [str(one) for one in found.value.faults]
    assert any("own/instruments/other.yaml:1" in one and "small" in one for one in said)
    assert any("nobody_knows" in one for one in said)
