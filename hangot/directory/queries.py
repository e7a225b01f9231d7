"""The house as everybody in it may read it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from hangot.core.text import Text
from hangot.directory.models import Agency, Centre, Post, Service
from hangot.vault.together import together


@dataclass(frozen=True, slots=True)
class House:
    """Centre, agencies and posts by id, what they give: small, and needed on nearly every page.

    `services` by name: what is given now. `every`: by id, with what is no longer given and what
    agencies outside the house were asked for.
    """

    centre: Centre
    agencies: Mapping[UUID, Agency]
    posts: Mapping[UUID, Post]
    services: Mapping[str, Service]
    every: Mapping[UUID, Service]

    def agency(self, pk: UUID | None) -> Text:
        found = self.agencies.get(pk) if pk else None
        return found.label if found else Text("협력기관", "Partner agency")

    @property
    def desks(self) -> list[Agency]:
        """The agencies that have a desk here: without those outside the house."""
        return [agency for agency in self.agencies.values() if not agency.outside]

    def post(self, pk: UUID | None) -> Text:
        found = self.posts.get(pk) if pk else None
        return found.label if found else Text("담당석", "Post")

    def posts_of(self, agency: UUID) -> list[Post]:
        return [post for post in self.posts.values() if post.agency_id == agency and post.active]

    def by_slug(self, slug: str) -> Agency:
        return next(agency for agency in self.agencies.values() if agency.slug == slug)


_kept: dict[tuple[object, ...], House] = {}
KEPT_AT_MOST = 8
_known: ContextVar[tuple[UUID, UUID] | None] = ContextVar("hangot_edition", default=None)


@contextmanager
def edition(centre: UUID, known: UUID | None) -> Iterator[None]:
    """Meanwhile nothing of the directory changes: its edition need not be asked for again."""
    mark = _known.set((centre, known) if known else None)
    try:
        yield
    finally:
        _known.reset(mark)


def house(centre: UUID) -> House:
    """The directory of one centre, made anew when it has changed; IndexError when there is none.

    It holds no person, is the same for everybody, and is needed on nearly every page.
    """
    known = _known.get()
    now = known if known and known[0] == centre else (centre, _edition(centre))
    stand = (connection.settings_dict["NAME"], *now)
    if stand not in _kept:
        if len(_kept) >= KEPT_AT_MOST:
            _kept.clear()
        _kept[stand] = _read(centre)
    return _kept[stand]


def _edition(centre: UUID) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("select edition from hangot_edition where centre_id = %s", [centre])
        found = cursor.fetchone()
    return found[0] if found else None


def _read(centre: UUID) -> House:
    centres, agencies, posts, given = together(
        Centre.objects.filter(pk=centre),
        Agency.objects.filter(centre_id=centre).order_by("label_ko"),
        Post.objects.filter(centre_id=centre).order_by("slug"),
        Service.objects.filter(centre_id=centre),
    )
    return House(
        centres[0], {a.pk: a for a in agencies}, {p.pk: p for p in posts},
        {one.slug: one for one in given if one.active and one.minutes > 0}, {one.pk: one for one in given},
    )  # fmt: skip


def outside(centre: UUID) -> list[Service]:
    """What agencies outside the house were asked for so far, one row for each agency."""
    found = Service.objects.filter(centre_id=centre, active=True, agency__outside=True)
    return list(found.select_related("agency").order_by("agency__label_ko"))


def outsiders(centre: UUID) -> list[Service]:
    """Every agency outside the house, those nobody is asked at any more last."""
    found = Service.objects.filter(centre_id=centre, agency__outside=True)
    return list(found.select_related("agency").order_by("-active", "agency__label_ko"))


def services(centre: UUID) -> list[Service]:
    """Everything this house gives, by agency."""
    found = Service.objects.filter(centre_id=centre, active=True, minutes__gt=0)
    return list(found.select_related("agency").order_by("agency__label_ko", "label_ko"))
