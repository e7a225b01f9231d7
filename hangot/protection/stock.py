"""What an agency has to lend: added by number, mended, lost, found, retired."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.protection.kinds import Kind
from hangot.core.protection.marks import fresh
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.protection.models import Item, Taken
from hangot.tasks.fire import fire, locked

TWICE = Text(
    "{mark}: 이미 있는 번호입니다. 다른 번호를 적어 주세요.",
    "{mark}: there is one with this number. Write another one.",
)
STEPS = ("repair", "mend", "lose", "find", "retire")


def add(*, kind: Kind, typed: str, by: Actor, at: datetime) -> Sequence[Item]:
    """More of a kind, by their numbers; Missing where one is no number or is there already."""
    if kind.id not in profile(by.profile).protection.offered:
        raise Hidden
    marks = fresh(typed)
    known = Item.objects.filter(agency_id=by.agency, what=kind.id, mark__in=marks)
    if (first := known.values_list("mark", flat=True).first()) is not None:
        raise Missing("number", Text(TWICE.ko.format(mark=first), TWICE.en.format(mark=first)))
    return [_added(kind, mark, by=by, at=at) for mark in marks]


def change(*, item_id: UUID, event: str, expected: int | None, by: Actor, at: datetime) -> Item:
    """Sent to be mended, mended, lost, found or retired."""
    if event not in STEPS:
        raise Hidden
    row: Item = locked(Item, item_id, expected=expected)
    if event == "mend":
        row.condition = "good"
    held = Taken.objects.filter(item=row, live=True).exists()
    _fire(row, event, by=by, at=at, holds=() if held else ("nobody_waits_for_it",))
    return row


def came_back(row: Item, condition: str, *, lost: bool, by: Actor, at: datetime) -> None:
    """After a lending: found again if it was lost, sent to be mended if it must be."""
    row.condition = condition
    if lost and row.state == "lost":
        _fire(row, "find", by=by, at=at)
    if condition == "broken" and row.state == "ready":
        _fire(row, "repair", by=by, at=at)
    else:
        row.save(update_fields=["condition"])


def lost(row: Item, *, by: Actor, at: datetime) -> None:
    """Whoever had it lost it."""
    _fire(row, "lose", by=by, at=at)


def _added(kind: Kind, mark: str, *, by: Actor, at: datetime) -> Item:
    row = Item(centre_id=by.centre, agency_id=by.agency, what=kind.id, mark=mark, added_at=at)
    _fire(row, "add", by=by, at=at, given=("kind", "number"), new=True)
    return row


def _fire(
    row: Item, event: str, *, by: Actor, at: datetime, holds: Collection[str] = (),
    given: Collection[str] = (), new: bool = False,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=Scene(at, sender=row.agency_id), subject=None, holds=holds,
        given=given, new=new,
    )  # fmt: skip
