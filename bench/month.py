"""The people and times of one month, as the clock counts them for the figures, timed in this process."""

import time
from datetime import timedelta

from bench import house
from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import EVERY, Figure
from hangot.directory.models import Agency, Centre
from hangot.indicators.counting import Place, tallies
from hangot.packs.active import profile

EVENT = "case.register"


def measure(times: int) -> dict[str, float]:
    """Milliseconds of counting the cases that were registered last month, whole and by agency."""
    centre = Centre.objects.get(profile=house.NAME)
    group = [one for one in profile(house.NAME).indicators.counted.values() if one.event == EVENT]
    last = clock.now().astimezone(SEOUL).replace(day=1) - timedelta(days=1)
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        with acting(clockwork(centre), Purpose.STATISTICS):
            agencies = dict(Agency.objects.values_list("pk", "slug"))
            found = tallies(group, last.year, (last.month,), Place(centre.pk, agencies, {}))
        spent.append((time.perf_counter() - began) * 1000)
    spent.sort()
    return {
        "p50_ms": spent[len(spent) // 2], "p95_ms": spent[int(len(spent) * 0.95)],
        "counted": found[Figure(EVERY, EVERY, last.month)].times,
    }  # fmt: skip
