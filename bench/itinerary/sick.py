"""Somebody is sick for a day: how many appointments move, against booking those hit anew."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bench.itinerary import week
from bench.itinerary.booker import Booker, overlaps
from hangot.core.itinerary.events import StaffAway
from hangot.core.itinerary.model import Appointment, Booking, Request
from hangot.core.itinerary.plan import plan
from hangot.core.itinerary.repair import repair

Starts = Mapping[tuple[str, str], int]


def measure(count: int, days: int, seed: int) -> Mapping[str, Any]:
    """So many sick days, each on its own, in a week with `count` people in it."""
    desk, asking = week.asking(count, seed)
    for request in asking:
        desk.book(request, plan)
    dice = Random(seed)  # noqa: S311 - the same sick days every time
    found = [_Day.of(desk, asking, *one) for one in dice.sample(_busy(desk), days)]
    repaired = [one.repaired() for one in found]
    anew = [one.anew() for one in found]
    moved, fresh = sum(one["moved"] for one in repaired), sum(one["moved"] for one in anew)
    return {
        "people": count, "days": days, "hit": sum(len(one.hit) for one in found),
        "appointments": sum(len(one.theirs) for one in found),
        "restaffed": sum(one["restaffed"] for one in repaired),
        "moved": moved, "lost": sum(one["lost"] for one in repaired),
        "anew_moved": fresh, "anew_lost": sum(one["lost"] for one in anew),
        "share": moved / fresh if fresh else 0.0,
        "max_s": max(one["seconds"] for one in repaired),
        "wrong": sum(one["wrong"] for one in repaired),
    }  # fmt: skip


def _busy(desk: Booker) -> list[tuple[str, int]]:
    """Every worker and day with somebody to serve."""
    stride = desk.centre.grid.stride
    found = (one.appointment for one in desk.bookings())
    return sorted({(one.staff, one.start // stride) for one in found})


@dataclass(frozen=True, slots=True)
class _Day:
    """A worker's day off in a house that did not know of it."""

    before: Booker
    after: Booker
    asking: tuple[Request, ...]
    event: StaffAway
    hit: frozenset[str]

    @classmethod
    def of(cls, desk: Booker, asking: tuple[Request, ...], who: str, day: int) -> "_Day":
        """`who` is away on `day`, in every role."""
        first = day * desk.centre.grid.stride
        event = StaffAway(who, first, first + desk.centre.grid.slots)
        away = ((1 << event.stop - event.start) - 1) << event.start
        centre = replace(
            desk.centre,
            resources=tuple(
                replace(one, free=one.free & ~away) if one.id == who else one
                for one in desk.centre.resources
            ),
        )
        hit = frozenset(
            one.client
            for one in (booking.appointment for booking in desk.bookings())
            if who in (one.staff, one.interpreter, one.advocate) and first <= one.start < event.stop
        )
        return cls(desk, Booker(centre, desk.policy, dict(desk.standing)), asking, event, hit)

    @property
    def theirs(self) -> Starts:
        """The appointments of those hit, all of them, as they were."""
        return _starts(b for client in self.hit for b in self.before.standing[client])

    def repaired(self) -> Mapping[str, Any]:
        """What `repair` proposes, taken as it is, and what the checker says of that."""
        began = time.perf_counter()
        changes = repair(
            self.before.centre, self.before.bookings(), self.asking, self.event, self.before.policy
        )
        spent = time.perf_counter() - began
        desk = Booker(self.after.centre, self.after.policy, dict(self.before.standing))
        new = {(one.client, one.service): one.after for one in changes}
        for request in self.asking:
            old = (booking.appointment for booking in desk.standing[request.client])
            kept = (new.get((one.client, one.service), one) for one in old)
            desk.keep(request, tuple(one for one in kept if one is not None))
        now = _starts(desk.bookings())
        return {
            **_against(_starts(self.before.bookings()), now), "seconds": spent,
            "restaffed": sum(one.after is not None and one.after.start == one.before.start
                             for one in changes),
            "wrong": len(desk.problems(self.asking)) + len(list(overlaps(desk))),
        }  # fmt: skip

    def anew(self) -> Mapping[str, Any]:
        """Everybody hit gives back everything and asks again, in the order in which they asked."""
        desk = Booker(self.after.centre, self.after.policy, dict(self.before.standing))
        asking = [request for request in self.asking if request.client in self.hit]
        for request in asking:
            del desk.standing[request.client]
        for request in asking:
            desk.book(request, plan)
        return _against(_starts(self.before.bookings()), _starts(desk.bookings()))


def _starts(bookings: Iterable[Booking]) -> Starts:
    found: Iterable[Appointment] = (booking.appointment for booking in bookings)
    return {(one.client, one.service): one.start for one in found}


def _against(old: Starts, new: Starts) -> Mapping[str, int]:
    """How many appointments have another time, and how many have none any more."""
    return {
        "moved": sum(key in new and new[key] != start for key, start in old.items()),
        "lost": sum(key not in new for key in old),
    }
