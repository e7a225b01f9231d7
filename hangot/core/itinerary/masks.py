"""When each need could start, rule by rule: the feasible starts are what every rule leaves."""

from collections.abc import Iterable
from functools import reduce
from itertools import product
from operator import and_, or_

from hangot.core.itinerary.model import Bits, Kind, Need, Resource, Rule
from hangot.core.itinerary.presence import places_left
from hangot.core.itinerary.setting import Setting, freedom
from hangot.core.itinerary.slots import open_bits, runs, span

Layer = tuple[Rule, Bits]


def layers(setting: Setting, need: Need) -> tuple[Layer, ...]:
    """The starts each rule leaves open by itself, always in the same order.

    What may not be shown to everybody stands last, so that an open reason is found first.
    """
    request = setting.request
    found = (
        (Rule.STAFF, _anyone(setting.qualified(need), need.slots)),
        (Rule.ROOM, _helper(setting, "room", need.room, need.slots)),
        (Rule.INTERP, _understood(setting, need)),
        (Rule.ESCORT, _escorts(setting, need)),
        (Rule.CHILD, _child(setting, need)),
        (Rule.WINDOW, runs(request.window, need.slots)),
        (Rule.ORDER, _in_order(need)),
        (Rule.LEAD, -1 << max(need.earliest, 0)),
        (Rule.DUE, -1 if need.due is None else span(0, need.due + 1)),
        (Rule.RESERVE, _granted(setting, need)),
        (Rule.ENCOUNTER, runs(open_bits(setting.grid) & ~request.blocked_presence, need.slots)),
    )
    whole = runs(open_bits(setting.grid), need.slots)
    return tuple((rule, whole & bits if setting.on(rule) else whole) for rule, bits in found)


def _anyone(people: Iterable[Resource], slots: int) -> Bits:
    return reduce(or_, (runs(one.free, slots) for one in people), 0)


def _helper(setting: Setting, kind: Kind, skill: str | None, slots: int) -> Bits:
    if skill is None:
        return -1
    return _anyone(setting.able(kind, skill), slots)


def _understood(setting: Setting, need: Need) -> Bits:
    """When an interpreter is free, or a worker who speaks the language."""
    by_worker = _free(setting, setting.speaking(need), need.slots, "")
    return by_worker | _helper(setting, "interpreter", need.interpreter, need.slots)


def _escorts(setting: Setting, need: Need) -> Bits:
    return _anyone(setting.kinds.get("advocate", ()), need.slots) if need.escorted else -1


def _child(setting: Setting, need: Need) -> Bits:
    if not setting.request.childcare:
        return -1
    return runs(places_left(setting.grid, setting.centre.childcare), need.slots)


def _in_order(need: Need) -> Bits:
    """After what is booked before it, and over before what is booked after it."""
    since = -1 << need.since
    return since if need.before is None else since & span(0, need.before - need.slots + 1)


def _granted(setting: Setting, need: Need) -> Bits:
    if not setting.agencies:
        return -1
    workers = setting.qualified(need)
    return reduce(or_, (freedom(setting, one, need.slots) for one in workers), 0)


def alone(setting: Setting, need: Need) -> Bits:
    """The starts every rule leaves open by itself."""
    return reduce(and_, (bits for _, bits in layers(setting, need)))


def starts(
    setting: Setting, need: Need, open_to_all: Bits, advocate: Resource | None = None
) -> Bits:
    """The starts all rules leave open together, with one advocate for the escorted, or any.

    `open_to_all` comes from `alone`. Somebody in two roles is never both in one appointment: then
    pairs of people are looked at.
    """
    if need.escorted and setting.on(Rule.ESCORT):
        return open_to_all & _with_advocate(setting, need, advocate)
    return open_to_all & _crewed(setting, need, "")


def _with_advocate(setting: Setting, need: Need, advocate: Resource | None) -> Bits:
    chosen = setting.kinds.get("advocate", ()) if advocate is None else (advocate,)
    return reduce(
        or_,
        (runs(one.free, need.slots) & _crewed(setting, need, one.id) for one in chosen),
        0,
    )


def _crewed(setting: Setting, need: Need, barred: str) -> Bits:
    """Starts with a worker and an interpreter who are different people, neither of them `barred`."""
    workers, speakers = setting.qualified(need), _speakers(setting, need)
    if not setting.on(Rule.STAFF):
        return -1
    alone = setting.speaking(need) if speakers is not None else ()
    if alone:
        others = tuple(one for one in workers if one not in alone)
        return _free(setting, alone, need.slots, barred) | _paired(
            setting, (others, speakers or ()), need.slots, barred
        )
    if speakers is None:
        return _free(setting, workers, need.slots, barred) if _has(workers, barred) else -1
    if not {one.id for one in workers} & {one.id for one in speakers}:
        if not _has(workers, barred) and not _has(speakers, barred):
            return -1
        rest = [one for one in speakers if one.id != barred]
        return _free(setting, workers, need.slots, barred) & _anyone(rest, need.slots)
    return _paired(setting, (workers, speakers), need.slots, barred)


def _paired(
    setting: Setting, people: tuple[Iterable[Resource], Iterable[Resource]], slots: int, barred: str
) -> Bits:
    pairs = (
        freedom(setting, one, slots) & runs(two.free, slots)
        for one, two in product(*people)
        if len({one.id, two.id, barred}) > 2  # noqa: PLR2004 - three different people
    )
    return reduce(or_, pairs, 0)


def _speakers(setting: Setting, need: Need) -> tuple[Resource, ...] | None:
    if need.interpreter is None or not setting.on(Rule.INTERP):
        return None
    return setting.able("interpreter", need.interpreter)


def _has(people: Iterable[Resource], barred: str) -> bool:
    return any(one.id == barred for one in people)


def _free(setting: Setting, workers: Iterable[Resource], slots: int, barred: str) -> Bits:
    return reduce(or_, (freedom(setting, one, slots) for one in workers if one.id != barred), 0)
