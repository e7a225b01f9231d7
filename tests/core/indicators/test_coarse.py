"""What a city is told of a figure gives away no more than the figure that was told anyway."""

from hangot.core.indicators.coarse import added, coarse, middle, row
from hangot.core.indicators.counting import Figure


def test_counts_are_in_fives_money_in_millions_and_what_is_hidden_stays_hidden() -> None:
    assert [coarse(n, "people") for n in (0, 3, 5, 12, 13, None)] == [0, None, 5, 10, 15, None]
    assert [coarse(n, "won") for n in (0, 400_000, 1_500_000, 33_600_000_000)] == [
        0, None, 2_000_000, 33_600_000_000,
    ]  # fmt: skip
    assert coarse(None, "won") is None


def test_only_the_whole_of_a_centre_crosses_by_month() -> None:
    told = {Figure("", "", 0): 47, Figure("", "", 3): None, Figure("agency", "legal", 0): 20}
    assert row(told, "times") == {"0": 45, "3": None}


def test_the_middle_needs_five_districts_and_sums_leave_out_what_is_hidden() -> None:
    rows = [{"0": n} for n in (5, 10, None, 20, 25)]
    assert middle(rows, 0) is None
    assert middle([*rows, {"0": 100}], 0) == 20
    assert added(rows, 0) == 60
