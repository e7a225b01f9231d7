"""Sums in which one person stands out: who knows the second largest part could tell the largest.

The p% rule: a sum is not told where what remains without the two largest parts is less than p in a
hundred of the largest. Source: Hundepool and others, Statistical Disclosure Control (Wiley 2012),
chapter 4; Eurostat, Handbook on Statistical Disclosure Control, 4.2.
"""


def stands_out(whole: int, first: int, second: int, percent: int) -> bool:
    """Does the second largest know the largest part to `percent` of it? 0: nobody asks."""
    return first > 0 and 100 * (whole - first - second) < percent * first
