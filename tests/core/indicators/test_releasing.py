"""A month is told once; the year that follows gives nothing of it away."""

from dataclasses import replace
from datetime import date
from random import Random

from hangot.core.indicators.counting import MONTHS, YEAR, Figure, Happening, Values, count
from hangot.core.indicators.definitions import Dim, Handing, Indicator
from hangot.core.indicators.handing import due_on, is_open
from hangot.core.indicators.releasing import (
    Cells,
    behind,
    bounded,
    due,
    groups,
    hidden,
    recovered,
)
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


def test_money_of_few_people_is_hidden_and_stays_open_by_a_fifth() -> None:
    """Three people freed from sums that everybody would notice; nine at the other desk."""
    won = replace(TIMES, id="won", counts="won")
    met = [
        Happening("talk.hold", date(2026, 1, 1), f"{desk}{n}", desk, amount=80_000_000 + n)
        for desk, many in (("legal", 3), ("welfare", 9), ("mind", 7))
        for n in range(many)
    ]
    group = (PEOPLE, won)
    exact = {one.id: count(one, met, 2026, KEYS) for one in group}
    secret = hidden(group, exact, {}, kept=frozenset(), keys=KEYS, least=5)
    legal = ("won", Figure("agency", "legal", 1))
    assert {legal, ("people", legal[1])} <= secret
    assert len([cell for cell in secret if cell[0] == "won" and cell[1].month == 1]) >= 2
    assert not recovered(group, exact, secret, KEYS, 5)
    assert legal in recovered(group, exact, frozenset({legal}), KEYS, 5)


def test_a_sum_of_nothing_with_somebody_behind_it_is_hidden_too() -> None:
    won = replace(TIMES, id="won", counts="won")
    met = [Happening("talk.hold", date(2026, 1, 1), "one", "legal")]
    exact = {one.id: count(one, met, 2026, KEYS) for one in (PEOPLE, won)}
    secret = hidden((PEOPLE, won), exact, {}, kept=frozenset(), keys=KEYS, least=5)
    assert ("won", Figure("agency", "legal", 1)) in secret
    assert behind((won,)) == ""


def test_what_somebody_types_weeks_later_is_waited_for() -> None:
    assert due(2026, 9, "debt.release") == date(2026, 11, 5)
    assert due(2026, YEAR, "benefit.payment") == date(2027, 2, 5)


def test_the_report_of_a_year_is_open_until_the_last_day_of_february() -> None:
    one = Handing("ministry", WORD, WORD, 2, "", verified=False)
    assert due_on(one, 2026) == date(2027, 2, 28)
    assert due_on(one, 2027) == date(2028, 2, 29)
    assert [is_open(one, 2026, date(2027, m, d)) for m, d in ((1, 4), (1, 5), (2, 28), (3, 1))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert due_on(replace(one, month=12), 2026) == date(2027, 12, 31)


def test_a_month_waits_for_late_entries_and_a_year_for_january() -> None:
    assert due(2026, 1) == date(2026, 2, 5)
    assert due(2026, 12) == due(2026, YEAR) == date(2027, 1, 5)


def test_late_entries_never_contradict_what_was_told() -> None:
    assert bounded(9, [5, 5]) == 9
    assert bounded(4, [5, 5]) == 5
    assert bounded(12, [5, 5]) == 10
