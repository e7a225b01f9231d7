"""What stands on pages of the house tells nobody who is kept from whom, or from whose record."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from hangot import clock
from hangot.access.context import deriving
from hangot.core.ids import new_id
from hangot.desk.reception import checking, rows, tokens
from hangot.directory.models import Post
from hangot.directory.places import Room
from hangot.people import actions as people
from hangot.visits import actions as visits
from hangot.visits import queries
from hangot.visits.models import Stop, Visit
from hangot.visits.steps import then
from tests.desk.test_board import TOKENS, ago, now, post
from tests.domain.booking_desk import asked, booked, services, working_day
from tests.domain.test_crossing import undone
from tests.domain.test_posts import _hand_over as hands_over
from tests.domain.test_visit import JOBS, LAW, POLICE, comes

__all__ = ["comes"]

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
WELFARE = "seoul-welfare-desk"
DRAWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{3}번|>\d{3}<|v\d{3}|c\d{3}|on=\d{3}|[A-Z][^<·]* · \d번 대기석"
                   r"|/(screen|pulse)/[^\"]+|\d\d:\d\d(:\d\d\.\d+)?|\d번 대기석|data-version=\"\d+\"")  # fmt: skip


def plain(answer: Any) -> str:
    """A page without what is drawn for each person, and without times and tokens."""
    page = TOKENS.sub(r"\1", answer.content.decode())
    page = re.sub(r'<span class="guide">.*?</span>', "…", page, flags=re.DOTALL)
    return DRAWN.sub("…", page)


@pytest.fixture
def his(acts: Acts) -> UUID:
    with acts("counsellor-1") as by:
        person: UUID = people.create_person(
            number="26-97", name="오민재", birth=None, phone=None, by=by, at=now()
        ).pk
    return person


@pytest.mark.parametrize("scope", ["zone", "building"])
def test_a_refused_call_looks_on_every_page_as_the_refused_call_of_anybody(
    desk: Any, comes: Any, acts: Acts, case: Any, his: UUID, scope: str
) -> None:
    """Once a stranger is served at the other desk, once she: his empty room is refused in both."""
    with acts("safety-officer") as by:
        people.separate(one=case.person_id, other=his, scope=scope, minutes=20, reason="…", by=by,
                        at=now() - timedelta(days=1))  # fmt: skip
    worlds = []
    for other in (new_id(), case.person_id):
        with undone():
            worlds.append(_pages(desk, comes, acts, his, other))
    assert worlds[0] == worlds[1]
    assert "지금은 부를 수 없습니다" in worlds[0][0]


def _pages(desk: Any, comes: Any, acts: Acts, his: UUID, other: UUID) -> list[str]:
    """A stranger was called through his zone a minute ago; then his desk calls him."""
    comes(other, (WELFARE, ago(2), 120), at=ago(2))
    visit = comes(his, (JOBS, now()), at=ago(1))
    with acts("seoul-welfare-desk-1") as by:
        mine = Stop.objects.get(visit__subject_id=other)
        visits.call(stop_id=mine.pk, by=by, at=ago(1))
    with acts("moel-job-centre-1"):
        stop = Stop.objects.get(visit=visit.pk)
    client, reception = desk("moel-job-centre-1"), desk("reception-1")
    board = reception.get(reverse("reception"))
    screen = re.search(r'href="(/screen/[^"]+)"', board.content.decode())
    assert screen
    answers = [
        post(client, "stop_step", stop.pk, "call"), client.get(reverse("desk")), board,
        Client().get(screen[1]), reception.get(reverse("rooms")),
    ]  # fmt: skip
    return [plain(one) for one in answers]


def test_a_room_for_which_somebody_waits_is_not_called_free(comes: Any, acts: Acts) -> None:
    comes(new_id(), (JOBS, now()), at=now())
    with acts("reception-1") as by:
        taken = queries.rooms_taken(clock.now())
        rooms = queries.rooms(by.centre)
        free = rows.free_places(taken, rooms, now=clock.now())
        waited = Room.objects.filter(agency__slug=JOBS).order_by("slug")[0]
        assert waited.pk not in [one["room"].pk for part in free.values() for one in part]


def test_who_may_not_see_a_person_sees_their_room_taken_like_everybody(
    comes: Any, acts: Acts, case: Any
) -> None:
    """The list of free places is the same with a denial and without."""
    visit = comes(case.person_id, (POLICE, now()), (LAW, now() + timedelta(minutes=40)), at=now())
    lists = []
    for denied in (False, True):
        if denied:
            with acts("safety-officer") as by:
                people.deny(
                    subject=case.person_id, post=Post.objects.get(slug="reception-1").pk,
                    code="opponent_client", by=by, at=clock.now(),
                )  # fmt: skip
        with acts("reception-1") as by:
            assert Visit.objects.filter(pk=visit.pk).exists() is not denied
            taken = queries.rooms_taken(clock.now())
            lists.append(rows.free_places(taken, queries.rooms(by.centre), now=clock.now()))
            police = Room.objects.filter(agency__slug=POLICE).order_by("slug")[0]
            assert police not in [one["room"] for one in lists[-1]["desks"]]
    assert lists[0] == lists[1]


def test_the_week_and_the_rooms_look_the_same_to_a_colleague_who_may_not_see_her(
    desk: Any, acts: Acts, case: Any
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("intake-counselling"), by=by)
    day = working_day()
    pages = []
    for denied in (False, True):
        if denied:
            with acts("safety-officer") as by:
                people.deny(
                    subject=case.person_id, post=Post.objects.get(slug="case-manager-2").pk,
                    code="opponent_client", by=by, at=clock.now(),
                )  # fmt: skip
        client = desk("case-manager-2")
        week = client.get(reverse("rota", args=[one.post_id]), {"week": day.isoformat()})
        rooms = client.get(reverse("rooms"), {"day": day.isoformat()})
        pages.append([TOKENS.sub(r"\1", each.content.decode()) for each in (week, rooms)])
    assert pages[0] == pages[1]
    assert '<td class="busy">예약</td>' in pages[1][0]
    assert re.search(r"\d\d:(00|30)~\d\d:(00|30)", pages[1][1])
    assert not re.search(r"\d\d:[0-9][1-9]~|~\d\d:[0-9][1-9]", pages[1][1])


def test_the_address_of_the_pulse_is_over_with_its_day(acts: Acts) -> None:
    with acts("reception-1") as by:
        today = clock.now().astimezone(clock.SEOUL).date()
        url, old = (
            tokens.pulse_url(by.centre, today),
            tokens.pulse_url(by.centre, today - timedelta(days=1)),
        )
        ever = signing.Signer(salt=tokens.BEAT).sign_object(str(by.centre))
    stranger = Client()
    assert stranger.get(url).status_code == 200
    assert stranger.get(old).status_code == 404
    assert stranger.get(reverse("pulse", args=[ever])).status_code == 404


def test_an_old_slip_is_answered_by_what_really_became_of_the_day(comes: Any, acts: Acts) -> None:
    """Called off and left are no arrival; and a day that is booked again keeps its number."""
    person = new_id()
    first = comes(person, (POLICE, now()), at=now(), here=False)
    today = first.day
    with acts("reception-1") as by:
        with deriving(person):
            then(first, "call_off", by=by, at=now())
        assert checking.expected(str(first.number), day=today) == checking.NOBODY
    again = comes(person, (LAW, now()), at=now(), here=False)
    assert (again.pk, again.number) == (first.pk, first.number)
    with acts("reception-1") as by:
        assert checking.expected(str(first.number), day=today) == again
        visits.arrive(visit_id=again.pk, companions=0, by=by, at=now())
        assert checking.expected(str(first.number), day=today) == checking.ALREADY
        visits.leave(visit_id=again.pk, way_back="booked", by=by, at=now())
        assert checking.expected(str(first.number), day=today) == checking.NOBODY


def test_the_calendar_address_ends_with_the_sitting_of_who_made_it(desk: Any, acts: Acts) -> None:
    made = desk("counsellor-1").post(reverse("rota_feed"), {"once": new_id()}).content.decode()
    url = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", made)
    assert url
    assert Client().get(url[1]).status_code == 200
    hands_over(acts)
    assert Client().get(url[1]).status_code == 404


def test_the_menu_shows_rooms_and_names_no_agency_and_no_safety_officer(
    desk: Any, acts: Acts, case: Any
) -> None:
    with acts("reception-1"):
        wanted = [
            str(one) for one in services("intake-counselling", "location-device", "moving-cost")
        ]
    client, day = desk("reception-1"), working_day()
    asked_ = client.post(reverse("case_times", args=[case.pk]), {
        "once": new_id(), "services": wanted, "first": f"{day.month}/{day.day}", "stay": "480",
        "last": f"{day.month}/{day.day}", "urgency": "normal",
    })  # fmt: skip
    page = client.get(asked_.headers["Location"]).content.decode()
    drawn = page[page.index('class="gantt"') :]
    drawn = drawn[: drawn.index("</main>")]
    assert "7번 창구" in drawn
    for name in ("보호책임자", "경찰", "담당석"):
        assert name not in drawn
