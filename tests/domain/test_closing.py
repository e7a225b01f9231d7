"""The end of a case: proposed with a result for each goal, decided by another, reopened when needed."""

from collections.abc import Callable
from typing import Any

import pytest

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases.models import Case, Closure
from hangot.cases.moves import Said, move
from hangot.closing import actions as closing
from hangot.core.refusal import Missing, NotAllowed
from hangot.core.rights import may
from hangot.directory.models import Post
from hangot.packs.active import profile
from hangot.referrals.actions import open_referrals
from hangot.tasks.models import Clock, Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]


def _propose(case: Case, acts: Acts, slug: str = "case-manager-1", **more: Any) -> Closure:
    with acts(slug) as by:
        given = {"reason": "better", "words": None, "results": {}, **more}
        return closing.propose(case_id=case.pk, expected=None, by=by, at=clock.now(), **given)


def _decide(case: Case, acts: Acts, slug: str, event: str = "close", **more: Any) -> Case:
    with acts(slug) as by:
        given = {"satisfaction": "good", **more}
        return closing.decide(
            case_id=case.pk, event=event, expected=None, by=by, at=clock.now(), **given
        )


def test_the_team_lead_closes_what_the_case_manager_proposed(managed: Case, acts: Acts) -> None:
    _propose(managed, acts)
    assert _decide(managed, acts, "team-lead").state == "closed"
    with acts("team-lead"):
        assert not Task.objects.filter(done_at=None, thing_id=managed.pk).exists()
        assert not Clock.objects.filter(met_at=None, thing_id=managed.pk).exists()


def test_the_proposer_cannot_close_even_with_the_duty_of_a_team_lead(
    managed: Case, acts: Acts, who: Callable[..., Any]
) -> None:
    _propose(managed, acts)
    with acts("team-lead"):
        scene = cases.scene(managed, at=clock.now())
    proposer = who("case-manager-1")
    lead = who("team-lead")
    with pytest.raises(NotAllowed):
        may("case.close", proposer, scene)
    same_person = type(lead)(
        worker=proposer.worker, post=lead.post, agency=lead.agency, centre=lead.centre,
        duties=lead.duties, caps=lead.caps, proved_at=lead.proved_at, profile=lead.profile,
    )  # fmt: skip
    with pytest.raises(NotAllowed) as no:
        may("case.close", same_person, scene)
    assert no.value.reason == "is_not_proposer"


def test_a_case_with_an_open_referral_cannot_be_proposed(
    managed: Case, acts: Acts, agree: Callable[..., None], refer: Callable[..., Any]
) -> None:
    from tests.domain.conftest import JOBS

    with acts("case-manager-1") as by:
        agree("moel-job-centre", JOBS, by)
        refer("moel-job-centre", JOBS, by)
        assert open_referrals(managed.person_id) == 1
    with pytest.raises(Missing) as no:
        _propose(managed, acts)
    assert no.value.what == "referrals_ended"


def test_a_case_is_not_closed_before_satisfaction_was_asked(managed: Case, acts: Acts) -> None:
    _propose(managed, acts)
    with pytest.raises(Missing):
        _decide(managed, acts, "team-lead", satisfaction="")


def test_sending_back_needs_a_reason_and_the_case_goes_on(managed: Case, acts: Acts) -> None:
    _propose(managed, acts)
    with pytest.raises(Missing):
        _decide(managed, acts, "team-lead", "send_back")
    assert (
        _decide(managed, acts, "team-lead", "send_back", words="한 번 더 만나 봅시다").state
        == "active"
    )


def test_a_closed_case_is_reopened_with_a_reason_and_new_clocks(managed: Case, acts: Acts) -> None:
    _propose(managed, acts)
    _decide(managed, acts, "team-lead")
    with acts("case-manager-1") as by, pytest.raises(Missing):
        move(case_id=managed.pk, event="reopen", said=Said(), expected=None, by=by, at=clock.now())
    with acts("case-manager-1") as by:
        again = move(
            case_id=managed.pk, event="reopen", said=Said(reason="new_incident"), expected=None,
            by=by, at=clock.now(),
        )  # fmt: skip
        assert again.state == "assessment"
        running = set(Clock.objects.filter(met_at=None).values_list("what", flat=True))
    assert {"case_survey", "case_all"} <= running


def test_aftercare_has_an_owner_and_a_day(managed: Case, acts: Acts) -> None:
    _propose(managed, acts)
    _decide(managed, acts, "team-lead")
    with acts("team-lead") as by:
        owner = Post.objects.get(slug="counsellor-1")
        said = Said(owner_post=owner.pk, until=clock.now())
        moved = move(
            case_id=managed.pk,
            event="begin_aftercare",
            said=said,
            expected=None,
            by=by,
            at=clock.now(),
        )
        assert moved.state == "aftercare"
        assert Task.objects.get(what="case.aftercare").post_id == owner.pk


LIFE = profile("crime_victim").life("case")
NEVER = [
    (state.id, step.event)
    for state in LIFE.states
    for step in LIFE.steps
    if (state.id, step.event) not in LIFE.moves
]  # fmt: skip


@pytest.mark.parametrize(("state", "event"), NEVER)
def test_no_event_leads_anywhere_from_a_state_outside_its_table(state: str, event: str) -> None:
    with pytest.raises(NotAllowed) as no:
        LIFE.step(state, event)
    assert no.value.reason == "wrong_state"


@pytest.mark.parametrize(("state", "event"), [pair for pair in LIFE.moves if pair[0]])
def test_every_step_of_the_table_is_held_by_somebody_of_the_house(state: str, event: str) -> None:
    step = LIFE.step(state, event)
    house = profile("crime_victim")
    letters = {letter for post in house.posts for letter in house.letters(post)}
    assert letters & set(step.who) or set(step.who) <= {"J"}
    assert step.target in {one.id for one in LIFE.states}


def test_the_database_refuses_a_move_that_the_table_does_not_have(
    managed: Case, acts: Acts
) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), acts("case-manager-1"):
        Case.objects.filter(pk=managed.pk).update(state="closed")
