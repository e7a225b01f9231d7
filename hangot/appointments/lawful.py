"""Which agencies may lawfully know of a person; an appointment with another is provisional."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hangot.access.context import deriving
from hangot.access.models import AccessGate


def lawful_agencies(subject: UUID, *, at: datetime) -> set[UUID]:
    """Agencies with a consent, a basis in law or a record of their own in force."""
    with deriving(subject):
        gates = AccessGate.objects.filter(
            Q(ends=None) | Q(ends__gt=at), subject_id=subject, starts__lte=at
        )
        return set(gates.values_list("agency_id", flat=True))
