"""The opponent as somebody names him: a record nobody finds, so that a hidden match can be seen.

Nothing is looked up here, so the answer is the same whether the house knows him or not. The job
of `intake.matching` compares later, and tells the safety officer only.
"""

from dataclasses import dataclass
from datetime import date, datetime

from hangot.access import actions as access
from hangot.core.access import Actor, Level, Section
from hangot.core.rights import Scene, may
from hangot.directory.actions import number
from hangot.directory.models import Centre
from hangot.people.identity import create_person
from hangot.people.models import Person

OPPONENT = "alleged_perpetrator"
"""The relation of the base lists whose other side is a person that may be known here."""
FOR_SAFETY = {Section.IDENTITY: Level.FULL}


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody says of another person: a name, and what tells him from his namesakes."""

    name: str
    birth: date | None = None
    phone: str | None = None


def record_of(named: Named, *, by: Actor, at: datetime) -> Person:
    """A person of his own whom the safety officer sees and no desk can look up.

    He has no case; the phone is kept as search tokens only, which nobody can read. Call from an
    act that is audited.
    """
    may("relationship.write", by, Scene(at))
    person = create_person(
        number=number("person", by=by, at=at), name=named.name, phone=named.phone, by=by, at=at,
        birth=named.birth.isoformat() if named.birth else None,
    )  # fmt: skip
    lead = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    with access.changing(person.pk):
        access.gate(
            person.pk, FOR_SAFETY, agency=lead, code="named", source=person.pk, starts=at, ends=None
        )
        access.claim(
            person.pk, FOR_SAFETY, agency=lead, duties=("S",), code="named", source=person.pk,
            starts=at,
        )  # fmt: skip
    return person
