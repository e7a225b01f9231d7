"""The crime-victim centre as data: desks, services, posts, sight of duties, words."""

from datetime import date, time

import pytest

from hangot.core.access import SHARED, Level, Section
from hangot.core.packs import Profile
from hangot.packs.calendar import is_holiday
from hangot.packs.loader import load

SOME_DAY = date(2026, 9, 2)


@pytest.fixture(scope="module")
def centre() -> Profile:
    return load("crime_victim")


def test_fifteen_desks_and_all_their_services(centre: Profile) -> None:
    assert {a: len(centre.services_of(a, internal=True)) for a in centre.agencies} == {
        "intake-desk": 9,
        "crime-victim-support-centre": 7,
        "smile-centre": 3,
        "victims-public-counsel": 1,
        "police-victim-desk": 4,
        "prosecution-victim-desk": 4,
        "korea-legal-aid": 2,
        "statement-assistants": 1,
        "law-home-doctor": 3,
        "seoul-digital-sex-crime-centre": 7,
        "seoul-stalking-support": 7,
        "moel-job-centre": 4,
        "seoul-job-centre": 2,
        "seoul-welfare-desk": 3,
        "inclusive-finance-centre": 6,
    }


def test_work_of_the_house_itself_is_not_offered_to_visitors(centre: Profile) -> None:
    offered = [service.id for service in centre.services_of(centre.home_agency)]
    assert offered == [
        "intake-counselling",
        "phone-guidance",
        "agency-linking",
        "facility-use-counselling",
    ]


def test_every_agency_has_somebody_to_answer(centre: Profile) -> None:
    manned = {post.agency for post in centre.posts_with("agency_worker")}
    assert manned == set(centre.agencies) - {centre.home_agency}
    assert centre.letters("police-victim-desk-1") == {"P", "A"}
    assert {post.agency for post in centre.posts_with("police_liaison")} == {"police-victim-desk"}


def test_what_each_duty_may_see_at_most(centre: Profile) -> None:
    shown = {
        duty.letter: "".join(str(int(duty.cap(section))) for section in Section)
        for duty in centre.duties.values()
    }
    # overview identity family contact protection incident health legal welfare finance
    # employment plan own_notes police_held report_duty
    assert shown == {
        "R": "331310000000000",
        "C": "333333322223303",
        "M": "333333322223303",
        "A": "333333333333303",
        "P": "333333333333333",
        "L": "332122222223000",
        "D": "221111111112000",
        "S": "133332111111003",
        "V": "121111111111000",
        "U": "000000000000000",
        "T": "000000000000000",
        "N": "000000000000000",
    }


def test_reception_never_sees_what_happened_or_how_somebody_is(centre: Profile) -> None:
    caps = centre.caps("reception-1")
    assert caps[Section.INCIDENT] is Level.NONE
    assert caps[Section.HEALTH] is Level.NONE
    assert caps[Section.CONTACT] is Level.FULL


def test_agencies_whose_name_tells_the_harm_are_guarded(centre: Profile) -> None:
    assert {agency.id for agency in centre.agencies.values() if agency.guarded} == {
        "smile-centre",
        "victims-public-counsel",
        "police-victim-desk",
        "statement-assistants",
        "seoul-digital-sex-crime-centre",
        "seoul-stalking-support",
    }


def test_no_agency_asks_for_a_closed_section(centre: Profile) -> None:
    for agency in centre.agencies:
        assert set(centre.asks(agency)) <= set(SHARED)
    assert centre.asks("police-victim-desk") == (
        Section.IDENTITY,
        Section.CONTACT,
        Section.PROTECTION,
        Section.INCIDENT,
    )


def test_ten_need_domains_and_overlapping_kinds_of_harm(centre: Profile) -> None:
    assert len(centre.choices("need_domains")) == 10
    assert [choice.id for choice in centre.choices("crime_types")] == [
        "violent",
        "sexual_violence",
        "digital_sex_crime",
        "stalking",
        "domestic_violence",
        "child_abuse",
        "dating_violence",
        "fraud_property",
        "retaliation",
        "other",
    ]
    assert centre.word("decline_reasons", "no_funds").en == "No funds"


def test_how_soon_a_referral_is_answered(centre: Profile) -> None:
    answers = {
        name: str(centre.length(one.clock, SOME_DAY)) for name, one in centre.urgencies.items()
    }
    assert answers == {"normal": "5wd", "soon": "2wd", "urgent": "4h"}


def test_an_emergency_is_three_hours_and_never_above_four(centre: Profile) -> None:
    assert str(centre.length("break_glass", SOME_DAY)) == "3h"
    assert str(centre.length("break_glass_longest", SOME_DAY)) == "4h"
    assert str(centre.length("break_glass_review", SOME_DAY)) == "2wd"


def test_consent_is_ninety_days_at_most_a_year_and_warned_of(centre: Profile) -> None:
    assert str(centre.consent.length) == "90d!"
    assert str(centre.consent.longest) == "1y!"
    assert centre.consent.warn_days == 14
    assert centre.consent.script.version == "v3"
    assert centre.opens == time(9)
    assert centre.closes == time(18)


def test_a_figure_of_law_names_its_article(centre: Profile) -> None:
    verified = [clock for clock in centre.clocks.values() if clock.verified]
    assert [(clock.id, clock.source.split("법", maxsplit=1)[0]) for clock in verified] == [
        ("subject_request", "개인정보보호"), ("retention", "사회보장급여"),
    ]  # fmt: skip
    assert all(clock.source for clock in centre.clocks.values())


def test_eight_steps_are_drawn_and_ends_beside_the_line_are_not(centre: Profile) -> None:
    assert [stage.label.ko for stage in centre.stages] == [
        "접수",
        "조사",
        "사례회의",
        "선정",
        "계획",
        "제공·점검",
        "종결심의",
        "사후관리",
    ]
    suspended = centre.stage_of("suspended")
    assert suspended is not None
    assert suspended.id == "service"
    assert centre.stage_of("transferred") is None


def test_words_forbidden_on_screens_are_not_used(centre: Profile) -> None:
    forbidden = ("고객", "클라이언트", "수혜자", "반려", "노쇼", "이첩", "케이스", "부적격")
    assert not [word for word in forbidden if word in repr(centre)]


def test_the_neutral_name_tells_nothing(centre: Profile) -> None:
    assert centre.short_label.ko == "대방센터"
    assert "피해" not in centre.short_label.ko


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 5, 1), True),
        (date(2026, 7, 17), True),
        (date(2026, 8, 17), True),
        (date(2026, 10, 5), True),
        (date(2027, 5, 3), True),
        (date(2027, 3, 2), False),
        (date(2026, 9, 3), False),
        (date(2026, 9, 5), True),
    ],
)
def test_holidays_of_korea(centre: Profile, day: date, off: bool) -> None:
    assert is_holiday(centre)(day) is off
