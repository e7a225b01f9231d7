"""What the rules may know of a case."""

from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case, Closure, Seat, ServicePlan
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


def plan_scene(plan: ServicePlan, case: Case, *, at: datetime, does: UUID | None = None) -> Scene:
    """What the rules may know of a plan: its author; `does` is the agency of one of its actions."""
    base = scene(case, at=at)
    return Scene(
        at, lead_post=base.lead_post, lead_agency=base.lead_agency, seats=base.seats, receiver=does,
        proposer=plan.author, proposer_post=plan.post_id,
    )  # fmt: skip
