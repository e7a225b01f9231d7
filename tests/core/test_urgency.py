"""What is kept for urgent people is free for everybody as the day comes nearer."""

from hangot.core.times import UrgencyRule


def test_days_that_are_near_are_free_for_everybody_and_later_ones_are_kept() -> None:
    rule = UrgencyRule(keep=20, ahead=3)
    assert rule.shares(0) == (0, 0, 0, 0.2)
    assert rule.shares(2) == (0, 0.2)
    assert rule.shares(9) == (0.2,)


def test_who_keeps_nothing_has_no_reserve() -> None:
    assert UrgencyRule(due=1).shares(0) == ()
