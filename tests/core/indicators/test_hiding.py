"""Small figures stay hidden, and no sum gives them back."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from hangot.core.indicators.attack import narrow
from hangot.core.indicators.families import Cell, Family, Sum, family
from hangot.core.indicators.hiding import Refused, hide

LEAST = 5
SIZES = (0, 0, 1, 2, 3, 4, 6, 8, 11, 15, 40, 120)


def table(rows: list[list[int]], name: str = "a") -> tuple[dict[Cell, int], list[Sum]]:
    """Districts by months, with the sums of both and of all."""
    tall, wide = range(len(rows)), range(len(rows[0]))
    values: dict[Cell, int] = {(name, r, c): rows[r][c] for r in tall for c in wide}
    values |= {(name, r, "all"): sum(rows[r]) for r in tall}
    values |= {("all", c): sum(row[c] for row in rows) for c in wide}
    values["all", "all"] = sum(map(sum, rows))
    sums = [Sum((name, r, "all"), tuple((name, r, c) for c in wide)) for r in tall]
    sums += [Sum(("all", c), tuple((name, r, c) for r in tall)) for c in wide]
    sums.append(Sum(("all", "all"), tuple((name, r, "all") for r in tall)))
    sums.append(Sum(("all", "all"), tuple(("all", c) for c in wide)))
    return values, sums


def spread_again(totals: list[int], tall: int, chance: Random) -> list[list[int]]:
    """The same people of each month by another breakdown."""
    rows = [[0] * len(totals) for _ in range(tall)]
    for column, total in enumerate(totals):
        for _ in range(total):
            rows[min(chance.randrange(tall), chance.randrange(tall))][column] += 1
    return rows


def random_family(chance: Random) -> Family:
    """Two tables of the same contacts, by district and by agency, over the same months."""
    wide = chance.randint(2, 4)
    rows = [[chance.choice(SIZES) for _ in range(wide)] for _ in range(chance.randint(2, 6))]
    values, sums = table(rows)
    totals = [sum(row[c] for row in rows) for c in range(wide)]
    more, others = table(spread_again(totals, chance.randint(2, 4), chance), "b")
    return family({**values, **more}, dict.fromkeys([*sums, *others]), LEAST)


def possible(one: Family, hidden: frozenset[Cell], most: int) -> Iterator[dict[Cell, int]]:
    """Every way of filling in the hidden figures, by trying them all."""
    cells = sorted(hidden, key=str)
    for tried in product(range(1, most + 1), repeat=len(cells)):
        values = {**one.values, **dict(zip(cells, tried, strict=True))}
        if all(values[s.whole] == sum(values[p] for p in s.parts) for s in one.sums):
            yield values


def test_a_hidden_district_does_not_come_back_from_the_total() -> None:
    values, sums = table([[3, 20], [9, 30], [12, 40]])
    one = family(values, sums, LEAST)
    assert one.small == {("a", 0, 0)}
    assert narrow(one, one.small) == one.small
    found = hide(one)
    assert found.small == one.small
    assert len(found.others) == 3
    assert not narrow(one, found.all)


def test_hidden_figures_are_as_open_as_trying_everything_says() -> None:
    chance = Random(5)
    looked = 0
    while looked < 12:
        rows = [[chance.choice((0, 1, 2, 3, 4, 6, 7)) for _ in range(3)] for _ in range(3)]
        values, sums = table(rows)
        one = family(values, sums, LEAST)
        hidden = hide(one).all if looked % 2 else one.small
        most = 1 + max(values[cell] for cell in hidden) * 2 if hidden else 0
        if not 2 <= len(hidden) <= 5 or any("all" in cell for cell in hidden):
            continue
        looked += 1
        ways = list(possible(one, frozenset(hidden), most))
        seen = {c: {way[c] for way in ways} for c in hidden}
        closed = {c for c, met in seen.items() if max(met) - min(met) < one.spread}
        assert narrow(one, hidden) == closed


def test_of_a_thousand_families_nothing_hidden_can_be_worked_out() -> None:
    chance = Random(2026)
    small = others = cells = 0
    for _ in range(1000):
        one = random_family(chance)
        found = hide(one)
        assert not narrow(one, found.all)
        assert one.small <= found.all
        small, others, cells = (
            small + len(found.small),
            others + len(found.others),
            cells + len(one.values),
        )
    assert (cells, small) == (31619, 6374)
    assert others < cells / 4


def test_hiding_small_figures_alone_would_give_most_of_them_back() -> None:
    chance = Random(7)
    ones = [random_family(chance) for _ in range(60)]
    assert sum(len(narrow(one, one.small)) for one in ones) > sum(len(o.small) for o in ones) / 3


def test_people_of_a_year_are_not_the_sum_of_its_months_but_still_bound_it() -> None:
    values: dict[Cell, int] = {"year": 12, "spring": 10, "autumn": 4}
    one = family(values, [Sum("year", ("spring", "autumn"), overlap=True)], LEAST)
    assert not narrow(one, {"autumn"})
    values = {"year": 12, "spring": 0, "autumn": 12, "few": 2, "rest": 10}
    same = family(values, [Sum("year", ("few", "rest"), overlap=True)], LEAST)
    assert not narrow(same, {"few"})
    tight = family(
        {"year": 2, "few": 2, "rest": 1}, [Sum("year", ("few", "rest"), overlap=True)], 5
    )
    assert narrow(tight, {"few"}) == {"few"}


def test_a_year_is_not_told_where_its_months_would_give_one_away() -> None:
    months: list[Cell] = [f"m{n}" for n in range(12)]
    values: dict[Cell, int] = {**dict.fromkeys(months, 20), "m3": 2, "year": 222}
    one = family(values, [Sum("year", tuple(months))], LEAST)
    told = [name for name in months if name != "m3"]
    found = hide(one, told=told, kept=["m3"])
    assert found.all == {"m3", "year"}
    with pytest.raises(Refused):
        hide(one, told=[*told, "year"], kept=["m3"])
