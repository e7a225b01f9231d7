"""She said: call only from 12 to 1, no messages, do not say who calls."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.contact import (
    NIGHT,
    NOTHING_RECORDED,
    OFFENDERS_PHONE,
    SEOUL,
    STRICTNESS,
    VIOLENCE_AND_NOTHING_RECORDED,
    Allowed,
    AllowedNeutral,
    AskStaff,
    Channel,
    ContactRule,
    Denied,
    Verdict,
    Window,
    may_contact,
    strip,
)

LUNCH = Window(None, time(12), time(13))
ALL = frozenset(Channel)
HAN = ContactRule(channels=ALL - {Channel.SMS}, windows=(LUNCH,))
OPEN = ContactRule(channels=ALL, say_agency=True)
WEEKDAYS = frozenset(range(5))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
RULES = st.builds(
    ContactRule,
    channels=st.frozensets(st.sampled_from(Channel)),
    windows=st.lists(
        st.builds(Window, st.none() | st.frozensets(st.integers(0, 6)), TIMES, TIMES), max_size=2
    ).map(tuple),
    shared_phone=st.booleans(),
    say_agency=st.booleans(),
    whose=st.sampled_from(["own", "family", "offender"]),
    expires=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
MOMENTS = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=SEOUL) + timedelta(minutes=minutes)
)
QUICK = settings(max_examples=40, deadline=None)


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    """September 2026; the 2nd is a Wednesday."""
    return datetime(2026, 9, day, hour, minute, tzinfo=SEOUL)


def strictness(answer: Verdict) -> int:
    return STRICTNESS.index(type(answer))


@pytest.mark.parametrize(
    ("channel", "when", "expected"),
    [
        ("phone", at(11, 59), Denied),
        ("phone", at(12), AllowedNeutral),
        ("phone", at(12, 59), AllowedNeutral),
        ("phone", at(13), Denied),
        ("sms", at(12, 30), Denied),
        ("email", at(14), Denied),
        ("letter", at(14), AllowedNeutral),
    ],
)
def test_she_is_called_at_lunch_and_never_texted(
    channel: str, when: datetime, expected: type[Verdict]
) -> None:
    assert isinstance(may_contact([HAN], channel, when, violence=True), expected)


@pytest.mark.parametrize(
    ("rule", "violence", "expected"),
    [
        (OPEN, False, Allowed),
        (OPEN, True, AllowedNeutral),
        (ContactRule(ALL, say_agency=True, shared_phone=True), False, AllowedNeutral),
        (ContactRule(ALL, say_agency=True, whose="family"), False, AllowedNeutral),
        (ContactRule(ALL), False, AllowedNeutral),
        (ContactRule(ALL, expires=date(2026, 9, 2)), False, AllowedNeutral),
        (ContactRule(ALL, expires=date(2026, 9, 1)), False, AskStaff),
        (ContactRule(ALL, whose="offender"), False, Denied),
        (ContactRule(frozenset()), False, Denied),
    ],
)
def test_each_answer_has_its_case(
    rule: ContactRule, violence: bool, expected: type[Verdict]
) -> None:
    assert isinstance(may_contact([rule], "phone", at(10), violence=violence), expected)


def test_where_violence_is_flagged_silence_means_no() -> None:
    assert may_contact([], "phone", at(12), violence=True) == Denied(VIOLENCE_AND_NOTHING_RECORDED)
    assert may_contact([], "phone", at(12), violence=False) == AskStaff(NOTHING_RECORDED)


def test_the_offenders_phone_is_never_used() -> None:
    rule = ContactRule(ALL, whose="offender", say_agency=True)
    assert may_contact([OPEN, rule], "phone", at(12), violence=False) == Denied(OFFENDERS_PHONE)


def test_nobody_is_called_at_night_unless_she_asked_for_it() -> None:
    assert may_contact([OPEN], "phone", at(21), violence=False) == Denied(NIGHT)
    assert may_contact([OPEN], "phone", at(7, 59), violence=False) == Denied(NIGHT)
    late = ContactRule(ALL, (Window(None, time(22), time(2)),), say_agency=True)
    assert may_contact([late], "phone", at(23), violence=False) == Allowed()
    assert may_contact([late], "phone", at(1), violence=False) == Allowed()
    assert isinstance(may_contact([late], "phone", at(2), violence=False), Denied)


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    friday = ContactRule(ALL, (Window(frozenset({4}), time(22), time(2)),), say_agency=True)
    assert may_contact([friday], "phone", at(1, day=5), violence=False) == Allowed()
    assert isinstance(may_contact([friday], "phone", at(1, day=4), violence=False), Denied)
    assert isinstance(may_contact([friday], "phone", at(23, day=5), violence=False), Denied)


def test_hours_are_hours_in_seoul_whatever_the_server_thinks() -> None:
    noon = at(12, 10).astimezone(UTC)
    assert noon.hour == 3
    assert isinstance(may_contact([HAN], "phone", noon, violence=True), AllowedNeutral)
    with pytest.raises(ValueError, match="time zone"):
        may_contact([HAN], "phone", noon.replace(tzinfo=None), violence=True)


def test_a_refusal_says_what_is_possible() -> None:
    texted = may_contact([HAN], "sms", at(12), violence=True)
    assert isinstance(texted, Denied)
    assert "전화, 이메일, 우편" in texted.reason.ko
    assert "phone, e-mail, post" in texted.reason.en
    early = may_contact([HAN], "phone", at(9), violence=True)
    assert isinstance(early, Denied)
    assert "12:00~13:00" in early.reason.ko
    assert "12:00–13:00" in early.reason.en


def test_an_unknown_way_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="pigeon"):
        may_contact([OPEN], "pigeon", at(12), violence=False)


@pytest.mark.parametrize(
    ("rule", "korean", "english"),
    [
        (
            HAN,
            ["12:00~13:00에만 전화", "문자 금지", "기관 이름 말하지 않기"],
            ["Call only 12:00–13:00", "No text messages", "Do not name the agency"],
        ),
        (OPEN, [], []),
        (
            ContactRule(ALL - {Channel.VOICEMAIL}, shared_phone=True),
            ["기관 이름 말하지 않기", "음성 남기지 않기", "함께 쓰는 전화"],
            ["Do not name the agency", "Leave no voicemail", "Shared phone"],
        ),
        (
            ContactRule(
                ALL,
                (
                    Window(WEEKDAYS, time(10), time(18)),
                    Window(frozenset({5, 2}), time(9), time(10)),
                ),
                say_agency=True,
            ),
            ["평일 10:00~18:00, 수·토 09:00~10:00에만 전화"],
            ["Call only weekdays 10:00–18:00, Wed, Sat 09:00–10:00"],
        ),
        (
            ContactRule(frozenset({"email"}), (LUNCH,), say_agency=True, whose="family"),
            ["본인 전화가 아님", "12:00~13:00에만 연락", "전화 금지", "문자 금지", "우편 금지"],
            [
                "Not their own phone",
                "Contact only 12:00–13:00",
                "Do not call",
                "No text messages",
                "No post",
            ],
        ),
    ],
)
def test_the_strip_tells_the_caller_what_to_do(
    rule: ContactRule, korean: list[str], english: list[str]
) -> None:
    assert [text.ko for text in strip(rule)] == korean
    assert [text.en for text in strip(rule)] == english


@QUICK
@given(
    st.lists(RULES, min_size=1, max_size=3), RULES, st.sampled_from(Channel), MOMENTS, st.booleans()
)
def test_one_more_rule_never_loosens_the_others(
    rules: list[ContactRule], more: ContactRule, channel: Channel, when: datetime, violence: bool
) -> None:
    before = may_contact(rules, channel, when, violence=violence)
    after = may_contact([more, *rules], channel, when, violence=violence)
    assert strictness(after) >= strictness(before)


@QUICK
@given(RULES, st.sampled_from(Channel), MOMENTS)
def test_violence_never_loosens_and_never_names_the_agency(
    rule: ContactRule, channel: Channel, when: datetime
) -> None:
    calm = may_contact([rule], channel, when, violence=False)
    flagged = may_contact([rule], channel, when, violence=True)
    assert strictness(flagged) >= strictness(calm)
    assert not isinstance(flagged, Allowed)


@QUICK
@given(RULES, st.sampled_from(Channel), MOMENTS, st.booleans())
def test_nothing_goes_out_that_the_person_did_not_allow(
    rule: ContactRule, channel: Channel, when: datetime, violence: bool
) -> None:
    answer = may_contact([rule], channel, when, violence=violence)
    if isinstance(answer, Allowed | AllowedNeutral):
        assert channel in rule.channels
        assert rule.whose != "offender"
        assert rule.expires is None or when.date() <= rule.expires
    if isinstance(answer, Allowed):
        assert rule.say_agency
        assert not rule.shared_phone


@QUICK
@given(RULES, MOMENTS)
def test_the_answer_is_the_same_in_every_time_zone(rule: ContactRule, when: datetime) -> None:
    elsewhere = when.astimezone(UTC)
    assert may_contact([rule], "phone", when, violence=False) == may_contact(
        [rule], "phone", elsewhere, violence=False
    )
