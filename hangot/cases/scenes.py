"""What the rules may know of a case."""

from datetime import datetime

from hangot.cases.models import Case, Closure, Seat
from hangot.core.rights import Scene
from hangot.vault.together import together


def scene(case: Case, *, at: datetime) -> Scene:
    """What the rules may know of a case: lead, seats, who proposed the closing. One statement."""
    seats, closures = together(
        Seat.objects.filter(case=case, until=None),
        Closure.objects.filter(case=case, decided_at=None).order_by("-created_at")[:1],
    )
    closing = closures[0] if closures else None
    return Scene(
        at, lead_post=case.lead_post_id, lead_agency=case.agency_id,
        seats=frozenset(seat.post_id for seat in seats),
        proposer=closing.proposed_by if closing else None,
        proposer_post=closing.proposed_post if closing else None,
    )  # fmt: skip
