"""What the rules say of one sum: what may be expected, what the law bounds, until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.benefits.models import Benefit
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL, due_date, months
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Limit
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.eligibility.facts import told, usable
from hangot.eligibility.models import AnsweredFact
from hangot.eligibility.ruling import Ruling, in_use
from hangot.packs.active import profile
from hangot.packs.calendar import is_holiday
from hangot.tasks.actions import due_at

ABOVE = Text(
    "{label}: {most}원까지입니다. 적은 금액은 {won}원입니다. ({source})",
    "{label}: {most} won at most, and this is {won} won. ({source})",
)
TIMES = Text(
    "{label}입니다. 이미 {n}번 결정되었습니다. ({source})",
    "{label}. It was granted {n} times already. ({source})",
)
LONG = Text("{label}: {n}개월까지입니다. ({source})", "{label}: {n} months at most. ({source})")
Limits = Mapping[str, tuple[Limit, int | None]]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One service by the facts that whoever asks may see, on one day.

    `expected`: what the rules give, in won, with the words and law of that amount.
    """

    ruling: Ruling
    finding: Finding
    limits: Limits
    expected: int | None
    label: Text
    source: str

    def most(self, form: str) -> int | None:
        """The bound of law on this form of payment; None without one, or where it is unknown."""
        return self.limits["advance"][1] if form == "advance" and "advance" in self.limits else None

    def said(self, name: str, sentence: Text, **values: object) -> Text:
        """A sentence with the words and the law of one bound."""
        limit = self.limits[name][0]
        ko = sentence.ko.format(label=limit.label.ko, source=limit.source, **values)
        return Text(ko, sentence.en.format(label=limit.label.en, source=limit.source, **values))


def using(by: Actor) -> Ruling:
    """The rules of the centre; Hidden where it has none."""
    pack = profile(by.profile).rules
    if not pack:
        raise Hidden
    return in_use(by.centre, pack)


def reckon(
    subject: UUID, service: str, form: str, *, by: Actor, on: date,
    rows: Iterable[AnsweredFact] | None = None,
) -> Reckoned:  # fmt: skip
    """Work out one service for a person; Hidden for a service that is not in the rules."""
    rule = using(by)
    if service not in rule.rules.services:
        raise Hidden
    facts = usable(told(subject, rule.rules, on=on, rows=rows))
    found = rule.engine.find(service, facts, on)
    limits = rule.engine.limits(service, facts, on)
    if form == "advance" and "advance" in limits:
        bound, value = limits["advance"]
        return Reckoned(rule, found, limits, value, bound.label, bound.source)
    first = found.sums[0] if found.sums else None
    label = first.amount.label if first else rule.rules.services[service].label
    source = first.amount.source if first else ""
    return Reckoned(rule, found, limits, first.value if first else None, label, source)


def above(known: Reckoned, won: int) -> Text | None:
    """A sentence with the clause where a sum is more than the rules give; never a bar."""
    if known.expected is None or won <= known.expected:
        return None
    values = {"most": f"{known.expected:,}", "won": f"{won:,}", "source": known.source}
    return Text(
        ABOVE.ko.format(label=known.label.ko, **values),
        ABOVE.en.format(label=known.label.en, **values),
    )


def appeal_until(known: Reckoned, *, by: Actor, at: datetime) -> date:
    """The last day to appeal: by the law of the service, otherwise by the clock of the house."""
    days = known.limits["review"][1] if "review" in known.limits else None
    if days is None:
        return due_at(by, "benefit_appeal", at).date()
    return due_date(local(at), days, is_holiday=is_holiday(profile(by.profile)))


def lapses(known: Reckoned, *, at: datetime) -> date | None:
    """The day after which money that was not collected is lost, where the law says so."""
    years = known.limits["lapse"][1] if "lapse" in known.limits else None
    return None if years is None else months(local(at), 12 * years)


def local(at: datetime) -> date:
    """The day of the centre."""
    return at.astimezone(SEOUL).date()


def bound(row: Benefit, known: Reckoned, won: int) -> Text | None:
    """The clause that a decision about this sum would break; None where the law allows it."""
    seen = known.most(row.form)
    most = row.most if seen is None else seen
    if most is None or won <= most:
        return None
    return known.said("advance", ABOVE, most=f"{most:,}", won=f"{won:,}")
