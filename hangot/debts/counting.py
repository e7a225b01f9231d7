"""What was released, for the clock that counts: by way, agency and day, never who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from hangot.debts.models import DebtProcedure

ENDED_WELL = ("final", "completed")


@dataclass(frozen=True, slots=True)
class Released:
    """Of one way at one agency: different people, procedures, and won that nobody may claim."""

    route: str
    agency: UUID
    people: int
    times: int
    won: int


def released(centre: UUID, first: date, last: date) -> Sequence[Released]:
    """What became final, or was paid to its end, from the first to the last of these days.

    The day is that of finality, not that on which somebody wrote it down.
    """
    rows = DebtProcedure.objects.filter(centre_id=centre, state__in=ENDED_WELL)
    rows = rows.annotate(on=Coalesce("final_on", "ended_on")).filter(on__range=(first, last))
    found = rows.values("route", "agency_id").annotate(
        people=Count("subject_id", distinct=True), times=Count("pk"), won=Sum("released")
    )
    return [
        Released(one["route"], one["agency_id"], one["people"], one["times"], one["won"] or 0)
        for one in found.order_by("route", "agency_id")
    ]
