"""Lengths, marks and names of duties in words."""

from collections.abc import Iterable
from datetime import date

from hangot.core.clocks import Length
from hangot.core.manual.blocks import joined, lines
from hangot.core.packs import ClockSpec, Profile
from hangot.core.text import Text

UNITS = {
    "h": (Text("{n}시간", "{n} hour"), Text("{n}시간", "{n} hours")),
    "wd": (Text("{n}근무일", "{n} working day"), Text("{n}근무일", "{n} working days")),
    "d": (Text("{n}일", "{n} day"), Text("{n}일", "{n} days")),
    "m": (Text("{n}개월", "{n} month"), Text("{n}개월", "{n} months")),
    "y": (Text("{n}년", "{n} year"), Text("{n}년", "{n} years")),
}
SOFT = Text("알림(넘겨도 어김은 아님)", "reminder, no breach")
FIRM = Text("기한", "time limit")
UNVERIFIED = Text("확인 전", "not verified")
SINCE = Text("{day}부터", "from {day}")
LATER = Text("{day}부터 {length}", "from {day}: {length}")
OUTSIDERS = {
    "Y": Text("본인", "the person"),
    "X": Text("회신 링크를 받은 기관", "an agency with an answer link"),
    "J": Text("시간이 되면 저절로", "by itself when the time has come"),
}
FLAGS = {
    "reads_directory": Text("서비스 목록을 봅니다", "reads the directory of services"),
    "looks_up": Text(
        "이름과 다른 한 가지로 사람을 찾습니다", "looks people up by name and one thing more"
    ),
    "reads_logs": Text("열람 기록을 점검합니다", "reviews the access log"),
    "counts": Text("사람이 드러나지 않는 통계를 냅니다", "makes statistics that show nobody"),
    "breaks_glass": Text("생명이 위험할 때 긴급열람을 합니다", "opens a record in danger to life"),
    "hands_over": Text("담당석을 다음 사람에게 넘깁니다", "hands a post over to somebody else"),
}


def spoken(length: Length) -> Text:
    """A length of time as people say it."""
    one, more = UNITS[length.unit]
    return (one if length.amount == 1 else more).format(n=length.amount)


def by_when(spec: ClockSpec, on: date) -> Text:
    """How long a clock runs, and whether it binds."""
    now = spec.on(on)
    kind = SOFT if now.soft else FIRM
    length = spoken(now.length)
    return Text(f"{length.ko} · {kind.ko}", f"{length.en} · {kind.en}")


def policy(spec: ClockSpec, on: date) -> Text:
    """From when a clock holds as it is, and what was decided for later."""
    now = spec.on(on)
    since = [SINCE.format(day=now.since.isoformat())] if now.since else []
    later = [
        Text(
            LATER.ko.format(day=term.since, length=spoken(term.length).ko),
            LATER.en.format(day=term.since, length=spoken(term.length).en),
        )
        for term in spec.later
        if term.since > on
    ]
    return lines(*since, *later)


def source(said: str, *, verified: bool) -> Text:
    """Where a figure comes from, marked until somebody compared it."""
    if verified:
        return Text(said, said)
    if said == UNVERIFIED.ko:
        return UNVERIFIED
    return Text(f"{said} ({UNVERIFIED.ko})", f"{said} ({UNVERIFIED.en})")


def actors(pack: Profile, letters: Iterable[str]) -> Text:
    """Duties behind letters, in the words of the pack."""
    named = {duty.letter: duty.label for duty in pack.duties.values()} | OUTSIDERS
    return joined(*(named[letter] for letter in letters))
