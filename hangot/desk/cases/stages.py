"""The stages of a case as a picture: where it is, which it went through, which it left out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hangot.cases.queries import DRAWN
from hangot.core.access import Level, Section
from hangot.core.packs import Stage
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.tasks.models import Moved
from hangot.templatetags.moments import short_words

NOT_YET = Text("아직", "not yet")
NOW = Text("지금", "now")
SKIPPED = Text("건너뜀", "skipped")
NOTHING = Text("", "")


def steps(frame: PersonPage, moves: Sequence[Moved]) -> list[dict[str, Any]]:
    """The stages with the day each was reached; nothing for who may not see how far things are.

    A stage is done only when the case was in it. Where one may see none of its moves, or more
    happened than a page reads, nothing is said about the stages before.
    """
    if not frame.sees(Section.OVERVIEW, Level.SUMMARY):
        return []
    stages, here = frame.profile.stages, frame.profile.stage_of(frame.case.stage)
    place = stages.index(here) if here else len(stages)
    reached = _reached(frame, moves)
    whole = bool(reached) and len(moves) < DRAWN
    return [
        _step(stage, number - place, reached.get(stage.id), whole=whole)
        for number, stage in enumerate(stages)
    ]


def _reached(frame: PersonPage, moves: Sequence[Moved]) -> dict[str, datetime]:
    """The first moment of each stage the case was in; moves come newest first."""
    found = {}
    for one in moves:
        stage = frame.profile.stage_of(one.target) if one.thing_kind == "case" else None
        if stage and one.thing_id == frame.case.pk:
            found[stage.id] = one.at
    return found


def _step(stage: Stage, ahead: int, since: datetime | None, *, whole: bool) -> dict[str, Any]:
    note = NOT_YET if ahead > 0 else NOW if ahead == 0 else SKIPPED if whole else NOTHING
    if since and ahead <= 0:
        note = short_words(since)
    return {
        "label": stage.label, "note": note, "current": ahead == 0,
        "done": ahead < 0 and since is not None,
    }  # fmt: skip
