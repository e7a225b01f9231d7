"""What an agency or a referral is called, and who may be told the name of a guarded agency.

What a guarded agency does would tell what happened.
"""

from uuid import UUID

from hangot.access.queries import View
from hangot.core.access import Actor, Level, Section
from hangot.core.text import Text
from hangot.directory.queries import House

SAFETY_DESK = Text("보호책임자 담당석", "the safety desk")
NO_POST = Text("비공개", "not named")
FROZEN = Text("동결", "Frozen")
"""A referral whose consent ended while it was served: nothing flows, and it is nobody's turn."""


def knows(agency: UUID, viewer: Actor, sight: View | None, *, lead: UUID) -> bool:
    """Itself, the privacy officer, and posts of the lead agency that know the protection."""
    if viewer.agency == agency or "V" in viewer.duties:
        return True
    if viewer.agency != lead or sight is None:
        return False
    own = sight.own[Section.PROTECTION]
    return max(sight.levels[Section.PROTECTION], own) >= Level.SUMMARY


def withheld(agency: UUID, viewer: Actor, sight: View | None, rooms: House) -> bool:
    """Is this a guarded agency whose name this viewer is not told for this person?"""
    found = rooms.agencies.get(agency)
    guarded = found is not None and found.guarded
    return guarded and not knows(agency, viewer, sight, lead=rooms.centre.lead_agency_id)


def named(
    agency: UUID, post: UUID | None, viewer: Actor, sight: View | None, rooms: House
) -> dict[str, Text]:
    """Agency and post as this viewer is told them."""
    if withheld(agency, viewer, sight, rooms):
        return {"agency": SAFETY_DESK, "post": NO_POST}
    return {"agency": rooms.agency(agency), "post": rooms.post(post)}
