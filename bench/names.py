"""Invented names of two to four syllables: a few are common, most are rare, as with real ones."""

from itertools import accumulate
from random import Random

# Surnames with invented shares; the first ten make up two thirds, as in a real telephone book.
SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허남심노하곽성차주우구민"
FIRST = "가나다도라로리미민보서성세소수시아연영예우유윤은이인재정주준지진채태하한해현혜호"
LAST = "겸경나늘담도라람란림민별빈서선솔수슬아안연영온완우원윤은이인재정주준진찬하현호희"
TWO_SYLLABLE_SURNAMES = ("남궁", "선우", "황보", "제갈", "독고")

_SHARES = list(accumulate(1000 / (1 + place) ** 0.9 for place in range(len(SURNAMES))))
_FIRST = list(accumulate(100 / (1 + place) ** 0.5 for place in range(len(FIRST))))
_LAST = list(accumulate(100 / (1 + place) ** 0.5 for place in range(len(LAST))))


def korean(rng: Random) -> str:
    """One name; one in fifty has a given name of one syllable, one in two hundred a long surname."""
    surname = rng.choices(SURNAMES, cum_weights=_SHARES)[0]
    if rng.random() < 0.005:  # noqa: PLR2004
        surname = rng.choice(TWO_SYLLABLE_SURNAMES)
    first = rng.choices(FIRST, cum_weights=_FIRST)[0]
    if rng.random() < 0.02:  # noqa: PLR2004
        return surname + first
    return surname + first + rng.choices(LAST, cum_weights=_LAST)[0]


def birth(rng: Random) -> str:
    """A day between 1940 and 2008, as the product keeps it."""
    return f"{rng.randrange(1940, 2009)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"


def phone(rng: Random) -> str:
    """A mobile number in a shape no operator gives out (the middle begins with 0)."""
    return f"0100{rng.randrange(1000):03}{rng.randrange(10000):04}"
