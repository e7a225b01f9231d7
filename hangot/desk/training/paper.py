"""Invitation, list to sign and certificates as PDF: plain words, set by typst."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hangot.core.clocks import SEOUL
from hangot.core.text import Text
from hangot.desk.training.showing import Sheet, hours, rows
from hangot.desk.typeset import typeset
from hangot.templatetags import moments
from hangot.templatetags.words import english, in_language
from hangot.training.queries import Place

CERTIFICATE, LIST, INVITATION = "certificate.typ", "participants.typ", "invitation.typ"
WORDS = {
    "title": Text("이수증", "Certificate"), "number": Text("제 {n} 호", "No. {n}"),
    "name": Text("성명", "Name"), "agency": Text("소속", "Agency"), "role": Text("역할", "Role"),
    "course": Text("과정", "Course"), "when": Text("교육일", "Held on"), "hours": Text("시간", "Hours"),
    "line": Text("위와 같이 교육을 마쳤으므로 이 증서를 드립니다.",
                 "This certifies that the person named above has completed the training named above."),
}  # fmt: skip
HEADS = {
    "title": Text("참석부", "List of participants"), "agency": Text("소속", "Agency"),
    "role": Text("역할", "Role"), "name": Text("성명", "Name"), "sign": Text("서명", "Signature"),
    "came": Text("참석", "Came"),
}  # fmt: skip
INVITED = {
    "title": Text("교육 안내", "Invitation to a training"), "course": Text("과정", "Course"),
    "about": Text("내용", "About"), "when": Text("때", "When"), "place": Text("곳", "Place"),
    "trainer": Text("가르치는 분", "Taught by"), "hours": Text("시간", "Hours"), "phone": Text("문의", "Ask"),
    "line": Text("기관의 팀장과 실무자를 초대합니다. 오시는 분의 이름을 미리 알려 주시면 이수증을 준비하겠습니다.",
                 "Team leads and practitioners of your agency are invited. Tell us who comes, so that certificates are ready."),
}  # fmt: skip
HOURS = Text("{n}시간", "{n} hours")
YES = Text("참석", "came")


def certificates(one: Sheet, places: Iterable[Place], *, at: datetime) -> bytes:
    """A page for each person who came. NoFont when there is no font for it."""
    content = {
        "lang": "en" if english() else "ko",
        "words": {name: in_language(word) for name, word in WORDS.items()},
        "house": in_language(one.pack.label),
        "pages": [_page(one, place) for place in places],
    }
    return typeset(CERTIFICATE, content, at=at)


def _page(one: Sheet, place: Place) -> Mapping[str, Any]:
    known = one.pack.training.courses.get(one.it.course)
    return {
        "number": in_language(WORDS["number"].format(n=place.it.number)), "name": place.name,
        "agency": in_language(_agency(one, place)),
        "role": in_language(one.pack.word("training_roles", place.it.role)),
        "course": in_language(known.label) if known else "", "title": one.it.title,
        "when": _when(one), "hours": in_language(HOURS.format(n=hours(one.it, 1))),
        "day": in_language(_day(one.it.ends)),
    }  # fmt: skip


def invitation(one: Sheet, *, at: datetime) -> bytes:
    """For agencies without a screen of ours. NoFont when there is no font for it."""
    known = one.pack.training.courses.get(one.it.course)
    holder = one.rooms.agencies.get(one.it.agency_id)
    phone = f"{in_language(holder.label)} {holder.extension}".strip() if holder else ""
    lines = {
        "course": in_language(known.label) if known else "",
        "about": in_language(known.about) if known else "", "when": _when(one),
        "hours": in_language(HOURS.format(n=hours(one.it, 1))), "place": one.it.place,
        "trainer": one.it.trainer or "", "phone": phone,
    }  # fmt: skip
    content = {
        "lang": "en" if english() else "ko", "house": in_language(one.pack.label),
        "title": in_language(INVITED["title"]), "name": one.it.title,
        "line": in_language(INVITED["line"]),
        "rows": [[in_language(INVITED[name]), said] for name, said in lines.items() if said],
    }  # fmt: skip
    return typeset(INVITATION, content, at=at)


def participants(one: Sheet, *, at: datetime) -> bytes:
    """The list to be signed at the door. NoFont when there is no font for it."""
    content = {
        "lang": "en" if english() else "ko",
        "heads": {name: in_language(word) for name, word in HEADS.items()},
        "house": in_language(one.pack.label), "name": one.it.title, "when": _when(one),
        "place": one.it.place,
        "rows": [
            [in_language(row["agency"]), in_language(row["role"]), in_language(row["who"]),
             in_language(YES) if row["came"] else ""]
            for row in rows(one)
        ],
    }  # fmt: skip
    return typeset(LIST, content, at=at)


def _when(one: Sheet) -> str:
    day = in_language(_day(one.it.starts))
    return f"{day} {moments.hour_of(one.it.starts)}–{moments.hour_of(one.it.ends)}"


def _day(at: datetime) -> Text:
    """A day with its year: papers are kept."""
    on = at.astimezone(SEOUL).date()
    return Text(f"{on.year}년 {on.month}월 {on.day}일", on.isoformat())


def _agency(one: Sheet, place: Place) -> Text:
    """The whole name of an agency; that of one outside as it was written down."""
    found = one.rooms.agencies.get(place.it.agency_id)
    known = one.pack.agencies.get(found.slug) if found else None
    return known.label if known else one.rooms.agency(place.it.agency_id)
