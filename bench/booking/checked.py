"""Every appointment that stands, day by day, before the checker, which shares no code with the planners."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from hangot import clock
from hangot.appointments.asking import Ask, Stop
from hangot.appointments.hours import Wall
from hangot.appointments.house import House, house_of
from hangot.appointments.models import STANDING, Appointment
from hangot.appointments.planning import in_slots
from hangot.appointments.wanted import needs_of
from hangot.core.access import Actor
from hangot.core.itinerary.check import check
from hangot.core.itinerary.model import Booking, Centre, Need, Policy, Pool, Request
from hangot.core.itinerary.slots import open_bits
from hangot.packs.active import profile


def everything(*, by: Actor) -> Mapping[str, int]:
    """How many appointments were checked, on how many days, and how many rules they break."""
    days: defaultdict[date, list[Appointment]] = defaultdict(list)
    standing = Appointment.objects.filter(state__in=STANDING).select_related("aide")
    for one in standing.order_by("starts"):
        days[one.day].append(one)
    broken = sum(_broken(day, of_day, by=by) for day, of_day in days.items())
    return {"checked": sum(map(len, days.values())), "days": len(days), "broken": broken}


def _broken(day: date, rows: Sequence[Appointment], *, by: Actor) -> int:
    times = profile(by.profile).times
    house = house_of(Wall.of(profile(by.profile), day, day), by=by)
    care = Pool("childcare", len(house.places)) if house.places else None
    centre = Centre(house.wall.grid, house.resources, care)
    policy = Policy(transfer=-(-times.transfer // house.wall.grid.slot_min))
    bookings = [
        Booking(in_slots(house, str(one.subject_id), _stop(one)), one.childcare) for one in rows
    ]
    return len(check(centre, bookings, list(_requests(house, rows)), policy))


def _stop(one: Appointment) -> Stop:
    return Stop(
        one.service_id, one.agency_id, one.post_id, one.room_id, one.aide_id, one.advocate_id,
        one.starts, one.ends,
    )  # fmt: skip


def _requests(house: House, rows: Sequence[Appointment]) -> Iterable[Request]:
    """What each person of a day has asked for; all of the day is theirs."""
    of: defaultdict[UUID, list[Appointment]] = defaultdict(list)
    for one in rows:
        of[one.subject_id].append(one)
    for subject, mine in of.items():
        yield Request(
            client=str(subject), needs=tuple(_needs(house, mine)),
            window=open_bits(house.wall.grid), max_stay=house.wall.grid.slots,
        )  # fmt: skip


def _needs(house: House, mine: Sequence[Appointment]) -> Iterable[Need]:
    """Of each visit its own: what comes first was asked in one go. Twice on a day is asked once."""
    often = Counter(one.service_id for one in mine)
    for one in mine:
        mates = [o.service_id for o in mine if o.itinerary_id == one.itinerary_id]
        once = tuple(pk for pk in mates if often[pk] == 1)
        tongue = one.aide.languages[0] if one.aide else ""
        asked = Ask(once, one.day, one.day, tongue=tongue, escorted=one.advocate_id is not None)
        for need in needs_of(house, asked, house.wall, clock.now()):
            if need.service == str(one.service_id):
                yield replace(need, earliest=0)
