"""How a notice ends without a case, and how it goes on again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.rights import Scene
from hangot.intake.calls import called_enough
from hangot.intake.models import Notice
from hangot.intake.story import FROM_OTHERS
from hangot.intake.ways import went_another_way
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.clocks import stop_clocks
from hangot.tasks.fire import fire, locked

COUNSELLORS = frozenset("CM")


@dataclass(frozen=True, slots=True)
class Ending:
    """What comes with such a step: a reason of the lists, words of one's own, another record.

    `words`: where to, how to come back, what help was given. `other`: the notice or case that
    goes on instead. `channel`: how the person came back.
    """

    why: str = ""
    words: str | None = None
    other: UUID | None = None
    channel: str = ""
    given: Collection[str] = ()
    holds: Collection[str] = ()


def end(
    *, notice_id: UUID, event: str, ending: Ending, expected: int | None, by: Actor, at: datetime
) -> Notice:
    """Help at once, redirect, decline, reach again, come back: the other steps of a notice."""
    notice: Notice = locked(Notice, notice_id, expected=expected)
    holds = {*ending.holds, *_holds(notice, ending, by)}
    _set(notice, ending, at=at)
    fire(
        notice, event, by=by, at=at, subject=notice.pk, scene=Scene(at), holds=holds,
        given={*ending.given, *_given(ending)}, reason=ending.why or None,
    )  # fmt: skip
    stop_clocks(thing=notice.pk, subject=notice.pk, at=at)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    if notice.state == "screening":
        go_on(notice, by=by, at=at)
    return notice


def go_on(notice: Notice, *, by: Actor, at: datetime) -> None:
    """First counselling is under way: the post that can open a case has the turn."""
    counsels = bool(by.duties & COUNSELLORS)
    open_task(
        "notice.open", subject=notice.pk, agency=by.agency, post=by.post if counsels else None,
        duty=None if counsels else "C", thing_kind="notice", thing=notice.pk, at=at,
    )  # fmt: skip


def _set(notice: Notice, ending: Ending, *, at: datetime) -> None:
    notice.ended_why = ending.why
    notice.ended_words = ending.words or notice.ended_words
    if ending.other:
        notice.same_as_id = ending.other
    if ending.channel:
        notice.channel = ending.channel
    if ending.channel == "visit":
        notice.visited_at = at


def _given(ending: Ending) -> Iterator[str]:
    if ending.why:
        yield "reason"
    if ending.words:
        yield from ("where_to", "way_back", "follow_up")
    if ending.other:
        yield "other"
    if ending.channel:
        yield "channel"


def _holds(notice: Notice, ending: Ending, by: Actor) -> Iterator[str]:
    """Guards that the records themselves answer."""
    if ending.words:
        yield "service_or_advice_given"
    if ending.other and _visible(ending.other, notice):
        yield "other_is_visible"
    if called_enough(notice, by=by):
        yield "minimum_attempts"
    if notice.channel not in FROM_OTHERS or went_another_way(notice):
        yield "another_way_tried"
    if notice.safe != "danger":
        yield "safety_officer_agrees_at_high_risk"


def _visible(other: UUID, notice: Notice) -> bool:
    if other == notice.pk:
        return False
    seen = Notice.objects.filter(pk=other).exists()
    return seen or Case.objects.filter(pk=other).exists()
