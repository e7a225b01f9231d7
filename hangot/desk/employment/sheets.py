"""Tables that are looked at first and then taken as a whole: of vacancies, and of courses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hangot.core.employment.lessons import Taught
from hangot.core.employment.pasted import Pasted
from hangot.core.text import Text
from hangot.desk.employment.house_forms import CoursesForm, TableForm
from hangot.desk.pasting import SheetForm
from hangot.employment import actions as work
from hangot.employment import queries
from hangot.employment.offering import courses_in, looked_at

Line = tuple[int, str, str, Any]
"""Its line in the table, what it is called, where, and what stands in the last column."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of table: the acts that look and take, its words, and how it is read and taken."""

    look: str
    bring: str
    title: Text
    column: Text
    form: Callable[..., SheetForm]
    read: Callable[[Any, str], Pasted | Taught]
    lines: Callable[[Any, Any], Sequence[Line]]
    take: Callable[..., object]

    def bring_in(self, request: Any, form: Any) -> object:
        """The whole table, or nothing of it."""
        return self.take(text=form.data["table"], **who(request))

    def shown(self, request: Any, act: str, form: Any) -> dict[str, Any]:
        """What the page shows of it: the box, the lines to be taken, the cells to correct."""
        mine = act in (self.look, self.bring)
        looked = (
            self.read(request, form.data["table"]) if act == self.look and not form.errors else None
        )
        return {
            "it": self, "open": mine, "form": form if mine else self.form(),
            "wrong": looked.wrong if looked else (),
            "lines": self.lines(request, looked) if looked else (),
        }  # fmt: skip


def who(request: Any) -> dict[str, Any]:
    """Whose act it is, and when."""
    return {"by": request.actor, "at": request.at}


def of(act: str) -> Sheet | None:
    """The kind of table that an act belongs to; None for every other act."""
    return next((one for one in SHEETS if act in (one.look, one.bring)), None)


def _offers(request: Any, looked: Pasted) -> Sequence[Line]:
    words = queries.words_of(request.actor)
    return [
        (line, offer.title, offer.employer, words.occupations[offer.occupation])
        for line, offer in looked.offers
    ]


def _lessons(_: Any, looked: Taught) -> Sequence[Line]:
    return [
        (line, one.title, one.place, Text(*[f"{one.first}~{one.last}"] * 2))
        for line, one in looked.lessons
    ]


SHEETS = (
    Sheet(
        "look", "bring", Text("공고를 엑셀 표 통째로 올리기", "Bring in a whole table of vacancies"),
        Text("직종", "Occupation"), TableForm,
        lambda request, text: looked_at(text, **who(request)), _offers, work.bring_in,
    ),
    Sheet(
        "look_courses", "bring_courses",
        Text("과정을 엑셀 표 통째로 올리기", "Bring in a whole table of courses"),
        Text("기간", "From and until"), CoursesForm,
        lambda request, text: courses_in(text, at=request.at), _lessons, work.bring_courses,
    ),
)  # fmt: skip
