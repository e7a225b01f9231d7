"""The case thread of the stalking story without pages: agreed line by line, closed at once when withdrawn."""

from collections.abc import Callable
from typing import Any

import pytest

from hangot import clock
from hangot.access.queries import view
from hangot.cases.models import Case, Incident, Note
from hangot.core.access import Level, Section
from hangot.core.refusal import Hidden
from hangot.directory.models import Agency
from hangot.people import search
from hangot.people.models import Person
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral

pytestmark = pytest.mark.django_db
JOBS = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)


def test_the_job_desk_sees_what_she_agreed_to_and_no_word_of_the_crime(
    case: Any, acts: Callable[..., Any], agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agree("moel-job-centre", (Section.INCIDENT,), by, "refuse")
        assert refer("moel-job-centre", JOBS, by).state == "sent"
    with acts("moel-job-centre-1") as by:
        seen = view(by, case.person_id, at=clock.now())
        assert {s for s, level in seen.levels.items() if level == Level.FULL} == set(JOBS)
        assert Person.objects.get(pk=case.person_id).name == "한서윤"
        assert not Incident.objects.exists()
        assert not Note.objects.exists()


def test_a_withdrawn_consent_closes_the_record_at_the_next_request(
    case: Any, acts: Callable[..., Any], agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        sent = refer("moel-job-centre", JOBS, by)
        jobs = Agency.objects.get(slug="moel-job-centre")
    with acts("moel-job-centre-1") as by:
        referrals.step(
            referral_id=sent.pk,
            event="accept",
            said=referrals.Said(),
            expected=None,
            by=by,
            at=clock.now(),
        )
    with acts("counsellor-1") as by:
        referrals.withdraw_consent(
            subject=case.person_id, agency=jobs.pk, sections=JOBS, by=by, at=clock.now()
        )
    with acts("moel-job-centre-1") as by:
        assert not Person.objects.exists()
        assert Referral.objects.get().frozen_at is not None


def test_a_colleague_without_a_seat_finds_nothing(case: Any, acts: Callable[..., Any]) -> None:
    with acts("smile-centre-1") as by:
        assert not Case.objects.exists()
        assert not Person.objects.exists()
        with pytest.raises(Hidden):
            view(by, case.person_id, at=clock.now())


def test_opening_the_look_up_page_uses_up_no_look_up(
    acts: Callable[..., Any], desk: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    for _ in range(3):
        assert client.get("/contacts/find/").status_code == 200
    with acts("reception-1") as by:
        assert search.left(by, at=clock.now()) == search.PER_HOUR
