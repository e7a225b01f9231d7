"""What a centre tells the city of its figures: those it told anyway, in fives, by the clock alone."""

from datetime import datetime
from uuid import UUID

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.coarse import row
from hangot.directory.models import Centre
from hangot.indicators import queries
from hangot.indicators.models import CityFigures
from hangot.packs.active import profile


def tell(centre: Centre, *, at: datetime) -> int:
    """Tell last year and this one where something is new; how many years were told.

    A centre that answers to nobody tells nothing, and takes back what it told.
    """
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    year, city = at.astimezone(SEOUL).year, centre.answers_to
    with acting(by, Purpose.STATISTICS, "tick"):
        told = CityFigures.objects.filter(centre_id=centre.pk)
        (told.exclude(to_centre=city) if city else told).delete()
        if city is None:
            return 0
        return sum(_tell(centre, city, one, at) for one in (year - 1, year))


def _tell(centre: Centre, to: UUID, year: int, at: datetime) -> bool:
    known, told = profile(centre.profile).indicators.counted, queries.told(year)
    figures = {name: row(told[name], one.counts) for name, one in known.items() if name in told}
    new = {
        "to_centre": to, "label_ko": centre.label_ko,
        "label_en": centre.label_en, "figures": figures,
        "definitions": queries.definitions(year),
    }  # fmt: skip
    rows = CityFigures.objects.filter(centre_id=centre.pk, year=year)
    if not figures or rows.values(*new).first() == new:
        return False
    CityFigures.objects.update_or_create(centre_id=centre.pk, year=year, defaults={**new, "at": at})
    return True
