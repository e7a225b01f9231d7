"""What is left of the benefit and of allowances by the month, from the facts and figures of the rules."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from hangot.benefits.models import Benefit
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.debts.figures import Figure, Unknown
from hangot.core.eligibility.findings import Sum
from hangot.core.employment.days import PayDay, pay_days
from hangot.core.employment.rest import AllowanceRest, BenefitRest, of_allowance, of_benefit
from hangot.core.employment.words import Allowance
from hangot.eligibility import ruling
from hangot.employment.joining import REPORTED
from hangot.employment.queries import Seeking, figures, is_off, off, words_of
from hangot.packs.active import profile

BENEFIT, DAILY, TOTAL = "jobseeker_benefit", "daily", "total"
WAITING, SHARE = "waiting_days", "early_work_share"
SATURDAY = 6


@dataclass(frozen=True, slots=True)
class Paid:
    """One allowance that was granted: its days of pay, what was paid and what is left."""

    rule: Allowance
    monthly: int
    days: Sequence[PayDay]
    rest: AllowanceRest
    figures: Sequence[Figure]


def benefit_rest(found: Seeking, *, on: date, by: Actor) -> BenefitRest | None:
    """Days paid and left on the day work began, or today; None where a fact was not told."""
    using = ruling.in_use(by.centre, profile(by.profile).rules)
    known = {name: one.value for name, one in found.facts.items()}
    reported, row = known.get(REPORTED), found.row
    if row is None or not isinstance(reported, date) or BENEFIT not in using.rules.services:
        return None
    finding = using.engine.find(BENEFIT, known, reported)
    daily, total = (_sum(finding.sums, name) for name in (DAILY, TOTAL))
    read = figures(on=reported, by=by)
    if not daily or not total:
        return None
    with suppress(Unknown):
        return of_benefit(
            reported=reported, started=row.started_on or on + timedelta(days=1),
            waiting=read.whole(WAITING), in_all=total // daily, daily=daily,
            share=read.share(SHARE),
        )  # fmt: skip
    return None


def allowances(found: Seeking, *, on: date, by: Actor) -> list[Paid]:
    """The allowances that were granted and that this desk knows of."""
    worked_out = (_paid(found, rule, on=on, by=by) for rule in words_of(by).allowances.values())
    return [one for one in worked_out if one is not None]


def _paid(found: Seeking, rule: Allowance, *, on: date, by: Actor) -> Paid | None:
    decided, served, row = _decided(found.granted, rule), found.wishes.served, found.row
    if row is None or decided is None or served is None:
        return None
    read, calendar = figures(on=decided, by=by), off(by)
    try:
        monthly, in_all = read.whole(rule.amount, served), read.whole(rule.months)
        share = read.share(rule.rest)
    except Unknown:
        return None
    days = pay_days(
        decided, in_all, rule, lambda day: is_off(calendar, day),
        lambda day: is_off(calendar, day) and day.isoweekday() != SATURDAY,
    )  # fmt: skip
    so_far = sum(_is_paid(day, row.started_on, on) for day in days)
    rest = of_allowance(monthly=monthly, in_all=in_all, paid=so_far, share=share)
    return Paid(rule, monthly, days, rest, list(read.read.values()))


def _is_paid(day: PayDay, started: date | None, on: date) -> bool:
    """The month in which work begins is the last one paid; until then each month whose day has come."""
    return day.month <= started if started is not None else day.kept <= on


def _decided(granted: Sequence[Benefit], rule: Allowance) -> date | None:
    at = next((one.decided_at for one in granted if one.service == rule.rule), None)
    return at.astimezone(SEOUL).date() if at is not None else None


def _sum(sums: Sequence[Sum], name: str) -> int | None:
    found = next((one.value for one in sums if one.amount.id == name), None)
    return int(found) if found is not None else None
