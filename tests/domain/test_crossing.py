"""Two people who must not meet: other ways, later calls, and nobody at a desk learns why."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from hangot.access.context import deriving, planning
from hangot.core.ids import new_id
from hangot.core.refusal import Missing
from hangot.people import actions as people
from hangot.people.models import Person
from hangot.visits import actions as visits
from hangot.visits.models import Stop, Visit
from tests.domain.test_visit import JOBS, LAW, NOON, POLICE, comes, minutes

__all__ = ["comes"]

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
SENTENCE = (
    "may_be_called: 지금은 부를 수 없습니다. 5분 뒤에 다시 불러 주세요."
    " / You cannot call now. Call again in five minutes."
)


@pytest.fixture
def pair(acts: Acts) -> tuple[UUID, UUID]:
    """Two people of the house."""
    with acts("counsellor-1") as by:
        made = [
            people.create_person(
                number=f"26-9{n}", name=name, birth=None, phone=None, by=by, at=NOON
            )
            for n, name in enumerate(("한서윤", "오민재"))
        ]
    return made[0].pk, made[1].pk


@pytest.fixture
def apart(acts: Acts, pair: tuple[UUID, UUID]) -> Callable[..., None]:
    """`apart("zone")`: the safety officer keeps the two from each other."""

    def rule(scope: str, gap: int = 20) -> None:
        with acts("safety-officer") as by:
            people.separate(
                one=pair[0], other=pair[1], scope=scope, minutes=gap, reason="…", by=by,
                at=NOON - timedelta(days=1),
            )  # fmt: skip

    return rule


@contextmanager
def undone() -> Iterator[None]:
    """A day that did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def guided(comes: Any, subject: UUID, *wanted: Any) -> tuple[str, int]:
    visit: Visit = comes(subject, *wanted)
    return visit.zone, visit.seat


def test_they_never_come_in_by_the_same_way(comes: Any, pair: Any, apart: Any) -> None:
    apart("zone")
    for _ in range(2):
        with undone():
            hers = guided(comes, pair[0], (POLICE, NOON, 120))
            his = guided(comes, pair[1], (LAW, NOON, 30))
            assert hers[0] != his[0]
        pair = (pair[1], pair[0])


def test_the_way_is_drawn_at_the_door_for_everybody(comes: Any, pair: Any) -> None:
    """A way that was known before and changes at the door tells who came meanwhile."""
    ways = set()
    for _ in range(30):
        with undone():
            who = new_id()
            planned = comes(who, (JOBS, NOON), here=False)
            assert (planned.zone, planned.seat) == ("", 0)
            ways.add(guided(comes, who, (LAW, NOON))[0])
    assert ways == {"A", "B", "C"}


def test_he_is_not_shown_into_the_zone_of_her_desk(comes: Any, pair: Any, apart: Any) -> None:
    apart("zone")
    with undone():
        comes(pair[0], (JOBS, NOON, 30))
        assert guided(comes, pair[1], (POLICE, NOON, 60))[0] != "B"


def call(acts: Acts, slug: str, visit: Visit, at: Any) -> str:
    """What the desk is told: the sentence, or nothing when the call went out."""
    with acts(slug) as by:
        stop = Stop.objects.get(visit=visit.pk, state__in=("waiting", "called"))
        try:
            visits.call(stop_id=stop.pk, by=by, at=at)
        except Missing as no:
            return f"{no.what}: {no.sentence.ko} / {no.sentence.en}"
    return ""


