"""A day in the house: planned, arrived, called by number, served, brought on, gone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.audit.models import AuditEntry
from hangot.core.ids import new_id
from hangot.core.refusal import Hidden, Missing, NotAllowed, Stale
from hangot.directory.models import Agency
from hangot.directory.places import Room
from hangot.visits import actions as visits
from hangot.visits.models import Called, Stop, Visit
from hangot.visits.signs import pulse

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
JOBS, POLICE, LAW = "moel-job-centre", "police-victim-desk", "korea-legal-aid"
NOON = clock.now().replace(hour=3, minute=0, second=0, microsecond=0)
"""Midday of today in Seoul: no test of a day crosses midnight."""


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def walk(slug: str, starts: datetime, length: int = 30, room: str = "") -> visits.Walk:
    """A stop at an agency's first desk."""
    agency = Agency.objects.get(slug=slug)
    rooms = Room.objects.filter(slug=room) if room else Room.objects.filter(agency=agency)
    return visits.Walk(agency.pk, rooms.order_by("slug")[0].pk, starts, starts + minutes(length))


@pytest.fixture
def comes(acts: Acts) -> Callable[..., Visit]:
    """`comes(subject, walk…)`: reception plans a day and, unless told otherwise, they arrive."""

    def plan(
        subject: UUID, *wanted: tuple[Any, ...], at: datetime = NOON, here: bool = True
    ) -> Visit:
        with acts("reception-1") as by:
            walks = [walk(*one) for one in wanted]
            visit = visits.plan_visit(subject=subject, walks=walks, by=by, at=at)
            if here:
                visit = visits.arrive(visit_id=visit.pk, companions=0, by=by, at=at)
        return visit

    return plan


def stops(visit: Visit) -> list[Stop]:
    return list(visit.stops.order_by("position"))


def states(visit: Visit, acts: Acts) -> list[str]:
    with acts("reception-1"):
        return [one.state for one in stops(visit)]


def test_a_day_has_one_number_however_many_desks_are_added(comes: Any, acts: Acts) -> None:
    person = new_id()
    first = comes(person, (POLICE, NOON), here=False)
    second = comes(person, (LAW, NOON + minutes(40)), here=False)
    assert first.pk == second.pk
    assert 100 <= first.number <= 999
    with acts("reception-1"):
        assert [one.position for one in stops(first)] == [1, 2]
        assert Visit.objects.get(pk=first.pk).ends == NOON + minutes(70)


def test_two_who_would_be_called_alike_get_two_numbers(
    comes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hangot.visits import arriving

    monkeypatch.setattr(arriving, "numbers", lambda *_, **__: iter(range(500, 600)))
    one, other = comes(new_id(), (POLICE, NOON)), comes(new_id(), (LAW, NOON))
    assert (one.number, other.number) == (500, 501)


def test_a_whole_day_from_the_door_to_the_door(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON, 30), (LAW, NOON + minutes(35), 30))
    assert states(visit, acts) == ["waiting", "planned"]
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.call(stop_id=stop.pk, by=by, at=NOON + minutes(4))
        visits.receive(stop_id=stop.pk, by=by, at=NOON + minutes(6))
        done = visits.finish(stop_id=stop.pk, result="given", by=by, at=NOON + minutes(31))
        assert (done.waited(NOON), done.served(NOON), done.calls) == (6, 25, 1)
    assert states(visit, acts) == ["finished", "waiting"]
    with acts("korea-legal-aid-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=NOON + minutes(35))
        visits.finish(stop_id=stop.pk, result="given", by=by, at=NOON + minutes(60))
    with acts("reception-1") as by:
        left = visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=NOON + minutes(62))
        assert (left.state, left.left_how) == ("left", "complete")
        assert (left.arrived_at, left.left_at) == (NOON, NOON + minutes(62))


