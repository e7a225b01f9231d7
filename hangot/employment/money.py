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
from hangot.core.eligibility.scene import Facts
from hangot.core.employment.days import PayDay, pay_days
from hangot.core.employment.rest import (
    AllowanceRest,
    BenefitRest,
    Decided,
    of_allowance,
    of_benefit,
)
from hangot.core.employment.words import Allowance
from hangot.eligibility import ruling
from hangot.employment.joining import REPORTED
from hangot.employment.queries import Seeking, benefit_of, figures, off, words_of
from hangot.packs.active import profile

BENEFIT, DAILY, TOTAL = "jobseeker_benefit", "daily", "total"
WAITING, SHARE = "waiting_days", "early_work_share"


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
    facts = {name: one.value for name, one in found.facts.items()}
    reported, row = facts.get(REPORTED), found.row
    if row is None or not isinstance(reported, date):
        return None
    benefit = benefit_of(row) or _by_the_rules(facts, reported, by)
    read = figures(on=reported, by=by)
    if benefit is None:
        return None
    with suppress(Unknown):
        return of_benefit(
            benefit, reported=reported, started=row.started_on or on + timedelta(days=1),
            waiting=read.whole(WAITING), share=read.share(SHARE),
        )  # fmt: skip
    return None


def _by_the_rules(facts: Facts, reported: date, by: Actor) -> Decided | None:
    """The benefit as the rules work it out, where this desk sees every answer that takes."""
    using = ruling.in_use(by.centre, profile(by.profile).rules)
    if BENEFIT not in using.rules.services:
        return None
    sums = using.engine.find(BENEFIT, facts, reported).sums
    daily, total = (_sum(sums, name) for name in (DAILY, TOTAL))
    return Decided(total // daily, daily) if daily and total else None


def allowances(found: Seeking, *, on: date, by: Actor) -> list[Paid]:
    """The allowances that were granted and that this desk knows of."""
    worked_out = (_paid(found, rule, on=on, by=by) for rule in words_of(by).allowances.values())
    return [one for one in worked_out if one is not None]


def _paid(found: Seeking, rule: Allowance, *, on: date, by: Actor) -> Paid | None:
    decided, served, row = _decided(found.granted, rule), found.wishes.served, found.row
    if row is None or decided is None or served is None:
        return None
    read = figures(on=decided, by=by)
    try:
        monthly, in_all = read.whole(rule.amount, served), read.whole(rule.months)
        share = read.share(rule.rest)
    except Unknown:
        return None
    days = pay_days(decided, in_all, rule, off(by))
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
