"""What the policy says of reviews of the log and of exports, in Python, and rows to steal."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.core.access import Purpose
from hangot.core.ids import new_id
from hangot.directory.models import Centre
from hangot.exports import actions as exports
from hangot.exports.models import ExportPart
from hangot.retention.models import Destruction, LegalHold, Retained
from hangot.watching import actions, months
from hangot.watching.models import MonthFinding
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]


def _reviewers(judge: Any, row: Row) -> bool:
    return bool(judge.duty("U", "V"))


def _export(judge: Any, row: Row) -> bool:
    return bool(row["post_id"] == judge.actor.post or judge.duty("V", "D"))


def _part(judge: Any, row: Row) -> bool:
    (asked,) = (one for one in judge.rows["export"] if one["id"] == row["export_id"])
    return bool(asked["post_id"] == judge.actor.post and asked["worker_id"] == judge.actor.worker)


def _enders(judge: Any, row: Row) -> bool:
    return bool(judge.duty("V", "L"))


RULES_OF_WATCHING: Mapping[str, Judging] = {
    **dict.fromkeys(("monthreview", "monthfinding"), _reviewers),
    "retained": lambda judge, row: judge.duty("V")
    or (judge.duty("L") and row["agency_id"] == judge.actor.agency),
    **dict.fromkeys(("legalhold", "destruction"), _enders),
    "export": _export, "exportpart": _part,
}  # fmt: skip


def fill_watching(town: Town) -> None:
    """The auditor has begun a month, the team lead asks for a file, two records end or are held."""
    at = clock.now()
    _endings(town, at)
    with acting(town.actor("auditor"), Purpose.OVERSIGHT) as state:
        by = state.actor
        month = months.read("", at - timedelta(days=62))
        row = actions.begin(month=month, by=by, at=at)
        MonthFinding(
            centre_id=by.centre, review=row, entry_id=new_id(), why="export", amount=1
        ).save(force_insert=True)
    with town.acts("team-lead") as by:
        wanted = exports.Wanted("cases", "csv", "own_planning", "…", "…")
        asked = exports.ask(wanted=wanted, by=by, at=at)
        ExportPart(
            centre_id=by.centre, export=asked, number=0, content=b"locked"
        ).save(force_insert=True)  # fmt: skip


def _endings(town: Town, at: datetime) -> None:
    subject = town.cases["mind"].person_id
    with town.acts("privacy-officer") as by:
        who = {"centre_id": by.centre, "subject_id": subject, "worker_id": by.worker}
        LegalHold(**who, reason="…", since=at).save(force_insert=True)
        Destruction(
            **who, agency_id=by.agency, post_id=by.post, state="proposed", ground="person_asked",
            reason="…", created_at=at,
        ).save(force_insert=True)  # fmt: skip
        centre, agency = by.centre, by.agency
    clock_ = clockwork(Centre.objects.get(pk=centre))
    with acting(clock_, Purpose.STATISTICS):
        Retained(
            centre_id=centre, subject_id=subject, agency_id=agency, clock="retention", ended_at=at,
            until=at.date(),
        ).save(force_insert=True)  # fmt: skip
    # An officer may be kept out of a record, too: then its end is somebody else's.
    town.deny("mind", worker=town.actor("privacy-officer").worker)
