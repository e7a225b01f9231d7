"""The case thread of the stalking story, without pages: told once, agreed line by line, closed by another."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from hangot import clock
from hangot.access.queries import view
from hangot.cases.models import Case, Incident, Note
from hangot.consent import actions as consents
from hangot.core.access import Level, Section
from hangot.core.lookup import parse
from hangot.core.refusal import Hidden
from hangot.directory.models import Agency, Post, Service
from hangot.intake import actions as intake
from hangot.people.actions import Safety
from hangot.people.models import Person
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(acts: Callable[..., Any]) -> Any:
    story = intake.Story(
        "phone", "yes", story="퇴근길에 계속 따라왔어요", wish="집을 옮기고 싶어요", name="한서윤",
        alias="가람", birth=date(1997, 3, 9), phone="01077340182", crimes=("stalking",),
        needs=("safety", "housing"), safety=Safety(window_from=time(12), window_to=time(13)),
    )  # fmt: skip
    with acts("reception-1") as by:
        found = intake.look_up(query=parse("한서윤 1997-03-09", date(2026, 9, 2)), reason="new_contact", by=by, at=clock.now())
        notice = intake.receive(story=story, by=by, at=clock.now())
        intake.start(notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by, at=clock.now())
    with acts("counsellor-1") as by:
        return intake.open_case(
            notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None, by=by, at=clock.now()
        )


def _agree(case: Any, agency: Any, sections: tuple[Section, ...], by: Any, answer: str = "give") -> None:
    for section in sections:
        asked = consents.Asked("notice")
        line = consents.ask(subject=case.person_id, agency=agency.pk, section=section, asked=asked, by=by, at=clock.now())
        consents.answer(consent_id=line.pk, event=answer, method="paper", giver="self", by=by, at=clock.now())


def _refer(case: Any, agency: Any, sections: tuple[Section, ...], by: Any) -> Referral:
    letter = referrals.Letter(
        Service.objects.filter(agency=agency, minutes__gt=0)[0].pk, Post.objects.filter(agency=agency)[0].pk,
        sections, "다시 일할 수 있도록 부탁드립니다", case_id=case.pk,
    )  # fmt: skip
    draft = referrals.write(subject=case.person_id, letter=letter, by=by, at=clock.now())
    return referrals.send(referral_id=draft.pk, expected=None, by=by, at=clock.now())


JOBS = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)


def test_the_job_desk_sees_what_she_agreed_to_and_no_word_of_the_crime(case: Any, acts: Callable[..., Any]) -> None:
    with acts("counsellor-1") as by:
        jobs = Agency.objects.get(slug="moel-job-centre")
        _agree(case, jobs, JOBS, by)
        _agree(case, jobs, (Section.INCIDENT,), by, "refuse")
        assert _refer(case, jobs, JOBS, by).state == "sent"
    with acts("moel-job-centre-1") as by:
        seen = view(by, case.person_id, at=clock.now())
        assert {s for s, level in seen.levels.items() if level == Level.FULL} == set(JOBS)
        assert Person.objects.get(pk=case.person_id).name == "한서윤"
        assert not Incident.objects.exists()
        assert not Note.objects.exists()


def test_a_withdrawn_consent_closes_the_record_at_the_next_request(case: Any, acts: Callable[..., Any]) -> None:
    with acts("counsellor-1") as by:
        jobs = Agency.objects.get(slug="moel-job-centre")
        _agree(case, jobs, JOBS, by)
        sent = _refer(case, jobs, JOBS, by)
    with acts("moel-job-centre-1") as by:
        referrals.step(referral_id=sent.pk, event="accept", said=referrals.Said(), expected=None, by=by, at=clock.now())
    with acts("counsellor-1") as by:
        referrals.withdraw_consent(subject=case.person_id, agency=jobs.pk, sections=JOBS, by=by, at=clock.now())
    with acts("moel-job-centre-1") as by:
        assert not Person.objects.exists()
        assert Referral.objects.get().frozen_at is not None


def test_a_colleague_without_a_seat_finds_nothing(case: Any, acts: Callable[..., Any]) -> None:
    with acts("smile-centre-1") as by:
        assert not Case.objects.exists()
        assert not Person.objects.exists()
        with pytest.raises(Hidden):
            view(by, case.person_id, at=clock.now())
