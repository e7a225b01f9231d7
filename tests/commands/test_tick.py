"""The clock does what is due, for every agency, once, and goes on when one thing fails."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.access.context import SYSTEM_WORKER, acting
from hangot.access.founding import centre_of, clockwork
from hangot.access.models import BreakGlass, Once, Parked
from hangot.access.queries import view
from hangot.accounts.models import Login
from hangot.appointments import actions as times
from hangot.appointments.models import Hold
from hangot.audit.models import AuditEntry
from hangot.cases import emergency
from hangot.consent import actions as consents
from hangot.consent.models import Consent, SharingBasis
from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.directory.models import Agency
from hangot.jobs import tick
from hangot.referrals.models import Referral
from hangot.tasks.models import Task
from hangot.visits import actions as visits
from hangot.visits.models import Stop, Visit
from tests.domain.booking_desk import asked
from tests.domain.conftest import JOBS, agree, case, refer

__all__ = ["agree", "case", "refer"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Acts = Callable[..., Any]


@pytest.fixture
def sent(acts: Acts, agree: Acts, refer: Acts) -> Referral:
    """Agreed to and sent to the job desk."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        found: Referral = refer("moel-job-centre", JOBS, by)
        return found


def test_a_referral_nobody_answered_expires_once_and_both_sides_are_told(
    sent: Referral, acts: Acts
) -> None:
    assert sent.due is not None
    assert "referrals" not in _done(tick.round_of(sent.due - timedelta(minutes=1)))
    assert _done(tick.round_of(sent.due))["referrals"] == 1
    assert "referrals" not in _done(tick.round_of(sent.due + timedelta(hours=1)))
    with acts("counsellor-1"):
        assert Referral.objects.get(pk=sent.pk).state == "expired"
        assert Task.objects.filter(what="referral.late", thing_id=sent.pk).exists()


