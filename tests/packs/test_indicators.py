"""What a house may count: mistakes are said with file and line, and nothing about a person is counted by."""

from pathlib import Path

import pytest

from hangot.demo.counted import TOTALS
from hangot.demo.towns import TOWNS, Town
from hangot.packs.errors import PackError
from hangot.packs.loader import PACKS, load

HERE = Path(__file__).parent
GOOD = """least: 5
counted:
  visits:
    name: {ko: 방문, en: Visits}
    population: {ko: 온 사람, en: Who came}
    event: visit.arrive
    counts: times
    by: [agency]
    source: {ko: 기록, en: Records}
  gone:
    name: {ko: 나감, en: Left}
    population: {ko: 온 사람, en: Who came}
    event: visit.leave
    counts: times
    source: {ko: 기록, en: Records}
shares:
  rate: {name: {ko: 비율, en: Share}, part: gone, of: visits}
phrases:
  word: {ko: "{visits}건", en: "{visits} visits"}
"""


def faults(folder: Path, old: str, new: str) -> list[str]:
    pack = folder / "counting"
    pack.mkdir()
    (pack / "profile.yaml").write_text('id: counting\nextends: harbour_house\nversion: "1"\n')
    (pack / "indicators.yaml").write_text(GOOD.replace(old, new))
    try:
        load("counting", (folder, HERE, PACKS))
    except PackError as error:
        return [str(fault) for fault in error.faults]
    return []


def test_a_house_counts_what_it_says(tmp_path: Path) -> None:
    assert faults(tmp_path, "", "") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("by: [agency]", "by: [birth]", 8, "birth"),
        ("by: [agency]", "by: [name, phone]", 8, "nothing about a person"),
        ("event: visit.arrive", "event: visit.vanish", 6, "visit.vanish"),
        ("counts: times", "counts: heads", 7, "heads"),
        ("by: [agency]", "by: [special]", 8, "nothing about a person"),
        ("least: 5", "least: 1", 1, "at least 3"),
        ("least: 5", "least: 5\napart: 50", 2, "from 0 to 20"),
        ("of: visits", "of: nobody", 17, "nobody"),
        ("of: visits", "of: 0", 17, "text in quotes"),
        ("of: visits", "of: gone", 17, "divided by itself"),
        ("of: visits", "of: paid_won, each: {ko: 원, en: won}", 17, "a sum may be nought"),
        ("{visits}건", "{deaths}건", 19, "deaths"),
        ("of: visits", "of: case_people", 17, "people are divided by people"),
        ("event: visit.leave", "event: person.birth", 13, "person.birth"),
        ("counts: times\n    source", "counts: won\n    source", 14, "won"),
        ("by: [agency]", "by: [kind]", 8, "kind"),
        (
            "event: visit.leave\n    counts: times",
            "event: clock.due\n    by: [kind]\n    kinds: names\n    counts: times",
            15,
            "names",
        ),
        (
            "event: visit.leave\n    counts: times",
            "event: debt.release\n    counts: won\n    by: [agency]",
            14,
            "must be counted too",
        ),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    found = faults(tmp_path, old, new)
    assert any(f"indicators.yaml:{line}:" in one and said in one for one in found), found


def test_every_house_divides_like_by_like() -> None:
    for name in ("crime_victim", "crisis_family", "employment_welfare", "financial_welfare"):
        found = load(name).indicators
        assert found.counted
        for share in found.shares.values():
            alike = found.counted[share.part].counts == found.counted[share.of].counts
            assert alike or share.each


@pytest.mark.parametrize("town", TOWNS, ids=[one.slug for one in TOWNS])
def test_the_invented_year_has_a_number_for_everything_a_town_counts(town: Town) -> None:
    counted = load(town.pack).indicators.counted.values()
    assert {one.event for one in counted} <= TOTALS.keys()
