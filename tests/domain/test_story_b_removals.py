"""Story B: 김하린's forty-two places, from the first list to the three that only the regulator could block."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case, SectionSummary
from hangot.core.access import Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.removals import Tally, tally
from hangot.messages.models import Message
from hangot.packs.active import profile
from hangot.people.reaching import Safety, write_safety
from hangot.removals import actions as removals
from hangot.removals import queries
from hangot.removals.models import Removal
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
AGENCY, DESK = "seoul-digital-sex-crime-centre", "seoul-digital-sex-crime-centre-1"
GIVEN = (Section.IDENTITY, Section.CONTACT, Section.INCIDENT)
PLACES = [f"https://place.example/{n}" for n in range(42)]
REGISTERED = clock.now().astimezone(SEOUL).date()


def day(n: int) -> date:
    """So many days after the first: 7 October of the story is today."""
    return REGISTERED + timedelta(days=n)


def late(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 23, 59, tzinfo=SEOUL)


@pytest.fixture
def hers(case: Case, acts: Acts, agree: Callable[..., None], refer: Callable[..., Any]) -> Case:
    with acts("counsellor-1") as by:
        agree(AGENCY, GIVEN, by)
        refer(AGENCY, GIVEN, by)
    with acts(DESK) as by:
        batch = removals.Batch("\n".join(PLACES), "social", "별칭", "자료 2026-117")
        found = removals.register(case_id=case.pk, batch=batch, by=by, at=late(REGISTERED))
        assert len(found.new) == 42
    return case


def step(
    case: Case, acts: Acts, event: str, on: date, numbers: Sequence[int], words: str = ""
) -> Tally:
    with acts(DESK) as by:
        rows = {one.number: one.pk for one in queries.of_case(case.pk)}
        removals.step(
            case_id=case.pk, numbers=[rows[n] for n in numbers], event=event, on=on, words=words,
            by=by, at=late(on),
        )  # fmt: skip
        return tally(one.state for one in queries.of_case(case.pk))


def look_on(acts: Acts) -> date:
    with acts(DESK):
        due = Task.objects.get(what="removal.look", done_at=None).due
        assert due is not None
        return due.astimezone(SEOUL).date()


def test_thirty_then_thirty_seven_then_thirty_nine_of_forty_two_and_three_blocked(
    hers: Case, acts: Acts
) -> None:
    step(hers, acts, "request", day(1), range(1, 43))
    assert look_on(acts) == day(8), "the providers have a week to answer"
    first = step(hers, acts, "delete", day(7), range(1, 31))
    assert (first.deleted, first.requested) == (30, 12)
    assert first.told.ko.startswith("부탁하신 42건 가운데 30건이 지워졌습니다.")
    step(hers, acts, "check", day(14), range(1, 31))
    step(hers, acts, "refuse", day(15), range(40, 43), "국내 서버가 아니라고 함")
    second = step(hers, acts, "delete", day(21), range(31, 38))
    assert (second.deleted, second.requested, second.refused) == (37, 2, 3)
    step(hers, acts, "block", day(36), range(40, 43))
    last = step(hers, acts, "delete", day(42), (38, 39))
    assert (last.total, last.deleted, last.blocked, last.requested) == (42, 39, 3, 0)
    assert last.told.ko == "부탁하신 42건 가운데 39건이 지워졌습니다. 3건은 볼 수 없게 막혔습니다."


def test_what_was_deleted_is_looked_at_three_times_and_what_is_back_begins_again(
    hers: Case, acts: Acts
) -> None:
    deleted = day(7)
    step(hers, acts, "delete", deleted, range(1, 43))
    for after in (7, 21, 42):
        assert look_on(acts) == deleted + timedelta(days=after)
        with pytest.raises(Missing, match="all_checked"):
            step(hers, acts, "confirm", look_on(acts), (1,))
        step(hers, acts, "check", look_on(acts), range(1, 43))
    end = deleted + timedelta(days=43)
    with pytest.raises(Missing, match="checks_left"):
        step(hers, acts, "check", end, (1,))
    assert step(hers, acts, "confirm", end, range(1, 43)).deleted == 42
    with acts(DESK):
        assert not Task.objects.filter(what="removal.look", done_at=None).exists()
    assert step(hers, acts, "come_back", end, (7,)).back == 1
    step(hers, acts, "request", end, (7,))
    step(hers, acts, "delete", end, (7,))
    with acts(DESK):
        row = Removal.objects.get(number=7)
        assert (row.times_back, row.checks, row.look_on) == (1, 0, end + timedelta(days=7))


def test_days_out_of_order_or_in_the_future_and_steps_that_cannot_be_are_refused_whole(
    hers: Case, acts: Acts
) -> None:
    step(hers, acts, "request", day(1), (1, 2))
    with pytest.raises(Missing, match="in_order"):
        step(hers, acts, "delete", day(0), (1,))
    with pytest.raises(NotAllowed) as no, transaction.atomic():
        step(hers, acts, "refuse", day(2), (1, 3), "…")
    assert "찾음" in no.value.sentence.ko
    with acts(DESK) as by:
        assert Removal.objects.get(number=1).state == "requested"
        tomorrow = day(3)
        with pytest.raises(Missing, match="in_order"):
            removals.step(
                case_id=hers.pk, numbers=[Removal.objects.get(number=1).pk], event="delete",
                on=tomorrow, words="", by=by, at=late(tomorrow - timedelta(days=1)),
            )  # fmt: skip


def test_she_is_told_that_there_is_news_by_her_safe_contact_and_in_words_that_tell_nothing(
    hers: Case, acts: Acts
) -> None:
    """10: a result nobody told her is a task of the desk; the message names neither thing nor number."""
    step(hers, acts, "request", day(1), range(1, 43))
    step(hers, acts, "delete", day(7), range(1, 31))
    with acts(DESK) as by:
        assert len(removals.untold(hers.pk)) == 30
        assert Task.objects.filter(what="removal.tell", done_at=None).count() == 1
        sent = removals.tell(case_id=hers.pk, by=by, at=clock.now())
        assert (sent.template, sent.thing_id, sent.values) == ("asked_news", None, {})
        words = profile("crime_victim").messages.templates[sent.template]
        assert words.neutral is not None
        for hint in ("삭제", "지워", "영상", "사진", "30", "42"):
            assert hint not in words.neutral.ko
        assert not Task.objects.filter(what="removal.tell", done_at=None).exists()
        with pytest.raises(Missing, match="which"):
            removals.tell(case_id=hers.pk, by=by, at=clock.now())
    step(hers, acts, "come_back", day(8), (7,))
    with acts(DESK):
        assert [one.number for one in removals.untold(hers.pk)] == [7], "she is told that, too"
    for slug in ("counsellor-1", "moel-job-centre-1", "team-lead"):
        with acts(slug):
            assert not Task.objects.filter(what="removal.tell").exists()
            assert not Message.objects.filter(template="asked_news").exists(), slug


def test_where_no_way_is_safe_nothing_goes_and_the_desk_says_that_it_told_her(
    hers: Case, acts: Acts
) -> None:
    step(hers, acts, "request", day(1), range(1, 43))
    step(hers, acts, "block", day(7), (40,))
    with acts("counsellor-1") as by:
        write_safety(person_id=hers.person_id, safety=Safety(channels=()), by=by, at=clock.now())
    with acts(DESK) as by:
        with pytest.raises(Missing, match="way") as no, transaction.atomic():
            removals.tell(case_id=hers.pk, by=by, at=clock.now())
        assert "직접 전했음" in no.value.sentence.ko
        assert not Message.objects.exists()
        removals.told(case_id=hers.pk, by=by, at=clock.now())
        assert removals.untold(hers.pk) == []
        assert AuditEntry.objects.filter(act="removal.tell", done=True).count() == 1
    with acts("counsellor-1") as by, pytest.raises((Hidden, Missing, NotAllowed)):
        removals.told(case_id=hers.pk, by=by, at=clock.now())


def test_a_place_known_already_is_named_by_its_number_and_not_written_twice(
    hers: Case, acts: Acts
) -> None:
    with acts(DESK) as by:
        batch = removals.Batch(f"{PLACES[6]}\nhttps://place.example/new", "social")
        found = removals.register(case_id=hers.pk, batch=batch, by=by, at=late(REGISTERED))
    assert ([one.number for one in found.new], found.known) == ([43], [7])


def test_neither_place_nor_material_stands_anywhere_in_the_database(hers: Case, acts: Acts) -> None:
    with acts(DESK) as by, connection.cursor() as cursor:
        cursor.execute("select string_agg(r::text, '') from hangot_removal r")
        (rows,) = cursor.fetchone()
        assert "place.example" not in rows
        assert "별칭" not in rows, "the keyword is sealed"
        for name in ("reference", "keyword"):
            batch = removals.Batch("x", "social", **{name: PLACES[0]})
            with pytest.raises(Missing, match="words"), transaction.atomic():
                removals.register(case_id=hers.pk, batch=batch, by=by, at=late(REGISTERED))
        with pytest.raises(Missing, match="kind"), transaction.atomic():
            removals.register(
                case_id=hers.pk, batch=removals.Batch("x", "nowhere"), by=by, at=late(REGISTERED)
            )


def test_nobody_but_the_desk_learns_that_anything_is_being_removed(
    hers: Case, acts: Acts, agree: Callable[..., None], refer: Callable[..., Any]
) -> None:
    """Her counsel was given the section of the incident, her counsellor leads: neither sees a row."""
    with acts("counsellor-1") as by:
        agree("victims-public-counsel", (Section.IDENTITY, Section.INCIDENT), by)
        refer("victims-public-counsel", (Section.IDENTITY, Section.INCIDENT), by)
        told = SectionSummary.objects.filter(section=Section.INCIDENT.number)
        assert all(one.agency_id == by.agency for one in told), "no summary names the desk"
    for slug in ("victims-public-counsel-1", "counsellor-1", "moel-job-centre-1", "team-lead"):
        with acts(slug) as by:
            assert queries.of_case(hers.pk) == [], slug
            assert not Task.objects.filter(what="removal.look").exists()
    with acts("moel-job-centre-1") as by, pytest.raises((Hidden, NotAllowed)):
        removals.register(
            case_id=hers.pk, batch=removals.Batch("x", "social"), by=by, at=late(REGISTERED)
        )
