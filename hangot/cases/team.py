"""The team of a case: who sits in it, with which sections, and who leads."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.trail import remember
from hangot.cases.models import Case, Seat
from hangot.cases.scenes import scene
from hangot.core.access import SHARED, Actor, Level, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import may
from hangot.core.text import Text
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
    """Another post joins the case team."""
    case: Case = locked(Case, case_id, expected=None)
    may("seat.move", by, scene(case, at=at))
    with access.changing(case.person_id):
        seat = take_seat(case, post_id, agency, "member", sections, at=at)
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=seat.pk)
    return seat


LEAD_STAYS = Text(
    "주담당은 먼저 다른 담당석으로 옮긴 뒤에 뺄 수 있습니다.",
    "Move the lead to another post first.",
)


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
        seat.until, seat.version = at, seat.version + 1
        seat.save()
        access.end_claims(case.person_id, source=seat.pk, at=at)
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=seat.pk)
    return seat


def move_lead(
    *, case_id: UUID, post_id: UUID, expected: int | None, by: Actor, at: datetime
) -> Case:
    """The lead passes to another post of the same agency; the one before leaves the team."""
    case: Case = locked(Case, case_id, expected=expected)
    may("seat.move", by, scene(case, at=at))
    with access.changing(case.person_id):
        for seat in Seat.objects.filter(case=case, until=None, post_id=case.lead_post_id):
            seat.until, seat.version = at, seat.version + 1
            seat.save()
            access.end_claims(case.person_id, source=seat.pk, at=at)
        take_seat(case, post_id, case.agency_id, "lead", SHARED, at=at)
        case.lead_post_id, case.version = post_id, case.version + 1
        case.save()
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=case.pk)
    return case
