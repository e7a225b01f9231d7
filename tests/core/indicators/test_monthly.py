"""The report of a month beside what was since January: people of months are never added."""

from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure
from hangot.core.indicators.definitions import Indicator, Indicators, Share
from hangot.core.indicators.monthly import of_month
from hangot.core.text import Text

WORD = Text("상담", "Talks")
KNOWN = Indicators(
    counted={
        "people": Indicator("people", WORD, WORD, "talk.hold", "people", (), WORD),
        "times": Indicator("times", WORD, WORD, "talk.hold", "times", (), WORD),
    },
    shares={"each": Share("each", WORD, "times", "people", each=Text("번", "times"))},
)


def told(**more: int | None) -> dict[str, dict[Figure, int | None]]:
    """Ten people a month who came three times each; 80 in the year."""
    row: dict[str, dict[Figure, int | None]] = {"people": {}, "times": {}}
    for month in MONTHS:
        figure = Figure(EVERY, EVERY, month)
        row["people"][figure], row["times"][figure] = 10, 30
    whole = Figure(EVERY, EVERY, YEAR)
    row["people"][whole], row["times"][whole] = 80, 360
    row["times"] |= {Figure(EVERY, EVERY, int(m[1:])): value for m, value in more.items()}
    return row


def shown(month: int, **more: int | None) -> list[list[str]]:
    rows = of_month(KNOWN, told(**more), 2026, month).rows
    return [[str(one) for one in cells] for _, cells in rows]


def test_a_month_stands_beside_what_was_since_january() -> None:
    assert shown(3) == [["10", "연말"], ["30", "90"], ["3.0", "연말"]]


def test_december_is_cumulative_with_the_figures_of_the_year() -> None:
    assert shown(12) == [["10", "80"], ["30", "360"], ["3.0", "4.5"]]


def test_a_hidden_month_hides_what_was_since_january_until_the_end_of_the_year() -> None:
    people, times, each = shown(5, m2=None)
    assert times == ["30", "가림"]
    assert shown(2, m2=None)[1] == ["가림", "가림"]
    assert shown(1, m2=None)[1] == ["30", "30"]
    assert (people, each) == (["10", "연말"], ["3.0", "연말"])


def test_a_note_says_why_people_wait_for_the_end_of_the_year() -> None:
    assert any("실인원" in note.ko for note in of_month(KNOWN, told(), 2026, 3).notes)
    assert not of_month(KNOWN, told(), 2026, 12).notes
