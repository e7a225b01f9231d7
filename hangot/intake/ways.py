"""When calls do not reach somebody: another way, as the pack has it, and whose turn it becomes."""

from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.contact import Channel
from hangot.core.packs import Way
from hangot.core.rights import Scene
from hangot.directory.models import Post
from hangot.intake.models import CallAttempt, Notice
from hangot.intake.story import rule_of, safety_of
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, open_task, start_clock
from hangot.tasks.clocks import stop_clocks
from hangot.tasks.fire import fire, locked


def another_way(
    *, notice_id: UUID, way: str, expected: int | None, by: Actor, at: datetime
) -> Notice:
    """Not reached is a finding with a next step: a letter, a visit, a question to the police."""
    notice: Notice = locked(Notice, notice_id, expected=expected)
    known = profile(by.profile).unreached.get(way)
    fire(
        notice, "go_another_way", by=by, at=at, subject=notice.pk, scene=Scene(at),
        holds={"way_is_safe"} if known and is_safe(known, notice) else (),
        given={"way"} if known else (), reason=way or None,
    )  # fmt: skip
    CallAttempt(
        centre_id=by.centre, notice=notice, agency_id=by.agency, post_id=by.post, at=at, way=way,
    ).save(force_insert=True)  # fmt: skip
    if known:
        _turn(notice, known, by=by, at=at)
    return notice


def went_another_way(notice: Notice) -> bool:
    """Was anything but a call tried?"""
    return CallAttempt.objects.filter(notice=notice).exclude(way="").exists()


def is_safe(way: Way, notice: Notice) -> bool:
    """A way that leaves a trace at home needs the person's word for it."""
    return not way.channel or Channel(way.channel) in rule_of(safety_of(notice)).channels


def _turn(notice: Notice, way: Way, *, by: Actor, at: datetime) -> None:
    """The desk that goes this way has the turn; whoever is called meanwhile is still reached."""
    agency, duty = _desk(notice, way)
    stop_clocks(thing=notice.pk, subject=notice.pk, at=at)
    clock = start_clock(
        way.clock, subject=notice.pk, agency=notice.agency_id, thing=notice.pk, at=at, by=by
    )
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    open_task(
        f"notice.way_{way.task}", subject=notice.pk, agency=agency, duty=duty, thing_kind="notice",
        thing=notice.pk, at=at, due=clock.due,
    )  # fmt: skip


def _desk(notice: Notice, way: Way) -> tuple[UUID, str]:
    """Who does it: of the agency that sent the report, of our own, or else the team lead."""
    sender = Post.objects.filter(pk=notice.post_id, duties__contains=[way.duty]).first()
    if sender:
        return sender.agency_id, way.duty
    here = Post.objects.filter(agency_id=notice.agency_id, duties__contains=[way.duty], active=True)
    return notice.agency_id, way.duty if here.exists() else "L"
