"""The pages on which hours, rooms, helpers, childcare and the abilities of a post are changed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from hangot.appointments import arranging, equipping
from hangot.appointments.arranging import allowed, childcare_of
from hangot.appointments.models import Aide, Availability, ChildcarePlace, Skill, Tongue
from hangot.core.ids import new_id
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.door import page
from hangot.desk.house.place_editing import Part, edit
from hangot.desk.house.place_fields import WeekForm, typed_week, week_of
from hangot.desk.house.place_forms import AbilitiesForm, AideForm, ChildcareForm, RoomForm
from hangot.directory.models import Post, Service
from hangot.directory.places import Opening, Room
from hangot.directory.queries import house
from hangot.packs.active import profile

EMPTY_DAY = Text(
    "비워 둔 날은 쉬는 날입니다. 점심에 닫으면 0900-1200, 1300-1800처럼 나누어 적습니다.",
    "An empty day is closed. A break divides: 0900-1200, 1300-1800.",
)
OWN_HOURS = Text(
    "모두 비우면 센터와 같은 시간입니다. 센터가 여는 시간 안에서만 예약이 잡힙니다.",
    "All empty: the hours of the house. Times are found inside those of the house only.",
)
NEVER_CLOSED = Text(
    "모두 비우면 센터가 여는 동안 돌봅니다.", "All empty: whenever the house is open."
)
ROOM_HINT = Text(
    "구역은 드나드는 문과 대기 자리를 정합니다. 며칠만 못 쓰면 ‘쉬는 날’에 적습니다.",
    "The zone decides entrance and seats. For some days out of use, write a closure.",
)
ABLE = Text(
    "여기 고른 말을 쓰는 분은 통역 없이 이 담당에게 잡힙니다.",
    "People who need one of these languages are booked here without an interpreter.",
)


@page(right="places.agency", door="places.week", methods=("GET", "POST"))
def place_week(request: Any, thing_id: UUID) -> HttpResponse:
    """The opening hours of the house or of one agency."""
    rooms = house(request.actor.centre)
    whole = thing_id == rooms.centre.pk
    if not whole and thing_id not in rooms.agencies:
        raise Hidden
    agency = None if whole else thing_id
    allowed(agency_id=agency, by=request.actor, at=request.at)
    rows = Opening.objects.filter(centre_id=rooms.centre.pk, agency=agency, care=False)
    form = WeekForm(request.POST or None, initial=typed_week(week_of(rows)))
    name = Text("센터", "the house") if whole else rooms.agency(thing_id)
    title = Text(f"{name.ko} 여는 시간", f"Hours of {name.en}")
    return edit(
        request, Part(thing_id, title, EMPTY_DAY if whole else OWN_HOURS), form,
        lambda version: arranging.set_hours(
            agency_id=agency, week=form.week(), expected=version, by=request.actor, at=request.at
        ),
    )  # fmt: skip


@page(right="places.write", door="places.childcare", methods=("GET", "POST"))
def place_childcare(request: Any) -> HttpResponse:
    """Places for children, and when somebody looks after them."""
    centre = request.actor.centre
    allowed(agency_id=None, by=request.actor, at=request.at)
    rows = Opening.objects.filter(centre_id=centre, care=True)
    count = ChildcarePlace.objects.filter(centre_id=centre, active=True).count()
    form = ChildcareForm(
        request.POST or None, initial={"places": count, **typed_week(week_of(rows))}
    )
    part = Part(childcare_of(centre), Text("아이 돌봄", "Childcare"), NEVER_CLOSED)
    return edit(
        request, part, form,
        lambda version: arranging.set_childcare(
            places=form.cleaned_data["places"], week=form.week(), expected=version,
            by=request.actor, at=request.at,
        ),
    )  # fmt: skip


@page(right="places.write", door="places.room", methods=("GET", "POST"))
def place_room(request: Any, room_id: UUID) -> HttpResponse:
    """A room or desk."""
    row = Room.objects.filter(pk=room_id, centre_id=request.actor.centre).first()
    if row is None:
        raise Hidden
    return _room(request, row)


@page(right="places.write", door="places.room", methods=("GET", "POST"))
def place_room_new(request: Any) -> HttpResponse:
    """One more room or desk."""
    return _room(request, None)


def _room(request: Any, row: Room | None) -> HttpResponse:
    allowed(agency_id=None, by=request.actor, at=request.at)
    initial: dict[str, Any] = {"capacity": 3, "active": True}
    if row:
        initial = {
            "ko": row.label_ko, "en": row.label_en, "kind": row.kind, "zone": row.zone,
            "capacity": row.capacity, "agency": row.agency_id, "active": row.active,
        }  # fmt: skip
    form = RoomForm(
        request.POST or None, initial=initial, agencies=_agencies(request),
        pack=profile(request.actor.profile),
    )  # fmt: skip
    title = row.label if row else Text("새 방", "A new room")
    return edit(
        request, Part(row.pk if row else new_id(), title, ROOM_HINT, new=row is None), form,
        lambda version: equipping.set_room(
            room_id=row.pk if row else None, said=form.said(), expected=version,
            by=request.actor, at=request.at,
        ),
    )  # fmt: skip


@page(right="places.write", door="places.aide", methods=("GET", "POST"))
def place_aide(request: Any, aide_id: UUID) -> HttpResponse:
    """Somebody who takes part beside a worker."""
    row = Aide.objects.filter(pk=aide_id, centre_id=request.actor.centre).first()
    if row is None:
        raise Hidden
    return _aide(request, row)


@page(right="places.write", door="places.aide", methods=("GET", "POST"))
def place_aide_new(request: Any) -> HttpResponse:
    """One more interpreter, statement assistant or advocate."""
    return _aide(request, None)


def _aide(request: Any, row: Aide | None) -> HttpResponse:
    allowed(agency_id=None, by=request.actor, at=request.at)
    initial: dict[str, Any] = {"active": True}
    if row:
        hours = Availability.objects.filter(aide=row, day=None)
        initial = {
            "ko": row.label_ko, "en": row.label_en, "kind": row.kind, "languages": row.languages,
            "agency": row.agency_id, "active": row.active, **typed_week(week_of(hours)),
        }  # fmt: skip
    form = AideForm(request.POST or None, initial=initial, agencies=_agencies(request))
    title = row.label if row else Text("새로 함께할 분", "Somebody new")
    return edit(
        request, Part(row.pk if row else new_id(), title, EMPTY_DAY, new=row is None), form,
        lambda version: equipping.set_aide(
            aide_id=row.pk if row else None, said=form.said(), expected=version,
            by=request.actor, at=request.at,
        ),
    )  # fmt: skip


@page(right="places.agency", door="places.post", methods=("GET", "POST"))
def place_post(request: Any, post_id: UUID) -> HttpResponse:
    """What a post can do: services and languages."""
    post = house(request.actor.centre).posts.get(post_id)
    if post is None:
        raise Hidden
    allowed(agency_id=post.agency_id, by=request.actor, at=request.at)
    form = AbilitiesForm(
        request.POST or None, initial=_abilities(post),
        services=Service.objects.filter(agency=post.agency_id, active=True, minutes__gt=0)
        .order_by("label_ko"),
    )  # fmt: skip
    return edit(
        request, Part(post_id, post.label, ABLE), form,
        lambda version: equipping.set_abilities(
            post_id=post_id, services=form.cleaned_data["services"],
            languages=form.cleaned_data["languages"], expected=version, by=request.actor,
            at=request.at,
        ),
    )  # fmt: skip


def _abilities(post: Post) -> dict[str, Any]:
    skills = Skill.objects.filter(post=post).values_list("service_id", flat=True)
    spoken = Tongue.objects.filter(post=post).values_list("language", flat=True)
    return {"services": [str(pk) for pk in skills], "languages": list(spoken)}


def _agencies(request: Any) -> list[tuple[UUID, Text]]:
    return [(one.pk, one.label) for one in house(request.actor.centre).desks]
