"""One request about somebody's search for work, and the form that was sent with it and not taken."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hangot.core.access import Section
from hangot.core.employment.words import WorkWords
from hangot.core.refusal import Hidden
from hangot.desk.cases.asking import Asking
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import today
from hangot.desk.door import sees
from hangot.desk.typed import uuid_of
from hangot.employment import queries


@dataclass(frozen=True, slots=True)
class Desk(Asking):
    """With the words of the centre and what is known of the search."""

    words: WorkWords
    found: queries.Seeking

    @property
    def search(self) -> UUID:
        """The search that the page shows; Hidden where there is none."""
        if self.found.row is None:
            raise Hidden
        return self.found.row.pk

    @property
    def item(self) -> UUID:
        """The thing that an act names; Hidden where it names none."""
        found = uuid_of(self.request.POST.get("item", ""))
        if found is None:
            raise Hidden
        return found

    @property
    def word(self) -> str:
        """What was answered with a button."""
        return str(self.request.POST.get("word", ""))


def desk_of(request: Any, one: PersonPage) -> Desk:
    """Hidden where the house keeps no searches, or the section is not one's to see."""
    sees(request, subject=one.case.person_id, thing=one.case.pk, section=Section.EMPLOYMENT)
    words = queries.words_of(request.actor)
    if not one.sees(Section.EMPLOYMENT):
        raise Hidden
    return Desk(request, one, words, queries.seeking(one.case, request.actor, on=today(request)))
