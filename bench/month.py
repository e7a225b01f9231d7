"""One month's counts, timed in this process: there is no page for them yet."""

import time
from datetime import timedelta

from bench import house
from hangot import clock
from hangot.access.context import acting
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor
from hangot.cases.counts import month_counts


def measure(times: int) -> dict[str, float]:
    """Milliseconds of the counts of the last thirty days, as the team lead."""
    seat = Sitting.objects.select_related("post").get(post__slug="team-lead", until=None)
    lead, spent = actor(seat, profile_id=house.NAME), []
    end = clock.now()
    for _ in range(times):
        began = time.perf_counter()
        with acting(lead):
            found = month_counts(start=end - timedelta(days=30), end=end)
        spent.append((time.perf_counter() - began) * 1000)
    spent.sort()
    return {
        "p50_ms": spent[len(spent) // 2], "p95_ms": spent[int(len(spent) * 0.95)],
        "counted": sum(found.stages.values()) + sum(found.referrals.values()),
    }  # fmt: skip
