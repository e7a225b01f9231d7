"""The visit slip as a PDF: times and places, and what they are for only where that is safe at home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.reception.rows import WITH_RECEPTION, way
from hangot.desk.typeset import typeset
from hangot.directory.queries import House
from hangot.templatetags import moments
from hangot.templatetags.words import english, in_language
from hangot.visits.models import Stop
from hangot.visits.queries import Day

SHEET = "slip.typ"
TELLING = ("statement",)
"""Kinds of rooms whose very name says what somebody is there for."""
GONE = ("skipped", "moved")
TITLE = Text("방문 안내표", "Your visit")
HEADS = (Text("시각", "Time"), Text("곳", "Place"), Text("내용", "What for"))
NUMBER, WAY = Text("부르는 번호", "Your number"), Text("들어오는 곳", "Way in")
BRING = Text("가져오실 것", "Please bring")
FOOT = Text(
    "이름은 부르지 않고 번호만 부릅니다. 시간이 바뀌면 접수대에서 알려 드립니다.",
    "Only the number is called, never a name. Reception tells you when a time changes.",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What the slip is made of; `neutral` leaves out agencies and services."""

    day: Day
    house: House
    pack: Profile
    neutral: bool


def pdf(slip: Slip, *, at: datetime) -> bytes:
    """The PDF in the language of the reader. NoFont when there is no font for it."""
    return typeset(SHEET, content(slip), at=at)


def content(slip: Slip) -> Mapping[str, Any]:
    """Everything on the sheet, as plain words."""
    visit = slip.day.visit
    heads = HEADS[:2] if slip.neutral else HEADS
    return {
        "lang": "en" if english() else "ko", "title": in_language(TITLE),
        "day": in_language(moments.day_words(visit.starts)), "number": str(visit.number),
        "number_label": in_language(NUMBER), "with_what": not slip.neutral,
        "facts": [[in_language(WAY), in_language(way(visit, slip.pack))]],
        "heads": [in_language(one) for one in heads],
        "stops": [_line(one, slip) for one in slip.day.stops if one.state not in GONE],
        "bring_label": in_language(BRING), "foot": in_language(FOOT),
        "bring": [in_language(one.label) for one in slip.pack.lists["to_bring"].values()],
    }  # fmt: skip


def _line(stop: Stop, slip: Slip) -> list[str]:
    times = f"{moments.hour_of(stop.starts)}–{moments.hour_of(stop.ends)}"
    if slip.neutral:
        told = WITH_RECEPTION if stop.room.kind in TELLING else stop.room.label
        return [times, in_language(told)]
    what = [slip.house.agency(stop.agency_id)]
    what += [stop.service.label] if stop.service else []
    return [times, in_language(stop.room.label), " · ".join(in_language(one) for one in what)]
