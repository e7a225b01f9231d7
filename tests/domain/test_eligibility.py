"""A fact is told once, seen by whoever may see its section, and answers can be repeated later."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from hangot import clock
from hangot.access.context import acting
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.access import Purpose, Section
from hangot.core.refusal import Hidden, Missing
from hangot.eligibility import facts, findings, ruling
from hangot.eligibility.models import AnsweredFact, Finding
from hangot.referrals import actions as referrals
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
PACK = "kr"
WORK: dict[str, Any] = {
    "left_work_on": "2026-08-31", "leaving_reason": "own_just", "insured_days": 600,
    "seeking_work": True, "work_kind": "employee",
}  # fmt: skip
HEALTH = ("disabled", True)


def tell(case: Case, acts: Acts, who: str = "counsellor-1", **told: Any) -> None:
    with acts(who) as by:
        for fact, given in told.items():
            facts.tell(
                subject=case.person_id, rules=ruling.packaged(PACK).rules, fact=fact, given=given,
                source="person", by=by, at=clock.now(),
            )  # fmt: skip


def known(case: Case, acts: Acts, who: str) -> set[str]:
    with acts(who):
        rules = ruling.packaged(PACK).rules
        return set(facts.told(case.person_id, rules, on=clock.now().date()))


def kept(case: Case, acts: Acts, who: str = "counsellor-1") -> Finding:
    with acts(who) as by:
        (row,) = findings.keep(
            case_id=case.pk, subject=case.person_id, pack=PACK, services=["jobseeker_benefit"],
            on=date(2026, 9, 3), by=by, at=clock.now(),
        )  # fmt: skip
        return row


@pytest.fixture
def at_the_job_desk(case: Case, acts: Acts, agree: Any, refer: Any) -> Case:
    """Han Seoyun agreed that the job centre knows about work, and it has taken her referral on."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        sent = refer("moel-job-centre", JOBS, by)
    with acts("moel-job-centre-1") as by:
        referrals.step(
            referral_id=sent.pk,
            event="accept",
            said=referrals.Said(),
            expected=None,
            by=by,
            at=clock.now(),
        )
    return case


def test_she_tells_it_once_and_it_is_sealed(case: Case, acts: Acts) -> None:
    tell(case, acts, **WORK)
    assert known(case, acts, "counsellor-1") == set(WORK)
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from hangot_answeredfact where value::text like '%own_just%'"
        )
        assert cursor.fetchone() == (0,)


def test_a_second_answer_to_the_same_question_counts_and_is_counted(case: Case, acts: Acts) -> None:
    tell(case, acts, insured_days=100)
    tell(case, acts, insured_days=600)
    with acts("counsellor-1"):
        rules = ruling.packaged(PACK).rules
        told = facts.told(case.person_id, rules, on=clock.now().date())
        assert told["insured_days"].value == 600
        assert [row.again for row in AnsweredFact.objects.order_by("created_at")] == [False, True]


def test_an_answer_that_is_too_old_is_asked_again(case: Case, acts: Acts) -> None:
    tell(case, acts, seeking_work=True)
    with acts("counsellor-1"):
        rules = ruling.packaged(PACK).rules
        later = clock.now().date() + timedelta(days=31)
        told = facts.told(case.person_id, rules, on=later)
        assert told["seeking_work"].old
        assert "seeking_work" not in facts.usable(told)


def test_a_wrong_answer_is_refused_with_a_sentence_and_nothing_is_written(
    case: Case, acts: Acts
) -> None:
    wrong: list[dict[str, Any]] = [
        {"insured_days": "many"},
        {"leaving_reason": "bored"},
        {"nothing": 1},
    ]
    for answers in wrong:
        with pytest.raises(Missing) as refusal:
            tell(case, acts, **answers)
        assert refusal.value.sentence.ko
    assert known(case, acts, "counsellor-1") == set()


def test_the_job_desk_sees_answers_about_work_and_none_about_health(
    at_the_job_desk: Case, acts: Acts
) -> None:
    case = at_the_job_desk
    tell(case, acts, **WORK, disabled=True)
    assert known(case, acts, "moel-job-centre-1") == set(WORK)
    with pytest.raises(Hidden):
        tell(case, acts, "moel-job-centre-1", disabled=False)


def test_a_stranger_neither_sees_nor_writes_an_answer(case: Case, acts: Acts) -> None:
    tell(case, acts, **WORK)
    assert known(case, acts, "smile-centre-1") == set()
    with pytest.raises(Hidden):
        tell(case, acts, "smile-centre-1", insured_days=1)


def test_what_was_told_is_kept_with_its_reasons_and_comes_out_again_to_the_byte(
    case: Case, acts: Acts
) -> None:
    tell(case, acts, **WORK)
    row = kept(case, acts)
    assert row.verdict == "discretionary"
    ruling.kept.cache_clear()
    with acts("counsellor-1"):
        again = Finding.objects.get(pk=row.pk)
        assert findings.repeated(again) == again.trace.encode()
    tell(case, acts, insured_days=100)
    with acts("counsellor-1"):
        again = Finding.objects.get(pk=row.pk)
        assert findings.repeated(again) == again.trace.encode()


def test_a_new_finding_ends_the_one_before(case: Case, acts: Acts) -> None:
    tell(case, acts, **WORK)
    first = kept(case, acts)
    tell(case, acts, insured_days=100)
    assert kept(case, acts).verdict == "unlikely"
    with acts("counsellor-1"):
        assert Finding.objects.get(pk=first.pk).ended_at is not None


def test_a_finding_that_rests_on_health_is_not_shown_to_a_post_that_may_not_read_health(
    case: Case, acts: Acts
) -> None:
    tell(case, acts, **WORK, disabled=True)
    row = kept(case, acts)
    assert Section.HEALTH.number in row.sections
    with acts("reception-1"):
        assert not Finding.objects.filter(pk=row.pk).exists()
    with acts("smile-centre-1"):
        assert not Finding.objects.filter(pk=row.pk).exists()


def test_every_answer_and_finding_stands_in_the_log(case: Case, acts: Acts) -> None:
    tell(case, acts, **WORK)
    kept(case, acts)
    with acts("auditor") as by, acting(by, Purpose.OVERSIGHT, "test"):
        seen = list(
            AuditEntry.objects.filter(subject_id=case.person_id).values_list("act", flat=True)
        )
    assert seen.count("fact.write") == len(WORK)
    assert seen.count("finding.keep") == 1
