"""The words of messages: a closed list of templates, filled with values that tell nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from string import Formatter

from hangot.core.clocks import SEOUL
from hangot.core.contact_rules import Channel
from hangot.core.messages.gate import Verdict, Wording
from hangot.core.text import Text

SMS_BYTES = 90
"""The longest short message of Korean networks, in EUC-KR; beyond it is sent as a long one (LMS)."""
VALUES = ("day", "time", "until")
"""All that a template may be filled with: days and hours."""
NOON = 12
WEEKDAYS = Text("월화수목금토일", "Mon Tue Wed Thu Fri Sat Sun")


@dataclass(frozen=True, slots=True)
class Template:
    """One thing that can be told. `full` is for people who said that the house may be named.

    `by_hand`: staff may choose it; the others are written by what happens. `talk`: the number
    under which the words were registered for chat messages, empty where they were not.
    """

    id: str
    label: Text
    neutral: Text | None
    full: Text | None
    by_hand: bool
    talk: str = ""

    @property
    def wording(self) -> Wording:
        return Wording(neutral=self.neutral is not None, full=self.full is not None)

    @property
    def values(self) -> frozenset[str]:
        """Which values it is filled with."""
        said = [text for text in (self.neutral, self.full) if text]
        return frozenset(n for text in said for n in (*names(text.ko), *names(text.en)))


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing goes, from a day on, and where that is written."""

    since: date
    start: time
    end: time
    source: str


@dataclass(frozen=True)
class Messages:
    """How a centre writes: who signs, what is never said, quiet hours, templates.

    `danger`: in this house everybody is written to as somebody in danger. `fresh`: how long an
    answer about safe contact is relied on.
    """

    sender: Text
    greeting: Text
    danger: bool
    fresh: timedelta
    quiet: tuple[Quiet, ...]
    forbidden: Mapping[str, tuple[str, ...]]
    templates: Mapping[str, Template] = field(default_factory=dict)

    def quiet_on(self, day: date) -> tuple[time, time] | None:
        """The quiet hours in force on a day; None before the first."""
        known = [one for one in self.quiet if one.since <= day]
        last = max(known, key=lambda one: one.since, default=None)
        return (last.start, last.end) if last else None


def names(words: str) -> list[str]:
    """The values that a sentence asks for."""
    return [name for _, name, _, _ in Formatter().parse(words) if name is not None]


def fill(template: Template, verdict: Verdict, values: Mapping[str, str], language: str) -> str:
    """What appears on the screen; ValueError where the verdict leaves no words to say."""
    full = verdict is Verdict.ALLOW and template.full is not None
    said = template.full if full else template.neutral
    if said is None or verdict is Verdict.DENY:
        raise ValueError("nothing may be said")
    return (said.en if language == "en" else said.ko).format_map(values)


def size(words: str) -> int:
    """Bytes on a Korean network; UnicodeEncodeError for a letter that phones do not show."""
    return len(words.encode("euc_kr"))


def is_short(words: str) -> bool:
    """Does it fit one short message? Otherwise it goes as a long one."""
    return size(words) <= SMS_BYTES


def slips(words: str, forbidden: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The forbidden words in a message: parts of words in Korean, whole words in English."""
    found = [one for one in forbidden.get("ko", ()) if one in words]
    low = words.lower()
    return found + [
        one for one in forbidden.get("en", ()) if re.search(rf"\b{re.escape(one.lower())}\b", low)
    ]


def day_words(moment: datetime, language: str) -> str:
    """9월 3일(목); 3 Sep (Thu)."""
    local = moment.astimezone(SEOUL)
    if language == "en":
        return f"{local.day} {local:%b} ({WEEKDAYS.en.split()[local.weekday()]})"
    return f"{local.month}월 {local.day}일({WEEKDAYS.ko[local.weekday()]})"


def time_words(moment: datetime, language: str) -> str:
    """오후 2:00; 14:00."""
    local = moment.astimezone(SEOUL)
    if language == "en":
        return f"{local:%H:%M}"
    return f"{'오전' if local.hour < NOON else '오후'} {local.hour % NOON or NOON}:{local:%M}"


def values_of(
    starts: datetime | None, language: str, *, until: datetime | None = None
) -> dict[str, str]:
    """The values of a template about a moment, and until when an answer is wanted."""
    found: dict[str, str] = {}
    if starts:
        found |= {"day": day_words(starts, language), "time": time_words(starts, language)}
    if until:
        found["until"] = f"{day_words(until, language)} {time_words(until, language)}"
    return found


WAYS: tuple[Channel, ...] = (
    Channel.SMS, Channel.TALK, Channel.PHONE, Channel.EMAIL, Channel.LETTER,
)  # fmt: skip
"""By which ways something is told, in the order in which they are proposed."""
LEADS_TO: Mapping[Channel, str] = {
    Channel.SMS: "phone", Channel.TALK: "phone", Channel.PHONE: "phone",
    Channel.VOICEMAIL: "phone", Channel.EMAIL: "email", Channel.LETTER: "address",
}  # fmt: skip
"""Which kind of contact a way needs."""
BY_STAFF = frozenset({Channel.PHONE, Channel.LETTER})
"""Ways that a person carries out: a call with these words, a letter to print."""
