"""The gate that every message passes, when it is written and again when it is sent.

What a person said about contact is a promise; where violence is flagged, silence means no. The
strictest of all checks wins, and of equally strict ones the first in the order written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from hangot.core.clocks import SEOUL
from hangot.core.contact import safe_hour
from hangot.core.contact_rules import OFFENDER, OWN, Channel, ContactRule
from hangot.core.messages.reasons import Reason

ON_A_PHONE = frozenset({Channel.PHONE, Channel.VOICEMAIL, Channel.SMS, Channel.TALK})


class Verdict(IntEnum):
    """What may be done, from the mildest to the strictest."""

    ALLOW = 0
    ALLOW_NEUTRAL = 1
    ASK_STAFF = 2
    DENY = 3


@dataclass(frozen=True, slots=True)
class Address:
    """What a channel leads to. `theirs`: it also belongs to somebody the person must be kept from."""

    whose: str = OWN
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What the person said, when, and what this channel leads to; None where nothing is recorded.

    `others_see`: somebody else opens the letters or reads the mail.
    """

    rule: ContactRule | None
    asked: datetime | None
    address: Address | None
    others_see: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What a template can say. `neutral`: it has words that tell nothing."""

    neutral: bool = True
    full: bool = True


@dataclass(frozen=True, slots=True)
class Override:
    """An emergency: why, and two different people who stand for it."""

    reason: str
    first: object
    second: object

    @property
    def stands(self) -> bool:
        return bool(self.reason.strip()) and self.second is not None and self.first != self.second


@dataclass(frozen=True, slots=True)
class Flags:
    """What is known beside the plan.

    `ended`: consent or relation ended since it was queued. `quiet`: from when until when nothing
    goes, None for no such hours. `cleared`: a member of staff who knows the case let it go.
    """

    violence: bool = True
    ended: bool = False
    quiet: tuple[time, time] | None = (time(21), time(8))
    fresh: timedelta = timedelta(days=30)
    cleared: bool = False
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict and what decided it."""

    verdict: Verdict
    reason: Reason

    @property
    def goes(self) -> bool:
        return self.verdict <= Verdict.ALLOW_NEUTRAL


# Never lifted, not even in an emergency: who said no, whom it would reach, what is over.
FINAL = frozenset(
    {Reason.ENDED, Reason.SAFETY_OFFICER, Reason.NO_ADDRESS, Reason.NOT_AGREED, Reason.NO_VOICEMAIL,
     Reason.NO_NEUTRAL_WORDS}
)  # fmt: skip


def gate(plan: Plan, channel: Channel, wording: Wording, moment: datetime, flags: Flags) -> Answer:
    """May this go by this way now? `moment` must know its zone (ValueError)."""
    if moment.tzinfo is None:
        raise ValueError("a moment of sending needs its time zone")
    found = list(_objections(plan, channel, wording, moment.astimezone(SEOUL), flags))
    if not found:
        return Answer(Verdict.ALLOW, Reason.AGREED)
    worst = max(found, key=lambda one: one.verdict)
    lifted = _lifts(flags, found, worst)
    return Answer(Verdict.ALLOW_NEUTRAL, lifted) if lifted else worst


def _lifts(flags: Flags, found: list[Answer], worst: Answer) -> Reason | None:
    """What lets an objection pass: two people in an emergency, or staff that was asked."""
    if worst.verdict <= Verdict.ALLOW_NEUTRAL or any(one.reason in FINAL for one in found):
        return None
    if flags.override and flags.override.stands:
        return Reason.OVERRIDDEN
    return Reason.CLEARED if flags.cleared and worst.verdict is Verdict.ASK_STAFF else None


def _objections(
    plan: Plan, channel: Channel, wording: Wording, local: datetime, flags: Flags
) -> Iterator[Answer]:
    if flags.ended:
        yield Answer(Verdict.DENY, Reason.ENDED)
    yield from _of_the_address(plan, channel, flags)
    if plan.rule is None:
        yield _silence(flags)
    else:
        yield from _of_what_was_said(plan, plan.rule, channel, local, flags)
    if channel is not Channel.LETTER and flags.quiet and _within(flags.quiet, local.time()):
        yield Answer(Verdict.DENY, Reason.QUIET_HOURS)
    yield from _of_the_words(plan, wording, flags)


def _of_the_address(plan: Plan, channel: Channel, flags: Flags) -> Iterator[Answer]:
    if plan.address is None:
        yield Answer(Verdict.DENY, Reason.NO_ADDRESS)
        return
    if plan.address.theirs or plan.address.whose == OFFENDER:
        yield Answer(Verdict.DENY, Reason.SAFETY_OFFICER)
    elif plan.address.whose != OWN:
        risky = flags.violence or channel is Channel.VOICEMAIL
        yield _caution(Reason.NOT_THEIR_OWN, risky=risky)


def _silence(flags: Flags) -> Answer:
    if flags.violence:
        return Answer(Verdict.DENY, Reason.VIOLENCE_NOTHING_RECORDED)
    return Answer(Verdict.ASK_STAFF, Reason.NOTHING_RECORDED)


def _of_what_was_said(
    plan: Plan, rule: ContactRule, channel: Channel, local: datetime, flags: Flags
) -> Iterator[Answer]:
    if channel not in rule.channels:
        said = Reason.NO_VOICEMAIL if channel is Channel.VOICEMAIL else Reason.NOT_AGREED
        yield Answer(Verdict.DENY, said)
    # Without hours of the person's own the quiet hours of the house decide alone.
    if channel is not Channel.LETTER and rule.windows and not safe_hour(rule.windows, local):
        yield Answer(Verdict.DENY, Reason.UNSAFE_HOUR)
    if _stale(plan.asked, rule.expires, local, flags.fresh):
        yield Answer(Verdict.ASK_STAFF, Reason.STALE)
    if rule.shared_phone if channel in ON_A_PHONE else plan.others_see:
        yield _caution(Reason.OTHERS_SEE, risky=flags.violence)


def _stale(asked: datetime | None, expires: date | None, local: datetime, fresh: timedelta) -> bool:
    if expires and local.date() > expires:
        return True
    return asked is None or local - asked > fresh


def _caution(reason: Reason, *, risky: bool) -> Answer:
    """Somebody else may read it: staff decides where that is dangerous, else it tells nothing."""
    if risky:
        return Answer(Verdict.ASK_STAFF, reason)
    return Answer(Verdict.ALLOW_NEUTRAL, Reason.NEUTRAL)


def _of_the_words(plan: Plan, wording: Wording, flags: Flags) -> Iterator[Answer]:
    open_words = plan.rule is not None and plan.rule.say_agency and not flags.violence
    if open_words and wording.full and not plan.others_see:
        return
    if not wording.neutral:
        yield Answer(Verdict.ASK_STAFF, Reason.NO_NEUTRAL_WORDS)
    yield Answer(Verdict.ALLOW_NEUTRAL, Reason.NEUTRAL)


def _within(quiet: tuple[time, time], now: time) -> bool:
    start, end = quiet
    return start <= now < end if start <= end else now >= start or now < end
