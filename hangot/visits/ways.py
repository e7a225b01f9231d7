"""Asking the database for a way in and for the moment of a call; it never says why one is closed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.context import planning
from hangot.core.access import Actor
from hangot.core.contact import SEOUL
from hangot.core.packs import Profile
from hangot.core.reception import Guide, guide, wait_minutes
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.visits.models import Stop


def entrances(pack: Profile) -> Mapping[str, Text]:
    """The ways into the house by zone."""
    return {one.id.upper(): one.label for one in pack.lists["entrances"].values()}


def listed(name: str, code: str, need: str, *, by: Actor) -> set[str]:
    """The needed value that a code of a list gives; nothing for one that stands in no list."""
    return {need} if code in profile(by.profile).lists[name] else set()


def way(subject: UUID, *, since: datetime, until: datetime, by: Actor) -> Guide:
    """Entrance and seat for one person between two moments of a day."""
    with planning(subject), connection.cursor() as cursor:
        cursor.execute("select hg.ways_closed(%s, %s)", [since, until])
        shut: list[str] = cursor.fetchone()[0]
    seats = [one.split(":") for one in shut if ":" in one]
    return guide(
        subject, since.astimezone(SEOUL).date(), zones=tuple(entrances(profile(by.profile))),
        closed=[one for one in shut if ":" not in one],
        taken={Guide(zone, int(seat)) for zone, seat in seats},
    )  # fmt: skip


def check_call(stop: Stop, *, at: datetime) -> None:
    """Raise Missing with how long to wait, in the same words whatever it is that takes the time."""
    with planning(stop.subject_id), connection.cursor() as cursor:
        cursor.execute("select hg.call_clear_at(%s, %s)", [stop.pk, at])
        clear: datetime | None = cursor.fetchone()[0]
    if clear is not None and clear >= at:
        raise Missing("may_be_called", later(wait_minutes(clear, at)))


def later(minutes: int) -> Text:
    """The one sentence of every wait."""
    return Text(f"{minutes}분 뒤에 부르세요.", f"Call in {minutes} minutes.")
