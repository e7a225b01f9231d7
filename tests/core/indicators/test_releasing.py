"""A month is told once; the year that follows gives nothing of it away."""

from datetime import date
from random import Random

from hangot.core.indicators.counting import MONTHS, YEAR, Figure, Happening, Values, count
from hangot.core.indicators.definitions import Dim, Indicator
from hangot.core.indicators.releasing import Cells, bounded, due, groups, hidden, recovered
from hangot.core.text import Text

WORD = Text("상담", "Talk")
KEYS: dict[Dim, tuple[str, ...]] = {"agency": ("legal", "welfare", "mind")}
PEOPLE = Indicator("people", WORD, WORD, "talk.hold", "people", ("agency",), WORD)
TIMES = Indicator("times", WORD, WORD, "talk.hold", "times", ("agency",), WORD)
GROUP = (PEOPLE, TIMES)


def year(chance: Random) -> list[Happening]:
    many = chance.choice((40, 200, 700))
    return [
        Happening(
            "talk.hold", date(2026, chance.randint(1, 12), 1), str(chance.randrange(many // 2)),
            chance.choice(("legal", "legal", "legal", "welfare", "mind")),
        )
        for _ in range(many)
    ]  # fmt: skip


def month_by_month(met: list[Happening]) -> tuple[dict[str, Values], Cells]:
    """All twelve months and then the year, each told when it is due."""
    whole = {one.id: count(one, met, 2026, KEYS) for one in GROUP}
    past: dict[str, Values] = {one.id: {} for one in GROUP}
    secret: Cells = frozenset()
    for month in (*MONTHS, YEAR):
        new = {n: {f: v for f, v in row.items() if f.month == month} for n, row in whole.items()}
        secret |= hidden(GROUP, new, past, kept=secret, keys=KEYS, least=5)
        past = {name: {**past[name], **new[name]} for name in past}
    return past, secret


def test_nothing_comes_back_from_twelve_months_and_their_year() -> None:
    chance = Random(11)
    for _ in range(5):
        exact, secret = month_by_month(year(chance))
        assert not recovered(GROUP, exact, secret, KEYS, 5)
        small = {(n, f) for n, row in exact.items() for f, v in row.items() if 0 < v < 5}
        assert small <= secret


def test_the_same_hiding_of_small_figures_alone_is_undone() -> None:
    exact, _ = month_by_month(year(Random(3)))
    small = frozenset((n, f) for n, row in exact.items() for f, v in row.items() if 0 < v < 5)
    assert recovered(GROUP, exact, small, KEYS, 5)


def test_few_times_also_hide_how_many_people_came() -> None:
    assert groups({"people": PEOPLE, "times": TIMES}) == [[PEOPLE, TIMES]]
    met = [Happening("talk.hold", date(2026, 1, 1), str(n % 3), "legal") for n in range(9)]
    exact = {one.id: count(one, met, 2026, KEYS) for one in GROUP}
    secret = hidden(GROUP, exact, {}, kept=frozenset(), keys=KEYS, least=5)
    assert ("people", Figure("agency", "legal", 1)) in secret


def test_a_month_waits_for_late_entries_and_a_year_for_january() -> None:
    assert due(2026, 1) == date(2026, 2, 5)
    assert due(2026, 12) == due(2026, YEAR) == date(2027, 1, 5)


def test_late_entries_never_contradict_what_was_told() -> None:
    assert bounded(9, [5, 5]) == 9
    assert bounded(4, [5, 5]) == 5
    assert bounded(12, [5, 5]) == 10
