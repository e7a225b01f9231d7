"""Checking and deciding: granted with shares, refused with a day to appeal until, withdrawn."""

from datetime import datetime, time
from uuid import UUID

from hangot.benefits import bounds
from hangot.benefits.bounds import Reckoned, local
from hangot.benefits.looking import already, too_often
from hangot.benefits.models import Benefit, RuleDoubt
from hangot.benefits.proving import ask_proof
from hangot.benefits.sharing import Award, plan
from hangot.benefits.steps import allowed, done, scene, section, turn
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.tasks.actions import due_at, open_task
from hangot.tasks.fire import fire, follow, locked

TOO_LATE = Text(
    "이의신청은 {day}까지였습니다. 기간이 지나 받을 수 없습니다. 다른 방법은 법률상담에 물어보세요.",
    "The last day to appeal was {day}. Ask legal advice for other ways.",
)
NOBODY = Text("받을 분을 한 번씩 골라 주세요.", "Choose who receives it, each once.")
NO_SUM = Text("결정 금액을 원 단위로 적어 주세요.", "Write the sum granted in whole won.")


def check(*, benefit_id: UUID, expected: int | None, by: Actor, at: datetime) -> Benefit:
    """The deciding agency begins to look at it."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    _fire(row, "check", by=by, at=at)
    turn(
        row, "benefit.decide", row.to_agency, None, by=by, at=at,
        due=due_at(by, "benefit_decide", at),
    )  # fmt: skip
    return row


def approve(
    *, benefit_id: UUID, award: Award, expected: int | None, by: Actor, at: datetime
) -> Benefit:
    """Grant a sum: who is paid how much and when follows, less an advance paid before.

    Missing names the clause where the law bounds it.
    """
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    allowed(row, "approve", by=by, at=at)
    known = bounds.reckon(row.subject_id, row.service, row.form, by=by, on=local(at))
    _within(row, known, award)
    row.granted, row.ground, row.elsewhere = award.granted, award.ground, award.elsewhere
    row.lapses_on = bounds.lapses(known, at=at)
    _decided(row, by=by, at=at)
    others = already(row.subject_id, row.service, row.about, row.form, but=row.pk)
    holds = {"not_the_requester", "within_limits"}
    holds |= set() if others and not award.elsewhere else {"duplicates_checked"}
    given = {"amount"} | ({"ground"} if award.ground else set())
    _fire(row, "approve", by=by, at=at, holds=holds, given=given)
    _compare(row, "approved", "unlikely", at=at)
    _tell_sender(row, by=by, at=at)
    what, clock = "benefit.pay", "benefit_pay"
    if not plan(row, award, by=by, at=at):
        # The advance was all of it.
        follow(row, "pay", by=by, at=at, subject=row.subject_id, section=section(row))
        what, clock = "benefit.settle", "benefit_settle"
    turn(row, what, row.to_agency, None, by=by, at=at, due=due_at(by, clock, at))
    ask_proof(row, by=by, at=at)
    return row


def refuse(
    *, benefit_id: UUID, reason: str, told: bool, expected: int | None, by: Actor, at: datetime
) -> Benefit:
    """Refuse with a reason; `told`: the person knows until when an appeal is possible."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    allowed(row, "refuse", by=by, at=at)
    known = bounds.reckon(row.subject_id, row.service, row.form, by=by, on=local(at))
    row.ground, row.granted, row.appeal_by = reason, None, bounds.appeal_until(known, by=by, at=at)
    _decided(row, by=by, at=at)
    given = ({"reason"} if reason else set()) | ({"told"} if told else set())
    _fire(row, "refuse", by=by, at=at, holds={"not_the_requester"}, given=given)
    _compare(row, "refused", "likely", at=at)
    turn(
        row, "benefit.appeal", row.from_agency, row.from_post, by=by, at=at,
        due=datetime.combine(row.appeal_by, time(23, 59), SEOUL),
    )  # fmt: skip
    return row


def appeal(
    *, benefit_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> Benefit:
    """Ask for another decision, until the last day; Missing names that day."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    allowed(row, "appeal", by=by, at=at)
    if row.appeal_by and local(at) > row.appeal_by:
        day = row.appeal_by.isoformat()
        raise Missing("appeal_in_time", TOO_LATE.format(day=day))
    row.appealed_at, row.appeal_words = at, reason
    given = {"reason"} if reason else set()
    _fire(row, "appeal", by=by, at=at, holds={"appeal_in_time"}, given=given)
    turn(
        row, "benefit.decide", row.to_agency, None, by=by, at=at,
        due=due_at(by, "benefit_decide", at),
    )  # fmt: skip
    return row


def cancel(
    *, benefit_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> Benefit:
    """It is no longer asked for, or no longer wanted."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    row.end_words, row.ended_at = reason, at
    _fire(row, "cancel", by=by, at=at, given={"reason"} if reason else set())
    done(row, by=by, at=at)
    return row


def _within(row: Benefit, known: Reckoned, award: Award) -> None:
    if award.granted <= 0:
        raise Missing("amount", NO_SUM)
    names = [one.payee for one in award.receivers]
    if not names or len(set(names)) != len(names):
        raise Missing("payees", NOBODY)
    clause = bounds.bound(row, known, award.granted) or too_often(
        row.subject_id, row.service, row.about, row.form, known
    )
    longest = known.limits["instalments"][1] if "instalments" in known.limits else None
    if longest is not None and any(one.months > longest for one in award.receivers):
        clause = clause or known.said("instalments", bounds.LONG, n=longest)
    if clause:
        raise Missing("within_limits", clause)


def _decided(row: Benefit, *, by: Actor, at: datetime) -> None:
    row.decided_by, row.decided_post, row.decided_at = by.worker, by.post, at


def _compare(row: Benefit, outcome: str, against: str, *, at: datetime) -> None:
    """Decided other than found: perhaps a rule is wrong. Whoever keeps the rules is shown which."""
    if row.verdict == against:
        RuleDoubt(
            centre_id=row.centre_id, service=row.service, rules=row.rules, verdict=row.verdict,
            outcome=outcome, on=local(at),
        ).save(force_insert=True)  # fmt: skip


def _tell_sender(row: Benefit, *, by: Actor, at: datetime) -> None:
    open_task(
        "benefit.told", subject=row.subject_id, agency=row.from_agency, post=row.from_post,
        thing_kind="benefit", thing=row.pk, at=at, due=due_at(by, "acknowledge", at),
    )  # fmt: skip


def _fire(
    row: Benefit, event: str, *, by: Actor, at: datetime, holds: set[str] | None = None,
    given: set[str] | None = None,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, subject=row.subject_id, section=section(row),
        scene=scene(row, at=at), holds=holds or set(), given=given or set(),
    )  # fmt: skip
