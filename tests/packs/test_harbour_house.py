"""A second, quite different house: nothing about the crime-victim centre is in the code."""

from datetime import date, time
from pathlib import Path

import pytest

from hangot.core.access import Level, Section
from hangot.core.packs import Profile
from hangot.core.refusal import NotAllowed
from hangot.packs.calendar import is_holiday
from hangot.packs.loader import PACKS, load, problems

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def house() -> Profile:
    return load("harbour_house", (PACKS, HERE))


def test_another_house_has_its_own_desks_services_and_posts(house: Profile) -> None:
    assert list(house.agencies) == ["front-desk", "boat-clinic", "net-menders", "lighthouse"]
    assert [s.id for s in house.services_of("boat-clinic")] == ["check-up"]
    assert house.posts["nurse"].agency == "boat-clinic"
    assert house.home_agency == "front-desk"
    assert "intake-desk" not in house.agencies


def test_it_renames_states_events_stages_and_duties(house: Profile) -> None:
    assert house.life("case").label("intake").en == "Landed"
    assert house.life("case").event_label("assess").ko == "살펴보기"
    assert house.stages[0].label.ko == "입항"
    assert len(house.stages) == 8
    assert house.duties["reception"].label.en == "Door keeper"


def test_it_may_lower_what_a_duty_sees_and_keeps_the_rest(house: Profile) -> None:
    reception = house.duties["reception"]
    assert reception.cap(Section.PROTECTION) is Level.NONE
    assert reception.cap(Section.CONTACT) is Level.FULL


def test_a_post_with_several_duties_sees_the_most_of_them(house: Profile) -> None:
    assert house.letters("captain") == {"L", "S", "V"}
    assert house.caps("captain")[Section.CONTACT] is Level.FULL
    assert house.caps("captain")[Section.POLICE_HELD] is Level.NONE


def test_a_second_look_is_a_sub_state_that_behaves_as_the_survey(house: Profile) -> None:
    case = house.life("case")
    assert case.step("assessment", "ask_mate").target == "second_look"
    assert case.step("assessment", "ask_mate").right == "case.within"
    assert case.core("second_look") == "assessment"
    assert case.turn("second_look") == "lead"
    assert case.step("second_look", "convene").target == "conference"
    assert "ask_mate" not in case.events("second_look")
    with pytest.raises(NotAllowed):
        case.step("intake", "ask_mate")


def test_it_adds_and_relaxes_soft_guards_only(house: Profile) -> None:
    assert house.life("case").step("intake", "assess").guards == ("kind_integrated",)


def test_its_clocks_consents_and_hours_are_its_own(house: Profile) -> None:
    assert str(house.length("first_contact", date(2026, 9, 2))) == "4h"
    assert str(house.consent.length) == "30d!"
    assert house.closes == time(20)
    assert house.monitoring["voyage"] == "monitoring"


def test_its_own_days_off_win_over_the_calendar(house: Profile) -> None:
    closed = is_holiday(house)
    assert closed(date(2026, 10, 14))
    assert not closed(date(2026, 10, 9))
    assert closed(date(2026, 12, 25))


def test_the_same_content_has_the_same_hash_and_another_house_another(house: Profile) -> None:
    assert load("harbour_house", (PACKS, HERE)).hash == house.hash
    assert load("crime_victim").hash != house.hash


def test_checking_a_good_folder_finds_nothing() -> None:
    assert problems(HERE / "harbour_house") == []
    assert problems(PACKS / "base") == []
    assert problems(PACKS / "crime_victim") == []
