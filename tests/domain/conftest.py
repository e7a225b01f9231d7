"""Han Seoyun's case as the story has it after first counselling: consents and referrals to come."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases.models import Case
from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.directory.models import Agency, Post, Service
from hangot.intake import actions as intake
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from tests.domain.conferring import agreed, called, opened
from tests.known import received

__all__ = ["agreed", "called", "opened"]

JOBS = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)


@pytest.fixture
def case(known_house: Case, db: None) -> Any:
    """Received by reception, opened by the counsellor, who leads it."""
    return known_house


@pytest.fixture
def agree(case: Any) -> Callable[..., None]:
    """She answers lines of the consent form: `agree("moel-job-centre", JOBS, by)`."""

    def answer(slug: str, sections: tuple[Section, ...], by: Any, event: str = "give") -> None:
        agency = Agency.objects.get(slug=slug)
        for section in sections:
            line = consents.ask(
                subject=case.person_id, agency=agency.pk, section=section,
                asked=consents.Asked("notice"), by=by, at=clock.now(),
            )  # fmt: skip
            consents.answer(
                consent_id=line.pk, event=event, method="paper", giver="self", by=by, at=clock.now()
            )

    return answer


@pytest.fixture
def refer(case: Any) -> Callable[..., Referral]:
    """Write and send a referral to an agency's first service and post."""

    def send(slug: str, sections: tuple[Section, ...], by: Any) -> Referral:
        agency = Agency.objects.get(slug=slug)
        letter = referrals.Letter(
            Service.objects.filter(agency=agency, minutes__gt=0)[0].pk,
            Post.objects.filter(agency=agency)[0].pk, sections, "부탁드립니다", case_id=case.pk,
        )  # fmt: skip
        draft = referrals.write(subject=case.person_id, letter=letter, by=by, at=clock.now())
        return referrals.send(referral_id=draft.pk, expected=None, by=by, at=clock.now())

    return send


@pytest.fixture
def managed(case: Case, acts: Callable[..., Any]) -> Case:
    """The case manager leads."""
    with acts("counsellor-1") as by:
        post = Post.objects.get(slug="case-manager-1")
        return cases.move_lead(
            case_id=case.pk, post_id=post.pk, expected=None, by=by, at=clock.now()
        )


@pytest.fixture
def other_case(db: None) -> Any:
    """Somebody else in the house, as reception and the counsellor received them."""
    story = intake.Story(
        "phone", "yes", story="도움이 필요해요", name="오민재", birth=date(1992, 5, 2),
        phone="01055500182", crimes=("fraud",), needs=("employment",),
    )  # fmt: skip
    return received(story)
