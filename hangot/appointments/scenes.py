"""What a rule may look at about an appointment."""

from datetime import datetime

from hangot.appointments.models import Appointment
from hangot.core.rights import Scene
from hangot.directory.models import Centre


def scene(one: Appointment, *, at: datetime) -> Scene:
    """Who made it, who gives it, and who leads the house."""
    lead = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=one.centre_id)
    return Scene(at, sender=one.made_agency, receiver=one.agency_id, lead_agency=lead)
