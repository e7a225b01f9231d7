"""Rooms, hours and booking rules of a new centre, as its pack has them."""

from collections.abc import Mapping
from uuid import UUID

from hangot.core.packs import Profile
from hangot.core.times import WORKDAYS
from hangot.directory.models import Agency, Service
from hangot.directory.places import Opening, Room, ServiceRule


def furnish(
    profile: Profile, agencies: Mapping[str, Agency], services: Mapping[str, Service], centre: UUID
) -> None:
    """Write them once, when the centre is founded."""
    Room.objects.bulk_create(
        Room(
            centre_id=centre, slug=one.id, label_ko=one.label.ko, label_en=one.label.en,
            agency=agencies.get(one.agency), kind=one.kind, zone=one.zone, capacity=one.capacity,
        )
        for one in profile.times.rooms.values()
    )  # fmt: skip
    Opening.objects.bulk_create(
        Opening(centre_id=centre, weekday=day, starts=profile.opens, ends=profile.closes)
        for day in WORKDAYS
    )
    ServiceRule.objects.bulk_create(
        ServiceRule(
            centre_id=centre, service=services[one.service], minutes=one.minutes,
            lead_hours=one.lead_hours, channels=list(one.channels), weekdays=list(one.days),
            starts=one.starts, ends=one.ends, room_kind=one.room, interpreted=one.interpreted,
            escorted=one.escorted, after=[services[slug].pk for slug in one.after],
        )
        for one in profile.times.rules.values()
    )  # fmt: skip
