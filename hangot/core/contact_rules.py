"""What somebody said about being contacted, and the short words that remind everybody of it."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from hangot.core.text import Text

WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})


class Channel(StrEnum):
    """Ways of reaching somebody.

    Voicemail is words left on a phone nobody picked up; talk is a chat message to a number (알림톡).
    """

    PHONE = "phone"
    SMS = "sms"
    TALK = "talk"
    EMAIL = "email"
    LETTER = "letter"
    VOICEMAIL = "voicemail"


CHANNEL_NAMES = {
    Channel.PHONE: Text("전화", "phone"),
    Channel.SMS: Text("문자", "text message"),
    Channel.EMAIL: Text("이메일", "e-mail"),
    Channel.LETTER: Text("우편", "post"),
    Channel.VOICEMAIL: Text("음성 메시지", "voicemail"),
    Channel.TALK: Text("알림톡", "chat message"),
}
OWN, OFFENDER = "own", "offender"


class Window(NamedTuple):
    """Hours when contact is safe: from `start` until before `end`, over midnight if later.

    `days`: 0 is Monday; None is every day. A night belongs to the day on which it starts.
    """

    days: frozenset[int] | None
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ContactRule:
    """What the person said: nothing is allowed that is not named here.

    No windows: any hour of the day, not the night. `whose`: own, family, companion, work, other,
    offender. `expires`: the last day it may be relied on; then it is asked again.
    """

    channels: frozenset[str]
    windows: tuple[Window, ...] = ()
    shared_phone: bool = False
    say_agency: bool = False
    whose: str = OWN
    expires: date | None = None


def strip(rule: ContactRule) -> tuple[Text, ...]:
    """Short instructions for the amber strip under the name, most urgent first."""
    lines = (
        (rule.whose == OFFENDER, Text("가해 의심자의 연락처: 쓰지 않기", "Offender's: never use")),
        (rule.whose not in (OWN, OFFENDER), Text("본인 전화가 아님", "Not their own phone")),
        (bool(rule.windows), _only_at(rule)),
        (Channel.PHONE not in rule.channels, Text("전화 금지", "Do not call")),
        (Channel.SMS not in rule.channels, Text("문자 금지", "No text messages")),
        (Channel.LETTER not in rule.channels, Text("우편 금지", "No post")),
        (Channel.EMAIL not in rule.channels, Text("이메일 금지", "No e-mail")),
        (not rule.say_agency, Text("기관 이름 말하지 않기", "Do not name the agency")),
        (_no_voicemail(rule), Text("음성 남기지 않기", "Leave no voicemail")),
        (rule.shared_phone, Text("함께 쓰는 전화", "Shared phone")),
    )
    return tuple(text for shown, text in lines if shown)


def _no_voicemail(rule: ContactRule) -> bool:
    return Channel.PHONE in rule.channels and Channel.VOICEMAIL not in rule.channels


def _only_at(rule: ContactRule) -> Text:
    hours = joined([hours_of(window) for window in rule.windows])
    if Channel.PHONE in rule.channels:
        return Text(f"{hours.ko}에만 전화", f"Call only {hours.en}")
    return Text(f"{hours.ko}에만 연락", f"Contact only {hours.en}")


def hours_of(window: Window) -> Text:
    """평일 10:00~18:00."""
    span = f"{window.start:%H:%M}~{window.end:%H:%M}"
    days = _days(window.days)
    return Text(f"{days.ko} {span}".strip(), f"{days.en} {span.replace('~', '–')}".strip())


def _days(days: frozenset[int] | None) -> Text:
    if days is None:
        return Text("", "")
    if days in (WEEKDAYS, WEEKEND):
        return Text("평일", "weekdays") if days == WEEKDAYS else Text("주말", "weekends")
    english = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    chosen = sorted(days)
    return Text(
        "·".join("월화수목금토일"[day] for day in chosen), ", ".join(english[d] for d in chosen)
    )


def joined(texts: list[Text]) -> Text:
    """One sentence part from several, with commas."""
    return Text(", ".join(text.ko for text in texts), ", ".join(text.en for text in texts))
