"""Drawing invented people: the same ones every time, with dates that move with today."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from hangot.demo.names import ALIASES, DESKS, FAMILY, GIVEN
from hangot.demo.palette import VICTIMS, Kind, Palette
from hangot.people.actions import Safety

SEED = 20260902
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
    helped_by: tuple[str, ...] = ()

    @property
    def desks(self) -> tuple[str, ...]:
        """The agencies that usually help; by the kind of harm, the first first, unless it is said."""
        found = dict.fromkeys(desk for crime in self.crimes for desk in DESKS.get(crime, ()))
        return self.helped_by or tuple(found)


def sketches(dice: random.Random, palette: Palette = VICTIMS) -> Iterator[Sketch]:
    """Endless invented people, no name twice until all are used."""
    names = [family + given for family in FAMILY for given in GIVEN]
    dice.shuffle(names)
    for place, name in enumerate(names):
        yield _sketch(name, place, dice, palette)


def _sketch(name: str, place: int, dice: random.Random, palette: Palette) -> Sketch:
    kinds = _kinds(dice, palette)
    return Sketch(
        name=name,
        birth=date(dice.randint(1948, 2006), dice.randint(1, 12), dice.randint(1, 28)),
        phone=f"0100{place:03}{dice.randint(0, 9999):04}",
        crimes=tuple(dict.fromkeys(crime for kind in kinds for crime in kind.crimes)),
        helped_by=tuple(dict.fromkeys(desk for kind in kinds for desk in kind.desks)),
        story=dice.choice(kinds[0].stories),
        wish=dice.choice(palette.wishes),
        needs=kinds[0].needs or tuple(dice.sample(DOMAINS, dice.randint(1, 3))),
        channel=dice.choice(palette.channels),
        alias=dice.choice(ALIASES) if dice.random() < 0.12 else None,  # noqa: PLR2004
        urgency=dice.choices(("normal", "soon", "urgent"), (6, 3, 1))[0],
        safe=dice.choices(("fine", "short", "danger"), (8, 3, 1))[0],
        safety=_safety(dice),
    )


def _kinds(dice: random.Random, palette: Palette) -> list[Kind]:
    known: Sequence[Kind] = tuple(palette.kinds.values())
    return dice.sample(known, 2 if dice.random() < 0.2 else 1)  # noqa: PLR2004


def _safety(dice: random.Random) -> Safety:
    if dice.random() < 0.4:  # noqa: PLR2004
        return Safety(channels=("phone", "sms"), say_agency=True, leave_voice=True)
    start = dice.choice((9, 10, 12, 14, 18))
    return Safety(
        window_from=time(start), window_to=time(start + dice.choice((1, 2, 3))),
        shared_phone=dice.random() < 0.2,  # noqa: PLR2004
    )  # fmt: skip
