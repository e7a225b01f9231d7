"""What she agreed to, line by line, and what the law keeps open beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hangot import clock
from hangot.access.context import acting
from hangot.access.queries import view
from hangot.cases.models import Note
from hangot.cases.records import put_note
from hangot.consent import actions as consents
from hangot.consent import bases
from hangot.consent.models import Consent, Disclosure, SharingBasis
from hangot.consent.queries import cells, covers, lines
from hangot.core.access import Level, Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Agency
from hangot.people.models import Person
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from hangot.tasks.models import Task
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
PAPER = consents.Told("paper")
ASKED = consents.Asked("2026-1")
DIGITAL = "seoul-digital-sex-crime-centre"
LEGAL = (Section.IDENTITY, Section.INCIDENT)


def agency(slug: str) -> Any:
    return Agency.objects.get(slug=slug)


def answers(
    case: Any, slug: str, by: Any, told: consents.Told = PAPER, **said: str
) -> list[Consent]:
    rows = [consents.Line(agency(slug).pk, Section(name), answer) for name, answer in said.items()]
    return referrals.take_answers(
        subject=case.person_id, lines=rows, asked=ASKED, told=told, by=by, at=clock.now()
    )


def terms(slug: str = DIGITAL, sections: tuple[Section, ...] = LEGAL) -> bases.BasisTerms:
    return bases.BasisTerms(
        agency(slug).pk, sections, "성폭력방지법 7조의3 3항 2호", "늦으면 퍼집니다"
    )


def propose(case: Any, acts: Any, post: str = "counsellor-1") -> SharingBasis:
    with acts(post) as by:
        return bases.propose_basis(subject=case.person_id, terms=terms(), by=by, at=clock.now())


def decide(basis: SharingBasis, event: str, acts: Any, post: str, reason: str | None = None) -> Any:
    with acts(post) as by:
        return referrals.decide_basis(
            basis_id=basis.pk, event=event, reason=reason, expected=None, by=by, at=clock.now()
        )


def test_a_lead_of_another_desk_does_not_decide_for_this_house(case: Any, acts: Any) -> None:
    """The agency that received the data may have a lead as well."""
    row = propose(case, acts)
    with acts("seoul-digital-sex-crime-centre-1") as by:
        lead = replace(by, duties=frozenset("L"))
    with acting(lead), pytest.raises(Hidden):
        referrals.decide_basis(
            basis_id=row.pk, event="approve", reason=None, expected=None, by=lead, at=clock.now()
        )
    assert decide(row, "approve", acts, "team-lead").state == "active"


def test_a_desk_that_does_not_know_her_proposes_no_clause_about_her(case: Any, acts: Any) -> None:
    with pytest.raises(Hidden):
        propose(case, acts, "moel-job-centre-1")


def test_several_answers_of_one_talk_are_each_a_record_of_their_own(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by:
        rows = answers(
            case, "moel-job-centre", by, overview="give", identity="give", employment="later"
        )
        assert [row.state for row in rows] == ["given", "given", "requested"]
        open_tasks = Task.objects.filter(what="consent.answer", done_at=None)
        assert [task.thing_id for task in open_tasks] == [rows[2].pk]


def test_a_sensitive_section_is_never_answered_together_with_another(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by:
        with pytest.raises(Missing, match="own_signature"):
            answers(case, "smile-centre", by, identity="give", health="give")
        assert not Consent.objects.exists()
        assert answers(case, "smile-centre", by, health="give")[0].state == "given"


def test_an_answer_needs_to_say_how_it_was_confirmed(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by, pytest.raises(Missing, match="method"):
        answers(case, "moel-job-centre", by, told=consents.Told(""), identity="give")


def test_words_read_on_the_phone_are_kept_with_their_version(case: Any, acts: Any) -> None:
    with acts("reception-1") as by:
        row = answers(
            case, "moel-job-centre", by, told=consents.Told("phone", "self", "v3"), identity="give"
        )[0]
    assert (row.method, row.script_version) == ("phone", "v3")


def test_nobody_is_asked_who_is_not_alone_and_safe(case: Any, acts: Any) -> None:
    watched = consents.Asked("2026-1", alone_and_safe=False)
    with acts("counsellor-1") as by, pytest.raises(Missing, match="alone_and_safe"):
        consents.ask(
            subject=case.person_id, agency=agency("moel-job-centre").pk, section=Section.IDENTITY,
            asked=watched, by=by, at=clock.now(),
        )  # fmt: skip


def test_saying_no_costs_nothing_and_can_be_asked_again(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by:
        answers(case, "moel-job-centre", by, incident="refuse")
        assert answers(case, "moel-job-centre", by, incident="later")[0].state == "requested"


def test_an_agency_worker_never_writes_down_an_answer(case: Any, acts: Any) -> None:
    with acts("moel-job-centre-1") as by, pytest.raises((NotAllowed, Hidden)):
        answers(case, "moel-job-centre", by, identity="give")


def test_terms_do_not_change_once_given(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by:
        row = answers(case, "moel-job-centre", by, identity="give")[0]
        with pytest.raises(NotAllowed, match="wrong_state"):
            consents.answer(
                consent_id=row.pk,
                event="refuse",
                method="paper",
                giver="self",
                by=by,
                at=clock.now(),
            )


def test_a_withdrawal_asks_for_no_reason_and_freezes_what_was_given(
    case: Any, acts: Any, agree: Callable[..., None], refer: Callable[..., Referral]
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        sent = refer("moel-job-centre", JOBS, by)
        referrals.withdraw_consent(
            subject=case.person_id, agency=sent.to_agency, sections=JOBS, by=by, at=clock.now()
        )
        assert all(row.frozen_at for row in Disclosure.objects.filter(agency_id=sent.to_agency))
        assert Referral.objects.get(pk=sent.pk).state == "withdrawn"
    with acts("moel-job-centre-1") as by:
        assert not Person.objects.exists()
        with pytest.raises(Hidden):
            view(by, case.person_id, at=clock.now())


def test_one_line_can_be_withdrawn_and_the_others_stay(
    case: Any, acts: Any, agree: Callable[..., None]
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        target = agency("moel-job-centre").pk
        referrals.withdraw_consent(
            subject=case.person_id,
            agency=target,
            sections=[Section.EMPLOYMENT],
            by=by,
            at=clock.now(),
        )
        left = covers(case.person_id, target, JOBS, at=clock.now())
    assert left == {Section.OVERVIEW, Section.IDENTITY}


def test_a_renewal_names_the_old_record_and_leaves_the_rest_to_end(
    case: Any, acts: Any, agree: Callable[..., None]
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        first, second = lines(case.person_id)[:2]
        later = clock.now() + timedelta(days=80)
        [new] = consents.renew_many(consent_ids=[first.pk], method="phone", by=by, at=later)
        assert new.renews_id == first.pk
        assert new.ends is not None
        assert first.ends is not None
        assert new.ends > first.ends
        assert Consent.objects.get(pk=second.pk).state == "given"


def test_a_consent_looks_ended_from_its_last_day_on_even_before_the_clock_says_so(
    case: Any, acts: Any, agree: Callable[..., None]
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        found = cells(lines(case.person_id), [], at=clock.now() + timedelta(days=91))
    assert {cell.look for cell in found.values()} == {"expired"}


def test_the_clock_ends_a_consent_only_when_its_time_is_over(
    case: Any, acts: Any, agree: Callable[..., None]
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", (Section.IDENTITY,), by)
        row = Consent.objects.get()
        with pytest.raises(Missing, match="until_reached"):
            referrals.end_consent(row.pk, by=by, at=clock.now())
        assert (
            referrals.end_consent(row.pk, by=by, at=clock.now() + timedelta(days=92)).state
            == "expired"
        )


def test_the_warning_before_the_end_is_said_once(
    case: Any, acts: Any, agree: Callable[..., None]
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", (Section.IDENTITY,), by)
        row = Consent.objects.get()
        consents.warn(row, at=clock.now())
        consents.warn(row, at=clock.now())
        assert Task.objects.filter(what="consent.renew", done_at=None).count() == 1


def test_nobody_approves_their_own_basis(case: Any, acts: Any) -> None:
    basis = propose(case, acts)
    with pytest.raises(NotAllowed):
        decide(basis, "approve", acts, "counsellor-1")
    assert decide(basis, "approve", acts, "privacy-officer").state == "active"


def test_the_database_itself_refuses_a_basis_approved_by_its_proposer(case: Any, acts: Any) -> None:
    basis = propose(case, acts)
    with acts("counsellor-1") as by, pytest.raises(IntegrityError), transaction.atomic():
        SharingBasis.objects.filter(pk=basis.pk).update(decided_by=by.worker)


def test_a_rejected_basis_needs_a_reason_and_opens_nothing(case: Any, acts: Any) -> None:
    basis = propose(case, acts)
    with pytest.raises(Missing, match="reason"):
        decide(basis, "reject", acts, "team-lead")
    assert decide(basis, "reject", acts, "team-lead", "clause").state == "rejected"
    with acts(f"{DIGITAL}-1"):
        assert not Person.objects.exists()


def test_in_danger_a_basis_works_at_once_and_ends_after_one_working_day(
    case: Any, acts: Any
) -> None:
    with acts("counsellor-1") as by:
        basis = bases.act_now(
            subject=case.person_id, terms=terms(), reason="life_in_danger", by=by, at=clock.now()
        )
        assert covers(case.person_id, agency(DIGITAL).pk, LEGAL, at=clock.now()) == set(LEGAL)
        assert basis.approve_by is not None
        with pytest.raises(Missing, match="until_reached"):
            referrals.lapse_basis(basis.pk, by=by, at=clock.now())
        late = basis.approve_by + timedelta(minutes=1)
        assert not covers(case.person_id, agency(DIGITAL).pk, LEGAL, at=late)
        assert referrals.lapse_basis(basis.pk, by=by, at=late).state == "ended"


def test_danger_without_a_reason_opens_nothing(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by, pytest.raises(Missing):
        bases.act_now(subject=case.person_id, terms=terms(), reason="", by=by, at=clock.now())


def test_haste_that_somebody_else_confirms_goes_on_to_its_full_time(case: Any, acts: Any) -> None:
    with acts("counsellor-1") as by:
        basis = bases.act_now(
            subject=case.person_id, terms=terms(), reason="life_in_danger", by=by, at=clock.now()
        )
    with pytest.raises(NotAllowed):
        decide(basis, "confirm", acts, "counsellor-1")
    decide(basis, "confirm", acts, "privacy-officer")
    with acts("counsellor-1"):
        later = clock.now() + timedelta(days=30)
        assert covers(case.person_id, agency(DIGITAL).pk, LEGAL, at=later) == set(LEGAL)


def test_after_a_withdrawal_the_law_keeps_the_deletion_desk_working_and_nobody_else_learns_it(
    case: Any, acts: Any, agree: Callable[..., None], refer: Callable[..., Referral]
) -> None:
    basis = propose(case, acts)
    decide(basis, "approve", acts, "privacy-officer")
    with acts("counsellor-1") as by:
        agree(DIGITAL, LEGAL, by)
        agree("moel-job-centre", JOBS, by)
        sent = refer(DIGITAL, LEGAL, by)
        refer("moel-job-centre", JOBS, by)
        referrals.withdraw_consent(
            subject=case.person_id, agency=sent.to_agency, sections=LEGAL, by=by, at=clock.now()
        )
        assert Referral.objects.get(pk=sent.pk).state == "sent"
    with acts(f"{DIGITAL}-1") as by:
        assert view(by, case.person_id, at=clock.now()).levels[Section.IDENTITY] == Level.FULL
    with acts("moel-job-centre-1"):
        assert not SharingBasis.objects.exists()
        assert not Consent.objects.filter(agency_id=sent.to_agency).exists()
        assert not Disclosure.objects.filter(agency_id=sent.to_agency).exists()


def test_when_the_basis_ends_too_its_referrals_end_with_it(
    case: Any, acts: Any, refer: Callable[..., Referral]
) -> None:
    basis = propose(case, acts)
    decide(basis, "approve", acts, "privacy-officer")
    with acts("counsellor-1") as by:
        sent = refer(DIGITAL, LEGAL, by)
        assert Disclosure.objects.get().clause == basis.clause
    decide(basis, "end", acts, "privacy-officer", "over")
    with acts("counsellor-1"):
        assert Referral.objects.get(pk=sent.pk).state == "withdrawn"


def test_what_an_agency_writes_about_health_comes_back_only_as_a_summary_and_only_if_she_agrees(
    case: Any, acts: Any, agree: Callable[..., None], refer: Callable[..., Referral]
) -> None:
    with acts("counsellor-1") as by:
        agree("smile-centre", (Section.IDENTITY,), by)
        refer("smile-centre", (Section.IDENTITY,), by)
    with acts("smile-centre-1") as by:
        put_note(
            case.person_id,
            Section.HEALTH,
            "잠을 못 잡니다",
            what="visit",
            case=case,
            by=by,
            at=clock.now(),
        )
        assert Note.objects.get().text == "잠을 못 잡니다"
    with acts("counsellor-1") as by:
        assert not Note.objects.filter(section=Section.HEALTH.number).exists()
        assert view(by, case.person_id, at=clock.now()).levels[Section.HEALTH] == Level.NONE
        agree("intake-desk", (Section.HEALTH,), by)
        assert view(by, case.person_id, at=clock.now()).levels[Section.HEALTH] == Level.SUMMARY
        assert not Note.objects.filter(section=Section.HEALTH.number).exists()
