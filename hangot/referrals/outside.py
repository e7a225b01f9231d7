"""Writing down an agency outside the house, so that it can be asked like any other."""

from datetime import datetime

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory import outside
from hangot.directory.models import Agency
from hangot.directory.outside import Outsider

KNOWN = Text(
    "같은 이름의 기관이 이미 있습니다. 목록에서 골라 주세요.",
    "There is an agency of this name already. Choose it from the list.",
)


def write_down(one: Outsider, *, by: Actor, at: datetime) -> Agency:
    """A new agency outside: for everybody in the house, and about no person. Never the same twice."""
    may("outside.write", by, Scene(at))
    one_at_a_time(f"outside:{by.centre}")
    if Agency.objects.filter(centre_id=by.centre, label_ko=one.name).exists():
        raise Missing("new", KNOWN)
    found = outside.add(one, by=by)
    remember("outside.write", by=by, at=at, thing=found.pk)
    return found
