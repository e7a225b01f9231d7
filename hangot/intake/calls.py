"""Calling back: only in the safe hours, every try is kept, the number is shown with a reason."""

from datetime import datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.contact import Denied, Verdict, may_contact
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, may
from hangot.intake.models import CallAttempt, Notice
from hangot.intake.story import rule_of, safety_of
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, open_task, start_clock
from hangot.tasks.clocks import stop_clocks
from hangot.tasks.fire import fire, locked

CALL = "call_now"


def gate(notice: Notice, *, at: datetime) -> Verdict:
    """May this person be called now, and with what words? Harm of any kind counts as violence."""
    violence = bool(notice.crimes) or notice.safe != "fine"
    return may_contact([rule_of(safety_of(notice))], "phone", at, violence=violence)


def attempt(
    *, notice_id: UUID, result: str, expected: int | None, by: Actor, at: datetime,
    inside: bool | None = None,
) -> Notice:  # fmt: skip
    """A call that nobody answered; one outside the safe window is refused by the gate."""
    notice: Notice = locked(Notice, notice_id, expected=expected)
    verdict = gate(notice, at=at)
    if inside is None and isinstance(verdict, Denied):
        raise Missing("inside_safe_window", verdict.reason)
    fire(
        notice, "no_answer", by=by, at=at, subject=notice.pk, scene=Scene(at),
        holds={"inside_safe_window"} if inside is not False else (),
        given={"result"} if result else (), reason=result or None,
    )  # fmt: skip
    CallAttempt(
        centre_id=by.centre,
        notice=notice,
        agency_id=by.agency,
        post_id=by.post,
        at=at,
        result=result,
    ).save(force_insert=True)
    _try_again(notice, by=by, at=at)
    return notice


def called_enough(notice: Notice, *, by: Actor) -> bool:
    """So many calls without an answer that the team lead is told and may end the notice."""
    enough = profile(by.profile).attempts["notice"]
    return CallAttempt.objects.filter(notice=notice, way="").count() >= enough


def _try_again(notice: Notice, *, by: Actor, at: datetime) -> None:
    stop_clocks(thing=notice.pk, subject=notice.pk, at=at)
    home = notice.agency_id
    clock = start_clock("retry", subject=notice.pk, agency=home, thing=notice.pk, at=at, by=by)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    open_task(
        "notice.reach", subject=notice.pk, agency=home, duty="C", thing_kind="notice",
        thing=notice.pk, at=at, due=clock.due,
    )  # fmt: skip
    if called_enough(notice, by=by):
        open_task(
            "notice.not_reached", subject=notice.pk, agency=home, duty="L",
            thing_kind="notice", thing=notice.pk, at=at, due=clock.due, soft=True,
        )  # fmt: skip


def reveal_phone(*, notice_id: UUID, reason: str, by: Actor, at: datetime) -> Notice:
    """Show the number of a notice: an act with a reason; not for a call that may not be made now."""
    may("contact.reveal", by, Scene(at))
    notice: Notice = locked(Notice, notice_id, expected=None)
    need(by, notice.pk, Section.CONTACT, Level.FULL, at=at)
    verdict = gate(notice, at=at)
    if reason == CALL and isinstance(verdict, Denied):
        raise Missing("inside_safe_window", verdict.reason)
    remember(
        "contact.reveal", by=by, at=at, subject=notice.pk, thing=notice.pk,
        section=Section.CONTACT, reason=reason, kind="read",
    )  # fmt: skip
    return notice
