"""A centre of a kind nobody programmed: a Family Justice Center, walked through with data only."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases import plans
from hangot.cases.models import Case
from hangot.cases.moves import Said, move
from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.core.drawing.picture import picture
from hangot.core.manual.whole import manual
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.directory.models import Agency, Post, Service
from hangot.packs.active import profile
from hangot.packs.loader import PACKS
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from hangot.tasks.models import Clock
from tests.houses import House, opened, story

POSTS = (
    "front-desk",
    "navigator",
    "director",
    "guardian",
    "privacy",
    "detective",
    "lawyer",
    "nurse",
)
GIVEN = (Section.IDENTITY, Section.INCIDENT, Section.LEGAL)
PERSON = story("나은별", date(1991, 7, 2), "01000770702", "violence_at_home")


@pytest.fixture
def house(db: None, settings: Any) -> Iterator[House]:
    settings.HANGOT_PACKS = [PACKS, Path(__file__).parents[1] / "packs"]
    yield opened("family_justice", "galaxy", Text("은하센터", "Galaxy House"), POSTS)
    profile.cache_clear()


@pytest.fixture
def case(house: House) -> Case:
    return house.hears(PERSON, first="front-desk", counsellor="navigator")


def step(house: House, case: Case, post: str, event: str, **said: Any) -> Case:
    with house.acts(post) as by:
        return move(
            case_id=case.pk, event=event, said=Said(**said), expected=None, by=by, at=clock.now()
        )


def decided(house: House, case: Case) -> Case:
    """The team review decided; the director records it."""
    with house.acts("director") as by:
        return cases.advance(
            case_id=case.pk, event="select", expected=None, by=by, at=clock.now(),
            holds={"conference_quorum"}, given={"decision", "kind"}, selection="integrated",
        )  # fmt: skip


def agreed_and_sent(house: House, case: Case) -> Referral:
    """She says yes to the lawyers, line by line, and is referred to them."""
    with house.acts("navigator") as by:
        lawyers = Agency.objects.get(slug="lawyers")
        for section in GIVEN:
            line = consents.ask(
                subject=case.person_id, agency=lawyers.pk, section=section,
                asked=consents.Asked("2026-1"), by=by, at=clock.now(),
            )  # fmt: skip
            consents.answer(
                consent_id=line.pk,
                event="give",
                method="paper",
                giver="self",
                by=by,
                at=clock.now(),
            )
        letter = referrals.Letter(
            Service.objects.get(slug="protection-order").pk, Post.objects.get(slug="lawyer").pk, GIVEN,
            "보호명령을 함께 신청해 주세요", case_id=case.pk,
        )  # fmt: skip
        row = referrals.write(subject=case.person_id, letter=letter, by=by, at=clock.now())
        return referrals.send(referral_id=row.pk, expected=None, by=by, at=clock.now())


def answered(house: House, row: Referral, post: str, event: str, **said: str) -> Referral:
    with house.acts(post) as by:
        return referrals.step(
            referral_id=row.pk, event=event, said=referrals.Said(**said), expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip


def test_a_case_goes_from_the_door_to_services_by_its_own_words(house: House, case: Case) -> None:
    assert case.state == "intake"
    assert step(house, case, "navigator", "assess").state == "assessment"
    checked = step(house, case, "navigator", "check_lethality", words="목을 조른 적이 있음")
    assert (checked.state, checked.stage) == ("assessment", "lethality")
    step(house, case, "director", "waive_survey", words="…")
    assert step(house, case, "navigator", "convene").stage == "conference"
    assert decided(house, case).state == "selected"
    step(house, case, "navigator", "plan")
    with house.acts("navigator") as by:
        aim = plans.Aim("safety", "안전한 곳에서 지낸다", "보호명령을 신청한다", by.agency)
        made = plans.draft(case_id=case.pk, aims=[aim], by=by, at=clock.now())
        plans.step(
            plan_id=made.pk, event="agree", how="paper", expected=None, by=by, at=clock.now()
        )
    with house.acts("director") as by:
        plans.step(plan_id=made.pk, event="approve", how="", expected=None, by=by, at=clock.now())
    with house.acts("navigator") as by:
        plans.step(plan_id=made.pk, event="start", how="", expected=None, by=by, at=clock.now())
    assert step(house, case, "navigator", "activate").state == "active"


def test_another_agency_helps_and_the_loop_is_closed(house: House, case: Case) -> None:
    row = agreed_and_sent(house, case)
    assert row.state == "sent"
    answered(house, row, "lawyer", "accept", text="내일 만납니다")
    answered(house, row, "lawyer", "begin")
    answered(house, row, "lawyer", "complete", outcome="given", text="신청서를 냈습니다")
    done = answered(house, row, "navigator", "acknowledge", disposition="done")
    assert done.state == "acknowledged"


def test_who_was_not_agreed_to_sees_nothing(house: House, case: Case) -> None:
    agreed_and_sent(house, case)
    with house.acts("nurse"):
        assert not Case.objects.exists()
        assert not Referral.objects.exists()
    with house.acts("nurse") as by, pytest.raises(Hidden):
        plans.draft(case_id=case.pk, aims=[], by=by, at=clock.now())


def test_its_clocks_follow_its_own_policy(house: House, case: Case) -> None:
    with house.acts("navigator"):
        survey = Clock.objects.get(what="case_survey", thing_id=case.pk)
    days = 3 if survey.started.date() < date(2027, 1, 1) else 2
    assert (survey.due.date() - survey.started.date()).days >= days


def test_the_pages_speak_its_words(house: House, case: Case, desk: Callable[..., Any]) -> None:
    client = desk(house.account("navigator"))
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "은하센터" in page
    assert "위험과 필요" in page
    step(house, case, "navigator", "assess")
    own = client.get(reverse("case_move", args=[case.pk, "check_lethality"]))
    assert "치명 위험 확인 맡기기" in own.content.decode()
    sent = client.post(
        reverse("case_move", args=[case.pk, "check_lethality"]),
        {"once": str(uuid4()), "version": version(house, case), "words": "목을 조른 적이 있음"},
    )
    assert sent.status_code == 303
    with house.acts("navigator"):
        assert Case.objects.get(pk=case.pk).stage == "lethality"
    assert "치명 위험 확인" in client.get(reverse("case", args=[case.pk])).content.decode()
    assert client.get(reverse("manual")).status_code == 200


def version(house: House, case: Case) -> int:
    with house.acts("navigator"):
        return Case.objects.get(pk=case.pk).version


def test_it_is_drawn_and_has_a_manual(house: House) -> None:
    pack = profile("family_justice")
    assert "치명 위험 확인" in picture(pack.life("case"))
    made = manual(pack, on=date(2026, 11, 22))
    assert [one.id for one in made.chapters][:3] == ["stages", "first-contact", "consent"]
    assert made.title.ko == "가족정의센터 표준 운영매뉴얼"
