"""The form of each act in the room, with the choices its reader has."""

from collections.abc import Sequence
from typing import Any

from hangot.conferences.models import AgendaItem
from hangot.conferences.room import CLOSING, SELECTING
from hangot.core.access import SHARED, Level, Section
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_frame import today
from hangot.desk.conferences import showing
from hangot.desk.conferences.forms import (
    ITEM_REASONS,
    ChargeForm,
    RulingForm,
    WhyForm,
    WordsForm,
)

DECIDED = Text("무엇을 하기로 했나요?", "What was decided?")
TO_DO = Text("누가 무엇을 하나요?", "Who does what?")


def form_of(
    request: Any, one: showing.Table, row: AgendaItem, event: str, data: Any = None
) -> DeskForm:
    """The form of one act; without fields where nothing is to be told."""
    more: dict[str, Any] = {"auto_id": f"{event}_{row.number}_%s"}
    if event in ITEM_REASONS:
        return WhyForm(one.pack, ITEM_REASONS[event], data, **more)
    if event == "note":
        return WordsForm(one.pack, _writes(one, row), data, label=DECIDED, **more)
    if event == "charge":
        posts = [(a.post_id, one.author(a.agency_id, a.post_id)) for a in one.sheet.invited]
        return ChargeForm(
            one.pack,
            _writes(one, row),
            data,
            label=TO_DO,
            posts=posts,
            today=today(request),
            **more,
        )
    if event == "decide":
        return RulingForm(one.pack, _outcomes(one, row), data, **more)
    return DeskForm(data, **more)


def _writes(one: showing.Table, row: AgendaItem) -> Sequence[Section]:
    """The sections of the item that this viewer sees whole, the plan first."""
    reader, found = one.sheet.reader, []
    levels, own = reader.levels.get(row.subject_id, {}), reader.own.get(row.subject_id, {})
    for s in SHARED:
        whole = max(levels.get(s, Level.NONE), own.get(s, Level.NONE)) >= Level.FULL
        if whole and s.number in row.sections:
            found.append(s)
    return sorted(found, key=lambda s: (s is not Section.PLAN, s.number))


def _outcomes(one: showing.Table, row: AgendaItem) -> list[str]:
    """A selection or a closing only where the case waits for one."""
    case = one.named.cases.get(row.subject_id)
    stage = one.pack.life("case").core(case.stage) if case else ""
    shut = {
        *(() if stage == "conference" else SELECTING),
        *(() if stage == "closing" else (CLOSING,)),
    }
    codes = [choice.id for choice in one.pack.choices("item_outcomes")]
    return [code for code in codes if code not in shut]
