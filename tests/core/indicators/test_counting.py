"""People are counted once, contacts each time; what is shown is one table for every use."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from hangot.core.indicators.counting import Figure, Happening, count, figures, sums
from hangot.core.indicators.definitions import Dim, Indicator
from hangot.core.indicators.tables import table
from hangot.core.indicators.telling import HIDDEN, NOTHING, Said, each, sentence, share
from hangot.core.text import Text

AGENCIES: dict[Dim, tuple[str, ...]] = {"agency": ("legal", "welfare"), "district": ("a", "b")}
LABELS = {"legal": Text("법률", "Legal"), "welfare": Text("복지", "Welfare")}


def indicator(counts: str, by: tuple[Dim, ...] = ("agency",)) -> Indicator:
    return Indicator(
        counts, Text("상담", "Sessions"), Text("온 사람", "Who came"), "talk.hold",
        counts, by, Text("기록", "Records"),  # type: ignore[arg-type]
    )  # fmt: skip


def year(chance: Random, many: int = 300) -> list[Happening]:
    return [
        Happening(
            "talk.hold", date(2026, chance.randint(1, 12), 3), str(chance.randrange(many // 3)),
            chance.choice(AGENCIES["agency"]), chance.choice("ab"), amount=chance.randrange(5) * 1000,
        )
        for _ in range(many)
    ]  # fmt: skip


def test_three_talks_with_one_woman_are_one_person_and_three_times() -> None:
    met = [Happening("talk.hold", date(2026, n, 1), "one", "legal") for n in (1, 2, 3)]
    whole, january = Figure("", "", 0), Figure("", "", 1)
    people = count(indicator("people"), met, 2026, AGENCIES)
    times = count(indicator("times"), met, 2026, AGENCIES)
    assert (people[whole], times[whole]) == (1, 3)
    assert (people[january], times[january]) == (1, 1)
    assert count(indicator("times"), met, 2025, AGENCIES)[whole] == 0


def test_every_sum_that_an_attacker_may_use_holds() -> None:
    met = year(Random(4))
    for counts in ("people", "times", "won"):
        one = indicator(counts, ("agency", "district"))
        values = count(one, met, 2026, AGENCIES)
        assert set(values) == set(figures(one, AGENCIES))
        for sum_ in sums(one, AGENCIES):
            parts = [values[part] for part in sum_.parts]
            whole = values[sum_.whole]
            assert sum_.overlap == (counts == "people")
            assert max(parts) <= whole <= sum(parts) if sum_.overlap else whole == sum(parts)


def test_a_table_says_what_is_hidden_and_why() -> None:
    told = {Figure("agency", "legal", 0): None, Figure("agency", "welfare", 0): 1512,
            Figure("", "", 0): None}  # fmt: skip
    found = table(indicator("times"), told, {"agency": LABELS}, months=False)
    assert [(str(label), [str(c) for c in cells]) for label, cells in found.rows] == [
        ("모두", ["가림"]), ("법률", ["가림"]), ("복지", ["1,512"]),
    ]  # fmt: skip
    assert str(found.title) == "상담 (건)"
    assert str(found.breaks[1]) == "기관"
    assert any("가림" in str(note) for note in found.notes)


def test_what_would_be_divided_by_nothing_is_no_number() -> None:
    assert share(0, 0).instead is NOTHING
    assert share(None, 10).instead is HIDDEN
    assert share(3, None).instead is HIDDEN
    assert str(share(6318, 8193)) == "77.1"
    assert share(1, 4).number == Fraction(25)


def test_days_of_one_referral_are_told_with_one_place_and_never_for_a_hidden_one() -> None:
    assert str(each(15, 6)) == "2.5"
    assert each(None, 6).instead is HIDDEN
    assert each(0, 0).instead is NOTHING


def test_kinds_are_told_of_the_year_only_and_what_is_none_of_them_has_a_row_of_its_own() -> None:
    one = replace(indicator("won", ("kind",)), kinds={"court": Text("법원", "Court")})
    met = [
        Happening("talk.hold", date(2026, 3, 1), str(n), kind="court", amount=7) for n in range(9)
    ]
    rows = [f for f in figures(one, {}) if f.dim]
    assert rows == [Figure("kind", "court", 0), Figure("kind", "-", 0)]
    values = count(one, met, 2026, {})
    assert values[rows[0]] == values[Figure("", "", 0)] == 63
    assert values[rows[1]] == 0


def test_a_sentence_without_its_figure_says_that_it_is_hidden() -> None:
    phrase = Text("{people}명, {won}원", "{people} people, {won} won")
    said = sentence(phrase, {"people": Said(None, HIDDEN), "won": Said(10_000)}, ("won",))
    assert said.ko == "가림명, 1만원"
