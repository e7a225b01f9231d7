"""What is over is closed: for a finished agency, for a letter, for a list, for the search."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.access.actions import unvector
from hangot.access.context import deriving
from hangot.access.models import AccessRow
from hangot.cases import actions as cases
from hangot.cases import emergency
from hangot.cases.models import Case
from hangot.core.access import SHARED, Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.people import actions as people
from hangot.people.models import AccessNeed, Alias, ContactPoint, ContactSafety
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from hangot.referrals.queries import box
from hangot.vault.models import PersonTokens
from hangot.vault.tokens import agency_token
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
DESK, NEW = "moel-job-centre-1", "새로 쓰는 이름"
SAID = referrals.Said("unreachable", "네", outcome="given", disposition="done", alternative="…")


def _step(acts: Any, slug: str, sent: Referral, *events: str) -> None:
    with acts(slug) as by:
        for event in events:
            referrals.step(
                referral_id=sent.pk, event=event, said=SAID, expected=None, by=by, at=clock.now()
            )


def _withdraw(acts: Any, case: Case, sent: Referral) -> None:
    with acts("counsellor-1") as by:
        referrals.withdraw_consent(
            subject=case.person_id, agency=sent.to_agency, sections=JOBS, by=by, at=clock.now()
        )


def _write_for_all(acts: Any, case: Case) -> None:
    with acts("counsellor-1") as by:
        people.write_alias(person_id=case.person_id, name=NEW, by=by, at=clock.now())
        people.add_access_need(
            person_id=case.person_id, kind="wheelchair", detail="2층", by=by, at=clock.now()
        )
        people.write_safety(
            person_id=case.person_id,
            safety=people.Safety(words="동생이라고"),
            by=by,
            at=clock.now(),
        )


@pytest.fixture
def sent(case: Case, acts: Any, agree: Any, refer: Any) -> Referral:
    """Sent to the job centre with what she agreed to."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        return refer("moel-job-centre", JOBS, by)  # type: ignore[no-any-return]


@pytest.mark.parametrize("ways", [("accept", "begin"), ("accept", "begin", "complete")])
def test_an_agency_whose_consent_ended_learns_nothing_that_is_written_for_all(
    case: Case, acts: Any, sent: Referral, ways: tuple[str, ...]
) -> None:
    _step(acts, DESK, sent, *ways)
    _write_for_all(acts, case)
    with acts(DESK):
        assert Alias.objects.filter(name__isnull=False).count() > 0
        assert AccessNeed.objects.exists()
        assert ContactSafety.objects.exists()
    _withdraw(acts, case, sent)
    _write_for_all(acts, case)
    with acts(DESK):
        assert AccessRow.objects.filter(subject_id=case.person_id).exists()
        assert not Alias.objects.exists()
        assert not AccessNeed.objects.exists()
        assert not ContactSafety.objects.exists()


def test_an_agency_whose_consent_ended_rewrites_nothing_that_is_written_for_all(
    case: Case, acts: Any, sent: Referral, desk: Any
) -> None:
    _step(acts, DESK, sent, "accept")
    _withdraw(acts, case, sent)
    writes: tuple[Callable[..., object], ...] = (
        lambda **who: people.write_safety(safety=people.Safety(say_agency=True), **who),
        lambda **who: people.add_access_need(kind="wheelchair", detail=None, **who),
        lambda **who: people.write_alias(name=NEW, **who),
        lambda **who: people.write_contact(kind="phone", value="01055550000", **who),
        lambda **who: people.add_relationship(kind="guardian", name="…", detail=None, **who),
    )
    for write in writes:
        with acts(DESK) as by, pytest.raises((Hidden, NotAllowed)):
            write(person_id=case.person_id, by=by, at=clock.now())
    assert desk(DESK).get(f"/cases/{case.pk}/safety/").status_code == 404
    with acts("counsellor-1"):
        assert not ContactSafety.objects.get(replaced_at=None).say_agency
        assert ContactPoint.objects.filter(ended_at=None).count() == 1


def test_the_privacy_officer_reads_neither_alias_nor_how_to_call(case: Case, acts: Any) -> None:
    with acts("privacy-officer"):
        assert Case.objects.exists()
        assert not Alias.objects.exists()
        assert not ContactSafety.objects.exists()
        assert not AccessNeed.objects.exists()


STATES: dict[str, tuple[tuple[str, str], ...]] = {
    "sent": (),
    "declined": ((DESK, "decline"),),
    "accepted": ((DESK, "accept"),),
    "completed": ((DESK, "accept"), (DESK, "begin"), (DESK, "complete")),
    "stopped": ((DESK, "accept"), (DESK, "begin"), (DESK, "stop")),
    "acknowledged": ((DESK, "decline"), ("counsellor-1", "acknowledge")),
}


