"""Before a worker dials: may this person be reached this way, now, and with what words?

What a person said about contact is a promise. Where violence is flagged, silence means no.
Several rules for one contact point are all kept: the strictest answer wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from hangot.core import clocks
from hangot.core.contact_rules import (
    CHANNEL_NAMES,
    OFFENDER,
    OWN,
    Channel,
    ContactRule,
    Window,
    hours_of,
    joined,
    strip,
)
from hangot.core.text import Text

__all__ = [
    "Allowed",
    "AllowedNeutral",
    "AskStaff",
    "Channel",
    "ContactRule",
    "Denied",
    "Verdict",
    "Window",
    "may_contact",
    "safe_hour",
    "strip",
]

SEOUL = clocks.SEOUL
DAY_BEGINS, DAY_ENDS = time(8), time(21)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Go ahead."""


@dataclass(frozen=True, slots=True)
class AllowedNeutral:
    """Go ahead with words that name no agency, crime, benefit or case."""

    reason: Text


@dataclass(frozen=True, slots=True)
class AskStaff:
    """Nothing goes out by itself; a person who knows the case decides."""

    reason: Text


@dataclass(frozen=True, slots=True)
class Denied:
    """Do not; the reason says what else is possible."""

    reason: Text


Verdict = Allowed | AllowedNeutral | AskStaff | Denied
STRICTNESS: tuple[type[Verdict], ...] = (Allowed, AllowedNeutral, AskStaff, Denied)

NOTHING_RECORDED = Text(
    "안전한 연락 방법이 적혀 있지 않습니다. 담당자가 먼저 확인하세요.",
    "No safe way of contact is recorded. The person in charge asks first.",
)
VIOLENCE_AND_NOTHING_RECORDED = Text(
    "폭력 위험이 있는데 안전한 연락 방법이 적혀 있지 않아 연락하지 않습니다. "
    "다음에 만날 때 물어 적으세요.",
    "Violence is flagged and no safe way of contact is recorded, so no contact is made. "
    "Ask at the next meeting and record it.",
)
OFFENDERS_PHONE = Text(
    "가해 의심자가 쓰는 연락처입니다. 어떤 경우에도 쓰지 마세요.",
    "The alleged offender uses this contact point. Never use it.",
)
NOT_THIS_WAY = Text(
    "{way}: 본인이 허락하지 않았습니다. 허락한 방법: {allowed}",
    "{way}: the person did not agree to it. Agreed: {allowed}",
)
NOT_NOW = Text(
    "지금은 안전한 시간이 아닙니다. 연락할 수 있는 시간: {hours}",
    "This is not a safe hour. Safe hours: {hours}",
)
NIGHT = Text(
    "밤에는 연락하지 않습니다. 08:00~21:00에 하세요.",
    "No contact at night. Do it between 08:00 and 21:00.",
)
OUT_OF_DATE = Text(
    "안전 연락 확인이 {day}에 끝났습니다. 본인에게 다시 묻고 적으세요.",
    "What is known about safe contact ended on {day}. Ask the person again.",
)
NEUTRAL_WORDS = Text(
    "기관 이름, 사건, 지원 내용을 말하거나 적지 마세요.",
    "Do not say or write the agency, the case or the support.",
)
NONE_OF_THEM = Text("없음", "none")


def may_contact(
    rules: Iterable[ContactRule],
    channel: str,
    when: datetime,
    *,
    violence: bool,
    zone: tzinfo = SEOUL,
) -> Verdict:
    """The strictest answer of all rules of one contact point.

    `when` must know its zone (ValueError); windows are hours in `zone`. An unknown channel is a
    ValueError. With no rule at all: denied where violence is flagged, else ask staff.
    """
    if when.tzinfo is None:
        raise ValueError("a moment of contact needs its time zone")
    way, local = Channel(channel), when.astimezone(zone)
    answers = [_answer(rule, way, local, violence=violence) for rule in rules]
    if not answers:
        return Denied(VIOLENCE_AND_NOTHING_RECORDED) if violence else AskStaff(NOTHING_RECORDED)
    return max(answers, key=lambda answer: STRICTNESS.index(type(answer)))


def _answer(rule: ContactRule, way: Channel, local: datetime, *, violence: bool) -> Verdict:
    if rule.whose == OFFENDER:
        return Denied(OFFENDERS_PHONE)
    if way not in rule.channels:
        return Denied(_not_this_way(rule, way))
    if way is not Channel.LETTER and not safe_hour(rule.windows, local):
        return Denied(_not_now(rule.windows))
    if rule.expires and local.date() > rule.expires:
        return AskStaff(OUT_OF_DATE.format(day=rule.expires.isoformat()))
    if violence or rule.shared_phone or rule.whose != OWN or not rule.say_agency:
        return AllowedNeutral(NEUTRAL_WORDS)
    return Allowed()


def safe_hour(windows: tuple[Window, ...], local: datetime) -> bool:
    """Is it one of these hours? Without any: an hour of the day, not of the night."""
    if not windows:
        return DAY_BEGINS <= local.time() < DAY_ENDS
    return any(_inside(window, local) for window in windows)


def _inside(window: Window, local: datetime) -> bool:
    now, today = local.time(), local.weekday()
    if window.start <= window.end:
        return window.start <= now < window.end and _on(window, today)
    return (now >= window.start and _on(window, today)) or (
        now < window.end and _on(window, (today - 1) % 7)
    )


def _on(window: Window, weekday: int) -> bool:
    return window.days is None or weekday in window.days


def _not_this_way(rule: ContactRule, way: Channel) -> Text:
    names = [name for channel, name in CHANNEL_NAMES.items() if channel in rule.channels]
    allowed = joined(names or [NONE_OF_THEM])
    asked = CHANNEL_NAMES[way]
    return Text(
        NOT_THIS_WAY.ko.format(way=asked.ko, allowed=allowed.ko),
        NOT_THIS_WAY.en.format(way=asked.en, allowed=allowed.en),
    )


def _not_now(windows: tuple[Window, ...]) -> Text:
    if not windows:
        return NIGHT
    hours = joined([hours_of(window) for window in windows])
    return Text(NOT_NOW.ko.format(hours=hours.ko), NOT_NOW.en.format(hours=hours.en))
