"""Agenda, quorum and minutes, purely."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.access import SECTIONS, SHARED, Actor, Level, Section
from hangot.core.conferences.agenda import WEIGHT, Standing, proposals, reasons
from hangot.core.conferences.kinds import Kind, Thresholds
from hangot.core.conferences.minutes import (
    ACTION,
    DECISION,
    WORDS,
    Entry,
    Item,
    Reader,
    minutes,
)
from hangot.core.conferences.room import Deciding, Seated, absent_agencies, all_signed, quorum
from hangot.core.text import Text

NOW = datetime(2026, 10, 27, 14, tzinfo=UTC)
LIMITS = Thresholds(still=30, danger=True, overdue=1, agencies=4, undone=1, closing=True)
OFF = Thresholds(still=0, danger=False, overdue=0, agencies=0, undone=0)
ONE, TWO, THREE, OURS, THEIRS = (UUID(int=n) for n in range(1, 6))
KIND = Kind("integrated", Text("통합사례회의", "Joint"), True, 3, 2, frozenset("L"))


def standing(**more: object) -> Standing:
    return Standing(**{"case": ONE, "moved_at": NOW - timedelta(days=3), **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"waits": True}, "waits"),
        ({"closing": True}, "closing"),
        ({"danger": True}, "danger"),
        ({"overdue": 1}, "overdue"),
        ({"agencies": 4}, "agencies"),
        ({"undone": 1}, "undone"),
        ({"moved_at": NOW - timedelta(days=30)}, "still"),
        ({"asked": ("request",)}, "request"),
    ],
)
def test_each_threshold_brings_a_case_onto_the_agenda_by_itself(
    known: dict[str, object], code: str
) -> None:
    assert reasons(standing(**known), LIMITS, at=NOW) == (code,)


def test_a_case_that_goes_well_is_left_alone() -> None:
    quiet = standing(agencies=3, moved_at=NOW - timedelta(days=29))
    assert proposals([quiet], LIMITS, at=NOW) == []


def test_a_threshold_of_nothing_is_switched_off_but_who_waits_or_asks_is_heard() -> None:
    busy = standing(
        danger=True, closing=True, overdue=9, agencies=9, undone=9, waits=True, asked=("request",)
    )
    assert reasons(busy, OFF, at=NOW) == ("waits", "request")


def test_the_weightiest_reason_comes_first_then_the_most_then_the_longest() -> None:
    still = standing(case=ONE, moved_at=NOW - timedelta(days=90))
    danger = standing(case=TWO, danger=True)
    both = standing(case=THREE, danger=True, overdue=2)
    found = proposals([still, danger, both], LIMITS, at=NOW)
    assert [one.case for one in found] == [THREE, TWO, ONE]


@given(st.lists(st.sampled_from(WEIGHT), unique=True))
def test_reasons_stand_in_the_order_of_their_weight(codes: list[str]) -> None:
    found = reasons(standing(asked=tuple(codes)), OFF, at=NOW)
    assert list(found) == sorted(codes, key=WEIGHT.index)


TODAY = NOW.date()


def _here(post: UUID, agency: UUID, worker: int, day: date = TODAY) -> Seated:
    return Seated(post, agency, UUID(int=worker), day)


def test_three_people_of_two_agencies_are_a_quorum_and_one_who_sits_twice_counts_once() -> None:
    three = [_here(ONE, OURS, 11), _here(TWO, OURS, 12), _here(THREE, THEIRS, 13)]
    assert quorum(KIND, three)
    assert not quorum(KIND, three[:2])
    twice = [_here(ONE, OURS, 11), _here(TWO, OURS, 11), _here(THREE, THEIRS, 13)]
    assert not quorum(KIND, twice)
    assert not quorum(KIND, [_here(ONE, OURS, 11), _here(TWO, OURS, 12), _here(THREE, OURS, 13)])


def test_a_signature_of_yesterday_does_not_count_today() -> None:
    before = _here(ONE, OURS, 11, NOW.date() - timedelta(days=1))
    assert not all_signed([before], today=NOW.date())
    assert all_signed([Seated(TWO, THEIRS)], today=NOW.date())


def test_an_agency_of_which_nobody_came_is_absent_once() -> None:
    rows = [_here(ONE, OURS, 11), Seated(TWO, THEIRS), Seated(THREE, THEIRS)]
    assert absent_agencies(rows) == (THEIRS,)


def test_the_chair_of_an_own_case_needs_somebody_else_outside_its_team() -> None:
    chair = {"chair_worker": UUID(int=11), "chair_post": ONE}
    assert Deciding(**chair, team=frozenset({TWO})).not_alone
    own = frozenset({ONE, TWO})
    assert not Deciding(**chair, team=own).not_alone
    assert not Deciding(**chair, team=own, second_worker=UUID(int=11), second_post=THREE).not_alone
    assert not Deciding(**chair, team=own, second_worker=UUID(int=12), second_post=TWO).not_alone
    assert Deciding(**chair, team=own, second_worker=UUID(int=12), second_post=THREE).not_alone


def _entry(section: Section, agency: UUID, what: str = WORDS) -> Entry:
    return Entry(ONE, what, section, agency, TWO, NOW, f"{section.value} {what}")


def _reader(levels: dict[Section, Level], own: dict[Section, Level] | None = None) -> Reader:
    me = Actor(UUID(int=11), TWO, OURS, UUID(int=9), frozenset("A"))
    return Reader(me, {THREE: levels}, {THREE: own or levels})


ITEM = Item(ONE, 1, THREE, "decided")
ALL = [_entry(s, THEIRS, what) for s in SECTIONS for what in (WORDS, DECISION, ACTION)]


def test_who_knows_nothing_of_the_person_is_told_a_number_and_nothing_else() -> None:
    (only,) = minutes(1, [ITEM], ALL, _reader({}))
    assert (only.number, only.item, only.words, only.decisions, only.actions) == (
        1,
        None,
        (),
        (),
        (),
    )


def test_a_summary_of_a_section_shows_none_of_its_words() -> None:
    (only,) = minutes(1, [ITEM], ALL, _reader({Section.HEALTH: Level.SUMMARY}))
    assert only.item == ITEM
    assert not only.words + only.decisions + only.actions


def test_what_ones_own_agency_wrote_is_read_as_its_own_record() -> None:
    mine = _reader({Section.HEALTH: Level.SUMMARY}, {Section.HEALTH: Level.FULL})
    ours, theirs = _entry(Section.HEALTH, OURS), _entry(Section.HEALTH, THEIRS)
    (only,) = minutes(1, [ITEM], [ours, theirs], mine)
    assert only.words == (ours,)


LEVELS = st.dictionaries(st.sampled_from(SECTIONS), st.sampled_from(list(Level)))


@given(LEVELS, LEVELS)
def test_minutes_show_exactly_the_whole_sections_and_never_a_closed_one(
    levels: dict[Section, Level], own: dict[Section, Level]
) -> None:
    (only,) = minutes(1, [ITEM], ALL, _reader(levels, own))
    shown = {entry.section for entry in only.words + only.decisions + only.actions}
    whole = {s for s in SHARED if levels.get(s, Level.NONE) >= Level.FULL}
    assert shown == whole


@given(LEVELS)
def test_more_sight_never_takes_a_line_away(levels: dict[Section, Level]) -> None:
    less = minutes(1, [ITEM], ALL, _reader(levels))
    more = minutes(1, [ITEM], ALL, _reader(dict.fromkeys(SHARED, Level.FULL)))
    assert set(less[0].words) <= set(more[0].words)
