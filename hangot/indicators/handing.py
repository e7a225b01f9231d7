"""The clock asks whoever counts to hand in the report of the past year, once, with its last day."""

from datetime import datetime, time
from uuid import uuid5

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.definitions import Handing
from hangot.core.indicators.handing import due_on, is_open
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.tasks.actions import open_task
from hangot.tasks.models import Task

COUNTS = "T"


def remind(centre: Centre, *, at: datetime) -> int:
    """Open a task for each report that is due and was not asked for yet; how many."""
    today = at.astimezone(SEOUL).date()
    pack, year = profile(centre.profile), today.year - 1
    waiting = [one for one in pack.indicators.handings.values() if is_open(one, year, today)]
    if not waiting:
        return 0
    by = system(centre.pk, centre.lead_agency_id, frozenset({COUNTS}), profile=centre.profile)
    with acting(by, Purpose.STATISTICS, "tick"):
        return sum(_ask(centre, one, year, pack.closes, at) for one in waiting)


def _ask(centre: Centre, one: Handing, year: int, closes: time, at: datetime) -> bool:
    """It is about no person: the house stands in the place of one."""
    thing = uuid5(centre.pk, f"{one.id} {year}")
    if Task.objects.filter(thing_id=thing).exists():
        return False
    open_task(
        "figures.hand_in", subject=centre.pk, agency=centre.lead_agency_id, duty=COUNTS,
        thing_kind="figures", thing=thing, at=at,
        due=datetime.combine(due_on(one, year), closes, SEOUL),
    )  # fmt: skip
    return True
