"""Two breakdowns in one table: groups by age, quarters by procedure; a small cell stays hidden."""

from dataclasses import replace
from datetime import date
from random import Random

from hangot.core.indicators.counting import (
    YEAR,
    Figure,
    Happening,
    Values,
    cell,
    count,
    figures,
    sums,
)
from hangot.core.indicators.definitions import REST, Indicator
from hangot.core.indicators.dominance import stands_out
from hangot.core.indicators.marks import Axis, Mark, Marked, of_answer, of_birth, of_track
from hangot.core.indicators.releasing import Cells, hidden, recovered
from hangot.core.indicators.tables import table
from hangot.core.text import Text

WORD = Text("면책", "Released")
AREAS = {name: Text(name, name) for name in ("정릉1동", "길음2동", "보문동", "석관동")}
ROUTES = {name: Text(name, name) for name in ("bankruptcy", "rehabilitation", "workout")}
PEOPLE = Indicator(
    "people", WORD, WORD, "debt.release", "people", ("kind", "area"), WORD, kinds=ROUTES,
    marks={"area": AREAS},
)  # fmt: skip
TIMES = replace(PEOPLE, id="times", counts="times")
WON = replace(PEOPLE, id="won", counts="won")
GROUP = (PEOPLE, TIMES, WON)
WHOLE = Figure("", "", YEAR)


