"""The rota, skills, aides and places of a new centre, as its pack has them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hangot.access.context import acting
from hangot.access.founding import clockwork, found
from hangot.appointments.rota import Aide, Availability, Bookable, ChildcarePlace, Skill, Tongue
from hangot.core.access import Actor
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.core.times import Hours
from hangot.directory.models import Agency, Centre, Post, Service
from hangot.directory.places import Room
from hangot.packs.active import profile


def open_house(name: str, *, at: datetime, slug: str = "", label: Text | None = None) -> Centre:
    """A new centre that can be booked from now on; call outside any acting."""
    with transaction.atomic():
        centre = found(name, at=at, slug=slug, label=label)
        by = clockwork(centre)
        with acting(by):
            open_books(profile(name), by=by)
    return centre


def open_books(profile: Profile, *, by: Actor) -> None:
    """From now on time can be booked; once, right after the centre was founded."""
    here = {"centre_id": by.centre}
    posts = {one.slug: one for one in Post.objects.filter(**here)}
    services = {one.slug: one.pk for one in Service.objects.filter(**here)}
    aides = _aides(profile, posts, by)
    places = [ChildcarePlace(**here, number=n + 1) for n in range(profile.times.childcare)]
    ChildcarePlace.objects.bulk_create(places)
    Availability.objects.bulk_create(_rota(profile, posts, aides, by))
    Skill.objects.bulk_create(
        Skill(**here, post=posts[one.post], service_id=services[slug])
        for one in profile.times.rota.values()
        for slug in one.services
    )
    Tongue.objects.bulk_create(
        Tongue(**here, post=posts[one.post], language=language)
        for one in profile.times.rota.values()
        for language in one.speaks
    )
    rooms = Room.objects.filter(**here).values_list("pk", flat=True)
    numbers(by.centre, "post", (posts[slug].pk for slug in profile.times.rota))
    numbers(by.centre, "room", rooms)
    numbers(by.centre, "aide", (one.pk for one in aides.values() if one.post_id is None))
    numbers(by.centre, "place", (one.pk for one in places))


def numbers(centre: UUID, kind: str, targets: Iterable[UUID]) -> None:
    """Give each thing the number it is booked by; one that has its number keeps it."""
    Bookable.objects.bulk_create(
        (Bookable(centre_id=centre, kind=kind, target=target) for target in targets),
        ignore_conflicts=True,
    )


def _aides(profile: Profile, posts: Mapping[str, Post], by: Actor) -> dict[str, Aide]:
    agencies = {one.slug: one for one in Agency.objects.filter(centre_id=by.centre)}
    found = {
        one.id: Aide(
            centre_id=by.centre, slug=one.id, label_ko=one.label.ko, label_en=one.label.en,
            kind=one.kind, languages=list(one.languages), agency=agencies.get(one.agency),
            post=posts.get(one.post),
        )
        for one in profile.times.aides.values()
    }  # fmt: skip
    Aide.objects.bulk_create(found.values())
    return found


def _rota(
    profile: Profile, posts: Mapping[str, Post], aides: Mapping[str, Aide], by: Actor
) -> Iterator[Availability]:
    for one in profile.times.rota.values():
        post = posts[one.post]
        yield from _week(one.hours, by, agency_id=post.agency_id, post=post)
    for spec in profile.times.aides.values():
        aide = aides[spec.id]
        yield from _week(spec.hours, by, agency_id=aide.agency_id or by.agency, aide=aide)


def _week(hours: Hours, by: Actor, **whose: object) -> Iterator[Availability]:
    for day in hours.days:
        yield Availability(
            centre_id=by.centre, weekday=day, starts=hours.starts, ends=hours.ends,
            break_starts=hours.break_starts, break_ends=hours.break_ends, **whose,
        )  # fmt: skip
