"""Whether a conference may be opened, and whether somebody decides alone on an own case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hangot.core.conferences.kinds import Kind


@dataclass(frozen=True, slots=True)
class Seated:
    """One invited post: who came, and the day on which confidentiality was signed."""

    post: UUID
    agency: UUID
    worker: UUID | None = None
    signed_on: date | None = None

    @property
    def here(self) -> bool:
        return self.worker is not None


def quorum(kind: Kind, invited: Sequence[Seated]) -> bool:
    """Enough people of enough agencies are there."""
    here = [one for one in invited if one.here]
    people = {one.worker for one in here}
    return len(people) >= kind.quorum and len({one.agency for one in here}) >= kind.agencies


def all_signed(invited: Sequence[Seated], *, today: date) -> bool:
    """Whoever is there signed today: a signature of another day does not count."""
    return all(one.signed_on == today for one in invited if one.here)


def absent_agencies(invited: Sequence[Seated]) -> tuple[UUID, ...]:
    """Agencies that were invited and of which nobody came, in the order of the invitations."""
    here = {one.agency for one in invited if one.here}
    return tuple(dict.fromkeys(one.agency for one in invited if one.agency not in here))


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides an item: the chair, whoever works on the case, and who confirmed it."""

    chair_worker: UUID
    chair_post: UUID
    team: Collection[UUID]
    second_worker: UUID | None = None
    second_post: UUID | None = None

    @property
    def own_case(self) -> bool:
        """The chair works on this case."""
        return self.chair_post in self.team

    @property
    def not_alone(self) -> bool:
        """Somebody else confirmed it: another worker, on another post, outside of the case's team."""
        if not self.own_case:
            return True
        other = self.second_worker not in (None, self.chair_worker)
        return other and self.second_post not in {None, self.chair_post, *self.team}
