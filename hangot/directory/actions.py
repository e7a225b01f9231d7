"""Making a centre from its pack, and counting its numbers."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.core.access import Actor
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.directory.furnishing import furnish
from hangot.directory.models import Agency, Centre, Post, Service


def number(kind: str, *, by: Actor, at: datetime) -> str:
    """The next number of a kind in this year, such as 26-0209; gaps are possible after errors."""
    year = at.year % 100
    key = f"{by.centre}:{kind}:{year}"
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into hangot_counter as c (id, centre_id, last) values (%s, %s, 1)"
            " on conflict (id) do update set last = c.last + 1 returning last",
            [key, by.centre],
        )
        found: int = cursor.fetchone()[0]
    return f"{year:02}-{found:04}"


def open_centre(
    profile: Profile, *, by: Actor, slug: str = "", label: Text | None = None
) -> Centre:
    """Write the directory of a centre as its pack has it; ids are made once and kept.

    Without a name of its own it is called what the pack is called.
    """
    label = label or profile.short_label
    agencies = {
        one.id: Agency(
            centre_id=by.centre, slug=one.id, label_ko=one.short.ko, label_en=one.short.en,
            guarded=one.guarded, extension=one.phone_ext,
        )
        for one in profile.agencies.values()
    }  # fmt: skip
    agencies[profile.home_agency].id = by.agency
    centre = Centre(
        id=by.centre, slug=slug or profile.id, profile=profile.id, label_ko=label.ko,
        label_en=label.en, lead_agency_id=by.agency, pack_hash=profile.hash,
    )  # fmt: skip
    centre.save(force_insert=True)
    Agency.objects.bulk_create(agencies.values())
    services = _services(profile, agencies, by.centre)
    Service.objects.bulk_create(services)
    Post.objects.bulk_create(_posts(profile, agencies, by.centre))
    furnish(profile, agencies, {one.slug: one for one in services}, by.centre)
    return centre


def _services(profile: Profile, agencies: dict[str, Agency], centre: UUID) -> list[Service]:
    return [
        Service(
            centre_id=centre, slug=one.id, label_ko=one.label.ko, label_en=one.label.en,
            agency=agencies[one.agency], domain=one.domain, minutes=one.minutes,
        )
        for one in profile.services.values()
    ]  # fmt: skip


def _posts(profile: Profile, agencies: dict[str, Agency], centre: UUID) -> list[Post]:
    return [
        Post(
            centre_id=centre, slug=one.id, label_ko=one.label.ko, label_en=one.label.en,
            agency=agencies[one.agency], duties=sorted(profile.letters(one.id)),
        )
        for one in profile.posts.values()
    ]  # fmt: skip
