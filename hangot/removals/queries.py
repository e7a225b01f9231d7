"""Removals of a case, for the agency that works on them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.clocks import Length
from hangot.core.refusal import Hidden
from hangot.packs.active import profile
from hangot.removals.models import Removal

CHECK = "deletion_check_"


def offered(by: Actor) -> None:
    """Hidden in a house that asks for no removals."""
    if not profile(by.profile).lists["removal_providers"]:
        raise Hidden


def of_case(case_id: UUID) -> list[Removal]:
    """In the order of their numbers; nothing for any other agency."""
    return list(Removal.objects.filter(case_id=case_id).order_by("number"))


def checks(by: Actor, on: date) -> Sequence[Length]:
    """How long after the deletion each look is, by the clocks of the pack."""
    pack = profile(by.profile)
    return [pack.length(name, on) for name in sorted(pack.clocks) if name.startswith(CHECK)]