def test_a_call_waits_while_the_other_is_in_that_zone(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    apart("zone")
    hers = comes(pair[0], ("seoul-welfare-desk", NOON, 30))
    with acts("seoul-welfare-desk-1") as by:
        visits.receive(stop_id=Stop.objects.get(visit=hers.pk).pk, by=by, at=NOON)
    his = comes(pair[1], (JOBS, NOON, 30))
    assert call(acts, "moel-job-centre-1", his, NOON + minutes(5))
    with acts("seoul-welfare-desk-1") as by:
        stop = Stop.objects.get(visit=hers.pk)
        visits.finish(stop_id=stop.pk, result="given", by=by, at=NOON + minutes(30))
    with acts("reception-1") as by:
        visits.leave(visit_id=hers.pk, way_back="booked", by=by, at=NOON + minutes(30))
    for later in (31, 46, 49):
        assert call(acts, "moel-job-centre-1", his, NOON + minutes(later)) == SENTENCE
    assert call(acts, "moel-job-centre-1", his, NOON + minutes(51)) == ""


def test_what_is_said_is_the_same_to_the_byte_for_an_empty_room_because_of_her_or_of_anybody(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    """An empty room is refused to everybody just after a call through its zone; so is hers."""
    with undone():
        other = comes(new_id(), ("seoul-welfare-desk", NOON, 30))
        his = comes(pair[1], (JOBS, NOON, 30))
        assert call(acts, "seoul-welfare-desk-1", other, NOON + minutes(3)) == ""
        ordinary = call(acts, "moel-job-centre-1", his, NOON + minutes(5))
        assert call(acts, "moel-job-centre-1", his, NOON + minutes(6)) == ""
    apart("building")
    with undone():
        comes(pair[0], (POLICE, NOON, 120))
        his = comes(pair[1], (JOBS, NOON, 30), at=NOON + minutes(1))
        because_of_her = call(acts, "moel-job-centre-1", his, NOON + minutes(5))
        much_later = call(acts, "moel-job-centre-1", his, NOON + minutes(300))
    assert ordinary == because_of_her == much_later == SENTENCE


def test_the_call_asks_the_database_as_often_with_her_as_without(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = []
    apart("zone")
    for here in (False, True):
        with undone():
            his = comes(pair[1], (JOBS, NOON, 30), here=False)
            if here:
                comes(pair[0], (POLICE, NOON, 120))
            with acts("reception-1") as by:
                visits.arrive(visit_id=his.pk, companions=0, by=by, at=NOON)
            with CaptureQueriesContext(connection) as asked:
                assert call(acts, "moel-job-centre-1", his, NOON + minutes(5)) == ""
            counts.append([one["sql"].split(" ")[0] for one in asked.captured_queries])
    assert counts[0] == counts[1]


def test_whoever_must_not_be_in_the_house_with_her_is_called_after_she_has_gone(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    apart("visit", gap=10)
    hers = comes(pair[0], (LAW, NOON, 30))
    his = comes(pair[1], (JOBS, NOON, 30))
    assert call(acts, "moel-job-centre-1", his, NOON)
    with acts("reception-1") as by:
        visits.leave(visit_id=hers.pk, way_back="booked", by=by, at=NOON + minutes(5))
    assert call(acts, "moel-job-centre-1", his, NOON + minutes(14))
    assert call(acts, "moel-job-centre-1", his, NOON + minutes(15)) == ""


def test_of_two_in_the_house_whoever_came_first_is_called_first_and_nobody_waits_for_ever(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    """Both are in by a mistake: for each scope the first is served, then, when they left, the other."""
    for scope in ("building", "zone"):
        apart(scope, 10)
        with undone():
            first = comes(pair[0], ("seoul-welfare-desk", NOON, 30))
            second = comes(pair[1], (JOBS, NOON, 30), at=NOON + minutes(1))
            assert call(acts, "moel-job-centre-1", second, NOON + minutes(2)) == SENTENCE
            assert call(acts, "seoul-welfare-desk-1", first, NOON + minutes(2)) == ""
            _serve(acts, "seoul-welfare-desk-1", first, NOON + minutes(2), NOON + minutes(20))
            with acts("reception-1") as by:
                visits.leave(visit_id=first.pk, way_back="booked", by=by, at=NOON + minutes(20))
            assert call(acts, "moel-job-centre-1", second, NOON + minutes(29)) == SENTENCE
            assert call(acts, "moel-job-centre-1", second, NOON + minutes(30)) == ""


@pytest.mark.parametrize(("scope", "where"), [("building", POLICE), ("zone", JOBS)])
def test_who_is_here_is_called_before_somebody_who_is_only_expected(
    comes: Any, acts: Acts, pair: Any, apart: Any, scope: str, where: str
) -> None:
    """To keep him waiting would keep him in the house when she comes; if she comes, she waits."""
    apart(scope)
    hers = comes(pair[0], (where, NOON + minutes(20), 60), here=False)
    his = comes(pair[1], (JOBS, NOON, 30))
    assert call(acts, "moel-job-centre-1", his, NOON + minutes(11)) == ""
    with acts("reception-1") as by:
        visits.arrive(visit_id=hers.pk, companions=0, by=by, at=NOON + minutes(15))
    slug = "police-victim-desk-1" if where == POLICE else "moel-job-centre-1"
    assert call(acts, slug, hers, NOON + minutes(20)) == SENTENCE


def test_a_rule_that_has_ended_or_is_about_a_meeting_closes_no_way(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    apart("conference")
    comes(pair[0], ("seoul-welfare-desk", NOON, 60))
    his = comes(pair[1], (JOBS, NOON, 30))
    assert call(acts, "moel-job-centre-1", his, NOON) == ""


def test_a_second_record_of_him_is_kept_away_as_well(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    """The rule was written about the record that she named; he comes under his own."""
    from hangot.people.models import IdentityLink

    apart("building")
    with acts("counsellor-1") as by:
        own = people.create_person(
            number="26-99", name="오민재", birth=None, phone=None, by=by, at=NOON
        )
    with acts("safety-officer") as by:
        link = IdentityLink(
            centre_id=by.centre, one_id=pair[1], other_id=own.pk, state="suspected", agree=[],
            score=9, at=NOON,
        )  # fmt: skip
        link.save(force_insert=True)
        IdentityLink.objects.filter(pk=link.pk).update(state="linked")
    comes(pair[0], (POLICE, NOON, 60))
    his = comes(own.pk, (JOBS, NOON, 30))
    assert call(acts, "moel-job-centre-1", his, NOON)


def test_nobody_can_ask_the_questions_outside_of_planning(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    apart("building")
    hers = comes(pair[0], (POLICE, NOON, 120))
    with acts("reception-1"), connection.cursor() as cursor:
        with deriving(pair[1]):
            cursor.execute("select hg.ways_closed(%s, %s)", [NOON, NOON + minutes(60)])
            assert cursor.fetchone()[0] == []
        with planning(pair[1]):
            cursor.execute("select hg.ways_closed(%s, %s)", [NOON, NOON + minutes(60)])
            assert hers.zone in cursor.fetchone()[0]
            assert not Person.objects.filter(pk=pair[0]).exists()
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            cursor.execute("select * from hg.apart(%s, %s, %s)", [pair[1], NOON, NOON])


def test_story_a_they_are_here_on_the_same_day_and_do_not_meet(
    comes: Any, acts: Acts, pair: Any, apart: Any
) -> None:
    """Steps 7, 8 and 10: he comes late, she is called to his zone when he has gone, she leaves."""
    apart("zone")
    ten = NOON - timedelta(hours=2)
    her_day = (
        (POLICE, ten + minutes(20), 30), ("seoul-stalking-support", ten + minutes(55), 60),
        (LAW, ten + minutes(120), 40), ("prosecution-victim-desk", ten + minutes(165), 30),
        (JOBS, ten + minutes(200), 30),
    )  # fmt: skip
    his = comes(pair[1], (JOBS, ten + minutes(60), 30), at=ten - timedelta(days=1), here=False)
    hers = comes(pair[0], *her_day, at=ten)
    late = ten + minutes(95)
    with acts("reception-1") as by:
        his = visits.arrive(visit_id=his.pk, companions=0, by=by, at=late)
    assert his.zone != hers.zone
    assert call(acts, "moel-job-centre-1", his, late) == ""
    _serve(acts, "moel-job-centre-1", his, late, late + minutes(30))
    with acts("reception-1") as by:
        visits.leave(visit_id=his.pk, way_back="booked", by=by, at=late + minutes(30))
    for slug, _, length in her_day[:4]:
        start = next(one[1] for one in her_day if one[0] == slug)
        _serve(acts, f"{slug}-1", hers, start, start + minutes(length))
    quarter_past_one = ten + minutes(195)
    assert call(acts, "moel-job-centre-1", hers, quarter_past_one) == ""
    _serve(acts, "moel-job-centre-1", hers, ten + minutes(200), ten + minutes(230))
    with acts("reception-1") as by:
        left = visits.leave(visit_id=hers.pk, way_back="booked", by=by, at=ten + minutes(230))
        done = list(left.stops.all())
    assert (left.left_how, left.arrived_at, left.left_at) == ("complete", ten, ten + minutes(230))
    assert sum(one.served(NOON) for one in done) == 190


def _serve(acts: Acts, slug: str, visit: Visit, since: Any, until: Any) -> None:
    with acts(slug) as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=since)
        visits.finish(stop_id=stop.pk, result="given", by=by, at=until)
