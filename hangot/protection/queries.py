"""What was lent to a person as far as one may see it, and what one's own agency has to lend."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hangot.core.access import Actor
from hangot.protection.models import Item, Lending, Taken


@dataclass(frozen=True, slots=True)
class Lent:
    """One lending; `item` for the agency that holds it, None for everybody else."""

    row: Lending
    item: Item | None


def of_case(case_id: UUID) -> list[Lent]:
    """What row security shows of a case, the newest first; cases know no item of another agency."""
    found = list(Lending.objects.filter(case_id=case_id).order_by("-created_at", "pk"))
    taken = Taken.objects.filter(lending__in=found).select_related("item").order_by("live", "id")
    of = {one.lending_id: one.item for one in taken}
    return [Lent(row, of.get(row.pk)) for row in found]


def visible(lending_id: UUID) -> Lending | None:
    """One lending, if row security shows it."""
    return Lending.objects.filter(pk=lending_id).first()


def stock_of(by: Actor) -> tuple[Sequence[Item], Sequence[Taken]]:
    """What one's agency has, by kind and number, and when each is taken; by whom it does not say."""
    mine = Item.objects.filter(agency_id=by.agency)
    taken = Taken.objects.filter(agency_id=by.agency, live=True).order_by("during")
    return list(mine.exclude(state="retired").order_by("what", "mark")), list(taken)
