"""The permission map: who may do what, and which sentence a no comes with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.access import Actor
from hangot.core.refusal import NotAllowed
from hangot.core.rights import NO_DUTY, RIGHTS, SENTENCES, Scene, may, opens

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)
MINE, THEIRS, POST, WORKER, OTHER = (UUID(int=n) for n in range(1, 6))
LETTERS = "RCMAPLDSVUTN"


def _actor(duties: Iterable[str]) -> Actor:
    return Actor(WORKER, POST, MINE, UUID(int=9), frozenset(duties), proved_at=NOW)


def _allowed(right: str, actor: Actor, scene: Scene) -> bool:
    try:
        may(right, actor, scene)
    except NotAllowed:
        return False
    return True


KIND = Scene(NOW, sender=MINE, receiver=MINE, lead_post=POST, lead_agency=MINE, proposer=OTHER, author_post=POST,
             post_duties=frozenset("S"))  # fmt: skip


@pytest.mark.parametrize("right", sorted(RIGHTS))
def test_every_right_can_be_used_by_somebody(right: str) -> None:
    mine = right in (
        "break_glass.end", "rule_change.send", "rule_change.withdraw", "form.send", "form.withdraw",
        "export.make", "export.fetch", "export.withdraw", "destruction.withdraw",
    )  # fmt: skip
    kind = replace(KIND, proposer=WORKER) if mine else KIND
    assert any(_allowed(right, _actor(letter), kind) for letter in LETTERS)


@pytest.mark.parametrize("right", sorted(RIGHTS))
def test_a_post_without_the_duty_is_refused_wherever_the_menu_hides_it(right: str) -> None:
    for letter in LETTERS:
        if not opens(right, letter):
            assert not _allowed(right, _actor(letter), KIND)


CONTENT = ("case.see", "section.see", "contact.reveal", "note.write", "file.see", "consent.see", "referral.see",
           "plan.see", "delivery.write", "notice.see", "person.find")  # fmt: skip


@pytest.mark.parametrize("right", CONTENT)
@pytest.mark.parametrize("letter", ["U", "T", "N"])
def test_auditor_statistics_and_administrator_open_no_content(right: str, letter: str) -> None:
    assert not opens(right, letter)


@pytest.mark.parametrize(
    "right",
    [
        "case.close",
        "plan.approve",
        "basis.approve",
        "break_glass.approve",
        "post.move",
        "rule_change.approve",
        "export.allow",
        "destruction.approve",
    ],
)
def test_nobody_decides_what_they_proposed_themselves(right: str) -> None:
    boss = _actor(LETTERS)
    by_me = replace(KIND, proposer=WORKER, lead_agency=MINE)
    assert _allowed(right, boss, KIND)
    with pytest.raises(NotAllowed) as no:
        may(right, boss, by_me)
    assert no.value.sentence == SENTENCES["is_not_proposer"]
    with pytest.raises(NotAllowed):
        may(right, boss, replace(KIND, proposer_post=POST))


@pytest.mark.parametrize("right", ["basis.approve", "basis.reject", "basis.confirm", "basis.end"])
def test_a_team_lead_decides_a_clause_of_law_in_the_cases_of_the_own_agency(right: str) -> None:
    lead = _actor("L")
    assert _allowed(right, lead, replace(KIND, lead_agency=MINE))
    with pytest.raises(NotAllowed) as no:
        may(right, lead, replace(KIND, lead_agency=POST))
    assert no.value.sentence == SENTENCES["works_at_lead"]
    assert _allowed(right, _actor("V"), replace(KIND, lead_agency=POST))


def test_breaking_the_glass_wants_a_second_factor_of_the_last_five_minutes() -> None:
    fresh = _actor("C")
    assert _allowed("break_glass.open", fresh, KIND)
    assert not _allowed(
        "break_glass.open", replace(fresh, proved_at=NOW - timedelta(minutes=6)), KIND
    )
    assert not _allowed("break_glass.open", replace(fresh, proved_at=None), KIND)


def test_only_the_receiving_agency_completes_a_referral() -> None:
    worker = _actor("A")
    assert _allowed("referral.complete", worker, replace(KIND, sender=THEIRS))
    assert not _allowed("referral.complete", worker, replace(KIND, receiver=THEIRS))


def test_a_member_of_the_team_and_the_lead_write_the_plan_and_a_passer_by_does_not() -> None:
    worker = _actor("A")
    assert _allowed("plan.write", worker, KIND)
    assert _allowed("plan.write", worker, replace(KIND, lead_post=OTHER, seats=frozenset({POST})))
    assert not _allowed("plan.write", worker, replace(KIND, lead_post=OTHER))


def test_the_life_table_may_narrow_a_right_to_fewer_duties() -> None:
    with pytest.raises(NotAllowed) as no:
        may("consent.ask", _actor("R"), KIND, who=["C", "M"])
    assert no.value.sentence == NO_DUTY


def test_a_right_that_does_not_exist_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        may("case.fly", _actor("C"), KIND)


@given(
    st.sampled_from(sorted(RIGHTS)),
    st.frozensets(st.sampled_from(LETTERS)),
    st.sampled_from(LETTERS),
)
def test_one_duty_more_never_takes_a_right_away(
    right: str, duties: frozenset[str], more: str
) -> None:
    if _allowed(right, _actor(duties), KIND):
        assert _allowed(right, _actor(duties | {more}), KIND)
