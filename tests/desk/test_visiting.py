"""The case page on the day of a visit: where the person is now, so that nobody searches the house."""

import re
from typing import Any

import pytest

from hangot.visits import actions as visits
from hangot.visits.models import Stop
from tests.desk.test_board import now
from tests.domain.test_visit import LAW, POLICE, comes, minutes

__all__ = ["comes"]

pytestmark = pytest.mark.django_db
INTAKE = "intake-desk"


def card(desk: Any, account: str, case: Any) -> str:
    """The words of the card, or nothing."""
    page = desk(account).get(f"/cases/{case.pk}/").content.decode()
    found = re.search(r'aria-labelledby="visiting".*?</section>', page, re.DOTALL)
    return re.sub(r"<[^>]*>|\s+", " ", found[0]) if found else ""


def test_a_day_without_a_visit_has_no_card(desk: Any, case: Any) -> None:
    assert card(desk, "counsellor-1", case) == ""


def test_the_counsellor_sees_where_she_is_and_where_she_goes_next(
    desk: Any, comes: Any, case: Any, acts: Any
) -> None:
    visit = comes(case.person_id, (POLICE, now()), (LAW, now() + minutes(35)), at=now(), here=False)
    assert "아직 오시지 않았습니다." in card(desk, "counsellor-1", case)
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=now())
    with acts("police-victim-desk-1") as by:
        visits.receive(stop_id=Stop.objects.get(visit=visit.pk).pk, by=by, at=now())
    told = card(desk, "counsellor-1", case)
    assert f"{visit.number}번" in told
    assert re.search(r"7번 창구\s+상담중", told)
    assert re.search(r"다음\s+\d\d:\d\d 9번 창구", told)
    assert "href" not in told


def test_reception_goes_on_to_the_way_and_a_desk_to_its_own_list(
    desk: Any, comes: Any, case: Any
) -> None:
    visit = comes(case.person_id, (INTAKE, now()), at=now())
    reception = desk("reception-1").get(f"/cases/{case.pk}/").content.decode()
    assert f"/reception/visits/{visit.pk}/" in reception
    counsellor = desk("counsellor-1").get(f"/cases/{case.pk}/").content.decode()
    assert '<a class="small" href="/reception/desk/">' in counsellor


def test_when_she_has_gone_it_says_so(desk: Any, comes: Any, case: Any, acts: Any) -> None:
    visit = comes(case.person_id, (POLICE, now()), at=now())
    with acts("reception-1") as by:
        visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=now())
    assert "7번 창구" not in card(desk, "counsellor-1", case)
