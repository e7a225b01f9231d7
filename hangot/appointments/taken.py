"""Time that is taken, read as numbers, and where one person must keep away; nobody's calendar."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from hangot.access.context import planning
from hangot.appointments.already import Booked
from hangot.appointments.hours import Wall
from hangot.appointments.models import Bookable, Hold
from hangot.core.itinerary.model import Bits, Grid
from hangot.core.itinerary.slots import day_bits, lowest, open_bits, span


def beside(grid: Grid, own: Bits, blocked: Bits) -> Bits:
    """Where more can be booked on days with something booked: the whole stay meets nobody.

    On such a day only the stretch around one's own time counts that no blocked slot interrupts.
    """
    bits = open_bits(grid)
    for day in range(grid.days):
        mine = own & day_bits(grid, day)
        if mine and blocked & day_bits(grid, day):
            bits &= ~day_bits(grid, day) | _stretch(mine, ~blocked & day_bits(grid, day))
    return bits


def with_walks(own: Bits, walk: int) -> Bits:
    """What somebody has already, with the walk from and to it."""
    return own | own << walk | own >> walk


def _stretch(mine: Bits, free: Bits) -> Bits:
    """The run of free slots around some of them."""
    first, last = lowest(mine), mine.bit_length() - 1
    while first and free >> (first - 1) & 1:
        first -= 1
    while free >> (last + 1) & 1:
        last += 1
    return span(first, last + 1)


def spared(spare: Collection[UUID], wall: Wall) -> dict[int, Bits]:
    """The time that appointments would give back, by number; the child's place stays their own."""
    found: defaultdict[int, Bits] = defaultdict(int)
    if spare:
        place = Bookable.objects.filter(kind="place").values("number")
        own = Q(appointment__in=list(spare))
        own |= Q(number__in=place, appointment__itinerary__appointments__in=list(spare))
        for one in Hold.objects.filter(own, live=True).distinct():
            found[one.number] |= wall.taken(one.during.lower, one.during.upper)
    return found


AROUND = """
select 'busy', taken, '', lower(span), upper(span) from hg.busy(%(since)s, %(until)s)
union all
select 'busy', taken, '', lower(span), upper(span) from hg.at_homes(%(since)s, %(until)s)
union all
select 'away', 0, place, lower(span), upper(span) from hg.kept_away(%(since)s, %(until)s)
union all
select 'barred', b, '', null, null from hg.barred(%(since)s, %(until)s) b
union all
select 'here', 0, '', lower(span), upper(span) from hg.here(%(since)s, %(until)s) span
union all
select 'own', number, '', null, null from hangot_bookable
  where target = %(subject)s and kind = 'person'
union all
select 'mine', 0, concat_ws('|', id, service_id, state), starts, ends from hangot_appointment
  where subject_id = %(subject)s and state in ('booked', 'confirmed', 'checked_in', 'done')
"""


def taken_time(
    subject: UUID, wall: Wall, spared: dict[int, Bits]
) -> tuple[dict[int, Bits], dict[str, Bits], set[int], Bits, list[Booked]]:
    """What is taken by number (0 is the person), where to keep away by place, and who is barred.

    Last, since when the person is in the house today, and what they have booked or had.
    """
    busy: defaultdict[int, Bits] = defaultdict(int)
    away: defaultdict[str, Bits] = defaultdict(int)
    barred: set[int] = set()
    own: int | None = None
    here: Bits = 0
    mine: list[Booked] = []
    with planning(subject), connection.cursor() as cursor:
        cursor.execute(AROUND, {"since": wall.since, "until": wall.until, "subject": subject})
        for kind, number, place, starts, ends in cursor.fetchall():
            if kind == "busy":
                busy[number] |= wall.taken(starts, ends)
            elif kind == "away":
                away[place] |= _same_day(wall, starts, ends)
            elif kind == "here":
                here |= _same_day(wall, starts, ends)
            elif kind == "mine":
                pk, service, state = place.split("|")
                mine.append(Booked(UUID(pk), UUID(service), state, starts, ends))
            elif kind == "barred":
                barred.add(number)
            else:
                own = number
    for number, bits in spared.items():
        busy[number] &= ~bits
    busy[0] = busy.pop(own, 0) if own is not None else 0
    return dict(busy), dict(away), barred, here, mine


def _same_day(wall: Wall, starts: datetime, ends: datetime) -> Bits:
    return wall.taken(max(starts, wall.since), min(ends, wall.until))
