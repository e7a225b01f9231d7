"""The house as the planners see it: its people and rooms with their working time, nothing booked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from hangot.appointments.hours import Wall, worked
from hangot.appointments.models import (
    Absence,
    Aide,
    Availability,
    Bookable,
    ChildcarePlace,
    Skill,
    Tongue,
)
from hangot.core.access import Actor
from hangot.core.itinerary.model import Bits, Resource
from hangot.directory.days import is_off
from hangot.directory.models import Post, Service
from hangot.directory.places import ClosedPeriod, DayOff, Opening, Room, ServiceRule
from hangot.packs.active import profile
from hangot.packs.calendar import is_public_holiday
from hangot.vault.together import together


@dataclass(frozen=True)
class House:
    """Everything about time in one centre that names no person, read in one go."""

    wall: Wall
    holiday: Any
    numbers: Mapping[UUID, int]
    skills: list[Skill]
    rota: list[Availability]
    absences: list[Absence]
    aides: list[Aide]
    rooms: list[Room]
    rules: Mapping[UUID, ServiceRule]
    openings: list[Opening]
    closed: list[ClosedPeriod]
    days_off: list[DayOff]
    places: list[ChildcarePlace]
    tongues: list[Tongue]

    def off(self, day: date) -> bool:
        """Nobody works on that day; the house's own table wins over pack and calendar."""
        return is_off(day, self.days_off, self.holiday)

    @cached_property
    def hours(self) -> Mapping[UUID | None, Bits]:
        """Opening time by agency; None is the whole house."""
        found: defaultdict[UUID | None, Bits] = defaultdict(int)
        for one in self.openings:
            if not one.care:
                found[one.agency_id] |= self.wall.weekly(
                    [one.weekday], one.starts, one.ends, but=self.off
                )
        for own in self.days_off:
            if own.starts and own.ends and own.day in self.wall.days:
                found[None] &= ~self.wall.daily(own.day, time(), time.max)
                found[None] |= self.wall.daily(own.day, own.starts, own.ends)
        return found

    @property
    def cared(self) -> Bits:
        """When children are looked after: in the hours of childcare, or whenever the house is open."""
        own = [one for one in self.openings if one.care]
        found = 0
        for one in own:
            found |= self.wall.weekly([one.weekday], one.starts, one.ends, but=self.off)
        return self.open(None) & found if own else self.open(None)

    def open(self, agency: UUID | None) -> Bits:
        """When an agency works in the house: in its own hours if it has any, inside the house's."""
        whole = self.hours.get(None, 0)
        bits = whole & self.hours[agency] if agency in self.hours else whole
        for one in self.closed:
            if one.room_id is None and one.agency_id in (None, agency):
                bits &= ~self.wall.taken(one.starts, one.ends)
        return bits

    def there(self, agency: UUID | None, **whose: UUID) -> Bits:
        """The working time of a post (`post_id`) or an aide (`aide_id`), without absences."""
        ((name, pk),) = whose.items()
        bits = worked(self.wall, (one for one in self.rota if getattr(one, name) == pk))
        for one in self.absences:
            if getattr(one, name) == pk:
                bits &= ~self.wall.taken(one.starts, one.ends)
        return bits & self.open(agency)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """Workers once for each kind of hours their services have, rooms, interpreters, advocates."""
        rooms, aides = map(self.room, self.rooms), map(self.aide, self.aides)
        return (*self._workers(), *rooms, *aides)

    def _workers(self) -> Iterable[Resource]:
        by_post: defaultdict[UUID, list[ServiceRule]] = defaultdict(list)
        for skill in self.skills:
            if skill.service_id in self.rules:
                by_post[skill.post_id].append(self.rules[skill.service_id])
        agencies = {one.post_id: one.agency_id for one in self.rota}
        for post, rules in by_post.items():
            agency = agencies.get(post)
            if post in self.numbers and agency:
                yield from self._worker(post, agency, rules)

    def _worker(self, post: UUID, agency: UUID, rules: list[ServiceRule]) -> Iterable[Resource]:
        free = self.there(agency, post_id=post)
        groups: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)
        for rule in rules:
            groups[tuple(rule.weekdays), rule.starts, rule.ends].append(str(rule.service_id))
        for (days, starts, ends), services in groups.items():
            bits = free & self._ruled(days, starts, ends)
            yield Resource(
                str(self.numbers[post]), "staff", frozenset(services), bits, str(agency), rota=free,
                tongues=frozenset(one.language for one in self.tongues if one.post_id == post),
            )  # fmt: skip

    def _ruled(self, days: Iterable[int], starts: Any, ends: Any) -> Bits:
        wall = self.wall
        if starts is not None:
            return wall.weekly(days, starts, ends, but=lambda _: False)
        wanted = frozenset(days)
        return sum(
            ((1 << wall.grid.slots) - 1) << n * wall.grid.stride
            for n, day in enumerate(wall.days)
            if day.weekday() in wanted
        )

    def room(self, room: Room) -> Resource:
        """A room while its agency is there and it is not closed."""
        bits = self.open(room.agency_id)
        for one in self.closed:
            if one.room_id == room.pk:
                bits &= ~self.wall.taken(one.starts, one.ends)
        owners = [room.agency_id] if room.agency_id else {one.agency_id for one in self.rota}
        skills = frozenset(f"{room.kind}@{owner}" for owner in owners)
        return Resource(str(self.numbers[room.pk]), "room", skills, bits, zone=room.zone)

    def aide(self, aide: Aide) -> Resource:
        """Somebody who takes part, in their own hours; with a post, only while the post is there."""
        number = self.numbers[aide.post_id or aide.pk]
        bits = self.there(aide.agency_id, aide_id=aide.pk)
        if aide.post_id:
            bits &= self.there(aide.agency_id, post_id=aide.post_id)
        if aide.kind == "advocate":
            return Resource(str(number), "advocate", frozenset(), bits)
        return Resource(str(number), "interpreter", frozenset(aide.languages), bits)


