"""A founded house knows its rooms, its rota and how its services are booked."""

from collections.abc import Callable
from typing import Any

from hangot.appointments.models import Availability, Bookable, Skill
from hangot.directory.places import Room, ServiceRule


def test_every_service_people_come_for_has_a_rule_and_somebody_who_gives_it(
    acts: Callable[..., Any],
) -> None:
    with acts("reception-1"):
        ruled = set(ServiceRule.objects.values_list("service", flat=True))
        assert len(ruled) == 56
        assert ruled <= set(Skill.objects.values_list("service", flat=True))


def test_every_agency_has_a_desk_and_every_room_a_number(acts: Callable[..., Any]) -> None:
    with acts("counsellor-1"):
        rooms = list(Room.objects.all())
        desks = {one.agency_id for one in rooms if one.kind == "desk"}
        assert len(desks) == 15
        numbered = set(Bookable.objects.filter(kind="room").values_list("target", flat=True))
        assert numbered == {one.pk for one in rooms}


def test_everybody_reads_the_rota(acts: Callable[..., Any]) -> None:
    with acts("moel-job-centre-1"):
        assert Availability.objects.filter(post__slug="korea-legal-aid-1").count() == 5
