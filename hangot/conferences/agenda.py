"""What comes on an agenda: asked for by workers, proposed by thresholds, carried from before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.barring import kept_out
from hangot.access.context import deriving
from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.conferences import sharing
from hangot.conferences.models import ActionItem, AgendaItem, Attendance, Conference
from hangot.conferences.scenes import item_of, item_scene, kind_of, scene, taken
from hangot.conferences.words import put_words
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.people.entries import owned
from hangot.tasks.fire import fire, follow, locked

ALWAYS = (Section.OVERVIEW, Section.IDENTITY, Section.PLAN)
"""Sections every item is about."""
OPEN_TO_CHANGE = ("draft", "postponed")
NOT_HERE = Text(
    "이 사례는 이 회의에 올릴 수 없습니다. 다른 회의에 올리거나 함께할 직위를 바꿔 주세요.",
    "This case cannot come to this conference. Use another one, or change who takes part.",
)
TOO_LATE = Text(
    "소집한 뒤에는 안건과 참석자를 바꿀 수 없습니다. 먼저 회의를 미뤄 주세요.",
    "Agenda and invitations stay once it is called. Postpone the conference first.",
)
NO_CASES = Text(
    "이 회의는 사례를 다루지 않습니다.", "This kind of conference speaks about no cases."
)
ALREADY = Text("이미 올라가 있는 안건입니다.", "This case is on an agenda already.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be spoken about: sections, and the words of who asks, in one of them."""

    sections: tuple[Section, ...] = ()
    origin: str = "request"
    section: Section = Section.OVERVIEW
    words: str = ""


def ask(*, case_id: UUID, wish: Wish, by: Actor, at: datetime) -> AgendaItem:
    """A worker asks that the next conference speaks about a case one has to do with."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    view(by, case.person_id, at=at)
    _not_twice(case)
    item = _row(case, wish, by=by, at=at)
    _list(item, None, by=by, at=at)
    if wish.words.strip():
        put_words(item, wish.section, wish.words, by=by, at=at)
    return item


def propose(
    *, conference_id: UUID, case_id: UUID, wish: Wish, by: Actor, at: datetime
) -> AgendaItem:
    """Put a case on an agenda that is being prepared; one that waits comes with its words."""
    conference = taken(conference_id)
    may("conference.write", by, scene(conference, at=at))
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    _changeable(conference)
    if not kind_of(conference, by).cases:
        raise Missing("kind", NO_CASES)
    _one_table(conference, case.person_id, at=at)
    waiting = AgendaItem.objects.filter(case_id=case_id, conference=None, state="listed")
    found = waiting.order_by("created_at").first()
    item = locked(AgendaItem, found.pk, expected=None) if found else _new(case, wish, by=by, at=at)
    conference.count += 1
    conference.subjects = sorted({*conference.subjects, case.person_id})
    _keep(conference)
    item.conference, item.number = conference, conference.count
    item.sections = sorted({*item.sections, *(s.number for s in wish.sections)})
    if found:
        item.version += 1
        item.save()
        remember("agenda_item.list", by=by, at=at, subject=item.subject_id, thing=item.pk)
    else:
        _list(item, conference, by=by, at=at)
    _carry(item, by=by, at=at)
    return item


def withdraw(
    *, item_id: UUID, why: str, expected: int | None, by: Actor, at: datetime
) -> AgendaItem:
    """Take an item off before it is discussed."""
    found = AgendaItem.objects.filter(pk=item_id).first()
    if found is None:
        raise Hidden
    conference: Conference | None = None
    if found.conference_id:
        item, conference = item_of(item_id, expected)
    else:
        item = locked(AgendaItem, item_id, expected=expected)
    item.why = why
    fire(
        item, "withdraw", by=by, at=at, subject=item.subject_id, section=Section.OVERVIEW,
        scene=item_scene(item, conference, at=at), given={"reason"} if why else set(),
    )  # fmt: skip
    if conference:
        sharing.end_item(item, by=by, at=at)
    return item


def again(item: AgendaItem, origin: str, *, carried: UUID | None, by: Actor, at: datetime) -> None:
    """The case waits for the next conference because of what this one left; inside `deriving()`."""
    if AgendaItem.objects.filter(case_id=item.case_id, conference=None, state="listed").exists():
        return
    row = AgendaItem(
        **owned(item.subject_id, Section.OVERVIEW, by=by, at=at), case_id=item.case_id,
        origin=origin, sections=list(item.sections), carried=carried, state="listed",
    )  # fmt: skip
    row.save(force_insert=True)


def _new(case: Case, wish: Wish, *, by: Actor, at: datetime) -> AgendaItem:
    _not_twice(case)
    return _row(case, wish, by=by, at=at)


def _row(case: Case, wish: Wish, *, by: Actor, at: datetime) -> AgendaItem:
    numbers = {s.number for s in (*ALWAYS, *wish.sections, wish.section) if not s.closed}
    return AgendaItem(
        **owned(case.person_id, Section.OVERVIEW, by=by, at=at), case_id=case.pk,
        origin=wish.origin, sections=sorted(numbers),
    )  # fmt: skip


def _list(item: AgendaItem, conference: Conference | None, *, by: Actor, at: datetime) -> None:
    fire(
        item, "list", by=by, at=at, new=True, subject=item.subject_id,
        scene=item_scene(item, conference, at=at), given={"reason"} if item.origin else set(),
    )  # fmt: skip


def _not_twice(case: Case) -> None:
    live = AgendaItem.objects.filter(case_id=case.pk, state__in=("listed", "presented"))
    if live.exists():
        raise Missing("case", ALREADY)


def _changeable(conference: Conference) -> None:
    if conference.state not in OPEN_TO_CHANGE:
        raise Missing("agenda", TOO_LATE)


def _one_table(conference: Conference, subject: UUID, *, at: datetime) -> None:
    """Nobody who takes part is kept out of the record, and nobody on the agenda from this person."""
    posts = dict(
        Attendance.objects.filter(conference=conference).values_list("post_id", "agency_id")
    ) | {conference.chair_post: conference.agency_id, conference.post_id: conference.agency_id}
    if kept_out(subject, posts, at=at) or apart(subject, conference.subjects):
        raise Missing("agenda", NOT_HERE)


def apart(subject: UUID, others: Iterable[UUID]) -> bool:
    """Must this person not be spoken of together with one of the others?"""
    with deriving(subject), connection.cursor() as cursor:
        cursor.execute("select hg.one_table(%s)", [list(others)])
        return not cursor.fetchone()[0]


def _carry(item: AgendaItem, *, by: Actor, at: datetime) -> None:
    """Actions of the case that were not done are carried with the item."""
    with deriving(item.subject_id):
        for row in ActionItem.objects.filter(
            item__case_id=item.case_id, state__in=("not_possible", "not_done")
        ):
            follow(row, "carry", by=by, at=at, subject=item.subject_id)


def _keep(conference: Conference) -> None:
    conference.version += 1
    conference.save()
