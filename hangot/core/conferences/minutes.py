"""The minutes as one reader may read them: a pure function of what was said and of the policy.

Nothing is masked: what a reader may not see does not become part of the extract.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.core.access import Actor, Level, Section

WORDS, DECISION, ACTION = "words", "decision", "action"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing written for an item: a contribution, a decision or an action, in a section.

    `agency` wrote a contribution or decision, or has to do the action; `post` likewise.
    """

    item: UUID
    what: str
    section: Section
    agency: UUID
    post: UUID
    at: datetime
    text: str
    id: UUID | None = None
    due: date | None = None
    state: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda and what became of it."""

    id: UUID
    number: int
    subject: UUID
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: what shows of each person in each section, of anybody's records and of one's own."""

    actor: Actor
    levels: Mapping[UUID, Mapping[Section, Level]]
    own: Mapping[UUID, Mapping[Section, Level]]

    def reads(self, subject: UUID, entry: Entry) -> bool:
        """Words of a section need the whole section; what one's own agency wrote, the own records."""
        if entry.section.closed:
            return False
        seen = self.levels.get(subject, {}).get(entry.section, Level.NONE)
        if entry.agency == self.actor.agency:
            seen = max(seen, self.own.get(subject, {}).get(entry.section, Level.NONE))
        return seen >= Level.FULL

    def knows(self, subject: UUID) -> bool:
        """Something of the person shows."""
        shown = self.levels.get(subject, {}).values(), self.own.get(subject, {}).values()
        return any(level > Level.NONE for part in shown for level in part)


@dataclass(frozen=True, slots=True)
class Extract:
    """One item as the reader has it; `item` None: the reader left the room for this number."""

    number: int
    item: Item | None
    words: tuple[Entry, ...] = ()
    decisions: tuple[Entry, ...] = ()
    actions: tuple[Entry, ...] = ()


def minutes(
    count: int, items: Iterable[Item], entries: Sequence[Entry], reader: Reader
) -> tuple[Extract, ...]:
    """What this reader sees of each of the `count` items; a number without item tells nothing."""
    known = {one.number: one for one in items if reader.knows(one.subject)}
    return tuple(
        _extract(number, known.get(number), entries, reader) for number in range(1, count + 1)
    )


def _extract(number: int, item: Item | None, entries: Sequence[Entry], reader: Reader) -> Extract:
    if item is None:
        return Extract(number, None)
    mine = [one for one in entries if one.item == item.id and reader.reads(item.subject, one)]
    mine.sort(key=lambda one: (one.section.number, one.at, str(one.post)))
    parts = [tuple(one for one in mine if one.what == what) for what in (WORDS, DECISION, ACTION)]
    return Extract(number, item, *parts)
