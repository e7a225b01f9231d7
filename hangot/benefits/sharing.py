"""What a decision means for each person: shares, an advance taken off, payments to come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hangot.access.context import deriving
from hangot.benefits.bounds import local
from hangot.benefits.models import Benefit, Payment
from hangot.core.access import Actor
from hangot.core.employment.days import pay_days
from hangot.core.shares import Due, Share, paid_before, parts, shares
from hangot.eligibility import ruling
from hangot.packs.active import profile


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is paid: a code of the list `payees`, and over how many months."""

    payee: str
    months: int = 1


@dataclass(frozen=True, slots=True)
class Award:
    """A decision to pay: won in all, for whom in equal shares, and on what ground.

    `elsewhere`: what was found out where the same was asked for elsewhere.
    """

    granted: int
    receivers: Sequence[Receiver]
    ground: str
    elsewhere: str | None = None


ALL_BEFORE = "–"
"""Stands for a proof where an advance was the whole share and nothing more is paid."""


def plan(row: Benefit, award: Award, *, by: Actor, at: datetime) -> int:
    """The payments that follow from a decision; how many of them are still to be made."""
    before = taken_off(row)
    names = [one.payee for one in award.receivers]
    found = shares(award.granted, names, before)
    rows = [
        payment
        for receiver, share in zip(award.receivers, found, strict=True)
        for payment in _payments(row, receiver, share, by=by, at=at)
    ]
    Payment.objects.bulk_create(rows)
    return sum(one.paid_on is None for one in rows)


def _payments(
    row: Benefit, receiver: Receiver, share: Share, *, by: Actor, at: datetime
) -> list[Payment]:
    kind = "advance" if row.form == "advance" else "instalment" if receiver.months > 1 else "final"
    return [
        Payment(
            centre_id=by.centre, benefit=row, subject_id=row.subject_id, agency_id=by.agency,
            post_id=by.post, payee=share.payee, kind=kind, number=one.number, amount=one.amount,
            share=share.share if one.number == 1 else 0,
            taken=share.taken if one.number == 1 else 0,
            over=share.over if one.number == 1 else 0, due_on=one.day,
            paid_on=None if one.amount else local(at), proof=None if one.amount else ALL_BEFORE,
        )
        for one in _due(row, share.now, receiver.months, by=by, at=at)
    ]  # fmt: skip


def _due(row: Benefit, amount: int, count: int, *, by: Actor, at: datetime) -> Sequence[Due]:
    """The payments with their days: month by month, or on the days of pay that the pack names."""
    found = parts(amount, count, local(at))
    rule = profile(by.profile).employment.paying(row.service)
    if rule is None:
        return found
    rest = ruling.in_use(by.centre, profile(by.profile).rules).rules.off
    days = pay_days(local(at), len(found), rule, rest)
    return [replace(one, day=day.kept) for one, day in zip(found, days, strict=True)]


def taken_off(row: Benefit) -> dict[str, int]:
    """What each person was already paid as an advance on the same benefit."""
    if row.form == "advance":
        return {}
    with deriving(row.subject_id):
        found = Payment.objects.filter(
            subject_id=row.subject_id, benefit__service=row.service, benefit__form="advance",
            benefit__reclaimed=0, paid_on__isnull=False,
        )  # fmt: skip
        return paid_before(found.values_list("payee", "amount"))
