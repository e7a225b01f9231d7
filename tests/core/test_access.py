"""How much of a person's record one sees: six questions in order, the first no names the reason."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.access import (
    CLOSED,
    SECTIONS,
    SHARED,
    STANDING,
    Actor,
    Ask,
    Barrier,
    Claim,
    Emergency,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
    Section,
    by_number,
    flows,
    sight,
)
from hangot.core.access_rows import derive, effective, flowing
from tests.core import worlds
from tests.core.worlds import AGENCIES, CENTRE, NOON, POSTS, SUBJECT, WORKERS

JOBS, OTHERS = AGENCIES
DESK, NEXT_DESK = POSTS[JOBS]
HOUR = timedelta(hours=1)
TODAY = Period(NOON - HOUR, NOON + HOUR)
WORK = {Section.EMPLOYMENT: Level.FULL}
WORKER = Actor(WORKERS[0], DESK, JOBS, CENTRE, frozenset("A"), dict.fromkeys(SECTIONS, Level.FULL))
CONSENT = Gate(JOBS, WORK, TODAY)
REFERRAL = Claim(JOBS, WORK, TODAY, code="referral")
AGREED = Facts((CONSENT,), (REFERRAL,))
HISTORY = Ask(SUBJECT, Section.EMPLOYMENT)


def _seen(
    facts: Facts, actor: Actor = WORKER, ask: Ask = HISTORY, at: datetime = NOON
) -> tuple[Level, str]:
    found = sight(actor, ask, facts, at)
    return found.level, found.because


def test_consent_need_and_duty_together_show_the_work_history() -> None:
    assert _seen(AGREED) == (Level.FULL, "consent")


@pytest.mark.parametrize("whom", [{"worker": WORKERS[0]}, {"post": DESK}, {"agency": JOBS}])
def test_a_denial_wins_over_consent_need_and_emergency(whom: dict[str, Any]) -> None:
    glass = Emergency(JOBS, DESK, WORK, TODAY)
    barred = replace(
        AGREED, barriers=(replace(Barrier(code="separation"), **whom),), emergencies=(glass,)
    )
    assert _seen(barred) == (Level.NONE, "separation")


def test_a_denial_of_somebody_else_or_of_yesterday_keeps_nobody_out() -> None:
    gone = Period(NOON - HOUR, NOON)
    others = (
        Barrier(worker=WORKERS[1]),
        Barrier(post=NEXT_DESK),
        Barrier(agency=JOBS, period=gone),
    )
    assert _seen(replace(AGREED, barriers=others)) == (Level.FULL, "consent")


@pytest.mark.parametrize("section", sorted(CLOSED))
def test_a_closed_section_is_seen_by_its_holder_only(section: Section) -> None:
    everything = dict.fromkeys(SECTIONS, Level.FULL)
    open_house = Facts(
        (Gate(JOBS, everything, TODAY),), (Claim(JOBS, everything, TODAY),), (),
        (Emergency(JOBS, DESK, everything, TODAY),),
    )  # fmt: skip
    theirs = Ask(SUBJECT, section, row_agency=OTHERS, row_post=POSTS[OTHERS][0])
    own = Ask(SUBJECT, section, row_agency=JOBS, row_post=DESK)
    assert _seen(open_house, ask=theirs) == (Level.NONE, "closed_section")
    assert _seen(open_house, ask=own) == (Level.FULL, "holder")


def test_the_note_of_the_next_desk_is_closed_and_the_police_share_within_their_agency() -> None:
    next_to_me = Ask(SUBJECT, Section.OWN_NOTES, row_agency=JOBS, row_post=NEXT_DESK)
    assert _seen(AGREED, ask=replace(next_to_me, section=Section.OWN_NOTES)) == (
        Level.NONE,
        "closed_section",
    )
    assert _seen(AGREED, ask=replace(next_to_me, section=Section.POLICE_HELD)) == (
        Level.FULL,
        "holder",
    )


def test_the_safety_officer_reads_every_record_of_the_duty_to_report_but_no_other_closed_one() -> (
    None
):
    officer = replace(WORKER, duties=frozenset("S"), agency=OTHERS, post=POSTS[OTHERS][0])
    row = Ask(SUBJECT, Section.REPORT_DUTY, row_agency=JOBS, row_post=DESK)
    assert _seen(Facts(), officer, row) == (Level.FULL, "holder")
    assert _seen(Facts(), officer, replace(row, section=Section.OWN_NOTES)) == (
        Level.NONE,
        "closed_section",
    )


@pytest.mark.parametrize(
    ("gate", "why"),
    [
        (replace(CONSENT, agency=OTHERS), "given to another agency"),
        (replace(CONSENT, levels={Section.OVERVIEW: Level.FULL}), "for another section"),
        (replace(CONSENT, purposes=frozenset({Purpose.STATISTICS})), "for another purpose"),
        (replace(CONSENT, period=Period(NOON - HOUR, NOON)), "ended this moment"),
        (replace(CONSENT, period=Period(NOON + HOUR)), "not yet begun"),
    ],
)
def test_without_a_lawful_gate_nothing_is_seen(gate: Gate, why: str) -> None:
    assert _seen(replace(AGREED, gates=(gate,))) == (Level.NONE, "no_gate"), why


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (replace(REFERRAL, agency=OTHERS), "another agency was asked"),
        (replace(REFERRAL, post=NEXT_DESK), "the seat is the next desk's"),
        (replace(REFERRAL, duty="L"), "the duty is not held"),
        (replace(REFERRAL, levels={}), "asked for something else"),
        (replace(REFERRAL, period=Period(NOON - HOUR, NOON)), "ended this moment"),
        (replace(REFERRAL, frozen_at=NOON), "frozen by the withdrawal"),
    ],
)
def test_without_a_need_consent_alone_shows_nothing(claim: Claim, why: str) -> None:
    assert _seen(replace(AGREED, claims=(claim,))) == (Level.NONE, "no_need"), why


def test_the_duty_caps_what_consent_and_need_would_show() -> None:
    lawyer = replace(WORKER, caps={Section.EMPLOYMENT: Level.SUMMARY})
    assert _seen(AGREED, lawyer) == (Level.SUMMARY, "duty")
    assert _seen(AGREED, replace(WORKER, caps={})) == (Level.NONE, "duty")


def test_the_lowest_of_gate_and_need_is_seen_and_named() -> None:
    short = replace(CONSENT, levels={Section.EMPLOYMENT: Level.SUMMARY})
    small = replace(REFERRAL, levels={Section.EMPLOYMENT: Level.POINTER})
    assert _seen(replace(AGREED, gates=(short,))) == (Level.SUMMARY, "consent")
    assert _seen(replace(AGREED, claims=(small,))) == (Level.POINTER, "referral")


def test_an_agency_keeps_its_own_records_when_consent_ends_but_for_support_only() -> None:
    frozen = Facts((), (replace(REFERRAL, frozen_at=NOON),))
    own = replace(HISTORY, row_agency=JOBS)
    assert _seen(frozen, ask=own) == (Level.FULL, "own_record")
    assert _seen(frozen, ask=replace(own, purpose=Purpose.STATISTICS)) == (Level.NONE, "no_gate")


def test_breaking_the_glass_raises_past_gate_need_and_duty_until_its_end() -> None:
    facts = Facts(emergencies=(Emergency(JOBS, DESK, WORK, TODAY),))
    trainee = replace(WORKER, caps={})
    assert _seen(facts, trainee) == (Level.FULL, "emergency")
    assert _seen(facts, trainee, at=NOON + HOUR) == (Level.NONE, "no_gate")
    assert _seen(facts, replace(trainee, post=NEXT_DESK)) == (Level.NONE, "no_gate")
    assert _seen(facts, trainee, replace(HISTORY, section=Section.HEALTH)) == (
        Level.NONE,
        "no_gate",
    )


def test_a_standing_duty_never_reaches_health_incident_notes_or_a_closed_section() -> None:
    for duty, levels in STANDING.items():
        assert not set(levels) & CLOSED, duty
        assert levels.get(Section.HEALTH, Level.NONE) == Level.NONE, duty
        assert levels.get(Section.INCIDENT, Level.NONE) <= Level.SUMMARY, duty


def test_a_section_is_named_by_a_number_from_one_to_fifteen() -> None:
    assert [by_number(n) for n in range(1, 16)] == list(SECTIONS)
    for wrong in (0, -1, 16):
        with pytest.raises(IndexError):
            by_number(wrong)


A_FEW = settings(max_examples=15)


@A_FEW
@given(worlds.barred_facts, worlds.barriers(), worlds.actors(), worlds.asks, worlds.moments)
def test_one_denial_more_never_shows_more(
    facts: Facts, more: Barrier, actor: Actor, ask: Ask, at: datetime
) -> None:
    barred = replace(facts, barriers=(*facts.barriers, more))
    assert sight(actor, ask, barred, at).level <= sight(actor, ask, facts, at).level


@A_FEW
@given(worlds.barred_facts, worlds.actors(), worlds.asks, worlds.moments, st.data())
def test_one_gate_claim_or_emergency_less_never_shows_more(
    facts: Facts, actor: Actor, ask: Ask, at: datetime, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(("gates", "claims", "emergencies")))
    rows: Any = getattr(facts, name)
    gone = data.draw(st.integers(0, max(0, len(rows) - 1)))
    fewer = replace(facts, **{name: tuple(r for n, r in enumerate(rows) if n != gone)})
    assert sight(actor, ask, fewer, at).level <= sight(actor, ask, facts, at).level


@A_FEW
@given(worlds.barred_facts, worlds.actors(), worlds.asks, worlds.moments)
def test_nobody_sees_more_than_their_duty_unless_the_glass_was_broken(
    facts: Facts, actor: Actor, ask: Ask, at: datetime
) -> None:
    found = sight(actor, ask, facts, at)
    assert found.level <= actor.cap(ask.section) or found.because == "emergency"


@A_FEW
@given(worlds.barred_facts, worlds.actors(), worlds.asks, worlds.moments)
def test_a_barred_actor_sees_nothing_of_anything(
    facts: Facts, actor: Actor, ask: Ask, at: datetime
) -> None:
    if any(barrier.hits(actor, at) for barrier in facts.barriers):
        assert sight(actor, ask, facts, at).level == Level.NONE


@A_FEW
@given(worlds.facts, worlds.actors(), worlds.asks, worlds.moments)
def test_what_is_neither_given_nor_own_nor_an_emergency_is_not_seen(
    facts: Facts, actor: Actor, ask: Ask, at: datetime
) -> None:
    bare = replace(facts, gates=(), emergencies=())
    foreign = replace(ask, row_agency=None, row_post=None)
    if ask.section in SHARED:
        assert sight(actor, foreign, bare, at).level == Level.NONE


@settings(max_examples=40)
@given(worlds.facts, worlds.actors(), worlds.asks, worlds.moments)
def test_the_access_rows_show_exactly_what_the_policy_says(
    facts: Facts, actor: Actor, ask: Ask, at: datetime
) -> None:
    assert effective(derive(facts), actor, ask, at) == sight(actor, ask, facts, at).level


@settings(max_examples=40)
@given(worlds.facts, worlds.actors(), worlds.asks, worlds.moments)
def test_rows_and_policy_agree_whether_anything_still_flows(
    facts: Facts, actor: Actor, ask: Ask, at: datetime
) -> None:
    # Denials are asked apart from the rows.
    bare = replace(facts, barriers=())
    assert flowing(derive(bare), actor, ask.purpose, at) == flows(
        actor, SUBJECT, ask.purpose, bare, at
    )


def test_nothing_flows_to_whom_the_claim_was_frozen_or_who_is_kept_out() -> None:
    assert flows(WORKER, SUBJECT, Purpose.SUPPORT, AGREED, NOON)
    frozen = replace(AGREED, claims=(replace(REFERRAL, frozen_at=NOON),))
    assert not flows(WORKER, SUBJECT, Purpose.SUPPORT, frozen, NOON)
    barred = replace(AGREED, barriers=(Barrier(agency=JOBS),))
    assert not flows(WORKER, SUBJECT, Purpose.SUPPORT, barred, NOON)


@A_FEW
@given(worlds.facts)
def test_no_access_row_ever_carries_a_closed_section(facts: Facts) -> None:
    closed = [section.number - 1 for section in CLOSED]
    assert all(row.levels[n] == row.own[n] == 0 for row in derive(facts) for n in closed)
