"""Where every report has got to: a pure reading of what happened, so that none is lost unseen.

Each report stands in exactly one place; the places of a month add up to its reports. Beside that
it is counted which steps each report ever passed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

# What counts in the log of moves: kind of thing and event, and what it means for the report.
COUNTS: Mapping[tuple[str, str], str] = MappingProxyType({
    ("notice", "no_answer"): "tried",
    ("notice", "go_another_way"): "tried",
    ("notice", "start"): "reached",
    ("notice", "reach"): "reached",
    ("notice", "come_back"): "reached",
    ("notice", "help"): "helped",
    ("notice", "redirect"): "redirected",
    ("notice", "mark_duplicate"): "joined",
    ("notice", "decline"): "declined",
    ("notice", "give_up"): "lost",
    ("notice", "open"): "opened",
    ("home_visit", "come_back"): "visited",
    ("judgement", "say_yes"): "yes",
    ("judgement", "say_watch"): "watch",
    ("judgement", "say_no"): "no",
    ("case", "link_only"): "served",
    ("case", "activate"): "served",
    ("referral", "begin"): "served",
    ("case", "close"): "closed",
    ("case", "not_select"): "closed",
    ("case", "hand_over"): "closed",
    ("case", "reopen"): "reopened",
})  # fmt: skip
REPORTED, AGAIN = "reported", "again"


class Place(StrEnum):
    """Where a report stands. The first three wait for a call, the last nine have an end."""

    WAITING = "waiting"
    NOT_REACHED = "not_reached"
    REACHED = "reached"
    VISITED = "visited"
    CRISIS = "crisis"
    WATCH = "watch"
    SERVED = "served"
    NO_CRISIS = "no_crisis"
    HELPED = "helped"
    REDIRECTED = "redirected"
    JOINED = "joined"
    DECLINED = "declined"
    LOST = "lost"
    CLOSED = "closed"
    RECURRED = "recurred"


class Step(StrEnum):
    """The steps of the funnel, in order."""

    REPORTED = "reported"
    REACHED = "reached"
    VISITED = "visited"
    JUDGED = "judged"
    SERVED = "served"
    CLOSED = "closed"
    RECURRED = "recurred"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a report; `what` is a word of COUNTS, REPORTED or AGAIN."""

    report: UUID
    what: str
    at: datetime


ENDS = frozenset({
    Place.NO_CRISIS, Place.HELPED, Place.REDIRECTED, Place.JOINED, Place.DECLINED, Place.LOST,
    Place.CLOSED,
})  # fmt: skip
EARLY = frozenset({Place.WAITING, Place.NOT_REACHED})
BEFORE_A_VERDICT = EARLY | {
    Place.REACHED,
    Place.VISITED,
    Place.CRISIS,
    Place.WATCH,
    Place.NO_CRISIS,
}
ANYWHERE = frozenset(Place)
# Where an event leads, and from where: what came before a later step does not take a report back.
MOVES: Mapping[str, tuple[Place, Collection[Place]]] = MappingProxyType({
    "tried": (Place.NOT_REACHED, EARLY),
    "reached": (Place.REACHED, EARLY | ENDS),
    "opened": (Place.REACHED, EARLY),
    "visited": (Place.VISITED, EARLY | {Place.REACHED}),
    "yes": (Place.CRISIS, BEFORE_A_VERDICT),
    "watch": (Place.WATCH, BEFORE_A_VERDICT),
    "no": (Place.NO_CRISIS, BEFORE_A_VERDICT),
    "served": (Place.SERVED, ANYWHERE),
    "helped": (Place.HELPED, ANYWHERE),
    "redirected": (Place.REDIRECTED, ANYWHERE),
    "joined": (Place.JOINED, ANYWHERE),
    "declined": (Place.DECLINED, ANYWHERE),
    "lost": (Place.LOST, EARLY | {Place.REACHED}),
    "closed": (Place.CLOSED, ANYWHERE),
    "reopened": (Place.REACHED, {Place.CLOSED, Place.RECURRED}),
    AGAIN: (Place.RECURRED, ENDS),
})  # fmt: skip
PASSES: Mapping[str, tuple[Step, ...]] = MappingProxyType({
    "reached": (Step.REACHED,), "opened": (Step.REACHED,), "visited": (Step.REACHED, Step.VISITED),
    "yes": (Step.REACHED, Step.JUDGED), "watch": (Step.REACHED, Step.JUDGED),
    "no": (Step.REACHED, Step.JUDGED), "served": (Step.REACHED, Step.SERVED),
    "helped": (Step.REACHED, Step.SERVED, Step.CLOSED), "closed": (Step.REACHED, Step.CLOSED),
    "declined": (Step.REACHED, Step.CLOSED), "redirected": (Step.CLOSED,), "joined": (Step.CLOSED,),
    "lost": (Step.CLOSED,),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many reports there are, where each stands, and how many ever passed each step."""

    total: int
    places: Mapping[Place, int]
    passed: Mapping[Step, int]

    def share(self, step: Step) -> float:
        """Of all reports, the part that passed a step; 0 where there are none."""
        return self.passed[step] / self.total if self.total else 0.0


def places(events: Iterable[Event]) -> list[Place]:
    """Where one report stood one after the other, in the order of time; the last is where it is."""
    found = [Place.WAITING]
    for event in sorted(events, key=_order):
        target, sources = MOVES.get(event.what, (found[-1], ANYWHERE))
        found.append(target if found[-1] in sources else found[-1])
    return found


def place(events: Iterable[Event]) -> Place:
    """Where one report stands after all that happened."""
    return places(events)[-1]


def steps(events: Iterable[Event]) -> frozenset[Step]:
    """The steps one report ever passed, whatever came after; every report was reported."""
    known = list(events)
    passed = {step for event in known for step in PASSES.get(event.what, ())}
    if Place.RECURRED in places(known):
        passed.add(Step.RECURRED)
    return frozenset(passed | {Step.REPORTED})


def funnel(events: Iterable[Event]) -> Funnel:
    """The funnel of all reports in the events; each report is counted once."""
    of: dict[UUID, list[Event]] = {}
    for event in events:
        of.setdefault(event.report, []).append(event)
    places = Counter(place(one) for one in of.values())
    passed = Counter(step for one in of.values() for step in steps(one))
    return Funnel(len(of), {p: places[p] for p in Place}, {s: passed[s] for s in Step})


# Two things in the same moment happened in the order of the steps.
_RANK = {what: rank for rank, what in enumerate((REPORTED, *MOVES))}


def _order(event: Event) -> tuple[datetime, int]:
    return event.at, _RANK.get(event.what, 0)