def _done(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def test_two_weeks_before_its_end_a_consent_is_asked_about_again_but_only_once(
    sent: Referral, acts: Acts
) -> None:
    with acts("counsellor-1"):
        line = Consent.objects.filter(subject_id=sent.subject_id)[0]
    assert line.ends is not None
    soon = line.ends - timedelta(days=13)
    assert tick.round_of(soon)["warnings"] == len(JOBS)
    assert tick.round_of(soon + timedelta(hours=1))["warnings"] == 0


def test_at_the_end_of_a_consent_the_desk_sees_nothing_and_its_referral_ends(
    sent: Referral, acts: Acts
) -> None:
    with acts("counsellor-1"):
        over = max(
            line.ends for line in Consent.objects.filter(subject_id=sent.subject_id) if line.ends
        )
    assert tick.round_of(over)["consents"] == len(JOBS)
    with acts("counsellor-1"):
        states = set(
            Consent.objects.filter(subject_id=sent.subject_id).values_list("state", flat=True)
        )
        assert states == {"expired"}
    with acts("moel-job-centre-1") as by, pytest.raises(Hidden):
        view(by, sent.subject_id, at=over)


def test_an_emergency_ends_after_three_hours_and_waits_for_its_review(
    case: Any, acts: Acts
) -> None:
    at = clock.now()
    with acts("police-victim-desk-1") as by:
        plea = emergency.Plea("life_in_danger", "지금 위험합니다", (Section.IDENTITY,))
        row = emergency.open_glass(subject=case.person_id, plea=plea, by=by, at=at)
    assert tick.round_of(at + timedelta(hours=2))["break_glass"] == 0
    assert tick.round_of(at + emergency.HOURS)["break_glass"] == 1
    with acts("safety-officer"):
        assert BreakGlass.objects.get(pk=row.pk).state == "expired"


def test_a_legal_basis_ends_with_its_time_whichever_agency_proposed_it(
    case: Any, acts: Acts, agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("seoul-digital-sex-crime-centre", (Section.OVERVIEW,), by)
        refer("seoul-digital-sex-crime-centre", (Section.OVERVIEW,), by)
    at = clock.now()
    desk = Agency.objects.get(slug="seoul-digital-sex-crime-centre")
    terms = consents.BasisTerms(
        desk.pk, (Section.IDENTITY,), "제7조의3", "삭제에 필요합니다.", days=5
    )
    with acts("seoul-digital-sex-crime-centre-1") as by:
        basis = consents.propose_basis(subject=case.person_id, terms=terms, by=by, at=at)
    with acts("privacy-officer") as by:
        consents.decide_basis(basis_id=basis.pk, event="approve", reason=None, by=by, at=at)
    assert tick.round_of(at + timedelta(days=4))["bases"] == 0
    assert tick.round_of(at + timedelta(days=5))["bases"] == 1
    with acts("privacy-officer"):
        assert SharingBasis.objects.get(pk=basis.pk).state == "ended"


def test_parked_forms_and_used_keys_are_forgotten(acts: Acts) -> None:
    at = clock.now()
    with acts("counsellor-1") as by:
        Parked.objects.create(
            path="/", body=b"x", worker_id=by.worker, at=at - timedelta(minutes=31)
        )
        Parked.objects.create(
            path="/", body=b"x", worker_id=by.worker, at=at - timedelta(minutes=29)
        )
        key = {"worker_id": by.worker, "centre_id": by.centre, "body_hash": ""}
        Once.objects.bulk_create([
            Once(key=by.post, at=at - timedelta(hours=25), **key), Once(key=by.worker, at=at, **key)
        ])  # fmt: skip
    tick.round_of(at)
    with acts("counsellor-1"):
        assert Parked.objects.count() == 1
        assert Once.objects.count() == 1


def test_a_login_that_is_over_is_forgotten(db: None) -> None:
    at = clock.now()
    for key, ends in (("over", at - timedelta(minutes=1)), ("open", at + timedelta(minutes=1))):
        Login.objects.create(session_key=key, session_data="", expire_date=ends)
    tick.round_of(at)
    assert [one.session_key for one in Login.objects.all()] == ["open"]


def test_one_thing_that_fails_does_not_stop_the_others(
    sent: Referral, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("boom")

    bad = tick.Chore("bad", lambda *_: [sent.pk], breaks)
    monkeypatch.setattr(tick, "CHORES", (bad, *tick.CHORES))
    assert sent.due is not None
    counts = tick.round_of(sent.due)
    assert (counts["bad"], counts["referrals"]) == (0, 1)
    assert "RuntimeError in hangot.jobs.tick" in caplog.text
    assert "boom" not in caplog.text


def test_the_clock_itself_sees_no_content(case: Any) -> None:
    from hangot.cases.models import Note

    with acting(clockwork(centre_of())):
        assert not Note.objects.exists()


def test_time_that_was_held_and_not_booked_is_free_after_ten_minutes(case: Any, acts: Acts) -> None:
    at = clock.now()
    with acts("counsellor-1") as by:
        row = times.ask(case_id=case.pk, asked=asked("moving-cost"), by=by, at=at)
        times.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=at)
    assert tick.round_of(at + timedelta(minutes=9))["holds"] == 0
    assert tick.round_of(at + timedelta(minutes=10))["holds"] == 1
    with acts("counsellor-1"):
        assert not Hold.objects.filter(live=True).exists()
        assert row.appointments.get().state == "lapsed"


def _day(acts: Acts, case: Any) -> Visit:
    """Two services are booked for one day, and reception expects her."""
    with acts("counsellor-1") as by:
        question = asked("moving-cost", "job-counselling")
        row = times.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        times.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
        assert visits.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now()).won
    with acts("reception-1"):
        return Visit.objects.get(subject_id=case.person_id)


def _ended(acts: Acts, visit: Visit) -> list[tuple[str, str]]:
    with acts("reception-1"):
        stops = visit.stops.select_related("appointment").order_by("starts")
        return [(one.state, one.appointment.state if one.appointment else "") for one in stops]


def test_who_did_not_come_is_not_expected_any_more_when_the_day_is_over(
    case: Any, acts: Acts
) -> None:
    visit = _day(acts, case)
    assert "visits" not in _done(tick.round_of(visit.ends))
    assert _done(tick.round_of(visit.ends + timedelta(days=1)))["visits"] == 1
    assert "visits" not in _done(tick.round_of(visit.ends + timedelta(days=1)))
    assert _ended(acts, visit) == [("skipped", "no_show")] * 2
    with acts("reception-1"):
        visit.refresh_from_db()
        assert visit.state == "not_come"
        assert not Hold.objects.filter(live=True).exists()


def test_nobody_stays_in_the_house_over_night_and_the_log_says_that_the_clock_did_it(
    case: Any, acts: Acts
) -> None:
    visit = _day(acts, case)
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        stop = Stop.objects.get(visit=visit.pk, state="waiting")
        desk = Agency.objects.get(pk=stop.agency_id).slug
    with acts(f"{desk}-1") as by:
        visits.receive(stop_id=stop.pk, by=by, at=visit.starts)
    assert _done(tick.round_of(visit.ends + timedelta(days=1)))["visits"] == 1
    assert _ended(acts, visit) == [("finished", "done"), ("skipped", "cancelled_by_person")]
    with acts("reception-1"):
        visit.refresh_from_db()
        assert (visit.state, visit.left_how, visit.left_at) == ("left", "early", visit.ends)
    with acting(clockwork(centre_of())):
        (entry,) = AuditEntry.objects.filter(act="visit.leave", object_id=visit.pk)
        assert entry.worker_id == SYSTEM_WORKER
