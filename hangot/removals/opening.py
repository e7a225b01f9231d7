"""The case of a removal, for the agency that may work on it."""

from datetime import datetime
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.queries import need
from hangot.cases.models import Case
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden
from hangot.removals.queries import offered


def case_of(case_id: UUID, *, by: Actor, at: datetime) -> Case:
    """The case, while nobody else acts on its person; Hidden unless one sees the incident in full."""
    offered(by)
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    alone(case.person_id)
    need(by, case.person_id, Section.INCIDENT, Level.FULL, at=at)
    return case
