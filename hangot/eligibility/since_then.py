"""What was told to a person and no longer holds: an answer, a figure of law or the day is another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from hangot.core.eligibility.findings import Finding as Found
from hangot.core.eligibility.findings import Verdict
from hangot.core.eligibility.since_then import Why, changed
from hangot.core.eligibility.trace import canonical
from hangot.eligibility.findings import Outlook
from hangot.eligibility.models import Finding


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was told last about a service, and why it is no longer so. `sums`: won by amount."""

    told_on: date
    verdict: Verdict
    sums: Mapping[str, int | None]
    why: Why
    now: Found


def outdated(case_id: UUID, found: Outlook) -> tuple[Earlier, ...]:
    """What one's agency told last about each service, where today it comes out otherwise."""
    rows = Finding.objects.filter(case_id=case_id).order_by("service", "-created_at", "-pk")
    as_of_today = {one.service.id: one for one in found.findings}
    return tuple(
        earlier
        for row in rows.distinct("service")
        if row.service in as_of_today
        and (earlier := _earlier(row, as_of_today[row.service], found)) is not None
    )


def _earlier(row: Finding, now: Found, found: Outlook) -> Earlier | None:
    then = json.loads(row.trace)
    why = changed(then, json.loads(canonical(found.ruling.tracer.trace(now))))
    sums = {one["id"]: one["value"] for one in then["amounts"]}
    verdict = cast("Verdict", row.verdict)
    return Earlier(row.asked_on, verdict, sums, why, now) if why else None
