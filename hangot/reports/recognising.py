"""Is this a home that was reported before? By keyed tokens alone; nothing of a record is opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from hangot.access.context import deriving
from hangot.core.access import Actor
from hangot.core.ids import new_id
from hangot.core.korean import fold
from hangot.core.reports.fields import Report as Told
from hangot.reports.models import HomeToken
from hangot.vault import tokens

DIGITS = re.compile(r"[0-9]+")
ENOUGH = 2
"""An address without the number of a house and of a flat is a street, not a home."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Homes a report is like, the first its own; by what; and the earlier reports of them."""

    homes: list[UUID]
    why: list[str]
    tracks: list[UUID]


def traits(told: Told) -> Iterator[tuple[str, str]]:
    """What a home is recognised by: kind, and the text that becomes a token."""
    people = [(told.name, told.birth), *((one.name, one.birth) for one in told.members)]
    for name, birth in people:
        if name and birth:
            yield "who", f"home:who:{fold(name).replace(' ', '')}:{birth.isoformat()}"
    if told.phone:
        yield "phone", f"home:phone:{told.phone}"
    if len(DIGITS.findall(told.address)) >= ENOUGH:
        yield "address", f"home:at:{told.district}:{''.join(fold(told.address).split())}"


def recognise(told: Told, *, by: Actor) -> Recognised:
    """The homes that share a person, a phone or an address; a new one where there is none.

    Homes are never made one: a report that is like two of them names both.
    """
    mine = {tokens.token(by.centre, text): kind for kind, text in traits(told)}
    with deriving(by.centre):
        found = HomeToken.objects.filter(centre_id=by.centre, token__in=mine).order_by("pk")
        rows = list(found.values_list("home", "token"))
        homes = list(dict.fromkeys(home for home, _ in rows))
        earlier = HomeToken.objects.filter(centre_id=by.centre, home__in=homes)
        tracks = list(earlier.values_list("track", flat=True).distinct()) if homes else []
    why = sorted({mine[token] for _, token in rows})
    return Recognised(homes or [new_id()], why, tracks)


def keep_traits(told: Told, found: Recognised, *, track: UUID, by: Actor) -> None:
    """The next report of this home is recognised by what this one told."""
    with deriving(by.centre):
        HomeToken.objects.bulk_create([
            HomeToken(
                centre_id=by.centre, home=found.homes[0], kind=kind,
                token=tokens.token(by.centre, text), track=track,
            )
            for kind, text in set(traits(told))
        ])  # fmt: skip
