"""What an invited post does: write what its agency knows, sign, leave the room for an item."""

from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.barring import kept_out
from hangot.access.trail import remember
from hangot.accounts.queries import sitters
from hangot.conferences import sharing
from hangot.conferences.models import AgendaItem, Attendance, Conference, Contribution, ItemSight
from hangot.conferences.scenes import item_of, scene, taken
from hangot.conferences.words import put_words
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.tasks.actions import close_tasks

OVER = Text(
    "회의가 시작되기 전까지만 쓸 수 있습니다.",
    "This can be written only until the conference begins.",
)
NOTHING = Text("의견을 적어 주세요.", "Write what you have to say.")
NOT_NOW = Text("회의 날에 서명할 수 있습니다.", "You sign on the day of the conference.")
NOBODY = Text("앉은 사람이 없는 직위입니다.", "Nobody sits on this post.")
ABSENT = Text(
    "이 직위는 이 회의에 함께할 수 없습니다. 같은 기관의 다른 분이 오셔야 합니다.",
    "This post cannot take part in this conference. Somebody else of the agency must come.",
)
NO_REASON = Text("까닭을 골라 주세요.", "Choose a reason.")
BEFORE, SIGNING = ("called",), ("called", "open")


def contribute(
    *, item_id: UUID, section: Section, words: str, by: Actor, at: datetime
) -> Contribution:
    """What one's agency has to say about an item in one section; in the room for who may see it."""
    may("contribution.write", by, Scene(at))
    item, conference = item_of(item_id)
    sight = sharing.own_sight(item_id, by.post)
    if sight is None or section.number not in sight.sections:
        raise Hidden
    if conference.state not in BEFORE:
        raise Missing("agenda", OVER)
    if not words.strip():
        raise Missing("words", NOTHING)
    row = put_words(item, section, words, by=by, at=at)
    _answered(item, sight, section, by=by, at=at)
    remember(
        "contribution.write", by=by, at=at, subject=item.subject_id, thing=row.pk, section=section
    )
    return row


def _answered(
    item: AgendaItem, sight: ItemSight, section: Section, *, by: Actor, at: datetime
) -> None:
    with access.changing(item.subject_id):
        sight.answered = sorted({*sight.answered, section.number})
        sight.version += 1
        sight.save()
    if set(sight.asked) <= set(sight.answered):
        close_tasks(sight.pk, subject=item.subject_id, by=by, at=at)


def sign(*, conference_id: UUID, by: Actor, at: datetime) -> Attendance:
    """I am here and keep silent about what I hear: for this meeting, today."""
    may("conference.sign", by, Scene(at))
    conference = taken(conference_id)
    row = Attendance.objects.filter(conference=conference, post_id=by.post).first()
    if row is None:
        raise Hidden
    return _sign(conference, row, by.worker, "screen", by=by, at=at)


def sign_on_paper(*, attendance_id: UUID, by: Actor, at: datetime) -> Attendance:
    """Whoever runs the conference writes down that somebody signed on paper."""
    row = Attendance.objects.filter(pk=attendance_id).first()
    if row is None:
        raise Hidden
    conference = taken(row.conference_id)
    may("conference.write", by, scene(conference, at=at))
    seated = _sitter(row, at=at)
    return _sign(conference, row, seated, "paper", by=by, at=at)


def _sign(
    conference: Conference, row: Attendance, worker: UUID, how: str, *, by: Actor, at: datetime
) -> Attendance:
    if conference.state not in SIGNING:
        raise Missing("signed_today", NOT_NOW)
    if any(kept_out(s, {row.post_id: row.agency_id}, at=at) for s in conference.subjects):
        raise Missing("conflicts_left", ABSENT)
    row.worker_id, row.signed_at, row.signed_how = worker, at, how
    row.version += 1
    row.save()
    remember("conference.sign", by=by, at=at, thing=conference.pk)
    return row


def _sitter(row: Attendance, *, at: datetime) -> UUID:
    found = sitters([row.post_id], at=at).get(row.post_id)
    if found is None:
        raise Missing("worker", NOBODY)
    pk: UUID = found.pk
    return pk


def leave(*, item_id: UUID, why: str, by: Actor, at: datetime) -> ItemSight:
    """I am related to, or otherwise bound: out of the room for this item, and out of its record."""
    may("conference.sign", by, Scene(at))
    item, conference = item_of(item_id)
    if conference.state not in SIGNING:
        raise NotAllowed("wrong_state", OVER)
    sight = sharing.own_sight(item_id, by.post)
    if sight is None:
        raise Hidden
    if not why:
        raise Missing("reason", NO_REASON)
    with access.changing(item.subject_id):
        sight.left_at, sight.left_why = at, why
        sight.version += 1
        sight.save()
        sharing.end_sight(sight, by=by, at=at)
    remember("conference.sign", by=by, at=at, subject=item.subject_id, thing=item.pk, reason=why)
    return sight
