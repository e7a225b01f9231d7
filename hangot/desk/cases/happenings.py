"""Moves, notes and deliveries as lines of a list and as flags of a drawn line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.cases.models import Note, ServiceDelivery
from hangot.core.access import by_number
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.referrals.models import UNSENT, Referral
from hangot.tasks.models import Clock, Moved

NOTE = Text("상담기록", "Note")
FIRST = Text("처음 들은 이야기", "The story as first told")
KEPT = Text("기록", "Entry")
SILENT = "removal"
"""Forty at once, and their agency's alone: they have a page of their own."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: when, what, by whom; `kind` is done, now, plan or late."""

    at: datetime
    label: Text
    line: Text
    kind: str = "done"


def moved(
    page: PersonPage, moves: Iterable[Moved], referrals: Mapping[UUID, Referral]
) -> list[Happening]:
    """Steps of the case, its plan, and of the referrals one may see."""
    return [
        Happening(one.at, label, page.author(one.post_id, one.agency_id))
        for one in moves
        if (label := _step(page, one, referrals))
    ]


def _step(page: PersonPage, one: Moved, referrals: Mapping[UUID, Referral]) -> Text | None:
    section = by_number(one.section)
    if one.thing_kind == SILENT or (section.guarded and not page.sees(section)):
        return None
    life = page.profile.life(one.thing_kind)
    word = life.label(one.target) if one.target in life.by_id else None
    if word is None:
        return None
    if one.thing_kind != "referral":
        return Text(f"{life.title.ko}: {word.ko}", f"{life.title.en}: {word.en}")
    if one.thing_id not in referrals or one.target in UNSENT:
        return None
    agency = page.agency(referrals[one.thing_id].to_agency)
    return Text(f"{agency.ko}: {word.ko}", f"{agency.en}: {word.en}")


def noted(page: PersonPage, notes: Iterable[Note]) -> list[Happening]:
    """Entries, without their words; a guarded section is not named."""
    return [
        Happening(one.at, _note(page, one), page.author(one.post_id, one.agency_id))
        for one in notes
    ]


def _note(page: PersonPage, one: Note) -> Text:
    section = by_number(one.section)
    if section.guarded or section.closed:
        return KEPT
    how = note_kind(page, one.what)
    return Text(f"{NOTE.ko}({how.ko})", f"{NOTE.en} ({how.en})")


def note_kind(page: PersonPage, what: str) -> Text:
    """The word for how a contact took place."""
    kinds = page.profile.lists["note_kinds"]
    return kinds[what].label if what in kinds else FIRST if what == "story" else KEPT


def given(page: PersonPage, rows: Iterable[ServiceDelivery]) -> list[Happening]:
    """Services given; those of guarded sections without their name."""
    return [
        Happening(one.at, _service(page, one), page.author(one.post_id, one.agency_id))
        for one in rows
    ]


def _service(page: PersonPage, one: ServiceDelivery) -> Text:
    if by_number(one.section).guarded:
        return Text("서비스 제공", "Service given")
    service = page.house.every.get(one.service_id)
    name = service.label if service else Text("서비스", "Service")
    return Text(f"{name.ko} {one.minutes}분", f"{name.en}, {one.minutes} min")


def ahead(page: PersonPage, clocks: Iterable[Clock], *, now: datetime) -> list[Happening]:
    """Time limits that still run."""
    return [
        Happening(one.due, clock_label(page, one.what), Text("", ""), _ahead(one, now))
        for one in clocks
        if one.paused_at is None
    ]


def _ahead(clock: Clock, now: datetime) -> str:
    return "late" if clock.due < now and not clock.soft else "plan"


def clock_label(page: PersonPage, what: str) -> Text:
    """What a clock measures."""
    spec = page.profile.clocks.get(what)
    return spec.label if spec else Text("기한", "Time limit")


def newest(events: Iterable[Happening], most: int) -> list[dict[str, Any]]:
    """The last events as the list component draws them."""
    ordered = sorted(events, key=lambda one: one.at, reverse=True)[:most]
    return [
        {"at": one.at, "title": one.label, "line": one.line, "mark": "now" if place == 0 else ""}
        for place, one in enumerate(ordered)
    ]
