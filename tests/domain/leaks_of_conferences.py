"""Conferences of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.conferences import actions as conferences
from hangot.core.access import Level, Section
from tests.domain.conferring import JOBS, LEAD, invite, on_item, post, prepared, put_on, sign, step
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

Row = dict[str, Any]
MIND = "smile-centre-1"
CONVENES = ("C", "M", "A", "P", "L", "D")


def fill_conferences(town: Town) -> None:
    """One about two people with both agencies, in session; one that waits; a draft of the prosecutor."""
    acts = town.acts
    conference = prepared(acts)
    jobs = put_on(acts, conference, town.cases["jobs"], (Section.EMPLOYMENT,))
    put_on(acts, conference, town.cases["mind"], (Section.HEALTH,))
    invite(acts, conference, "counsellor-1", JOBS, MIND)
    step(acts, "call", conference)
    on_item(
        acts, "contribute", jobs, slug=JOBS, section=Section.EMPLOYMENT, words="교육을 마쳤습니다"
    )
    sign(acts, conference, LEAD, "counsellor-1", JOBS, MIND)
    step(acts, "open_room", conference)
    on_item(acts, "present", jobs, expected=None)
    on_item(acts, "note", jobs, section=Section.PLAN, text="함께 돕는다")
    with acts(LEAD):
        due = (clock.now() + timedelta(days=9)).date()
        task = conferences.Charge(Section.OVERVIEW, post(JOBS), "과정을 알아본다", due)
    on_item(acts, "charge", jobs, task=task)
    with acts("counsellor-1") as by:
        wish = conferences.Wish(words="함께 정해요")
        conferences.ask(case_id=town.cases["barred"].pk, wish=wish, by=by, at=clock.now())


def _conference(judge: "Judge", row: Row) -> bool:
    if any(judge.barred(subject) for subject in row["subjects"]):
        return False
    ours = row["agency_id"] == judge.actor.agency and judge.duty(*CONVENES)
    return ours or (row["called_at"] is not None and judge.actor.post in row["posts"])


def _of(judge: "Judge", row: Row) -> Row | None:
    """The conference of a row, where one sees it."""
    known = {one["id"]: one for one in judge.rows["conference"]} if judge.rows else {}
    found = known.get(row["conference_id"])
    return found if found and _conference(judge, found) else None


def _runs(judge: "Judge", row: Row) -> bool:
    found = _of(judge, row)
    return found is not None and found["agency_id"] == judge.actor.agency


def _attendance(judge: "Judge", row: Row) -> bool:
    guarded = {one["id"] for one in judge.rows["agency"] if one["guarded"]}
    mine = row["post_id"] == judge.actor.post or _runs(judge, row)
    return _of(judge, row) is not None and (mine or row["agency_id"] not in guarded)


def _item(judge: "Judge", row: Row) -> bool:
    if not judge.touches(row["subject_id"]):
        return False
    if row["conference_id"]:
        return _of(judge, row) is not None
    leads = {one["lead_agency_id"] for one in judge.rows["centre"]}
    return judge.actor.agency in {row["agency_id"], *leads}


def _sight(judge: "Judge", row: Row) -> bool:
    mine = row["post_id"] == judge.actor.post or _runs(judge, row)
    return mine and judge.touches(row["subject_id"])


def _content(judge: "Judge", row: Row) -> bool:
    return judge.level(row["subject_id"], row["section"], row) >= Level.FULL


RULES_OF_CONFERENCES: Mapping[str, Callable[["Judge", Row], bool]] = {
    "conference": _conference,
    "attendance": _attendance,
    "agendaitem": _item,
    "itemsight": _sight,
    "contribution": _content,
    "decision": _content,
    "actionitem": _content,
}