def test_each_act_writes_its_entry_and_who_did_it(comes: Any, acts: Acts) -> None:
    person = new_id()
    visit = comes(person, (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.call(stop_id=stop.pk, by=by, at=NOON)
        written = AuditEntry.objects.filter(subject_id=person, worker_id=by.worker, done=True)
        assert [one.act for one in written] == ["stop.call"]
        assert written[0].object_id == stop.pk


def test_the_screen_of_the_waiting_room_shows_a_number_and_a_place_while_it_is_called(
    comes: Any, acts: Acts
) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.call(stop_id=stop.pk, by=by, at=NOON)
        shown = Called.objects.get(number=visit.number)
        assert shown.place_ko == stop.room.label_ko
        visits.receive(stop_id=stop.pk, by=by, at=NOON)
        assert not Called.objects.filter(number=visit.number).exists()


def test_nobody_came_at_the_call_and_the_wait_goes_on(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.call(stop_id=stop.pk, by=by, at=NOON + minutes(2))
        again = visits.queue(stop_id=stop.pk, by=by, at=NOON + minutes(5))
        assert (again.state, again.waited(NOON + minutes(9))) == ("waiting", 9)
        visits.call(stop_id=stop.pk, by=by, at=NOON + minutes(9))
        twice = visits.call(stop_id=stop.pk, by=by, at=NOON + minutes(11))
        assert (twice.state, twice.calls) == ("called", 3)


def test_a_desk_sees_its_own_stops_and_no_other(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON), (LAW, NOON + minutes(35)))
    with acts("police-victim-desk-1"):
        assert [one.agency.slug for one in _with_agency(visit)] == [POLICE]
    with acts("moel-job-centre-1"):
        assert not Visit.objects.filter(pk=visit.pk).exists()
        assert not Stop.objects.filter(visit=visit.pk).exists()
    with acts("counsellor-2"):
        assert not Visit.objects.filter(pk=visit.pk).exists()


def _with_agency(visit: Visit) -> list[Any]:
    found: list[Any] = list(Stop.objects.filter(visit=visit.pk))
    for one in found:
        one.agency = Agency.objects.get(pk=one.agency_id)
    return found


def test_another_desk_can_neither_call_nor_end_what_is_not_its_own(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1"):
        stop = Stop.objects.get(visit=visit.pk)
    with acts("moel-job-centre-1") as by:
        for act in (visits.call, visits.receive, visits.queue):
            with pytest.raises(Hidden):
                act(stop_id=stop.pk, by=by, at=NOON)
        with pytest.raises(Hidden):
            visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=NOON)


def test_reception_calls_for_a_desk_but_does_not_sit_down_at_it(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("reception-1") as by:
        stop = stops(visit)[0]
        visits.call(stop_id=stop.pk, by=by, at=NOON)
        with pytest.raises(NotAllowed):
            visits.receive(stop_id=stop.pk, by=by, at=NOON)


def test_two_desks_never_have_the_same_person(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON), (LAW, NOON + minutes(35)))
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=NOON)
    with acts("korea-legal-aid-1") as by:
        other = Stop.objects.get(visit=visit.pk)
        visits.queue(stop_id=other.pk, by=by, at=NOON)
        with pytest.raises(Missing) as no:
            visits.call(stop_id=other.pk, by=by, at=NOON)
        assert no.value.what == "elsewhere"


def test_a_room_that_is_taken_makes_the_next_one_wait(comes: Any, acts: Acts) -> None:
    one, other = comes(new_id(), (POLICE, NOON)), comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        first, second = Stop.objects.get(visit=one.pk), Stop.objects.get(visit=other.pk)
        visits.receive(stop_id=first.pk, by=by, at=NOON)
        with pytest.raises(Missing) as no:
            visits.call(stop_id=second.pk, by=by, at=NOON + minutes(12))
        assert no.value.sentence.ko == "지금은 부를 수 없습니다. 5분 뒤에 다시 불러 주세요."
        visits.finish(stop_id=first.pk, result="given", by=by, at=NOON + minutes(13))
        visits.call(stop_id=second.pk, by=by, at=NOON + minutes(13))


def test_somebody_is_brought_to_another_desk_and_waits_there_already(
    comes: Any, acts: Acts
) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=NOON)
        law = walk(LAW, NOON)
        visits.move(
            stop_id=stop.pk, turn=visits.Turn(law.agency, law.room), by=by, at=NOON + minutes(9)
        )
    with acts("korea-legal-aid-1"):
        there = Stop.objects.get(visit=visit.pk)
        assert (there.state, there.waiting_since) == ("waiting", NOON + minutes(9))
    with acts("police-victim-desk-1"):
        here = Stop.objects.get(visit=visit.pk)
        assert (here.state, here.result) == ("finished", "other_desk")


def test_before_they_sat_down_the_stop_itself_is_moved(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("reception-1") as by:
        old, law = stops(visit)[0], walk(LAW, NOON)
        new = visits.move(stop_id=old.pk, turn=visits.Turn(law.agency, law.room), by=by, at=NOON)
        old.refresh_from_db()
        assert (old.state, old.moved_to_id, new.state) == ("moved", new.pk, "waiting")


def test_a_desk_that_runs_late_moves_the_rest_of_the_day_and_nothing_earlier(
    comes: Any, acts: Acts
) -> None:
    visit = comes(
        new_id(), (POLICE, NOON, 30), (LAW, NOON + minutes(35), 30), (JOBS, NOON + minutes(120), 30)
    )
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=NOON)
        visits.run_late(stop_id=stop.pk, minutes=20, by=by, at=NOON + minutes(25))
    with acts("reception-1"):
        _, law, jobs = stops(visit)
        assert (law.starts, law.ends) == (NOON + minutes(55), NOON + minutes(85))
        assert jobs.starts == NOON + minutes(120)
    with acts("police-victim-desk-1") as by, pytest.raises(Missing):
        visits.run_late(stop_id=stop.pk, minutes=0, by=by, at=NOON)


