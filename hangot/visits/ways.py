"""Asking the database for a way in and whether a call may go out; it never says why not."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.context import planning
from hangot.core.access import Actor
from hangot.core.contact import SEOUL
from hangot.core.packs import Profile
from hangot.core.reception import Guide, guide
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.vault.keys import keys
from hangot.visits.models import Stop

LATER = Text(
    "지금은 부를 수 없습니다. 5분 뒤에 다시 불러 주세요.",
    "You cannot call now. Call again in five minutes.",
)
"""The one sentence of every wait: how long it takes would tell what it is."""


def entrances(pack: Profile) -> Mapping[str, Text]:
    """The ways into the house by zone."""
    return {one.id.upper(): one.label for one in pack.lists["entrances"].values()}


def listed(name: str, code: str, need: str, *, by: Actor) -> set[str]:
    """The needed value that a code of a list gives; nothing for one that stands in no list."""
    return {need} if code in profile(by.profile).lists[name] else set()


def way(subject: UUID, *, since: datetime, until: datetime, by: Actor) -> Guide:
    """Entrance and seat for one person who is at the door at `since` and stays until `until`."""
    with planning(subject), connection.cursor() as cursor:
        cursor.execute("select hg.ways_closed(%s, %s)", [since, until])
        shut: list[str] = cursor.fetchone()[0]
    seats = [one.split(":") for one in shut if ":" in one]
    return guide(
        subject, since.astimezone(SEOUL).date(), zones=tuple(entrances(profile(by.profile))),
        closed=[one for one in shut if ":" not in one],
        taken={Guide(zone, int(seat)) for zone, seat in seats}, key=keys().draws_of(by.centre),
    )  # fmt: skip


def check_call(stop: Stop, *, at: datetime) -> None:
    """Raise Missing in the same words, whatever it is that takes the time."""
    with planning(stop.subject_id), connection.cursor() as cursor:
        cursor.execute("select hg.call_waits(%s, %s)", [stop.pk, at])
        (waits,) = cursor.fetchone()
    if waits:
        raise Missing("may_be_called", LATER)
