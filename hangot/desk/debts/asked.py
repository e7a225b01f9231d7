"""One request about the debts of one case, and the form that was sent with it and not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hangot.core.access import Section
from hangot.core.debts.kinds import DebtWords
from hangot.core.refusal import Hidden
from hangot.core.tables import Wrong
from hangot.core.text import Text
from hangot.debts import queries
from hangot.desk.cases.asking import Asking
from hangot.desk.cases.header import PersonPage
from hangot.desk.door import sees
from hangot.packs.active import profile


@dataclass(frozen=True, slots=True)
class Desk(Asking):
    """With the words of the centre and what is known of the household."""

    words: DebtWords
    case: queries.Household


def areas(desk: Desk) -> dict[str, Text]:
    """The quarters by which the house counts; empty where it counts by none."""
    axis = profile(desk.request.actor.profile).indicators.axes.get("area")
    return {one.id: one.label for one in axis.rows.values()} if axis else {}


@dataclass(frozen=True, slots=True)
class Given:
    """The form that was sent and not taken; `item` a debt or a procedure; `wrong` cells of a table."""

    act: str = ""
    form: Any = None
    item: UUID | None = None
    wrong: Sequence[Wrong] = ()

    @property
    def debt(self) -> UUID:
        """The debt that the form is about; Hidden where it names none."""
        if self.item is None:
            raise Hidden
        return self.item

    def sent(self, act: str, item: UUID | None = None) -> Any:
        """The form of this act about this thing, if that is what was sent."""
        return self.form if self.act == act and self.item == item else None


def desk_of(request: Any, one: PersonPage) -> Desk:
    """Hidden where the house works out no way, or the section of finance is not one's to see."""
    sees(request, subject=one.case.person_id, thing=one.case.pk, section=Section.FINANCE)
    words = queries.words_of(request.actor)
    if not one.sees(Section.FINANCE):
        raise Hidden
    return Desk(request, one, words, queries.household(one.case.pk))
