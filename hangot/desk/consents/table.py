"""The consent matrix as the page shows it: agencies across, sections down, one word per cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from hangot.accounts.queries import sitters
from hangot.consent.models import Consent, SharingBasis
from hangot.consent.queries import Cell, asked_and_lawful, cells
from hangot.core.access import Section, by_number
from hangot.core.clocks import last_day
from hangot.core.packs import Agency as AgencyWords
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.directory.models import Agency
from hangot.directory.outside import words as of_outside

WORDS: Mapping[str, Text] = {
    "yes": Text("✓ 동의", "✓ Agreed"),
    "no": Text("✕ 거부", "✕ Refused"),
    "ask": Text("? 묻는 중", "? Asking"),
    "law": Text("§ 법적 근거", "§ By law"),
    "withdrawn": Text("↩ 철회", "↩ Withdrawn"),
    "expired": Text("! 만료", "! Ended"),
    "offer": Text("＋ 묻기", "＋ Ask"),
}
CLASSES = {"withdrawn": "over", "expired": "over", "offer": "none"}
CAN_GO = Text("보낼 수 있음", "Can be sent")
WAITS = Text("동의 대기", "Waits for consent")
NOT_YET = Text("아직 없음", "Nothing yet")


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its look, words, address and whether it is the one being asked."""

    look: str
    kind: str
    words: Text | None
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A column: short name, full name, who is in charge now."""

    id: UUID
    short: Text
    label: Text
    worker: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything known about what a person agreed to, for one reader."""

    page: PersonPage
    at: datetime
    lines: Sequence[Consent]
    laws: Sequence[SharingBasis]
    cells: Mapping[tuple[UUID, Section], Cell]
    agencies: Sequence[Agency]

    def words(self, agency: UUID) -> AgencyWords:
        """The words of the pack about an agency."""
        found = self.page.house.agencies[agency]
        return self.page.profile.agencies.get(found.slug) or of_outside(found)

    def offered(self, agency: UUID) -> tuple[Section, ...]:
        """What the agency normally asks for."""
        return self.words(agency).asks

    def open_lines(self, agency: UUID) -> list[Section]:
        """Sections that can be asked now: offered or asked, with no answer that stands."""
        asked = {s for (a, s), cell in self.cells.items() if a == agency and cell.look == "ask"}
        wanted = asked | {s for s in self.offered(agency) if (agency, s) not in self.cells}
        return sorted(wanted, key=lambda section: section.number)


def sheet(page: PersonPage, at: datetime, *, extra: UUID | None = None) -> Sheet:
    """Read lines and bases once; agencies are those asked before, by law, or just added.

    A guarded agency whose name the reader is not told is not there: no column, line or choice.
    """
    asked, bases = asked_and_lawful(page.case.person_id)
    rows = [row for row in asked if page.told(row.agency_id)]
    laws = [law for law in bases if page.told(law.agency_id)]
    known = {row.agency_id for row in rows} | {
        law.agency_id for law in laws if law.state == "active"
    }
    if extra and extra != page.case.agency_id and page.told(extra):
        known.add(extra)
    order = list(page.profile.agencies)
    agencies = sorted(
        (page.house.agencies[pk] for pk in known if pk in page.house.agencies),
        key=lambda one: (len(order), one.label_ko) if one.outside else (order.index(one.slug), ""),
    )
    return Sheet(page, at, rows, laws, cells(rows, laws, at=at), agencies)


def heads(found: Sheet) -> list[Head]:
    """The columns, with the name of who sits on the first post of each agency."""
    first = {a.pk: found.page.house.posts_of(a.pk) for a in found.agencies}
    posts = [rooms[0].pk for rooms in first.values() if rooms]
    people = sitters(posts, at=found.at)
    return [
        Head(
            one.pk,
            found.words(one.pk).short,
            one.label,
            _name(people.get(first[one.pk][0].pk)) if first[one.pk] else "",
        )
        for one in found.agencies
    ]


def _name(worker: Any) -> str:
    return str(worker.name) if worker else ""


def rows(
    found: Sheet, *, url: str, asks: bool, chosen: tuple[UUID, Section] | None
) -> list[dict[str, Any]]:
    """The lines of the table: every section that is offered or was ever asked."""
    wanted = {s for a in found.agencies for s in found.offered(a.pk)}
    wanted |= {section for _, section in found.cells}
    return [
        {
            "section": section, "words": found.page.profile.sections[section],
            "cells": [_cell(found, a.pk, section, url=url, asks=asks, chosen=chosen) for a in found.agencies],
        }
        for section in sorted(wanted, key=lambda one: one.number)
    ]  # fmt: skip


def _cell(
    found: Sheet, agency: UUID, section: Section, *, url: str, asks: bool,
    chosen: tuple[UUID, Section] | None,
) -> Shown:  # fmt: skip
    cell = found.cells.get((agency, section))
    look = cell.look if cell else "none"
    if look == "none" and asks and section in found.offered(agency):
        look = "offer"
    if look == "none":
        return Shown("none", "none", None, "", current=False)
    query = {"agency": agency, "section": section.number}
    if cell and cell.consent and look == "ask":
        query = {"line": cell.consent.pk}
    here = chosen == (agency, section)
    return Shown(
        look, CLASSES.get(look, look), WORDS[look], f"{url}?{urlencode(query)}#line", current=here
    )


def footer(found: Sheet) -> list[dict[str, Any]]:
    """Can a referral go to this agency, and without what?"""
    return [_foot(found, agency.pk) for agency in found.agencies]


def _foot(found: Sheet, agency: UUID) -> dict[str, Any]:
    mine = [cell for (a, _), cell in found.cells.items() if a == agency]
    without = [
        found.page.profile.sections[cell.section].label
        for cell in mine
        if cell.look in ("no", "withdrawn", "expired")
    ]
    if any(cell.lawful for cell in mine):
        return {"line": CAN_GO, "without": without, "url": True, "agency": agency}
    asked = any(cell.look == "ask" for cell in mine)
    return {"line": WAITS if asked else NOT_YET, "without": [], "url": False, "agency": agency}


def history(found: Sheet) -> list[dict[str, Any]]:
    """Every line ever asked, newest first, in words."""
    pack, house = found.page.profile, found.page.house
    life, methods = pack.life("consent"), pack.lists["consent_methods"]
    return [
        {
            "at": row.answered_at or row.asked_at, "agency": house.agency(row.agency_id),
            "section": pack.sections[by_number(row.section)].label, "state": life.label(row.state),
            "method": methods[row.method].label if row.method and row.method in methods else None,
            "until": last_day(row.ends) if row.ends else None, "notice": row.notice_version,
            "post": house.post(row.asked_by_post), "script": row.script_version,
        }
        for row in sorted(found.lines, key=lambda one: one.answered_at or one.asked_at, reverse=True)
    ]  # fmt: skip