def test_a_desk_left_out_lets_the_next_one_call(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON), (LAW, NOON + minutes(35)))
    with acts("reception-1") as by:
        first = stops(visit)[0]
        with pytest.raises(Missing):
            visits.skip(stop_id=first.pk, why="", by=by, at=NOON)
    with acts("reception-1") as by:
        visits.skip(stop_id=first.pk, why="person_declined", by=by, at=NOON)
    assert states(visit, acts) == ["skipped", "waiting"]


def test_who_goes_early_leaves_nothing_waiting(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON), (LAW, NOON + minutes(35)))
    with acts("reception-1") as by, pytest.raises(Missing):
        visits.leave(visit_id=visit.pk, way_back="", by=by, at=NOON)
    with acts("reception-1") as by:
        left = visits.leave(visit_id=visit.pk, way_back="will_call", by=by, at=NOON + minutes(9))
        assert left.left_how == "early"
    assert states(visit, acts) == ["skipped", "skipped"]


def test_nobody_leaves_from_the_middle_of_a_talk(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        visits.receive(stop_id=Stop.objects.get(visit=visit.pk).pk, by=by, at=NOON)
    with acts("reception-1") as by, pytest.raises(Missing):
        visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=NOON)


def test_nobody_is_given_up_before_half_an_hour(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON), here=False)
    with acts("reception-1") as by, pytest.raises(Missing):
        visits.give_up(visit_id=visit.pk, by=by, at=NOON + minutes(29))
    with acts("reception-1") as by:
        gone = visits.give_up(visit_id=visit.pk, by=by, at=NOON + minutes(30))
        assert gone.state == "not_come"
    assert states(visit, acts) == ["skipped"]


def test_who_is_not_expected_is_planned_and_arrives_in_one_act(acts: Acts) -> None:
    with acts("reception-1") as by:
        here = visits.walk_in(
            subject=new_id(), walks=[walk(LAW, NOON)], companions=2, by=by, at=NOON
        )
        assert (here.state, here.companions) == ("arrived", 2)
        assert stops(here)[0].state == "waiting"
        with pytest.raises(Missing):
            visits.walk_in(subject=new_id(), walks=[], companions=0, by=by, at=NOON)


def test_only_reception_lets_in_and_out(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON), here=False)
    with acts("police-victim-desk-1") as by, pytest.raises((Hidden, NotAllowed)):
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=NOON)


def test_a_visit_of_another_day_is_not_let_in(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON + timedelta(days=1)), here=False)
    with acts("reception-1") as by, pytest.raises(Missing) as no:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=NOON)
    assert no.value.what == "day"


def test_an_old_page_is_noticed(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("reception-1") as by:
        stop = stops(visit)[0]
        visits.call(stop_id=stop.pk, by=by, at=NOON, expected=stop.version)
        with pytest.raises(Stale):
            visits.call(stop_id=stop.pk, by=by, at=NOON, expected=stop.version)


def test_the_pulse_of_the_house_goes_up_with_every_act(comes: Any, acts: Acts) -> None:
    beats = [_beat(acts)]
    visit = comes(new_id(), (POLICE, NOON))
    beats.append(_beat(acts))
    for act in (visits.call, visits.receive):
        with acts("police-victim-desk-1") as by:
            act(stop_id=Stop.objects.get(visit=visit.pk).pk, by=by, at=NOON)
        beats.append(_beat(acts))
    assert beats == sorted(set(beats))


def _beat(acts: Acts) -> int:
    with acts("reception-1") as by:
        return pulse(by.centre)


def test_a_code_that_stands_in_no_list_is_not_taken(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    with acts("police-victim-desk-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=NOON)
        with pytest.raises(Missing) as no:
            visits.finish(stop_id=stop.pk, result="x" * 90, by=by, at=NOON)
        assert no.value.what == "result"


def test_the_database_refuses_a_day_without_its_moments(comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, NOON))
    wrong = (
        "update hangot_visit set arrived_at = null where id = %s",
        "update hangot_visit set state = 'left' where id = %s",
        "update hangot_visit set state = 'planned' where id = %s",
        "update hangot_stop set waiting_since = null where visit_id = %s",
        "update hangot_stop set state = 'finished' where visit_id = %s",
        "update hangot_stop set state = 'called' where visit_id = %s",
    )
    with acts("reception-1"):
        for sql in wrong:
            refused = pytest.raises(DatabaseError, match=r"violates|no such move")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, [visit.pk])


def test_the_clock_itself_can_give_somebody_up(comes: Any) -> None:
    visit = comes(new_id(), (POLICE, NOON), here=False)
    boss = clockwork(centre_of(), duties=("N", "R"))
    with acting(boss):
        gone = visits.give_up(visit_id=visit.pk, by=boss, at=NOON + timedelta(hours=6))
        assert gone.state == "not_come"
