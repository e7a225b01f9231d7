"""The day as a desk may see it: visits with their stops, in few statements however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch

from hangot.core.access import Actor
from hangot.directory.places import Room
from hangot.people.models import AccessNeed
from hangot.vault.together import Part
from hangot.visits.models import HERE, OPEN, Called, Stop, Visit

IN_ORDER = ("starts", "position")
SOON = ("called", "waiting", "receiving", "planned")


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day: the visit and its stops in order."""

    visit: Visit
    stops: Sequence[Stop]

    @property
    def now(self) -> Stop | None:
        """The stop at which the person is: being served, called or waiting."""
        return next(
            (one for one in self.stops if one.state in OPEN and one.state != "planned"), None
        )

    @property
    def ahead(self) -> Stop | None:
        """The next planned stop."""
        return next((one for one in self.stops if one.state == "planned"), None)

    def waited(self, at: datetime) -> int:
        """Minutes of waiting in all."""
        return sum(one.waited(at) for one in self.stops if one.received_at or one is self.now)

    def served(self, at: datetime) -> int:
        """Minutes of talks in all."""
        return sum(one.served(at) for one in self.stops)


def days(day: date) -> list[Day]:
    """Everybody's day that one may see, by the time of the first desk; two statements."""
    stops = Stop.objects.select_related("room").order_by(*IN_ORDER)
    found = Visit.objects.filter(day=day).exclude(state="called_off").order_by("starts", "number")
    return [
        Day(one, list(one.stops.all())) for one in found.prefetch_related(Prefetch("stops", stops))
    ]


def day_of(visit_id: UUID) -> Day | None:
    """One visit with its stops; nothing when it is not one's own to see."""
    visit = Visit.objects.filter(pk=visit_id).first()
    if visit is None:
        return None
    return Day(visit, list(visit.stops.select_related("room", "service").order_by(*IN_ORDER)))


# The visits of the day, the last first; their stops in order; the rooms of these.
_THAT_DAY = "t.subject_id = @ and t.day = %(day)s and t.state <> 'called_off'"
_STOPS = f"t.subject_id = @ and t.visit_id in (select t.id from hangot_visit t where {_THAT_DAY})"  # noqa: S608 - our own words
DAY = (
    Part(Visit, f"from hangot_visit t where {_THAT_DAY} order by t.starts desc"),
    Part(Stop, f"from hangot_stop t where {_STOPS} order by t.starts, t.position"),
    Part(Room, f"from hangot_room t where t.id in (select t.room_id from hangot_stop t where {_STOPS})"),  # noqa: S608
)  # fmt: skip
"""What `day_from` puts together, of one person and one day."""


def day_from(visits: list[Visit], stops: list[Stop], rooms: list[Room]) -> Day | None:
    """The visit of a day with the stops one may see; nothing where none is one's own to see."""
    named = {one.pk: one for one in rooms}
    for visit in visits:
        mine = [_placed(one, visit, named) for one in stops if one.visit_id == visit.pk]
        if mine:
            return Day(visit, mine)
    return None


def _placed(stop: Stop, visit: Visit, rooms: Mapping[UUID, Room]) -> Stop:
    stop.visit = visit
    if stop.room_id in rooms:
        stop.room = rooms[stop.room_id]
    return stop


def visits_of(appointments: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The visit that each of these appointments belongs to, unless its stop was left out."""
    rows = Stop.objects.filter(appointment__in=list(appointments)).exclude(state="skipped")
    return dict(rows.values_list("appointment_id", "visit_id"))


def desk(actor: Actor, day: date) -> list[Stop]:
    """The stops of one's own desk today that are still to come, with their visits; one statement."""
    return list(
        Stop.objects.filter(agency_id=actor.agency, visit__day=day, state__in=OPEN)
        .select_related("room", "visit", "service")
        .order_by(*IN_ORDER)
    )


def next_to_call(stops: Iterable[Stop]) -> Stop | None:
    """Whoever has waited longest."""
    waiting = [one for one in stops if one.state == "waiting" and one.waiting_since]
    return min(waiting, key=lambda one: (one.waiting_since, one.position), default=None)


def needs(subjects: Iterable[UUID]) -> Mapping[UUID, list[str]]:
    """What makes the day easier for these people, as kinds of the pack's list."""
    found: dict[UUID, list[str]] = {}
    rows = AccessNeed.objects.filter(subject_id__in=list(subjects), ended_at=None).order_by("kind")
    for subject, kind in rows.values_list("subject_id", "kind"):
        found.setdefault(subject, []).append(kind)
    return found


def rooms(centre: UUID) -> list[Room]:
    """The rooms and desks of the house that are in use."""
    return list(Room.objects.filter(centre_id=centre, active=True).order_by("zone", "slug"))


def rooms_taken(at: datetime) -> Mapping[UUID, datetime]:
    """From when on each room is next taken, at whole half hours; by whom is nowhere in it."""
    with connection.cursor() as cursor:
        cursor.execute("select room, taken from hg.rooms_next(%s)", [at])
        return dict(cursor.fetchall())


def called(centre: UUID, day: date) -> list[Called]:
    """What the screen of the waiting room shows, the newest call first."""
    return list(Called.objects.filter(centre_id=centre, day=day).order_by("-at"))


def is_here(visit: Visit) -> bool:
    """Somebody is in the house."""
    return visit.state in HERE
