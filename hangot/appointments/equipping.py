"""What the house has to offer: rooms and desks, people who take part, what each post can do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.appointments.arranging import allowed, changed, sensible
from hangot.appointments.models import Aide, Availability, Skill, Tongue
from hangot.appointments.opening import numbers
from hangot.core.access import Actor
from hangot.core.ids import new_id
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.core.week import Week
from hangot.directory.models import Agency, Post, Service
from hangot.directory.places import Room

LANGUAGE = Text("통역할 말을 하나 이상 골라 주세요.", "Choose at least one language.")
FOREIGN = Text("이 기관의 서비스만 고를 수 있습니다.", "Choose services of this agency only.")
STATEMENT = "statement"
"""What a statement assistant does stands where an interpreter has languages."""


@dataclass(frozen=True, slots=True)
class RoomSaid:
    """A room as it is written down; without an agency everybody may use it."""

    label: Text
    kind: str
    zone: str
    capacity: int
    agency: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class AideSaid:
    """Somebody who takes part beside a worker, with the hours of their week."""

    label: Text
    kind: str
    week: Week
    languages: tuple[str, ...] = ()
    agency: UUID | None = None
    active: bool = True


def set_room(
    *, room_id: UUID | None, said: RoomSaid, expected: int | None, by: Actor, at: datetime
) -> Room:
    """A room changed, or a new one without `room_id`."""
    row = _known(Room, room_id, by) or Room(centre_id=by.centre, slug=str(new_id()))
    _of_house(said.agency, by)
    allowed(agency_id=None, by=by, at=at)
    changed(row.pk, expected=expected, by=by, at=at)
    row.label_ko, row.label_en = said.label.ko, said.label.en
    row.kind, row.zone, row.capacity = said.kind, said.zone, said.capacity
    row.agency_id, row.active = said.agency, said.active
    row.save(force_insert=room_id is None)
    numbers(by.centre, "room", [row.pk])
    return row


def set_aide(
    *, aide_id: UUID | None, said: AideSaid, expected: int | None, by: Actor, at: datetime
) -> Aide:
    """Somebody who takes part, changed or new; whose second role it is stays as it is."""
    row = _known(Aide, aide_id, by) or Aide(centre_id=by.centre, slug=str(new_id()))
    _of_house(said.agency, by)
    allowed(agency_id=None, by=by, at=at)
    sensible(said.week)
    if said.kind == "interpreter" and not said.languages:
        raise Missing("languages", LANGUAGE)
    changed(row.pk, expected=expected, by=by, at=at)
    row.label_ko, row.label_en, row.kind = said.label.ko, said.label.en, said.kind
    row.languages = _languages(said)
    row.agency_id, row.active = said.agency, said.active
    row.save(force_insert=aide_id is None)
    _hours(row, said.week, by=by)
    if row.post_id is None:
        numbers(by.centre, "aide", [row.pk])
    return row


def _languages(said: AideSaid) -> list[str]:
    if said.kind == "statement_assistant":
        return [STATEMENT]
    return list(said.languages) if said.kind == "interpreter" else []


def _hours(aide: Aide, week: Week, *, by: Actor) -> None:
    """The weekly hours anew; hours of single days stay."""
    Availability.objects.filter(aide=aide, day=None).delete()
    Availability.objects.bulk_create(
        Availability(
            centre_id=by.centre, agency_id=aide.agency_id or by.agency, aide=aide, weekday=day,
            starts=starts, ends=ends,
        )
        for day, spans in week.items()
        for starts, ends in spans
    )  # fmt: skip


def set_abilities(
    *, post_id: UUID, services: Collection[UUID], languages: Collection[str], expected: int | None,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """The services a post gives and the languages in which it needs no interpreter."""
    post = _known(Post, post_id, by)
    if post is None:
        raise Hidden
    allowed(agency_id=post.agency_id, by=by, at=at)
    own = Service.objects.filter(pk__in=services, agency=post.agency_id).count()
    if own != len(set(services)):
        raise Missing("services", FOREIGN)
    changed(post.pk, expected=expected, by=by, at=at)
    here = {"centre_id": by.centre, "post": post}
    Skill.objects.filter(**here).exclude(service__in=services).delete()
    Skill.objects.bulk_create(
        (Skill(**here, service_id=pk) for pk in services), ignore_conflicts=True
    )
    Tongue.objects.filter(**here).exclude(language__in=languages).delete()
    Tongue.objects.bulk_create(
        (Tongue(**here, language=one) for one in languages), ignore_conflicts=True
    )
    numbers(by.centre, "post", [post.pk])


def _known(model: Any, pk: UUID | None, by: Actor) -> Any:
    """The row of this centre; None for a new one, Hidden for one that is not there."""
    if pk is None:
        return None
    found = model.objects.filter(pk=pk, centre_id=by.centre).first()
    if found is None:
        raise Hidden
    return found


def _of_house(agency: UUID | None, by: Actor) -> None:
    if agency and not Agency.objects.filter(pk=agency, centre_id=by.centre).exists():
        raise Hidden
