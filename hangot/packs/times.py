"""Rooms, rota, aides and booking rules of a pack, each mistake with its file and line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Any

from hangot.core.packs import Agency, PostSpec, Service
from hangot.core.times import (
    WEEK,
    WORKDAYS,
    AideSpec,
    BookingRule,
    Hours,
    RoomSpec,
    RotaSpec,
    Times,
)
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.rounds import rounds
from hangot.packs.tree import Node
from hangot.packs.urgency import urgencies

ROOMS = ("consulting", "statement", "desk")
AIDES = ("interpreter", "statement_assistant", "advocate")


@dataclass(frozen=True, slots=True)
class House:
    """What the times of a house may name."""

    agencies: Mapping[str, Agency]
    services: Mapping[str, Service]
    posts: Mapping[str, PostSpec]
    channels: Collection[str]

    def of(self, agency: str) -> tuple[str, ...]:
        """What an agency gives to visitors who come."""
        found = (s for s in self.services.values() if s.agency == agency and is_visited(s))
        return tuple(one.id for one in found)


def is_visited(service: Service) -> bool:
    """Does somebody come to the house for it?"""
    return service.minutes > 0 and not service.internal and "visit" in service.channels


def times(where: Node, how: Node, house: House, faults: list[Fault]) -> Times:
    """Everything about time; a pack without these files has a house without bookings."""
    with Box(where, faults) as box:
        found: dict[str, Any] = {
            "rooms": {n: _room(n, b, house) for n, b in box.entries("rooms", required=False)},
            "rota": {n: _rota(n, b, box, house) for n, b in box.entries("rota", required=False)},
            "aides": {n: _aide(n, b, house) for n, b in box.entries("aides", required=False)},
        }
        found |= {name: box.number(name, default) for name, default in NUMBERS.items()}
        found["urgent"] = urgencies(box)
        found["rounds"] = rounds(box)
        _positive(box, found)
    rules = _rules(how, house, faults)
    kinds = {room.kind for room in found["rooms"].values()}
    faults.extend(_roomless(how, rules, kinds))
    return Times(rules=rules, **found)


NUMBERS = {"childcare": 0, "slot": 5, "transfer": 5, "horizon": 14, "hold": 10}


def _positive(box: Box, found: Mapping[str, Any]) -> None:
    for name in ("slot", "horizon", "hold"):
        if found[name] <= 0:
            box.complain(
                name,
                f"‘{name}’은(는) 1 이상이어야 합니다",
                f'"{name}" was expected to be at least 1',
            )


def _room(name: str, box: Box, house: House) -> RoomSpec:
    with box:
        return RoomSpec(
            id=name,
            label=box.text("label"),
            kind=box.one_of("kind", ROOMS, "kind of room"),
            zone=box.string("zone"),
            agency=box.one_of("agency", house.agencies, "agency", default=""),
            capacity=box.number("capacity", 3),
        )


def _rota(name: str, box: Box, whole: Box, house: House) -> RotaSpec:
    post = house.posts.get(name)
    if post is None:
        whole.faults.append(
            box.node.fault(
                f"담당석 ‘{name}’을(를) 모릅니다", f'a known post was expected, found "{name}"'
            )
        )
    with box:
        own = house.of(post.agency) if post else ()
        named = box.some_of("services", house.services, "service")
        return RotaSpec(name, _hours(box), named or own, box.names("speaks"))


def _aide(name: str, box: Box, house: House) -> AideSpec:
    with box:
        return AideSpec(
            id=name,
            label=box.text("label"),
            kind=box.one_of("kind", AIDES, "kind of aide"),
            languages=box.names("languages"),
            agency=box.one_of("agency", house.agencies, "agency", default=""),
            post=box.one_of("post", house.posts, "post", default=""),
            hours=_hours(box),
        )


def _hours(box: Box) -> Hours:
    """`days`, `from`, `to`, and a break if there is one; a break lies inside."""
    starts, ends = box.clock_time("from"), box.clock_time("to")
    pause = (
        (box.clock_time("break_from"), box.clock_time("break_to"))
        if box.has("break_from")
        else (None, None)
    )
    _in_order(box, [starts, *(one for one in pause if one), ends])
    return Hours(_days(box), starts, ends, *pause)


def _in_order(box: Box, moments: list[time]) -> None:
    if any(one >= other for one, other in pairwise(moments)):
        box.complain(
            "from",
            "시각은 시작, 쉬는 시간, 끝의 순서여야 합니다",
            "times in the order start, break, end were expected",
        )


def _days(box: Box) -> tuple[int, ...]:
    found = box.some_of("days", WEEK, "day of the week")
    return tuple(WEEK.index(day) for day in found if day in WEEK) or WORKDAYS


def _rules(how: Node, house: House, faults: list[Fault]) -> dict[str, BookingRule]:
    """A rule for every service that people come for; what is not said follows the service."""
    said: dict[str, Box] = {}
    for name, node in how.value.items():
        box = Box(node, faults)
        known = house.services.get(name)
        if known and not known.internal and "visit" in known.channels:
            said[name] = box
            continue
        faults.append(
            node.fault(
                f"방문해서 받는 서비스가 아닙니다: {name}",
                f'a service that people come for was expected, found "{name}"',
            )
        )
    return {
        one.id: _rule(one, said.get(one.id) or Box(Node(how.file, 1, {}), []), house)
        for one in house.services.values()
        if is_visited(one)
    }


def _rule(service: Service, box: Box, house: House) -> BookingRule:
    with box:
        limited = box.has("from")
        starts = box.clock_time("from") if limited else None
        ends = box.clock_time("to") if limited else None
        if starts and ends:
            _in_order(box, [starts, ends])
        return BookingRule(
            service=service.id,
            minutes=box.number("minutes", service.minutes),
            lead_hours=box.number("lead_hours", 0),
            channels=box.some_of("channels", house.channels, "channel") or service.channels,
            days=_days(box) if limited or box.has("days") else tuple(range(len(WEEK))),
            starts=starts,
            ends=ends,
            room=box.one_of("room", ROOMS, "kind of room", default="desk"),
            interpreted=box.flag("interpreted", default=True),
            escorted=box.flag("escorted", default=False),
            after=box.some_of("after", house.services, "service"),
        )


def _roomless(how: Node, rules: Mapping[str, BookingRule], kinds: Collection[str]) -> list[Fault]:
    """A kind of room that a rule names must exist in the house."""
    if not kinds:
        return []
    return [
        how.value[name].fault(
            f"‘{rule.room}’ 방이 하나도 없습니다", f'a room of kind "{rule.room}" was expected'
        )
        for name, rule in rules.items()
        if rule.room not in kinds and name in how.value
    ]
