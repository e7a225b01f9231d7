"""The month that is not told yet: no number, only the cases behind it that one may open anyway."""

from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.core.indicators.definitions import Indicator
from hangot.core.indicators.sources import SOURCES
from hangot.tasks.models import Moved

AT_MOST = 20
"""A longer list could be counted and, once the month is told, taken off its figure."""


def has_list(one: Indicator) -> bool:
    """Only steps of lives are steps of somebody's case."""
    return one.event not in SOURCES


def cases(one: Indicator, *, centre: UUID, at: datetime) -> list[Case]:
    """The newest cases of this month, as far as the policies of whoever asks show them."""
    thing, _, step = one.event.partition(".")
    since = at.astimezone(SEOUL).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    moved = Moved.objects.filter(
        centre_id=centre, thing_kind=thing, event=step, at__gte=since, at__lte=at
    )
    found = Case.objects.filter(centre_id=centre, person_id__in=moved.values("subject_id"))
    return list(found.order_by("-registered_at", "-pk")[:AT_MOST])
