"""Going along (동행): who goes with the person to the police, a court, a hospital, an office."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.cases.records import writable
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Section, by_number
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import locked
from hangot.visits.models import Accompaniment

DONE_BEFORE = Text("이미 마친 동행입니다.", "This is recorded as done already.")
NO_MINUTES = Text("걸린 시간을 분으로 적어 주세요.", "Give the time it took, in minutes.")


@dataclass(frozen=True, slots=True)
class Trip:
    """What is agreed with the person: the kind of place, when, which post goes, who else comes."""

    place: str
    when: datetime
    post: UUID
    companion: str = ""
    detail: str = ""


def plan_trip(*, case_id: UUID, trip: Trip, by: Actor, at: datetime) -> Accompaniment:
    """Plan to go along; the post that goes gets the task. Where exactly is sealed."""
    may("accompaniment.write", by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    post = Post.objects.filter(pk=trip.post).first()
    if case is None or post is None:
        raise Hidden
    section = writable(case.person_id, Section.PLAN, by=by, at=at)
    row = Accompaniment(
        **owned(case.person_id, section, by=by, at=at), place=trip.place, at=trip.when,
        with_post=post.pk, companion=trip.companion or None, detail=trip.detail or None,
    )  # fmt: skip
    row.save(force_insert=True)
    note_entry(case.person_id, section, by=by, at=at)
    open_task(
        "accompaniment.go", subject=case.person_id, agency=post.agency_id, post=post.pk,
        thing_kind="accompaniment", thing=row.pk, at=at,
        due=trip.when,
    )  # fmt: skip
    remember(
        "accompaniment.write", by=by, at=at, subject=case.person_id, thing=row.pk, section=section
    )
    return row


def trip_done(*, trip_id: UUID, minutes: int, by: Actor, at: datetime) -> Accompaniment:
    """It took place; the minutes count as service given."""
    may("accompaniment.done", by, Scene(at))
    row: Accompaniment = locked(Accompaniment, trip_id, expected=None)
    if row.done_at:
        raise Missing("open", DONE_BEFORE)
    if minutes <= 0:
        raise Missing("minutes", NO_MINUTES)
    row.done_at, row.minutes, row.version = at, minutes, row.version + 1
    row.save()
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at)
    remember(
        "accompaniment.done", by=by, at=at, subject=row.subject_id, thing=row.pk,
        section=by_number(row.section),
    )  # fmt: skip
    return row


def trips(subject: UUID) -> list[Accompaniment]:
    """The accompaniments one may see, the next first, then those that are done."""
    found = Accompaniment.objects.filter(subject_id=subject).order_by("at")
    return sorted(found, key=lambda one: (one.done_at is not None, one.at))
