"""Who serves at a chosen time: the known worker, then the one who is missed least elsewhere."""

from collections.abc import Iterable, Mapping
from itertools import chain, product

from hangot.core.itinerary.model import Appointment, Need, Resource, Rule, Slot
from hangot.core.itinerary.setting import Setting, freedom
from hangot.core.itinerary.slots import day_bits, span


def appoint(
    setting: Setting,
    need: Need,
    start: Slot,
    advocate: Resource | None,
    keep: Mapping[str, Appointment],
) -> Appointment:
    """The appointment of a need at a start the masks leave open.

    The worker and the room of an appointment that keeps its time stay if they can.
    """
    old = keep.get(need.service)
    old = old if old is not None and old.start == start else None
    escort = advocate.id if advocate is not None and need.escorted else None
    worker, speaker = _pair(setting, need, start, (escort, old))
    return Appointment(
        client=setting.request.client,
        service=need.service,
        start=start,
        slots=need.slots,
        staff=worker,
        room=_room(setting, need, start, old),
        interpreter=speaker,
        advocate=escort,
    )


def _pair(
    setting: Setting, need: Need, start: Slot, fixed: tuple[str | None, Appointment | None]
) -> tuple[str, str | None]:
    """A worker and, if one is needed, an interpreter: two people, neither of them the advocate.

    Whoever speaks the language needs none and is chosen first, unless the time had an interpreter.
    """
    escort, old = fixed
    workers = [
        one
        for one in setting.qualified(need)
        if one.id != escort and freedom(setting, one, need.slots) >> start & 1
    ]
    workers.sort(key=lambda one: _rank(setting, one, need, start, old.staff if old else None))
    if need.interpreter is None:
        return (workers[0].id if workers else ""), None
    found = setting.able("interpreter", need.interpreter)
    speakers = [one for one in _free(found, need, start) if one.id != escort]
    had = old.interpreter if old else None
    speakers.sort(key=lambda one: _rank(setting, one, need, start, had))
    pairs = ((w.id, s.id) for w, s in product(workers, speakers) if w.id != s.id)
    alone = ((one.id, None) for one in workers if need.interpreter in one.tongues)
    ways = chain(pairs, alone) if had else chain(alone, pairs)
    return next(ways, (workers[0].id if workers else "", None))


def _room(setting: Setting, need: Need, start: Slot, old: Appointment | None) -> str | None:
    rooms = list(_free(setting.able("room", need.room), need, start)) if need.room else []
    had = old.room if old else None
    rooms.sort(key=lambda one: _rank(setting, one, need, start, had))
    return rooms[0].id if rooms else None


def _free(found: Iterable[Resource], need: Need, start: Slot) -> Iterable[Resource]:
    took = span(start, start + need.slots)
    return (one for one in found if one.free & took == took)


def _rank(
    setting: Setting, one: Resource, need: Need, start: Slot, had: str | None
) -> tuple[bool, bool, int, int, bool, str]:
    """Smaller is chosen first. The id only makes the answer the same every time."""
    of_day = one.free & day_bits(setting.grid, start // setting.grid.stride)
    cuts = bool(start and one.free >> (start - 1) & one.free >> (start + need.slots) & 1)
    known = one.id in setting.request.known
    return one.id != had, not known, len(one.skills), of_day.bit_count(), cuts, one.id


def escorts(setting: Setting) -> tuple[Resource, ...]:
    """The advocates to try, the least free one first; one whose time another has too comes last."""
    if not setting.on(Rule.ESCORT) or not any(need.escorted for need in setting.request.needs):
        return ()
    return tuple(
        sorted(
            setting.kinds.get("advocate", ()),
            key=lambda one: (one.id not in setting.request.known, one.free.bit_count(), one.id),
        )
    )
