"""The house as everybody in it may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from hangot.core.text import Text
from hangot.directory.models import Agency, Centre, Post, Service


@dataclass(frozen=True, slots=True)
class House:
    """Centre, agencies and posts by id: small, and needed on nearly every page."""

    centre: Centre
    agencies: Mapping[UUID, Agency]
    posts: Mapping[UUID, Post]

    def agency(self, pk: UUID | None) -> Text:
        found = self.agencies.get(pk) if pk else None
        return found.label if found else Text("협력기관", "Partner agency")

    def post(self, pk: UUID | None) -> Text:
        found = self.posts.get(pk) if pk else None
        return found.label if found else Text("담당석", "Post")

    def posts_of(self, agency: UUID) -> list[Post]:
        return [post for post in self.posts.values() if post.agency_id == agency and post.active]

    def by_slug(self, slug: str) -> Agency:
        return next(agency for agency in self.agencies.values() if agency.slug == slug)


def house(centre: UUID) -> House:
    """The directory of one centre; KeyError when there is no such centre."""
    posts = Post.objects.filter(centre_id=centre).order_by("slug")
    agencies = Agency.objects.filter(centre_id=centre).order_by("label_ko")
    return House(
        Centre.objects.get(pk=centre), {a.pk: a for a in agencies}, {p.pk: p for p in posts}
    )


def services(centre: UUID) -> list[Service]:
    """Everything this house gives, by agency."""
    found = Service.objects.filter(centre_id=centre, active=True, minutes__gt=0)
    return list(found.select_related("agency").order_by("agency__label_ko", "label_ko"))


def services_by_id(ids: Iterable[UUID]) -> Mapping[UUID, Service]:
    return Service.objects.in_bulk(list(ids))
