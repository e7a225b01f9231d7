"""Two who act on one person at the same moment: one waits, and nothing that was ended stays open."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connections

from hangot import clock
from hangot.access.context import acting
from hangot.access.posts import hand_over
from hangot.access.queries import view
from hangot.accounts.models import Sitting, Worker
from hangot.cases import actions as cases
from hangot.cases import emergency
from hangot.cases.models import Seat
from hangot.core.access import SHARED, Section
from hangot.core.lookup import parse
from hangot.core.refusal import Hidden, NotAllowed, Stale
from hangot.directory.models import Agency, Post, Service
from hangot.intake import lookup
from hangot.people import search
from hangot.referrals import actions as referrals
from tests.settled import settled
from tests.worlds import GIVEN, Town

pytestmark = pytest.mark.slow
JOBS = "moel-job-centre"


@pytest.fixture(scope="module")
def town(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[Town]:
    """A house of its own, because threads need rows that are really committed."""
    with settled(clone, django_db_blocker, "alone"):
        town = Town()
        for name in ("one", "two"):
            town.open(name)
        for slug in ("team-lead", "smile-centre-1", "counsellor-2", "reception-1", "counsellor-1"):
            town.actor(slug)
        yield town


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each: "done", or the name of what it was refused with."""

    def run(act: Callable[[], object]) -> str:
        try:
            act()
        except (Hidden, Stale, NotAllowed, IntegrityError, OperationalError) as no:
            return type(no).__name__
        else:
            return "done"
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(acts)) as desks:
        return list(desks.map(run, acts))


def test_a_seat_that_is_taken_away_closes_while_another_agency_opens_an_emergency(
    town: Town,
) -> None:
    case, began = town.cases["one"], threading.Event()
    with town.acts("counsellor-1") as by:
        post = town.actor("counsellor-2")
        seat = cases.seat_post(
            case_id=case.pk, post_id=post.post, agency=post.agency, sections=SHARED, by=by,
            at=clock.now(),
        )  # fmt: skip

    def urgent() -> None:
        with town.acts("smile-centre-1") as by:
            plea = emergency.Plea("life_in_danger", "…", [Section.OVERVIEW])
            emergency.open_glass(subject=case.person_id, plea=plea, by=by, at=clock.now())
            began.set()
            threading.Event().wait(0.5)

    def leave() -> None:
        began.wait(20)
        with town.acts("team-lead") as by:
            cases.leave_team(case_id=case.pk, seat_id=seat.pk, by=by, at=clock.now())

    assert _at_once(urgent, leave) == ["done", "done"]
    with town.acts("counsellor-2") as by, pytest.raises(Hidden):
        view(by, case.person_id, at=clock.now())


def test_sending_and_withdrawing_at_once_never_stop_each_other(town: Town) -> None:
    case = town.cases["two"]
    with town.acts("counsellor-1"):
        agency = Agency.objects.get(slug=JOBS)
        service = Service.objects.filter(agency=agency, minutes__gt=0)[0].pk
        post = Post.objects.filter(agency=agency)[0].pk
    for _ in range(5):
        town.agree("two", JOBS, GIVEN)
        with town.acts("counsellor-1") as by:
            letter = referrals.Letter(service, post, GIVEN, "부탁드립니다", case_id=case.pk)
            draft = referrals.write(subject=case.person_id, letter=letter, by=by, at=clock.now())

        def send(pk: Any = draft.pk) -> None:
            with town.acts("counsellor-1") as by:
                referrals.send(referral_id=pk, expected=None, by=by, at=clock.now())

        found = _at_once(send, lambda: town.withdraw("two", JOBS, GIVEN))
        assert found == ["done", "done"]
        with town.acts("moel-job-centre-1") as by, pytest.raises(Hidden):
            if not view(by, case.person_id, at=clock.now()).flows:
                raise Hidden


def test_a_post_is_seated_once_however_many_ask(town: Town) -> None:
    case, post = town.cases["two"], town.actor("counsellor-2")

    def sit() -> None:
        with town.acts("counsellor-1") as by:
            cases.seat_post(
                case_id=case.pk, post_id=post.post, agency=post.agency, sections=SHARED, by=by,
                at=clock.now(),
            )  # fmt: skip

    assert sorted(_at_once(sit, sit, sit)) == ["Stale", "Stale", "done"]
    with town.acts("counsellor-1"):
        assert Seat.objects.filter(case=case, post_id=post.post, until=None).count() == 1


def test_an_empty_post_is_filled_by_one_of_two(town: Town) -> None:
    with town.acts("administrator") as by:
        post = Post.objects.get(slug="counsellor-1")
        workers = list(Worker.objects.filter(agency_id=post.agency_id, is_active=True)[:3])
        sitting = Sitting.objects.get(post=post, until=None)
        sitting.until = clock.now()
        sitting.save(update_fields=["until"])

    def fill(worker: Worker) -> Callable[[], None]:
        def act() -> None:
            with acting(by):
                hand_over(
                    post_id=post.pk, successor_id=worker.pk, expected=None, by=by, at=clock.now()
                )

        return act

    _at_once(*(fill(worker) for worker in workers))
    with town.acts("administrator"):
        assert Sitting.objects.filter(post=post, until=None).count() == 1
        _at_once(fill(Worker.objects.get(account="counsellor-1")))


def test_look_ups_at_the_same_moment_are_all_counted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town.acts("counsellor-2") as by:
        monkeypatch.setattr(
            search, "PER_HOUR", search.PER_HOUR - search.left(by, at=clock.now()) + 3
        )

    def look() -> None:
        with town.acts("counsellor-2") as by:
            query = parse("도하람 1997-03-09", clock.now().date())
            lookup.look_up(query=query, reason="new_contact", by=by, at=clock.now())

    assert sorted(_at_once(*[look] * 8)) == ["NotAllowed"] * 5 + ["done"] * 3