@pytest.mark.parametrize("state", STATES)
def test_a_withdrawal_closes_the_letter_in_every_state(
    case: Case, acts: Any, sent: Referral, desk: Any, state: str
) -> None:
    for slug, event in STATES[state]:
        _step(acts, slug, sent, event)
    client, page = desk(DESK), f"/referrals/{sent.pk}/"
    assert "부탁드립니다" in client.get(page).content.decode()
    _withdraw(acts, case, sent)
    assert "부탁드립니다" not in client.get(page).content.decode()
    assert "부탁드립니다" in desk("counsellor-1").get(page).content.decode()
    with acts("counsellor-1"):
        assert Referral.objects.get(pk=sent.pk).frozen_at is not None


def test_a_seat_that_was_taken_away_takes_the_person_out_of_the_outbox(
    case: Case, acts: Any, sent: Referral, who: Any
) -> None:
    other = who("counsellor-2")
    with acts("counsellor-1") as by:
        seat = cases.seat_post(
            case_id=case.pk, post_id=other.post, agency=other.agency, sections=SHARED, by=by,
            at=clock.now(),
        )  # fmt: skip
    with acts("counsellor-2") as by:
        assert [row.pk for row in box(by, at=clock.now(), incoming=False)] == [sent.pk]
    with acts("counsellor-1") as by:
        cases.leave_team(case_id=case.pk, seat_id=seat.pk, by=by, at=clock.now())
    with acts("counsellor-2") as by:
        assert box(by, at=clock.now(), incoming=False) == []


def _findable(case: Case, acts: Any, agency: Any) -> bool:
    with acts("counsellor-1") as by, deriving(case.person_id):
        row = PersonTokens.objects.get(pk=case.person_id)
        return agency_token(by.centre, agency) in row.tokens


def test_an_agency_finds_nobody_by_name_whose_referral_is_over_or_by_one_posts_emergency(
    case: Case, acts: Any, sent: Referral, who: Any
) -> None:
    assert _findable(case, acts, sent.to_agency)
    _withdraw(acts, case, sent)
    assert not _findable(case, acts, sent.to_agency)
    police = who("police-victim-desk-1")
    with acts("police-victim-desk-1") as by:
        plea = emergency.Plea("life_in_danger", "…", (Section.IDENTITY,))
        emergency.open_glass(subject=case.person_id, plea=plea, by=by, at=clock.now())
        row = AccessRow.objects.get(subject_id=case.person_id)
        assert unvector(row.levels)
        assert row.valid_until is not None
        assert row.valid_until - clock.now() < timedelta(hours=4)
    assert not _findable(case, acts, police.agency)


def test_what_has_ended_is_not_ended_again(case: Case, other_case: Case, acts: Any) -> None:
    at = clock.now()
    with acts("safety-officer") as by:
        rule = people.separate(
            one=case.person_id, other=other_case.person_id, scope="visit", minutes=20,
            reason="…", by=by, at=at,
        )  # fmt: skip
        denial = people.deny(subject=case.person_id, code="conflict", by=by, at=at, post=by.agency)
        people.end_separation(rule_id=rule.pk, by=by, at=at)
        people.end_denial(denial_id=denial.pk, by=by, at=at)
    later = at + timedelta(days=1)
    with acts("safety-officer") as by, pytest.raises(Hidden):
        people.end_separation(rule_id=rule.pk, by=by, at=later)
    with acts("safety-officer") as by, pytest.raises(Hidden):
        people.end_denial(denial_id=denial.pk, by=by, at=later)


def test_the_lead_passes_only_to_who_counsels_or_manages_cases(
    case: Case, acts: Any, who: Any
) -> None:
    for slug in ("reception-1", "team-lead", "moel-job-centre-1"):
        with acts("counsellor-1") as by, pytest.raises(Missing):
            cases.move_lead(
                case_id=case.pk, post_id=who(slug).post, expected=None, by=by, at=clock.now()
            )


def test_a_lead_who_sat_in_the_team_before_has_one_seat(case: Case, acts: Any, who: Any) -> None:
    manager = who("case-manager-1")
    with acts("counsellor-1") as by:
        cases.seat_post(
            case_id=case.pk, post_id=manager.post, agency=manager.agency, sections=SHARED, by=by,
            at=clock.now(),
        )  # fmt: skip
        cases.move_lead(case_id=case.pk, post_id=manager.post, expected=None, by=by, at=clock.now())
    with acts("case-manager-1"):
        assert [seat.role for seat in case.seats.filter(until=None)] == ["lead"]