def year(chance: Random, many: int) -> list[Happening]:
    """Everybody lives in one quarter; some go two ways in a year."""
    people = [str(n) for n in range(many * 3 // 4)]
    lives = {who: chance.choice((*AREAS, *AREAS, REST)) for who in people}
    found = [chance.choice(people) for _ in range(many)]
    return [
        Happening(
            "debt.release", date(2026, chance.randint(1, 12), 3), who, area=lives[who],
            kind=chance.choice((*ROUTES, "bankruptcy", "bankruptcy")), amount=chance.randint(3, 9) * 10**6,
        )
        for who in found
    ]  # fmt: skip


def counted(met: list[Happening], group: tuple[Indicator, ...] = GROUP) -> dict[str, Values]:
    return {one.id: count(one, met, 2026, {}) for one in group}


def small(exact: dict[str, Values]) -> Cells:
    return frozenset(
        (n, f) for n, row in exact.items() if n != "won" for f, v in row.items() if 0 < v < 5
    )


def test_every_sum_of_a_crossed_table_holds_and_everybody_stands_in_one_quarter() -> None:
    exact = counted(year(Random(1), 120))
    for one in GROUP:
        assert set(exact[one.id]) == set(figures(one, {}))
        for sum_ in sums(one, {}):
            parts, whole = [exact[one.id][part] for part in sum_.parts], exact[one.id][sum_.whole]
            assert max(parts) <= whole <= sum(parts) if sum_.overlap else whole == sum(parts)
    by_area = [one for one in sums(PEOPLE, {}) if one.whole == WHOLE and one.parts[0].dim == "area"]
    assert not by_area[0].overlap, "an attacker knows that nobody lives in two quarters"


def test_a_table_of_quarters_and_procedures_gives_no_small_number_away() -> None:
    chance, others = Random(5), 0
    for _ in range(6):
        exact = counted(year(chance, chance.choice((60, 150))))
        secret = hidden(GROUP, exact, {}, kept=frozenset(), keys={}, least=5)
        assert small(exact) <= secret
        assert not recovered(GROUP, exact, secret, {}, 5)
        others += len(secret - small(exact))
    assert others, "small cells alone are not enough"


def test_a_later_table_of_the_same_year_is_checked_against_the_earlier_one() -> None:
    """Sessions by quarter come a month after people by quarter: together they tell no more."""
    exact = counted(year(Random(8), 80))
    first, later = {"people": exact["people"]}, {"times": exact["times"]}
    kept = hidden(GROUP, first, {}, kept=frozenset(), keys={}, least=5)
    more = hidden(GROUP, later, first, kept=kept, keys={}, least=5)
    assert kept
    assert not recovered(GROUP, {**first, **later}, kept | more, {}, 5)
    careless = small(later)
    assert recovered(GROUP, {**first, **later}, kept | careless, {}, 5)


def test_two_indicators_that_count_the_same_cannot_give_each_other_away() -> None:
    again = replace(PEOPLE, id="again")
    exact = counted(year(Random(2), 60), (PEOPLE, again))
    secret = hidden((PEOPLE, again), exact, {}, kept=frozenset(), keys={}, least=5)
    assert {f for name, f in secret if name == "people"} == {f for n, f in secret if n == "again"}


def test_a_table_shows_both_sums_at_its_edges_and_travels_with_the_first() -> None:
    exact = counted(year(Random(1), 120), (PEOPLE,))["people"]
    labels = {"kind": {**ROUTES, REST: WORD}, "area": {**AREAS, REST: WORD}}
    found = table(PEOPLE, exact, labels).crossed
    assert found
    assert [str(head) for head in found.heads[1:3]] == ["모두", "정릉1동"]
    assert found.rows[0][1][0].number == exact[WHOLE]
    bankrupt = {str(label): cells for label, cells in found.rows}["bankruptcy"]
    assert bankrupt[1].number == exact[cell("kind", "area", "bankruptcy", "정릉1동")]
    assert table(PEOPLE, exact, labels).rows == (table(PEOPLE, exact, {}).rows[0],)


def test_what_was_typed_after_its_month_was_told_stops_no_year_and_gives_nothing_away() -> None:
    """The year stays the sum of its months; its kinds were counted two later, and one is small."""
    met = year(Random(3), 90)
    exact = counted(met)
    late = {n: {f: v - 2 if f == WHOLE and n != "won" else v for f, v in row.items()} for n, row in exact.items()}  # fmt: skip
    secret = hidden(GROUP, late, {}, kept=frozenset(), keys={}, least=5)
    assert small(late) <= secret
    assert not recovered(GROUP, late, secret, {}, 5)


def test_one_person_who_stands_out_in_a_sum_is_not_told() -> None:
    """Eight people of a quarter had a million each, the ninth 400 million."""
    met = [
        Happening(
            "debt.release", date(2026, 3, 1), f"{where} {n}", kind="bankruptcy", area=where,
            amount=400_000_000 if (where, n) == ("보문동", 0) else 1_000_000 * (1 + n % 5),
        )
        for where in AREAS for n in range(9)
    ]  # fmt: skip
    exact = counted(met)
    alone = ("won", Figure("area", "보문동", YEAR))
    parts = sorted((one.amount for one in met if one.area == "보문동"), reverse=True)
    assert stands_out(sum(parts), parts[0], parts[1], 10)
    before = hidden(GROUP, exact, {}, kept=frozenset(), keys={}, least=5)
    assert alone not in before, "nine people are not few"
    secret = hidden(GROUP, exact, {}, kept=frozenset(), keys={}, least=5, apart=frozenset({alone}))
    assert alone in secret
    assert len([one for one in secret if one[0] == "won" and one[1].dim == "area"]) >= 2
    assert not recovered(GROUP, exact, secret, {}, 5)
    assert recovered(GROUP, exact, frozenset({alone}), {}, 5) == {alone}


def test_the_second_largest_may_not_know_the_largest_to_a_tenth() -> None:
    assert stands_out(100, 90, 5, 10), "100 less 5 is 95: six in a hundred too high"
    assert not stands_out(100, 60, 20, 10)
    assert stands_out(100, 100, 0, 10), "a single one is known whole"
    assert not stands_out(100, 90, 5, 0), "no such rule"
    assert not stands_out(0, 0, 0, 10)


AXES = {
    "age": Axis("age", WORD, {
        "to19": Mark("to19", WORD, to=19), "to39": Mark("to39", WORD, to=39),
        "from40": Mark("from40", WORD, to=130),
    }),
    "special": Axis("special", WORD, {
        "career_break": Mark("career_break", WORD, track="career_break"),
        "single_parent": Mark("single_parent", WORD, fact="lone_parent", answers=("parent",)),
    }),
}  # fmt: skip


def test_of_a_birthday_only_the_band_of_the_year_is_kept() -> None:
    born, on = date(1987, 12, 30), date(2026, 1, 2)
    assert list(of_birth(AXES, born, on)) == [Marked("age", "birth", "to39")]
    assert list(of_birth(AXES, date(2007, 1, 1), on)) == [Marked("age", "birth", "to19")]
    assert list(of_birth({}, born, on)) == [], "a house that counts by no age keeps none"
    assert list(of_birth(AXES, date(2027, 1, 1), on)) == []


def test_another_answer_takes_a_group_back_and_a_track_stands_for_its_group() -> None:
    assert list(of_answer(AXES, "lone_parent", "parent")) == [
        Marked("special", "lone_parent", "single_parent")
    ]
    assert list(of_answer(AXES, "lone_parent", "together")) == [
        Marked("special", "lone_parent", "")
    ]
    assert list(of_answer(AXES, "household_size", 3)) == []
    assert list(of_track(AXES, "career_break")) == [Marked("special", "track", "career_break")]
    assert list(of_track(AXES, "")) == [Marked("special", "track", "")]
