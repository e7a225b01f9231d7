"""What one training shows one reader: people as they may be named, and what can be done now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.packs import Profile
from hangot.core.rights import allows
from hangot.core.text import Text
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.training import queries
from hangot.training.models import Material, Training
from hangot.training.queries import Place
from hangot.training.scenes import is_open, scene, visible
from hangot.training.surveying import means

UNTOLD = Text("비공개", "not shown")
NOBODY = Text("아직 정해지지 않음", "not known yet")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One training with everything its page is made of."""

    it: Training
    by: Actor
    pack: Profile
    rooms: House
    places: list[Place]
    open: bool
    at: Any

    def may(self, right: str) -> bool:
        """May this reader do this with the training as it is?"""
        return allows(right, self.by, scene(self.it, at=self.at))

    @property
    def mine(self) -> Place | None:
        """The reader's own place."""
        return next((one for one in self.places if self._is_mine(one)), None)

    def _is_mine(self, one: Place) -> bool:
        named = one.named
        return named is not None and (
            named.post_id == self.by.post or named.worker_id == self.by.worker
        )


def sheet(training_id: UUID, by: Actor, *, at: Any) -> Sheet:
    """The training of an address; Hidden where one may not see it."""
    it = visible(training_id)
    places = queries.places(it.pk, at=at if it.state == "called" else None)
    return Sheet(it, by, profile(by.profile), house(by.centre), places, is_open(it, at=at), at)


def rows(one: Sheet) -> list[dict[str, Any]]:
    """Everybody invited or there, by agency: a name, or that it is not shown.

    Of a training that is over, others than its holder read only who was there.
    """
    life, whole = one.pack.life("trainee"), one.it.state != "held" or one.may("training.door")
    shown = [place for place in one.places if whole or place.it.state == "came"]
    return [
        {
            "it": place.it, "agency": one.rooms.agency(place.it.agency_id),
            "role": one.pack.word("training_roles", place.it.role), "who": _who(one, place),
            "state": life.label(place.it.state), "came": place.it.state == "came",
            "reason": one.pack.word("door_reasons", place.it.why) if place.it.why else None,
            "unseated": not place.seated,
        }
        for place in sorted(shown, key=lambda p: str(one.rooms.agency(p.it.agency_id)))
    ]  # fmt: skip


def _who(one: Sheet, place: Place) -> Text:
    if place.named is None:
        return UNTOLD
    if place.name:
        return Text(place.name, place.name)
    return one.rooms.post(place.named.post_id) if place.named.post_id else NOBODY


def counts(one: Sheet) -> dict[str, Any]:
    """How many came, of how many agencies, in which roles, and the hours together."""
    came = [place.it for place in one.places if place.it.state == "came"]
    roles = {
        name: sum(row.role == name for row in came) for name in one.pack.lists["training_roles"]
    }
    return {
        "invited": len(one.places), "came": len(came),
        "agencies": len({row.agency_id for row in came}), "hours": hours(one.it, len(came)),
        "roles": [(one.pack.word("training_roles", name), many) for name, many in roles.items()],
    }  # fmt: skip


def hours(it: Training, many: int) -> float:
    """Hours of a training together for so many people."""
    found = many * ((it.ends - it.starts) / HOUR)
    return int(found) if found == int(found) else round(found, 1)


def survey(one: Sheet) -> list[tuple[Text, str]]:
    """The mean of every question, for who holds the training, once enough answered."""
    if one.it.state != "held" or not one.may("training.door"):
        return []
    asked = one.pack.training.questions
    found = means(one.it.pk, list(asked), one.pack.indicators.least)
    return [(asked[name].label, f"{float(mean):.1f}") for name, mean in found.items()]


def papers(one: Sheet) -> Iterable[Material]:
    """What is handed out."""
    return list(Material.objects.filter(training_id=one.it.pk).order_by("id"))
