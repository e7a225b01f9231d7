"""Every way that faults change, and checks of security are written down."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.places import Room
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked
from hangot.upkeep.models import RoomFault, SecurityCheck

STEPS = ("take", "mend", "dismiss", "again")
ENDS = ("mend", "dismiss")
WHAT = Text(
    "어떤 점이 어땠는지 적어 주세요. 고칠 것은 ‘고장 알리기’로도 알려 주세요.",
    "Write what was found. What must be mended is reported as a fault, too.",
)


def report(
    *, room_id: UUID | None, what: str, words: str, urgent: bool, by: Actor, at: datetime
) -> RoomFault:
    """Somebody who works in the house saw that something does not work."""
    if room_id is not None and not Room.objects.filter(pk=room_id).exists():
        raise Hidden
    row = RoomFault(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, room_id=room_id, what=what,
        words=words or None, urgent=urgent, reported_at=at,
    )  # fmt: skip
    known = what in profile(by.profile).lists["fault_kinds"]
    _fire(row, "report", {"kind"} if known else (), by=by, at=at, new=True)
    return row


def step(
    *, fault_id: UUID, event: str, words: str, expected: int | None, by: Actor, at: datetime
) -> RoomFault:
    """Taken on, mended, left as it is with a reason, or broken again."""
    if event not in STEPS:
        raise Hidden
    row: RoomFault = locked(RoomFault, fault_id, expected=expected)
    row.taken_by = by.post if event == "take" else row.taken_by
    row.ended_at = at if event in ENDS else None
    row.end_words = words or row.end_words
    _fire(row, event, {"reason"} if words else (), by=by, at=at)
    return row


def check(*, found: Collection[str], words: str, by: Actor, at: datetime) -> SecurityCheck:
    """The whole list of the pack was gone through; `found` was not in order."""
    may("security_check.write", by, _scene(by, at))
    points = list(profile(by.profile).lists["security_checks"])
    if not set(found) <= set(points):
        raise Hidden
    if found and not words.strip():
        raise Missing("words", WHAT)
    row = SecurityCheck(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, at=at, points=points,
        found=[one for one in points if one in found], words=words or None,
    )  # fmt: skip
    row.save(force_insert=True)
    remember("security_check.write", by=by, at=at, thing=row.pk)
    return row


def _fire(
    row: RoomFault, event: str, given: Collection[str], *, by: Actor, at: datetime,
    new: bool = False,
) -> None:  # fmt: skip
    fire(row, event, by=by, at=at, scene=_scene(by, at), subject=None, given=given, new=new)


def _scene(by: Actor, at: datetime) -> Scene:
    return Scene(at, lead_agency=house(by.centre).centre.lead_agency_id)
