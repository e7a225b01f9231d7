"""Drawing invented people: the same ones every time, with dates that move with today."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from hangot.demo.names import ALIASES, DESKS, FAMILY, GIVEN, STORIES, WISHES
from hangot.people.actions import Safety

SEED = 20260902
CHANNELS = ("phone", "phone", "phone", "visit", "visit", "online", "police_112")
DOMAINS = (
    "safety", "health", "daily_life", "family", "economy", "employment", "environment", "law_rights",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sketch:
    """One invented person as reception would meet them."""

    name: str
    birth: date
    phone: str
    crimes: tuple[str, ...]
    story: str
    wish: str
    needs: tuple[str, ...]
    channel: str = "phone"
    alias: str | None = None
    urgency: str = "normal"
    safe: str = "fine"
    safety: Safety = field(default_factory=Safety)

    @property
    def desks(self) -> tuple[str, ...]:
        """The agencies that usually help with this kind of harm, the first kind first."""
        found = dict.fromkeys(desk for crime in self.crimes for desk in DESKS[crime])
        return tuple(found)


def sketches(dice: random.Random) -> Iterator[Sketch]:
    """Endless invented people, no name twice until all are used."""
    names = [family + given for family in FAMILY for given in GIVEN]
    dice.shuffle(names)
    for place, name in enumerate(names):
        yield _sketch(name, place, dice)


def _sketch(name: str, place: int, dice: random.Random) -> Sketch:
    crimes = _crimes(dice)
    return Sketch(
        name=name,
        birth=date(dice.randint(1948, 2006), dice.randint(1, 12), dice.randint(1, 28)),
        phone=f"0100{place:03}{dice.randint(0, 9999):04}",
        crimes=crimes,
        story=dice.choice(STORIES[crimes[0]]),
        wish=dice.choice(WISHES),
        needs=tuple(dice.sample(DOMAINS, dice.randint(1, 3))),
        channel=dice.choice(CHANNELS),
        alias=dice.choice(ALIASES) if dice.random() < 0.12 else None,  # noqa: PLR2004
        urgency=dice.choices(("normal", "soon", "urgent"), (6, 3, 1))[0],
        safe=dice.choices(("fine", "short", "danger"), (8, 3, 1))[0],
        safety=_safety(dice),
    )


def _crimes(dice: random.Random) -> tuple[str, ...]:
    kinds: Sequence[str] = tuple(STORIES)
    return tuple(dice.sample(kinds, 2 if dice.random() < 0.2 else 1))  # noqa: PLR2004


def _safety(dice: random.Random) -> Safety:
    if dice.random() < 0.4:  # noqa: PLR2004
        return Safety(channels=("phone", "sms"), say_agency=True, leave_voice=True)
    start = dice.choice((9, 10, 12, 14, 18))
    return Safety(
        window_from=time(start), window_to=time(start + dice.choice((1, 2, 3))),
        shared_phone=dice.random() < 0.2,  # noqa: PLR2004
    )  # fmt: skip
