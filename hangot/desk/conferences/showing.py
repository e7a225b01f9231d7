"""A conference as the pages draw it: items with who they are about, who takes part, what was said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.cases.queries import Named, listed
from hangot.conferences.models import Attendance, Conference
from hangot.conferences.reading import Sheet, sheet
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.conferences.kinds import Kind
from hangot.core.conferences.minutes import Entry, Extract
from hangot.core.conferences.room import Seated, absent_agencies
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.cases.header import called
from hangot.desk.naming import SAFETY_DESK
from hangot.directory.queries import House, house
from hangot.packs.active import profile


@dataclass(frozen=True, slots=True)
class Table:
    """One conference for one reader, with what its pages need beside it."""

    sheet: Sheet
    named: Named
    house: House
    pack: Profile
    viewer: Actor
    at: datetime

    @property
    def conference(self) -> Conference:
        return self.sheet.conference

    @property
    def kind(self) -> Kind:
        found = self.pack.conferences.get(self.conference.what)
        if found is None:
            raise Hidden
        return found

    @property
    def runs(self) -> bool:
        """Works at the agency that called it."""
        return self.viewer.agency == self.conference.agency_id

    @property
    def mine(self) -> Attendance | None:
        """The viewer's own place at the table."""
        return next((a for a in self.sheet.invited if a.post_id == self.viewer.post), None)

    def agency(self, pk: UUID) -> Text:
        """Its short name; a guarded one is named to itself and to whoever runs the conference."""
        found = self.house.agencies.get(pk)
        if found is not None and found.guarded and not (self.runs or pk == self.viewer.agency):
            return SAFETY_DESK
        known = self.pack.agencies.get(found.slug) if found else None
        return known.short if known else self.house.agency(pk)

    def author(self, agency: UUID, post: UUID) -> Text:
        """Agency and post, as far as they may be named."""
        where, desk = self.agency(agency), self.house.post(post)
        if where is SAFETY_DESK or desk.ko.startswith(where.ko):
            return where if where is SAFETY_DESK else desk
        return Text(f"{where.ko} {desk.ko}", f"{where.en}, {desk.en}")

    def section(self, section: Section) -> Text:
        return self.pack.sections[section].label

    def word(self, name: str, code: str) -> Text:
        found = self.pack.lists[name].get(code)
        return found.label if found else Text("–", "–")


def table(conference_id: UUID, by: Actor, *, at: datetime, also: Collection[UUID] = ()) -> Table:
    """Everything a page of one conference shows; Hidden for who has nothing to do with it.

    `also`: cases that the page names beside those on the agenda.
    """
    read = sheet(conference_id, by, at=at)
    named = listed({*also, *(one.case_id for one in read.items.values())})
    return Table(read, named, house(by.centre), profile(by.profile), by, at)


def items(one: Table) -> list[dict[str, Any]]:
    """The items in their order; a number that tells nothing is one to leave the room for."""
    return [_item(one, extract) for extract in one.sheet.extracts]


def _item(one: Table, extract: Extract) -> dict[str, Any]:
    row = one.sheet.items.get(extract.item.id) if extract.item else None
    mine = next(
        (
            s
            for s in one.sheet.sights
            if row and s.item_id == row.pk and s.post_id == one.viewer.post
        ),
        None,
    )
    if row is None or (mine and mine.left_at):
        return {"number": extract.number, "row": None}
    case = one.named.cases.get(row.subject_id)
    life = one.pack.life("agenda_item")
    overview = one.sheet.reader.levels.get(row.subject_id, {}).get(Section.OVERVIEW, Level.NONE)
    return {
        "number": extract.number, "row": row, "sight": mine, "case": case,
        "who": called(one.named.people.get(row.subject_id)),
        "case_number": case.number if case else "", "state": life.label(row.state),
        "why": one.word("agenda_reasons", row.origin) if overview >= Level.SUMMARY else None,
        "off": _off(one, row.state, row.why),
        "outcome": one.word("item_outcomes", row.outcome) if row.outcome else None,
        "about": [one.section(by_number(n)) for n in (mine.sections if mine else row.sections)],
        "asked": [
            {"section": one.section(by_number(n)), "done": n in mine.answered} for n in mine.asked
        ] if mine else [],
        "answers": _answers(one, row.pk),
        "words": [_entry(one, e) for e in extract.words],
        "decisions": [_entry(one, e) for e in extract.decisions],
        "actions": [_entry(one, e) for e in extract.actions],
    }  # fmt: skip


def _off(one: Table, state: str, why: str) -> Text | None:
    names = {"deferred": "defer_reasons", "withdrawn": "item_withdraw_reasons"}
    return one.word(names[state], why) if state in names else None


def _answers(one: Table, item: UUID) -> list[dict[str, Any]]:
    """For whoever runs it: who was asked, and who has answered."""
    if not one.runs:
        return []
    return [
        {
            "who": one.author(s.agency_id, s.post_id), "done": set(s.asked) <= set(s.answered),
            "left": s.left_at, "asked": len(s.asked), "answered": len(set(s.answered) & set(s.asked)),
        }
        for s in one.sheet.sights if s.item_id == item and (s.asked or s.left_at)
    ]  # fmt: skip


def _entry(one: Table, entry: Entry) -> dict[str, Any]:
    life = one.pack.life("action_item")
    return {
        "section": one.section(entry.section), "who": one.author(entry.agency, entry.post),
        "text": entry.text, "due": entry.due, "state": life.label(entry.state) if entry.state else "",
        "why": one.word("action_reasons", entry.why) if entry.why else "",
    }  # fmt: skip


def attendance(one: Table) -> list[dict[str, Any]]:
    """Who is invited and who came, by agency; agencies of which nobody came stand first."""
    rows = [
        {
            "row": a, "who": one.author(a.agency_id, a.post_id), "here": a.signed_at is not None,
            "paper": a.signed_how == "paper", "chair": a.post_id == one.conference.chair_post,
        }
        for a in one.sheet.invited
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["here"], row["who"].ko))


def absent(one: Table) -> list[Text]:
    """Agencies of which nobody came, once the conference has begun."""
    if one.conference.opened_at is None:
        return []
    rows = [Seated(a.post_id, a.agency_id, a.worker_id) for a in one.sheet.invited]
    return [one.agency(pk) for pk in absent_agencies(rows)]


def present_count(rows: Sequence[dict[str, Any]]) -> int:
    return sum(row["here"] for row in rows)