# Changes with any insert, change or removal in what a house is made of, also by a transaction
# that began earlier and ended later, and inside this one (`ctid`). Numbers come and go with their
# things.
PARTS = (
    Skill, Availability, Absence, Aide, Room, ServiceRule, Opening, ClosedPeriod, DayOff,
    ChildcarePlace, Tongue, Post, Service,
)  # fmt: skip
PART = "(select sum(hashtextextended(concat(id, xmin, ctid), 0)) from {} where centre_id = %s)"
STAND = "select " + ", ".join(PART.format(one._meta.db_table) for one in PARTS)
KEPT_AT_MOST = 128


def house_of(wall: Wall, *, by: Actor) -> House:
    """The house on the days of a question, made anew when anything about it has changed."""
    with connection.cursor() as cursor:
        cursor.execute(STAND, [by.centre] * len(PARTS))
        return _read(wall, by.centre, by.profile, cursor.fetchone())


@lru_cache(KEPT_AT_MOST)
def _read(wall: Wall, centre: UUID, pack: str, _stand: tuple[object, ...]) -> House:
    here = {"centre_id": centre}
    between = {"starts__lt": wall.until, "ends__gt": wall.since}
    found = together(
        Bookable.objects.filter(**here).exclude(kind="person"),
        Skill.objects.filter(**here, post__active=True, service__active=True),
        Availability.objects.filter(**here),
        Absence.objects.filter(**here, **between),
        Aide.objects.filter(**here, active=True).order_by("slug"),
        Room.objects.filter(**here, active=True).order_by("slug"),
        ServiceRule.objects.filter(**here),
        Opening.objects.filter(**here),
        ClosedPeriod.objects.filter(**here, **between),
        DayOff.objects.filter(**here),
        ChildcarePlace.objects.filter(**here, active=True).order_by("number"),
        Tongue.objects.filter(**here),
    )
    numbers, skills, rota, absences, aides, rooms, rules, openings, closed, off, places, spoken = (
        found
    )
    return House(
        wall=wall.covering((one.starts, one.ends) for one in (*openings, *off)),
        holiday=is_public_holiday(profile(pack)), tongues=spoken,
        numbers={one.target: one.number for one in numbers}, skills=skills, rota=rota,
        absences=absences, aides=aides, rooms=rooms,
        rules={one.service_id: one for one in rules}, openings=openings, closed=closed,
        days_off=off, places=places,
    )  # fmt: skip
