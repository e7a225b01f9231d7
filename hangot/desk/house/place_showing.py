"""Time and places as their page shows them: a week of hours for each, and what differs from it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hangot.appointments.arrangement import Arrangement
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.core.week import DAYS, written
from hangot.desk.house.place_fields import LANGUAGES, week_of
from hangot.desk.house.place_forms import AIDE_KINDS, ROOM_KINDS
from hangot.directory.days import is_off
from hangot.directory.places import ClosedPeriod, DayOff
from hangot.directory.queries import House
from hangot.packs.calendar import is_public_holiday, named
from hangot.packs.holiday_words import holiday_words

NEAR = timedelta(days=180)
AS_HOUSE = Text("센터와 같음", "As the house")
WHOLE_HOUSE = Text("센터 전체", "The whole house")
CLOSED, OPEN = Text("쉼", "Closed"), Text("엶", "Open")
EVERYBODY = Text("모두", "Everybody")
AWAY = Text("없음", "Away")
OUTSIDE = Text("외부", "From outside")


def cells(rows: Iterable[Any]) -> list[str]:
    """The hours of seven days; an empty text for a day without."""
    week = week_of(rows)
    return [written(week.get(number, ())) for number in range(len(DAYS))]


def hours(found: Arrangement, house: House) -> list[dict[str, Any]]:
    """A line for the house and one for each agency, with its own hours or those of the house."""
    own = [one for one in found.openings if not one.care]
    lines: list[dict[str, Any]] = [{
        "thing": house.centre.pk, "label": WHOLE_HOUSE, "agency": None, "own": True,
        "cells": cells(one for one in own if one.agency_id is None),
    }]  # fmt: skip
    for agency in house.desks:
        rows = [one for one in own if one.agency_id == agency.pk]
        lines.append({
            "thing": agency.pk, "label": agency.label, "agency": agency.pk, "own": bool(rows),
            "cells": cells(rows),
        })  # fmt: skip
    return lines


def childcare(found: Arrangement) -> dict[str, Any]:
    """How many places, and when; without hours of its own whenever the house is open."""
    rows = [one for one in found.openings if one.care]
    return {"places": len(found.places), "own": bool(rows), "cells": cells(rows)}


def rooms(found: Arrangement, house: House, pack: Profile) -> list[dict[str, Any]]:
    """Every room with its entrance."""
    entrances = {one.id.upper(): one.label for one in pack.choices("entrances")}
    return [
        {"it": one, "kind": ROOM_KINDS[one.kind], "entrance": entrances.get(one.zone),
         "whose": house.agency(one.agency_id) if one.agency_id else EVERYBODY}
        for one in sorted(found.rooms, key=lambda one: (one.zone, one.kind, len(one.slug), one.slug))
    ]  # fmt: skip


def aides(found: Arrangement, house: House) -> list[dict[str, Any]]:
    """Everybody who takes part beside a worker, with the hours of their week."""
    return [
        {"it": one, "kind": AIDE_KINDS[one.kind],
         "languages": [LANGUAGES[code] for code in one.languages if code in LANGUAGES],
         "whose": house.agency(one.agency_id) if one.agency_id else OUTSIDE,
         "cells": cells(row for row in found.rota if row.aide_id == one.pk)}
        for one in found.aides
    ]  # fmt: skip


def posts(found: Arrangement, house: House) -> list[dict[str, Any]]:
    """The posts that give something, by agency, with the languages they speak."""
    counts = {post: sum(one.post_id == post for one in found.skills) for post in house.posts}
    return [
        {"it": post, "agency": agency, "services": counts[post.pk],
         "languages": [LANGUAGES[one.language] for one in found.tongues
                       if one.post_id == post.pk and one.language in LANGUAGES]}
        for agency in house.desks
        for post in house.posts_of(agency.pk)
        if counts[post.pk]
    ]  # fmt: skip


def days(found: Arrangement, house: House, pack: Profile, today: date) -> list[dict[str, Any]]:
    """Public holidays of the next half year and the days of the house's own, side by side."""
    until = today + NEAR
    public = {
        day: holiday_words(name)
        for year in range(today.year, until.year + 1)
        for day, name in named(year).items()
        if today <= day <= until
    }
    local = {day: label for day, label in pack.holidays.items() if today <= day <= until}
    own = {one.day: one for one in found.days}
    return [
        {"day": day, "public": public.get(day), "pack": local.get(day), "own": own.get(day),
            "made": made(found, house, own.get(day)),
         "state": CLOSED if is_off(day, found.days, is_public_holiday(pack)) else OPEN,
         "hours": _hours(own.get(day))}
        for day in sorted(public.keys() | local.keys() | own.keys())
    ]  # fmt: skip


def _hours(own: DayOff | None) -> str:
    return written([(own.starts, own.ends)]) if own and own.starts and own.ends else ""


def closures(found: Arrangement, house: House) -> list[dict[str, Any]]:
    """What is closed and which aide is away from when until when, in order of time."""
    names = {one.pk: one.label for one in (*found.rooms, *found.aides)}
    closed = [
        {"it": one, "what": _what(one, house, names), "agency": one.agency_id, "why": one.label,
         "made": made(found, house, one)}
        for one in found.closed
    ]  # fmt: skip
    away = [
        {"it": one, "what": names[one.aide_id], "agency": None, "why": AWAY,
         "made": made(found, house, one)}
        for one in found.away if one.aide_id
    ]  # fmt: skip
    return sorted((*closed, *away), key=lambda one: one["it"].starts)


def _what(one: ClosedPeriod, house: House, names: dict[Any, Text]) -> Text:
    if one.room_id:
        return names[one.room_id]
    return house.agency(one.agency_id) if one.agency_id else WHOLE_HOUSE


def made(found: Arrangement, house: House, row: Any) -> dict[str, Any] | None:
    """Which post wrote a day or a closure, and when."""
    known = next((one for one in found.changes if row and one.thing == row.pk), None)
    return {"who": house.post(known.post_id), "at": known.at} if known else None
