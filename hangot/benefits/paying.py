"""Paying, settling, claiming back: every payment with a day, a sum and a proof."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from hangot.benefits.bounds import local
from hangot.benefits.models import Benefit
from hangot.benefits.proving import ask_proof
from hangot.benefits.steps import done, scene, section, turn
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.tasks.actions import due_at
from hangot.tasks.fire import fire, locked


@dataclass(frozen=True, slots=True)
class Slip:
    """What was paid: which payments, the sum of them in won as written by hand, when, the proof."""

    payments: Collection[UUID]
    amount: int
    paid_on: date
    proof: str


def pay(*, benefit_id: UUID, slip: Slip, expected: int | None, by: Actor, at: datetime) -> Benefit:
    """Record payments that were made; the sum must be theirs to the won."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    chosen = list(row.payments.filter(pk__in=list(slip.payments), paid_on=None))
    if len(chosen) != len(set(slip.payments)):
        raise Hidden
    agrees = bool(chosen) and sum(one.amount for one in chosen) == slip.amount
    _fire(
        row, "pay", by=by, at=at, holds={"amount_agrees"} if agrees else set(),
        given=_given(amount=slip.amount, dates=slip.paid_on <= local(at), proof=slip.proof),
    )  # fmt: skip
    for one in chosen:
        one.paid_on, one.proof, one.version = slip.paid_on, slip.proof, one.version + 1
        one.save()
    _next(row, by=by, at=at)
    return row


def reconcile(
    *, benefit_id: UUID, expected: int | None, by: Actor, at: datetime, reason: str = ""
) -> Benefit:
    """The account is settled: all was paid, or came back, or a `reason` says why no more is paid."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    settled = row.state == "returned" or not row.payments.filter(paid_on=None).exists()
    settled = settled or bool(reason)
    row.ended_at, row.end_words = at, reason or row.end_words
    _fire(row, "reconcile", by=by, at=at, holds={"all_paid"} if settled else set())
    done(row, by=by, at=at)
    return row


def reclaim(
    *, benefit_id: UUID, amount: int, ground: str, expected: int | None, by: Actor, at: datetime
) -> Benefit:
    """Claim back a sum, at most what was paid, on a ground."""
    row: Benefit = locked(Benefit, benefit_id, expected=expected)
    fits = 0 < amount <= paid(row)
    row.reclaimed, row.end_words = amount if fits else 0, ground
    _fire(
        row, "reclaim", by=by, at=at, holds={"amount_agrees"} if fits else set(),
        given=_given(amount=amount, ground=ground),
    )  # fmt: skip
    turn(
        row, "benefit.settle", row.to_agency, None, by=by, at=at,
        due=due_at(by, "benefit_settle", at),
    )  # fmt: skip
    return row


def paid(row: Benefit) -> int:
    """What was paid of it so far, in won."""
    made = row.payments.filter(paid_on__isnull=False)
    return sum(made.values_list("amount", flat=True))


def _next(row: Benefit, *, by: Actor, at: datetime) -> None:
    """The next instalment, or the settling."""
    left = row.payments.filter(paid_on=None).order_by("due_on").first()
    what = "benefit.pay" if left else "benefit.settle"
    due = (
        datetime.combine(left.due_on, time(18), SEOUL) if left else due_at(by, "benefit_settle", at)
    )
    turn(row, what, row.to_agency, None, by=by, at=at, due=due)
    ask_proof(row, by=by, at=at)


def _given(**values: object) -> set[str]:
    return {name for name, value in values.items() if value}


def _fire(
    row: Benefit, event: str, *, by: Actor, at: datetime, holds: set[str],
    given: set[str] | None = None,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, subject=row.subject_id, section=section(row),
        scene=scene(row, at=at), holds=holds, given=given or set(),
    )  # fmt: skip
