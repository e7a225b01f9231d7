"""The team of a case: who sits in it, with which sections, and who leads."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.trail import remember
from hangot.cases.models import Case, Seat
from hangot.cases.scenes import scene
from hangot.core.access import SHARED, Actor, Level, Section
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.tasks.fire import locked


def take_seat(
    case: Case, post: UUID, agency: UUID, role: str, sections: Iterable[Section], *, at: datetime
) -> Seat:
    """A post sits down with its sections; call inside `changing()`."""
    wanted = tuple(sections)
    seat = Seat(
        centre_id=case.centre_id, case=case, subject_id=case.person_id, agency_id=agency,
        post_id=post, role=role, sections=[s.number for s in wanted], since=at,
    )  # fmt: skip
    seat.save(force_insert=True)
    access.claim(
        case.person_id, dict.fromkeys(wanted, Level.FULL), agency=agency, post=post, code="seat",
        source=seat.pk, starts=at,
    )  # fmt: skip
    return seat


def seat_post(
    *,
    case_id: UUID,
    post_id: UUID,
    agency: UUID,
    sections: Iterable[Section],
    by: Actor,
    at: datetime,
) -> Seat:
    """Another post joins the case team; Stale when it sits there already."""
    case: Case = locked(Case, case_id, expected=None)
    may("seat.move", by, scene(case, at=at))
    with access.changing(case.person_id):
        if Seat.objects.filter(case=case, until=None, post_id=post_id).exists():
            raise Stale(0, 1)
        seat = take_seat(case, post_id, agency, "member", sections, at=at)
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=seat.pk)
    return seat


LEAD_STAYS = Text(
    "주담당은 먼저 다른 담당석으로 옮긴 뒤에 뺄 수 있습니다.",
    "Move the lead to another post first.",
)


def _rise(seat: Seat, *, at: datetime) -> None:
    """The post leaves the team; what it saw because of its seat closes with it."""
    seat.until, seat.version = at, seat.version + 1
    seat.save()
    access.end_claims(seat.subject_id, source=seat.pk, at=at)


def leave_team(*, case_id: UUID, seat_id: UUID, by: Actor, at: datetime) -> Seat:
    """A post leaves the team; what it saw because of its seat closes at the next request."""
    case: Case = locked(Case, case_id, expected=None)
    may("seat.move", by, scene(case, at=at))
    seat: Seat = locked(Seat, seat_id, expected=None, scope=case.person_id)
    if seat.case_id != case.pk or seat.until:
        raise Hidden
    if seat.post_id == case.lead_post_id:
        raise Missing("lead", LEAD_STAYS)
    with access.changing(case.person_id):
        _rise(seat, at=at)
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=seat.pk)
    return seat


LEADS = {"C", "M"}
NO_LEAD = Text(
    "주담당은 상담사나 통합사례관리사 가운데에서 골라 주세요.",
    "Choose a counsellor or a case manager as the lead.",
)


def demand_lead(post: UUID, agency: UUID) -> None:
    """Missing, unless the post counsels or manages cases and belongs to the agency of the case."""
    found = Post.objects.filter(pk=post, agency_id=agency, active=True).first()
    if found is None or not LEADS & set(found.duties):
        raise Missing("lead", NO_LEAD)


def move_lead(
    *, case_id: UUID, post_id: UUID, expected: int | None, by: Actor, at: datetime
) -> Case:
    """The lead passes to a counsellor or manager of the same agency; the one before leaves the team."""
    case: Case = locked(Case, case_id, expected=expected)
    may("seat.move", by, scene(case, at=at))
    demand_lead(post_id, case.agency_id)
    with access.changing(case.person_id):
        for seat in Seat.objects.filter(
            case=case, until=None, post_id__in=(case.lead_post_id, post_id)
        ):
            _rise(seat, at=at)
        take_seat(case, post_id, case.agency_id, "lead", SHARED, at=at)
        case.lead_post_id, case.version = post_id, case.version + 1
        case.save()
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=case.pk)
    return case
