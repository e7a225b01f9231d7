"""What the rules may know of a conference and its items; the lock on all the people of one."""

from datetime import datetime
from uuid import UUID

from hangot.conferences.models import ActionItem, AgendaItem, Conference
from hangot.core.access import Actor
from hangot.core.conferences.kinds import Kind
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene
from hangot.directory.models import Agency, Centre
from hangot.packs.active import profile
from hangot.tasks.fire import locked


def scene(conference: Conference, *, at: datetime) -> Scene:
    """A conference belongs to the agency that calls it."""
    return Scene(at, lead_agency=conference.agency_id, lead_post=conference.chair_post)


def item_scene(item: AgendaItem, conference: Conference | None, *, at: datetime) -> Scene:
    """An item belongs to who asked for it, and to whoever calls the conference."""
    lead = conference.agency_id if conference else None
    return Scene(at, sender=item.agency_id, lead_agency=lead)


def action_scene(action: ActionItem, *, at: datetime) -> Scene:
    """An action is that of the agency that has to do it."""
    return Scene(at, receiver=action.agency_id)


def kind_of(conference: Conference, by: Actor) -> Kind:
    """Its kind in the pack; Hidden for one the pack no longer has."""
    found = profile(by.profile).conferences.get(conference.what)
    if found is None:
        raise Hidden
    return found


def calls(kind: Kind, by: Actor) -> bool:
    """May this actor call such a conference: the duty, at the agency the pack names."""
    agency = Agency.objects.filter(pk=by.agency).first()
    lead = Centre.objects.filter(pk=by.centre, lead_agency_id=by.agency).exists()
    right_place = (agency is not None and agency.slug == kind.agency) if kind.agency else lead
    return right_place and bool(by.duties & kind.calls)


def taken(conference_id: UUID, expected: int | None = None) -> Conference:
    """The conference, locked, and nobody else acting on anybody it speaks about."""
    row: Conference = locked(Conference, conference_id, expected=expected)
    return row


def item_of(item_id: UUID, expected: int | None = None) -> tuple[AgendaItem, Conference]:
    """An item on an agenda with its conference, both locked; Hidden unless one sees both."""
    found = AgendaItem.objects.filter(pk=item_id).values_list("conference_id", flat=True).first()
    if found is None:
        raise Hidden
    conference = taken(found)
    item: AgendaItem = locked(AgendaItem, item_id, expected=expected)
    return item, conference
