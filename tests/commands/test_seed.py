"""The invented people of the demo: the same every time, in every stage, made by real acts."""

import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.db import connections, transaction

from hangot import clock
from hangot.access.founding import centre_of
from hangot.audit.verify import verify
from hangot.demo import walks
from hangot.demo.answers import STATES, refer
from hangot.demo.crowd import crowd
from hangot.demo.people import SEED, sketches
from hangot.demo.seed import is_empty
from hangot.demo.stage import Stage, stage_of
from hangot.demo.towns import FIRST
from hangot.jobs import tick
from hangot.packs.active import profile
from hangot.watching import queries
from hangot.watching.models import MonthReview
from tests.copies import Copy, copy, pointed

__all__ = ["copy"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage(copy: Copy) -> Stage:
    """Every scene once, every state of a referral once, the stories, and what the officers find."""
    made = stage_of(centre_of(), now=clock.now())
    assert is_empty(made.centre)
    for story in FIRST.told:
        with transaction.atomic():
            story(made)
    once = [(scene, 1, ago) for scene, _, ago in FIRST.scenes]
    for scene, walk in crowd(made, random.Random(SEED), FIRST.palette, once):
        with transaction.atomic():
            scene(walk)
    _referrals(made)
    return made


def _referrals(made: Stage) -> None:
    strangers = islice(sketches(random.Random(1)), 2000)
    one = next(sketch for sketch in strangers if len(sketch.desks) == 3)
    walk = walks.Walk(made, one, random.Random(1), made.day(30), counsellor="case-manager-1")
    walks.arrive(walk)
    desk = one.desks[0]
    sections = profile("crime_victim").asks(desk)
    walks.agree(walk, desk, sections)
    agreed = walk.at
    for state in STATES:
        walk.at = agreed
        refer(walk, desk, sections, until=state)


@pytest.fixture
def asked(copy: Copy, stage: Stage) -> Iterator[Any]:
    """A question to the database past every policy."""
    with pointed("owner", copy["hangot_admin"]), connections["owner"].cursor() as cursor:

        def ask(sql: str) -> set[Any]:
            cursor.execute(sql)
            return {row[0] for row in cursor.fetchall()}

        yield ask


def test_every_state_of_a_referral_is_there(asked: Any) -> None:
    there = asked("select distinct state from hangot_referral")
    assert there == {state.id for state in profile("crime_victim").life("referral").states}


def test_every_stage_of_a_case_is_there_but_the_ends_that_need_years(asked: Any) -> None:
    wanted = {state.id for state in profile("crime_victim").life("case").states}
    assert asked("select distinct state from hangot_case") == wanted - {"archived", "destroyed"}


def test_every_end_of_a_notice_is_there(asked: Any) -> None:
    wanted = {state.id for state in profile("crime_victim").life("notice").states}
    assert wanted - asked("select distinct state from hangot_notice") <= {"duplicate"}


def test_there_is_something_to_review_and_something_that_ended(asked: Any) -> None:
    assert asked("select distinct state from hangot_breakglass") == {
        "opened",
        "expired",
        "proper",
        "improper",
    }
    assert {"given", "refused", "withdrawn", "superseded"} - asked(
        "select distinct state from hangot_consent"
    ) <= {"superseded"}


def test_the_clock_finds_consents_at_their_end_and_a_person_who_may_be_known(
    stage: Stage, asked: Any
) -> None:
    counts = tick.round_of(stage.now)
    assert counts["consents"] >= 2
    assert counts["warnings"] >= 2
    assert "suspected" in asked("select distinct state from hangot_identitylink")


def test_the_bereaved_family_has_money_asked_for_granted_paid_and_settled(asked: Any) -> None:
    assert asked("select distinct state from hangot_benefit") == {"requested", "paid", "reconciled"}
    final = "select p.share - p.taken from hangot_payment p join hangot_benefit b on b.id = p.benefit_id"
    assert asked(f"{final} where b.form = 'whole' and p.number = 1 and p.taken > 0") == {39_000_000}
    youngest = "select count(*) from hangot_payment where payee = 'child_2' and kind = 'instalment'"
    assert asked(youngest) == {36}


def test_the_log_of_the_demo_holds(stage: Stage, copy: Copy) -> None:
    with pointed("owner", copy["hangot_admin"]):
        counts, broken = verify("owner", {})
    assert broken == []
    assert sum(counts.values()) > 500


def test_the_same_people_are_drawn_every_time_and_nobody_twice() -> None:
    first, again = (list(islice(sketches(random.Random(SEED)), 400)) for _ in range(2))
    assert first == again
    assert len({one.name for one in first}) == len({one.phone for one in first}) == 400


def test_no_telephone_of_the_demo_can_ring_anywhere() -> None:
    """No mobile number of Korea begins with 010-0."""
    drawn = islice(sketches(random.Random(SEED)), 400)
    assert all(one.phone.startswith("0100") and len(one.phone) == 11 for one in drawn)


def test_nothing_of_the_demo_lies_in_the_future(stage: Stage, asked: Any) -> None:
    assert max(asked("select max(at) from hangot_moved")) <= clock.now()


def test_the_auditor_has_closed_one_month_and_looks_through_the_next(stage: Stage) -> None:
    for act in FIRST.after:
        with transaction.atomic():
            act(stage)
    with stage.played("auditor", stage.now) as by:
        closed, begun = MonthReview.objects.order_by("month")
        assert (closed.number, begun.closed_at) == (1, None)
        assert queries.broken(by.centre) is None
