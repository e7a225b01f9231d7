"""Rows of the board and of a desk, in words: numbers and places, no names, no agencies."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.core.packs import Profile
from hangot.core.reception import GRACE
from hangot.core.text import Text
from hangot.directory.places import Room
from hangot.visits.models import COMING, HERE, Stop, Visit
from hangot.visits.queries import Day
from hangot.visits.ways import entrances

MARKS = ((12, "clock-due"), (8, "clock-2"), (4, "clock-1"))
"""From how many minutes on a wait is drawn fuller."""
FIRST = ("called", "waiting", "receiving")
WITH_RECEPTION = Text("접수대에서 안내", "Ask at reception")
BETWEEN, THROUGH = Text("이동", "Between desks"), Text("모두 마침", "All done")


def way(visit: Visit, pack: Profile) -> Text:
    """The instruction that every arrival gets: entrance and seat, once they are at the door."""
    if not visit.zone:
        return WITH_RECEPTION
    entrance = entrances(pack).get(visit.zone, Text(visit.zone, visit.zone))
    return Text(f"{entrance.ko} · {visit.seat}번 대기석", f"{entrance.en} · seat {visit.seat}")


def shown_in(visit: Visit, pack: Profile) -> Text:
    """The sentence at the door, for everybody in the same words."""
    entrance = entrances(pack).get(visit.zone, Text(visit.zone, visit.zone))
    return Text(
        f"{visit.number}번 도착을 확인했습니다. {entrance.ko}, {visit.seat}번 대기석으로 안내해 주세요.",
        f"Number {visit.number} has arrived. Please show them to the {entrance.en.lower()},"
        f" seat {visit.seat}.",
    )


def wait(minutes: int) -> dict[str, Any]:
    """A wait as minutes and how full its mark is."""
    return {"minutes": minutes, "mark": next((m for n, m in MARKS if minutes >= n), "")}


def here_rows(days: Iterable[Day], pack: Profile, *, now: datetime) -> list[dict[str, Any]]:
    """Who is in the house: called first, then by how long they have waited, then served."""
    rows = [_here(one, pack, now=now) for one in days if one.visit.state in HERE]
    return sorted(rows, key=lambda row: row["order"])


def _here(day: Day, pack: Profile, *, now: datetime) -> dict[str, Any]:
    stop, ahead = day.now, day.ahead
    waited = stop.waited(now) if stop else 0
    state = stop.state if stop else ""
    order = (FIRST.index(state) if state in FIRST else len(FIRST), -waited, day.visit.number)
    return {
        "visit": day.visit, "stop": stop, "order": order, "way": way(day.visit, pack),
        "label": pack.life("stop").label(state) if stop else BETWEEN if ahead else THROUGH,
        "mine": state in ("called", "waiting"), "wait": wait(waited),
        "next": ahead, "leaves": not stop and not ahead, "until": day.visit.ends,
        "over": state == "receiving" and stop is not None and stop.ends < now,
    }  # fmt: skip


def coming_rows(
    days: Iterable[Day], needs: Mapping[UUID, Sequence[str]], pack: Profile, *, now: datetime
) -> list[dict[str, Any]]:
    """Who is expected, in the order of their times."""
    kinds = pack.lists["access_needs"]
    return [
        {
            "visit": one.visit, "first": one.ahead,
            "needs": [kinds[k].label for k in needs.get(one.visit.subject_id, ()) if k in kinds],
            "late": one.visit.starts < now, "missed": now >= one.visit.starts + GRACE,
        }
        for one in days if one.visit.state in COMING
    ]  # fmt: skip


def gone_rows(days: Iterable[Day], pack: Profile, *, now: datetime) -> list[dict[str, Any]]:
    """Who has left or did not come, with the minutes of the day."""
    life = pack.life("visit")
    return [
        {
            "visit": one.visit, "label": life.label(one.visit.state), "waited": one.waited(now),
            "served": one.served(now), "early": one.visit.left_how == "early",
        }
        for one in days if one.visit.state not in (*COMING, *HERE)
    ]  # fmt: skip


def free_places(
    taken: Mapping[UUID, datetime], rooms: Iterable[Room], *, now: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Where nobody is, is awaited or planned now: shared rooms, and desks of agencies.

    `taken` says from when on each room is, whoever it is for: also for those one may not see.
    """
    found: list[dict[str, Any]] = [
        {"room": one, "until": taken.get(one.pk)}
        for one in rooms if one.pk not in taken or taken[one.pk] > now
    ]  # fmt: skip
    found.sort(key=lambda one: _counted(one["room"].slug))
    return {
        "shared": [one for one in found if one["room"].agency_id is None],
        "desks": [one for one in found if one["room"].agency_id],
    }


def _counted(slug: str) -> tuple[str, int]:
    """Desk 9 stands before desk 10."""
    name, _, number = slug.rpartition("-")
    return name, int(number) if number.isdigit() else 0


def summary(days: Sequence[Day], *, now: datetime) -> dict[str, int]:
    """How many are here, how many wait, and the longest wait in minutes."""
    here = [one for one in days if one.visit.state in HERE]
    waits = [one.now.waited(now) for one in here if one.now and one.now.state != "receiving"]
    return {"here": len(here), "waiting": len(waits), "longest": max(waits, default=0)}


def stop_row(stop: Stop, pack: Profile, *, now: datetime) -> dict[str, Any]:
    """One stop of a visit or a desk, with what can be done now."""
    life = pack.life("stop")
    return {
        "stop": stop, "label": life.label(stop.state), "events": life.events(stop.state),
        "mine": life.turn(stop.state) == "receiver", "wait": wait(stop.waited(now)),
        "served": stop.served(now), "open": not life.by_id[stop.state].final,
        "service": stop.service.label if stop.service else None,
    }  # fmt: skip
