"""What an answer demands of people: raised with it, ended only by a recorded act."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case
from hangot.core.access import Actor, by_number
from hangot.core.instruments.form import Duty, Errand, Follows
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.directory.models import Centre, Post
from hangot.instruments.models import Alarm
from hangot.instruments.rows import Filled, dumped
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, ends, open_task
from hangot.tasks.fire import fire, locked

TASKS: Mapping[str, str] = {
    "safety": "alarm.safety",
    "supervisor": "alarm.supervisor",
    "author": "alarm.author",
}
REPORT = "alarm.report"
DUTIES: Mapping[str, str] = {"safety": "S", "supervisor": "L"}


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing to do after a form: for whom, how soon, because of what."""

    duty: Duty
    report: str
    causes: tuple[str, ...]


def raise_for(
    found: Filled, follows: Iterable[tuple[str, Follows]], *, by: Actor, at: datetime
) -> list[Alarm]:
    """Raise what follows, one alarm for each duty; the task of each stands on somebody's Today."""
    return [_raise(found, one, by=by, at=at) for one in demands(follows, by=by, at=at)]


def demands(follows: Iterable[tuple[str, Follows]], *, by: Actor, at: datetime) -> list[Demand]:
    """Several causes of one duty are one demand, and the soonest of them counts."""
    found: dict[tuple[str, str], Demand] = {}
    for cause, one in follows:
        for duty in one.duties:
            key = (duty.to, one.report)
            known = found.get(key)
            sooner = known is None or _due(by, duty, at) < _due(by, known.duty, at)
            causes = (*(known.causes if known else ()), cause)
            found[key] = Demand(duty if sooner or not known else known.duty, one.report, causes)
    return list(found.values())


def settle(
    *, alarm_id: UUID, act: str, words: str, expected: int | None, by: Actor, at: datetime
) -> Alarm:
    """Record what was done. Missing without an act of the list or without words."""
    row: Alarm = locked(Alarm, alarm_id, expected=expected)
    known = profile(by.profile).lists["alarm_acts"]
    row.act, row.words = act, words.strip() or None
    row.acted_by, row.acted_post, row.acted_at = by.worker, by.post, at
    given = {name for name, held in (("outcome", act in known), ("told_what", row.words)) if held}
    fire(
        row, "settle", by=by, at=at, subject=row.subject_id, section=by_number(row.section),
        scene=scene(row, at=at), given=given,
    )  # fmt: skip
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at)
    return row


def scene(row: Alarm, *, at: datetime) -> Scene:
    """Whose it is to act: the duty it was raised for, or the post that asked."""
    if row.errand == "author":
        return Scene(at, author_post=row.post_id)
    asked: Collection[str] = {DUTIES[row.errand]}
    return Scene(at, receiver=row.for_agency, post_duties=frozenset(asked))


def _raise(found: Filled, demand: Demand, *, by: Actor, at: datetime) -> Alarm:
    errand, agency = _whom(found.row.case, demand.duty.to, by)
    row = Alarm(
        centre_id=by.centre, subject_id=found.row.subject_id, case_id=found.row.case_id,
        response=found.row, section=found.row.section, agency_id=by.agency, post_id=by.post,
        errand=errand, for_agency=agency, report=demand.report or None,
        what=dumped(_what(found, demand)), created_at=at, due=_due(by, demand.duty, at),
    )  # fmt: skip
    fire(
        row, "raise", by=by, at=at, subject=row.subject_id, section=found.section,
        scene=scene(row, at=at), new=True,
    )  # fmt: skip
    open_task(
        REPORT if demand.report and errand == "author" else TASKS[errand],
        subject=row.subject_id, agency=agency, duty=DUTIES.get(errand),
        post=by.post if errand == "author" else None, thing_kind="alarm", thing=row.pk, at=at,
        due=row.due,
    )  # fmt: skip
    return row


def _what(found: Filled, demand: Demand) -> dict[str, object]:
    label: Text = demand.duty.label
    return {
        "form": found.form.digest, "causes": list(demand.causes), "ko": label.ko, "en": label.en,
    }  # fmt: skip


def _whom(case: Case, errand: Errand, by: Actor) -> tuple[str, UUID]:
    """Where the duty sits; what has no supervisor goes to the safety officer of the house."""
    if errand == "author":
        return errand, by.agency
    leads = Post.objects.filter(agency_id=case.agency_id, duties__contains=["L"], active=True)
    if errand == "supervisor" and leads.exists():
        return errand, case.agency_id
    return "safety", Centre.objects.get(pk=by.centre).lead_agency_id


def _due(by: Actor, duty: Duty, at: datetime) -> datetime:
    return ends(by, duty.within, at)
