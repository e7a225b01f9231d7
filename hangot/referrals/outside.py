"""An agency outside the house: written down so that it can be asked, corrected, asked no more."""

from datetime import datetime
from uuid import UUID

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory import outside
from hangot.directory.models import Agency
from hangot.directory.outside import Outsider
from hangot.tasks.fire import locked

KNOWN = Text(
    "같은 이름의 기관이 이미 있습니다. 목록에서 골라 주세요.",
    "There is an agency of this name already. Choose it from the list.",
)


def write_down(one: Outsider, *, by: Actor, at: datetime) -> Agency:
    """A new agency outside: for everybody in the house, and about no person. Never the same twice."""
    may("outside.write", by, Scene(at))
    one_at_a_time(f"outside:{by.centre}")
    if Agency.objects.filter(centre_id=by.centre, label_ko=one.name).exists():
        raise Missing("name", KNOWN)
    found = outside.add(one, by=by)
    remember("outside.write", by=by, at=at, thing=found.pk)
    return found


def correct(
    one: Outsider, *, agency_id: UUID, expected: int | None, by: Actor, at: datetime
) -> Agency:
    """A new name or number; a code is told over the new one from now on."""
    found = _of(agency_id, expected, by=by, at=at)
    same = Agency.objects.filter(centre_id=by.centre, label_ko=one.name).exclude(pk=agency_id)
    if same.exists():
        raise Missing("name", KNOWN)
    outside.correct(found, one)
    remember("outside.govern", by=by, at=at, thing=agency_id)
    return found


def use(agency_id: UUID, *, active: bool, expected: int | None, by: Actor, at: datetime) -> Agency:
    """Take it off the list of those who can be asked, or put it back."""
    found = _of(agency_id, expected, by=by, at=at)
    outside.use(found, active=active)
    remember("outside.govern", by=by, at=at, thing=agency_id)
    return found


def _of(agency_id: UUID, expected: int | None, *, by: Actor, at: datetime) -> Agency:
    """One outside agency, locked; Hidden for an agency of the house."""
    may("outside.govern", by, Scene(at))
    one_at_a_time(f"outside:{by.centre}")
    found: Agency = locked(Agency, agency_id, expected=expected)
    if not found.outside:
        raise Hidden
    return found
