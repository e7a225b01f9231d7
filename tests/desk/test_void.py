"""A consent that never counted, and a clause of law that danger puts in force at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.consent import bases
from hangot.consent.models import Consent, Disclosure, SharingBasis
from hangot.core.access import Section
from hangot.referrals.models import Referral
from tests.desk.asking import post
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]


@pytest.fixture
def address(case: Case) -> str:
    return reverse("consent_void", args=[case.pk])


@pytest.fixture
def given(lets: Callable[..., Any], acts: Acts) -> list[str]:
    """She agreed to three lines for the job desk, and a referral went out because of them."""
    lets("moel-job-centre", JOBS)
    with acts("counsellor-1"):
        return [str(row.pk) for row in Consent.objects.order_by("section")]


@pytest.mark.parametrize("officer", ["privacy-officer", "safety-officer"])
def test_a_forced_consent_counts_no_more_and_the_desk_sees_nothing_from_now_on(
    case: Case, address: str, given: list[str], desk: Desk, acts: Acts, officer: str
) -> None:
    jobs, client = desk("moel-job-centre-1"), desk(officer)
    assert jobs.get(f"/cases/{case.pk}/").status_code == 200
    answer = post(client, address, lines=given, reason="duress")
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200
    assert "한서윤" not in jobs.get(f"/cases/{case.pk}/").content.decode()
    with acts("counsellor-1"):
        assert {row.state for row in Consent.objects.all()} == {"invalidated"}
        assert Referral.objects.get().state == "withdrawn"
        assert all(row.frozen_at for row in Disclosure.objects.all())
    with acts("privacy-officer"):
        assert AuditEntry.objects.filter(act="consent.invalidate", reason="duress").count() == 3


def test_the_privacy_officer_is_asked_to_look_at_what_the_safety_officer_ended(
    case: Case, address: str, given: list[str], desk: Desk, acts: Acts
) -> None:
    assert post(desk("safety-officer"), address, lines=given, reason="duress").status_code == 303
    today = desk("privacy-officer").get("/").content.decode()
    assert "무효인 동의로 준 것 살펴보기" in today
    assert reverse("disclosures", args=[case.pk]) in today


def test_without_a_reason_or_a_line_nothing_is_declared_void(
    address: str, given: list[str], desk: Desk, acts: Acts
) -> None:
    client = desk("privacy-officer")
    no_reason, no_line = post(client, address, lines=given), post(client, address, reason="duress")
    assert (no_reason.status_code, no_line.status_code) == (422, 422)
    assert "왜 무효인지" in no_reason.content.decode()
    assert no_reason.content.decode().count("checked") == 3
    with acts("counsellor-1"):
        assert {row.state for row in Consent.objects.all()} == {"given"}


def test_one_line_alone_is_void_and_the_others_hold(
    address: str, given: list[str], desk: Desk, acts: Acts
) -> None:
    assert (
        post(desk("safety-officer"), address, lines=given[:1], reason="wrong_person").status_code
        == 303
    )
    with acts("counsellor-1"):
        states = Consent.objects.order_by("section").values_list("state", flat=True)
        assert list(states) == ["invalidated", "given", "given"]


def test_casework_takes_a_withdrawal_but_declares_nothing_void(
    case: Case, address: str, given: list[str], desk: Desk
) -> None:
    counsellor = desk("counsellor-1")
    assert counsellor.get(address).status_code == 403
    assert address not in counsellor.get(f"/cases/{case.pk}/").content.decode()


def test_each_officer_reaches_the_page_by_links(case: Case, address: str, desk: Desk) -> None:
    assert address in desk("safety-officer").get(f"/cases/{case.pk}/").content.decode()
    assert address in desk("privacy-officer").get(f"/trust/cases/{case.pk}/log/").content.decode()


def test_the_privacy_officer_reads_no_name_there(
    address: str, given: list[str], desk: Desk
) -> None:
    shown = desk("privacy-officer").get(address).content.decode()
    assert "한서윤" not in shown
    assert "고용센터" in shown


def test_an_officer_who_is_kept_out_finds_nothing(
    case: Case, address: str, desk: Desk, acts: Acts, who: Callable[..., Any]
) -> None:
    from hangot.people import actions as people

    with acts("safety-officer") as by:
        people.deny(
            subject=case.person_id, code="conflict", by=by, at=clock.now(),
            worker=who("privacy-officer").worker,
        )  # fmt: skip
    assert desk("privacy-officer").get(address).status_code == 404


def propose(case: Case, acts: Acts) -> SharingBasis:
    with acts("counsellor-1") as by:
        return bases.propose_basis(
            subject=case.person_id, by=by, at=clock.now(),
            terms=bases.BasisTerms(by.agency, (Section.IDENTITY,), "법 1조", "까닭"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "place"), [("counsellor-1", "consents"), ("safety-officer", "consent_void")]
)
def test_a_proposed_clause_is_put_in_force_from_a_page_in_danger(
    case: Case, desk: Desk, acts: Acts, slug: str, place: str
) -> None:
    row = propose(case, acts)
    client, now = desk(slug), reverse("basis_now", args=[row.pk])
    assert now in client.get(reverse(place, args=[case.pk])).content.decode()
    assert post(client, now, reason="", version=row.version).status_code == 422
    assert post(client, now, reason="life_in_danger", version=row.version).status_code == 303
    assert now not in client.get(reverse(place, args=[case.pk])).content.decode()
    with acts("counsellor-1"):
        assert SharingBasis.objects.get().state == "active"


def test_who_may_not_use_it_is_shown_no_button(case: Case, desk: Desk, acts: Acts) -> None:
    row = propose(case, acts)
    now = reverse("basis_now", args=[row.pk])
    for slug in ("reception-1", "team-lead"):
        assert now not in desk(slug).get(reverse("consents", args=[case.pk])).content.decode()
