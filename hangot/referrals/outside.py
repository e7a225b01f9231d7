"""Writing down an agency outside the house, so that it can be asked like any other."""

from datetime import datetime

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.rights import Scene, may
from hangot.directory import outside
from hangot.directory.models import Agency
from hangot.directory.outside import Outsider


def write_down(one: Outsider, *, by: Actor, at: datetime) -> Agency:
    """A new agency outside: for everybody in the house, and about no person."""
    may("outside.write", by, Scene(at))
    found = outside.add(one, by=by)
    remember("outside.write", by=by, at=at, thing=found.pk)
    return found
