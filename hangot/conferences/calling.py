"""Preparing a conference, inviting posts, calling it, putting it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.barring import kept_out
from hangot.conferences import sharing
from hangot.conferences.agenda import TOO_LATE
from hangot.conferences.models import AgendaItem, Attendance, Conference
from hangot.conferences.scenes import calls, kind_of, scene, taken
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.packs.active import profile
from hangot.tasks.fire import fire

CHANGING = ("draft", "postponed")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a conference is to be: its kind, from when to when, in which room, chaired by whom."""

    what: str
    starts: datetime
    ends: datetime
    chair: UUID
    room: UUID | None = None


def prepare(*, meeting: Meeting, by: Actor, at: datetime) -> Conference:
    """A conference in preparation: nobody is invited and nothing is shown yet."""
    kind = profile(by.profile).conferences.get(meeting.what)
    if kind is None or not Post.objects.filter(pk=meeting.chair, agency_id=by.agency).exists():
        raise Hidden
    row = Conference(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, chair_post=meeting.chair,
        what=meeting.what, starts=meeting.starts, ends=meeting.ends, room_id=meeting.room,
        posts=[],
    )  # fmt: skip
    ours = bool(calls(kind, by)) or ("M" in by.duties and not kind.agency)
    fire(
        row, "prepare", by=by, at=at, new=True, subject=None, scene=Scene(at, lead_agency=by.agency),
        holds={"calls_this_kind"} if ours else set(),
        given={"kind", "dates"} if at < meeting.starts < meeting.ends else {"kind"},
    )  # fmt: skip
    chair = {meeting.chair: by.agency}
    _invite(row, chair, by=by)
    return row


def invite(
    *, conference_id: UUID, posts: Sequence[UUID], expected: int | None, by: Actor, at: datetime
) -> Conference:
    """These posts take part, and the chair; whoever was invited before and is not named is not.

    Missing when one of them is kept out of somebody on the agenda, without saying out of whom.
    """
    row = taken(conference_id, expected)
    may("conference.write", by, scene(row, at=at))
    if row.state not in CHANGING:
        raise Missing("agenda", TOO_LATE)
    wanted = {*posts, row.chair_post}
    found = Post.objects.filter(pk__in=wanted, centre_id=by.centre, active=True)
    named = dict(found.values_list("pk", "agency_id"))
    if len(named) != len(wanted):
        raise Hidden
    if barred := {one for s in row.subjects for one in kept_out(s, named, at=at)}:
        raise Missing("posts_invited", _not_with(list(found), barred))
    Attendance.objects.filter(conference=row).exclude(post_id__in=named).delete()
    known = set(Attendance.objects.filter(conference=row).values_list("post_id", flat=True))
    _invite(row, {one: agency for one, agency in named.items() if one not in known}, by=by)
    row.posts, row.version = sorted(named), row.version + 1
    row.save()
    return row


def call(
    *, conference_id: UUID, expected: int | None, by: Actor, at: datetime,
    starts: datetime | None = None, ends: datetime | None = None,
) -> Conference:  # fmt: skip
    """Invite: each post gets what it may see of each item, each agency is asked for what it knows.

    After it was postponed, `starts` and `ends` are the new time.
    """
    row = taken(conference_id, expected)
    if starts and ends:
        row.starts, row.ends = starts, ends
    row.called_at, row.off_reason = at, ""
    holds = _ready(row, by=by, at=at)
    dated = {"dates"} if at < row.starts < row.ends else set()
    fire(row, "call", by=by, at=at, subject=None, scene=scene(row, at=at), holds=holds, given=dated)
    sharing.open_sights(row, by=by, at=at)
    return row


def postpone(
    *, conference_id: UUID, why: str, expected: int | None, by: Actor, at: datetime
) -> Conference:
    """Not on that day: what was shown for it is closed until it is called again."""
    return _off(conference_id, "postpone", why, expected, by=by, at=at)


def cancel(
    *, conference_id: UUID, why: str, expected: int | None, by: Actor, at: datetime
) -> Conference:
    """It is not held; its items wait for another one."""
    row = _off(conference_id, "cancel", why, expected, by=by, at=at)
    for item in AgendaItem.objects.filter(conference=row, state="listed"):
        item.conference, item.number, item.version = None, None, item.version + 1
        item.save()
    return row


def _off(
    conference_id: UUID, event: str, why: str, expected: int | None, *, by: Actor, at: datetime
) -> Conference:
    row = taken(conference_id, expected)
    row.off_reason = why
    Attendance.objects.filter(conference=row).update(worker_id=None, signed_at=None, signed_how="")
    sharing.end_sights(row, by=by, at=at)
    fire(
        row, event, by=by, at=at, subject=None, scene=scene(row, at=at),
        given={"reason"} if why else set(),
    )  # fmt: skip
    return row


def _ready(row: Conference, *, by: Actor, at: datetime) -> set[str]:
    """The conditions of calling that hold."""
    kind = kind_of(row, by)
    invited = list(Attendance.objects.filter(conference=row))
    items = list(AgendaItem.objects.filter(conference=row, state="listed"))
    held = {
        "calls_this_kind": calls(kind, by),
        "something_to_discuss": bool(items) or not kind.cases,
        "posts_invited": len(invited) >= kind.quorum,
        "lawful_views": not kind.cases or not blind(row, items, invited, by=by, at=at),
    }
    return {name for name, true in held.items() if true}


def blind(
    row: Conference, items: Sequence[AgendaItem], invited: Sequence[Attendance], *, by: Actor,
    at: datetime,
) -> set[UUID]:  # fmt: skip
    """Invited posts of other agencies that may see no item at all."""
    found = sharing.views(items, invited, by=by, at=at)
    seeing = {post for of_item in found.values() for post in of_item}
    return {
        one.post_id for one in invited
        if one.agency_id != row.agency_id and one.post_id not in seeing
    }  # fmt: skip


def _invite(row: Conference, posts: dict[UUID, UUID], *, by: Actor) -> None:
    Attendance.objects.bulk_create([
        Attendance(centre_id=by.centre, conference=row, post_id=post, agency_id=agency)
        for post, agency in posts.items()
    ])  # fmt: skip


def _not_with(posts: Sequence[Post], barred: set[UUID]) -> Text:
    names = [post.label for post in posts if post.pk in barred]
    ko, en = ", ".join(n.ko for n in names), ", ".join(n.en for n in names)
    return Text(
        f"{ko}: 이 회의에 함께할 수 없습니다. 같은 기관의 다른 직위를 초대해 주세요.",
        f"{en}: cannot take part in this conference. Invite another post of that agency.",
    )
