"""A case that another centre or agency goes on with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.cases.models import Case, Note
from hangot.core.access import Section
from hangot.directory.models import Agency, Post, Service
from hangot.referrals import actions as referrals
from hangot.tasks.models import Clock, Task
from tests.desk.asking import post
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]
OUTSIDE = {
    "where": "outside", "place": "너른들 원스톱 지원센터", "speaker": "윤다정, 통화", "agreed": "on",
    "reason": "moved", "words": "다음 주에 그쪽에서 전화드립니다",
}  # fmt: skip


def page(case: Case) -> str:
    return f"/cases/{case.pk}/hand-over/"


def transfer(case: Case, acts: Acts, agree: Callable[..., None], *events: str) -> str:
    """The job desk is asked to take the case over, and answers; gives its id."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agency = Agency.objects.get(slug="moel-job-centre")
        letter = referrals.Letter(
            Service.objects.filter(agency=agency, minutes__gt=0)[0].pk,
            Post.objects.filter(agency=agency)[0].pk, JOBS, "이어 맡아 주세요", form="transfer",
            case_id=case.pk,
        )  # fmt: skip
        row = referrals.write_and_send(subject=case.person_id, letter=letter, by=by, at=clock.now())
    with acts("moel-job-centre-1") as by:
        for event in events:
            referrals.step(
                referral_id=row.pk, event=event, expected=None, by=by, at=clock.now(),
                said=referrals.Said(why="no_capacity", text="네"),
            )  # fmt: skip
    return str(agency.pk)


def test_a_case_goes_to_a_place_outside_and_the_team_has_nothing_left_to_do(
    case: Case, desk: Desk, acts: Acts
) -> None:
    client = desk("team-lead")
    assert page(case) in client.get(f"/cases/{case.pk}/").content.decode()
    with acts("counsellor-1"):
        assert Task.objects.filter(subject_id=case.person_id, done_at=None).exists()
    assert post(client, page(case), version=case.version, **OUTSIDE).status_code == 303
    with acts("counsellor-1"):
        found = Case.objects.get()
        assert (found.state, found.stage) == ("transferred", "transferred")
        assert not Task.objects.filter(subject_id=case.person_id, done_at=None).exists()
        assert not Clock.objects.filter(subject_id=case.person_id, met_at=None).exists()
        note = next(
            n for n in Note.objects.filter(section=Section.OVERVIEW.number) if "이관" in n.text
        )
    assert "너른들 원스톱 지원센터" in note.text
    assert "윤다정" in note.text
    assert "다음 주에" in note.text


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("place", "어디로 넘기는지"),
        ("speaker", "누가 받기로"),
        ("agreed", "동의나 법적 근거가 있어야"),
        ("reason", "필수"),
        ("words", "필수"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    case: Case, desk: Desk, acts: Acts, left_out: str, sentence: str
) -> None:
    given = {name: value for name, value in OUTSIDE.items() if name != left_out}
    answer = post(desk("team-lead"), page(case), **given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert left_out == "place" or "너른들" in text
    with acts("counsellor-1"):
        assert Case.objects.get().state == "intake"


def test_an_agency_of_the_house_is_offered_once_it_has_accepted(
    case: Case, desk: Desk, acts: Acts, agree: Callable[..., None]
) -> None:
    agency = transfer(case, acts, agree, "accept")
    client = desk("team-lead")
    assert f'value="{agency}"' in client.get(page(case)).content.decode()
    given = {"where": agency, "reason": "other_responsible", "words": "고용센터가 전화합니다"}
    assert post(client, page(case), **given).status_code == 303
    with acts("counsellor-1"):
        assert Case.objects.get().state == "transferred"


@pytest.mark.parametrize("events", [(), ("decline",)])
def test_an_agency_that_has_not_accepted_is_neither_offered_nor_taken(
    case: Case, desk: Desk, acts: Acts, agree: Callable[..., None], events: tuple[str, ...]
) -> None:
    agency = transfer(case, acts, agree, *events)
    client = desk("team-lead")
    assert f'value="{agency}"' not in client.get(page(case)).content.decode()
    given = {"where": agency, "reason": "moved", "words": "…"}
    assert post(client, page(case), **given).status_code == 422


def test_without_the_persons_consent_an_accepted_transfer_does_not_hand_over(
    case: Case, desk: Desk, acts: Acts, agree: Callable[..., None]
) -> None:
    agency = transfer(case, acts, agree, "accept")
    with acts("counsellor-1") as by:
        referrals.withdraw_consent(
            subject=case.person_id, agency=Agency.objects.get(pk=agency).pk, sections=JOBS, by=by,
            at=clock.now() + timedelta(seconds=1),
        )  # fmt: skip
    answer = post(desk("team-lead"), page(case), where=agency, reason="moved", words="…")
    assert answer.status_code == 422
    assert "넘기는 내용에 대한 동의" in answer.content.decode()


def test_two_who_decide_at_once_do_not_hand_over_twice(case: Case, desk: Desk) -> None:
    client = desk("team-lead")
    assert post(client, page(case), version=case.version, **OUTSIDE).status_code == 303
    assert post(client, page(case), version=case.version, **OUTSIDE).status_code == 403


def test_only_the_team_lead_hands_over(case: Case, desk: Desk) -> None:
    for slug, status in (("counsellor-1", 403), ("moel-job-centre-1", 403), ("reception-1", 403)):
        assert desk(slug).get(page(case)).status_code == status, slug
    assert page(case) not in desk("counsellor-1").get(f"/cases/{case.pk}/").content.decode()
