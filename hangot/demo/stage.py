"""The cast on their posts and the calendar of the demo: who acts, in which house, at what time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from hangot.access.context import acting, deriving, system
from hangot.access.founding import clockwork
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor as actor_of
from hangot.clock import SEOUL
from hangot.core.access import Actor
from hangot.directory.models import Agency, Centre, Post, Service

ADDRESS = "192.0.2.10"
SATURDAY = 5
MINUTES = 20


@dataclass(frozen=True, slots=True)
class Stage:
    """Everybody and everything by slug, and the moment at which the demo was made."""

    centre: Centre
    now: datetime
    actors: Mapping[str, Actor]
    agencies: Mapping[str, UUID]
    posts: Mapping[str, UUID]
    services: Mapping[str, Mapping[str, UUID]]

    def seated(self, posts: Sequence[str]) -> list[str]:
        """Those of the posts on which somebody sits: a small house fills one of two."""
        return [post for post in posts if post in self.actors]

    @contextmanager
    def played(self, post: str, at: datetime, *, about: UUID | None = None) -> Iterator[Actor]:
        """Act as who sits on a post, with a second factor shown at that moment.

        `about`: several acts about one subject share its signed scope, which is quicker.
        """
        by = replace(self.actors[post], proved_at=at)
        with acting(by), deriving(about) if about else nullcontext():
            yield by

    @contextmanager
    def ticked(self, agency: str = "") -> Iterator[Actor]:
        """Act as the clock, in the lead agency or another one."""
        by = clockwork(self.centre)
        if agency:
            by = system(self.centre.pk, self.agencies[agency], by.duties, profile=by.profile)
        with acting(by):
            yield by

    def day(self, ago: float, clock: time = time(10)) -> datetime:
        """A moment on a working day so many days ago; never in the future."""
        day = (self.now - timedelta(days=ago)).astimezone(SEOUL).date()
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
        return min(datetime.combine(day, clock, SEOUL), self.now - timedelta(minutes=MINUTES))

    def after(self, at: datetime, *, days: float = 0, minutes: float = 0) -> datetime:
        """Later than `at`, but not later than this moment."""
        return max(at, min(at + timedelta(days=days, minutes=minutes), self.now))


def stage_of(centre: Centre, *, now: datetime) -> Stage:
    """Look everybody up once; call outside any other acting."""
    with acting(clockwork(centre)):
        seats = Sitting.objects.filter(until=None, centre_id=centre.pk).select_related(
            "post__agency"
        )
        actors = {
            seat.post.slug: actor_of(seat, profile_id=centre.profile, address=ADDRESS)
            for seat in seats
        }
        here = {"centre_id": centre.pk}
        services: dict[str, dict[str, UUID]] = {}
        for one in Service.objects.filter(**here, minutes__gt=0).select_related("agency"):
            services.setdefault(one.agency.slug, {})[one.slug] = one.pk
        agencies = {one.slug: one.pk for one in Agency.objects.filter(**here)}
        posts = {one.slug: one.pk for one in Post.objects.filter(**here)}
        return Stage(centre, now, actors, agencies, posts, services)
