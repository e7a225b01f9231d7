"""What a centre tells the city of its year: the steps of its reports in fives, by the clock alone."""

from datetime import date, datetime, timedelta
from uuid import UUID

from hangot.access.context import acting, deriving, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.reports.funnel import funnel
from hangot.core.reports.sums import sums
from hangot.directory.models import Centre
from hangot.reports import queries
from hangot.reports.models import CitySum

HOUR = timedelta(hours=1)


def tell(centre: Centre, *, at: datetime) -> int:
    """Tell last year and this one anew, once an hour; how many years were told.

    A centre that answers to nobody tells nothing, and takes back what it told.
    """
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    year = at.astimezone(SEOUL).year
    with acting(by, Purpose.STATISTICS, "tick"):
        mine = CitySum.objects.filter(centre_id=centre.pk)
        if centre.answers_to is None:
            mine.delete()
            return 0
        mine.exclude(to_centre=centre.answers_to).delete()
        if mine.filter(to_centre=centre.answers_to, at__gt=at - HOUR).exists():
            return 0
        return sum(_tell(centre, centre.answers_to, one, at=at) for one in (year - 1, year))


def _tell(centre: Centre, to: UUID, year: int, *, at: datetime) -> bool:
    with deriving(centre.pk):
        found = queries.events(date(year, 1, 1), date(year + 1, 1, 1))
        counted = funnel(event for _, event in found)
    if not counted.total:
        return False
    CitySum.objects.update_or_create(
        centre_id=centre.pk, year=year,
        defaults={
            "to_centre": to, "label_ko": centre.label_ko,
            "label_en": centre.label_en, "counts": sums(counted), "at": at,
        },
    )  # fmt: skip
    return True
