"""The consent pages, as a counsellor fills them in with the person beside the desk."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases.models import Note
from hangot.consent import bases
from hangot.consent.models import Consent, SharingBasis
from hangot.core.access import Section
from hangot.directory.models import Agency
from tests.desk.asking import send, statements
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def jobs(db: None, acts: Any) -> Any:
    with acts("counsellor-1"):
        return Agency.objects.get(slug="moel-job-centre").pk


@pytest.fixture
def ask(case: Any, desk: Any, jobs: Any) -> Callable[..., Any]:
    """The counsellor writes down answers about the job desk: `ask(answer_2="give")`."""

    def answer(**fields: Any) -> Any:
        return send(desk("counsellor-1"), "consent_ask", case.pk, agency=jobs, **fields)

    return answer


def said(**more: Any) -> dict[str, Any]:
    return {"method": "paper", "giver": "self", "alone": "on", **more}


def test_no_answer_is_ticked_beforehand_and_there_is_no_button_for_all(
    case: Any, desk: Any, jobs: Any
) -> None:
    page = (
        desk("counsellor-1")
        .get(reverse("consents", args=[case.pk]), {"agency": jobs})
        .content.decode()
    )
    radios = re.findall(r'<input type="radio" name="answer_\d+"[^>]*>', page)
    assert len(radios) == 3 * 3
    assert not [one for one in radios if "checked" in one]
    assert "모두 동의" not in page


def test_six_lines_are_answered_together_but_the_sensitive_one_by_itself(
    desk: Any, jobs: Any, acts: Any, ask: Callable[..., Any]
) -> None:
    counsellor = desk("counsellor-1")
    answer = ask(**said(answer_1="give", answer_2="give", answer_11="refuse"))
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"?agency={jobs}&section=6#line")
    page = counsellor.get(answer["Location"]).content.decode()
    assert "따로 서명" in page
    ask(section=6, **said(answer_6="refuse"))
    with acts("counsellor-1"):
        found = {row.section: row.state for row in Consent.objects.all()}
    assert found == {1: "given", 2: "given", 11: "refused", 6: "refused"}


def test_a_sensitive_answer_smuggled_into_the_batch_is_not_taken(
    acts: Any, ask: Callable[..., Any]
) -> None:
    ask(**said(answer_2="give", answer_6="give"))
    with acts("counsellor-1"):
        assert [row.section for row in Consent.objects.all()] == [2]


def test_a_form_without_method_keeps_what_was_ticked(acts: Any, ask: Callable[..., Any]) -> None:
    answer = ask(giver="self", alone="on", answer_2="give")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'name="answer_2" value="give"[^>]*checked', page)
    with acts("counsellor-1"):
        assert not Consent.objects.exists()


def test_somebody_who_is_not_alone_is_not_asked_and_the_refusal_is_in_the_log(
    acts: Any, ask: Callable[..., Any]
) -> None:
    answer = ask(method="paper", giver="self", answer_2="give")
    assert answer.status_code == 422
    assert "혼자 계신지" in answer.content.decode()
    with acts("privacy-officer"):
        assert AuditEntry.objects.filter(because="missing_alone_and_safe", done=False).count() == 1


def test_a_line_that_was_asked_is_answered_later(
    case: Any, desk: Any, acts: Any, ask: Callable[..., Any]
) -> None:
    counsellor = desk("counsellor-1")
    ask(section=2, **said(answer_2="later"))
    with acts("counsellor-1"):
        row = Consent.objects.get()
    assert "? 묻는 중" in counsellor.get(reverse("consents", args=[case.pk])).content.decode()
    send(counsellor, "consent_answer", row.pk, version=row.version, **said(answer_2="give"))
    with acts("counsellor-1"):
        assert Consent.objects.get().state == "given"


def test_the_table_says_that_a_referral_can_go_without_what_was_refused(
    case: Any, desk: Any, acts: Any, agree: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agree("moel-job-centre", (Section.INCIDENT,), by, "refuse")
    page = desk("counsellor-1").get(reverse("consents", args=[case.pk])).content.decode()
    assert "보낼 수 있음<br>없이: 사건" in page
    assert "✕ 거부" in page


def test_a_withdrawal_shows_what_was_already_given_and_works_at_the_next_request(
    case: Any, desk: Any, acts: Any, agree: Any, refer: Any, jobs: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        sent = refer("moel-job-centre", JOBS, by)
    receiver, counsellor = desk("moel-job-centre-1"), desk("counsellor-1")
    doors = [
        reverse("case", args=[case.pk]),
        reverse("case_section", args=[case.pk, 11]),
        reverse("consents", args=[case.pk]),
    ]
    assert [receiver.get(url).status_code for url in doors] == [200, 200, 200]
    with acts("counsellor-1"):
        lines = [str(row.pk) for row in Consent.objects.filter(state="given")]
    answer = send(counsellor, "consent_withdraw", case.pk, agency=jobs, lines=lines)
    page = counsellor.get(answer["Location"]).content.decode()
    assert "고용노동부 고용센터" in page or "고용센터" in page
    assert "에 끝남" in page
    assert [receiver.get(url).status_code for url in doors] == [404, 404, 404]
    inbox = receiver.get(reverse("referrals"), {"turn": "all"}).content.decode()
    assert "한서윤" not in inbox
    shown = receiver.get(reverse("referral", args=[sent.pk])).content.decode()
    assert "한서윤" not in shown
    with acts("moel-job-centre-1"):
        assert not Note.objects.exists()


def test_the_agency_sees_its_own_column_only_and_may_not_ask(
    case: Any, desk: Any, acts: Any, agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agree("seoul-stalking-support", (Section.IDENTITY,), by)
        refer("moel-job-centre", JOBS, by)
    worker = desk("moel-job-centre-1")
    page = worker.get(reverse("consents", args=[case.pk])).content.decode()
    assert "고용센터" in page
    assert "스토킹" not in page
    assert "대답 저장" not in page
    assert send(worker, "consent_ask", case.pk, agency=str(uuid4())).status_code == 403


def test_the_printed_form_has_recipient_purpose_items_period_refusal_and_a_signature_for_each_sensitive_line(
    case: Any, desk: Any, jobs: Any, acts: Any
) -> None:
    page = (
        desk("counsellor-1")
        .get(reverse("consent_print", args=[case.pk]), {"agency": jobs})
        .content.decode()
    )
    for words in (
        "고용노동부 고용센터",
        "취업과 실업급여를 안내하려고",
        "일한 경력",
        "언제까지",
        "거부하면",
        "따로 서명합니다",
    ):
        assert words in page
    with acts("privacy-officer"):
        assert AuditEntry.objects.filter(
            act="consent.print", kind="export", subject_id=case.person_id
        ).exists()


def test_the_record_of_a_call_keeps_the_words_that_were_read_out(
    case: Any, desk: Any, ask: Callable[..., Any]
) -> None:
    counsellor = desk("counsellor-1")
    ask(section=2, **said(method="phone", answer_2="give"))
    page = counsellor.get(
        reverse("consent_print", args=[case.pk]), {"kind": "phone"}
    ).content.decode()
    assert "지금 혼자 계신가요?" in page
    assert "v3" in page


def test_chosen_lines_are_renewed_and_the_sensitive_one_is_asked_apart(
    case: Any, desk: Any, acts: Any, agree: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("police-victim-desk", (Section.IDENTITY, Section.INCIDENT), by)
        rows = {row.section: str(row.pk) for row in Consent.objects.all()}
    counsellor = desk("counsellor-1")
    page = counsellor.get(reverse("consent_renew", args=[case.pk])).content.decode()
    assert f'value="{rows[2]}"' in page
    assert f'value="{rows[6]}"' not in page
    assert (
        send(counsellor, "consent_renew", case.pk, lines=[rows[2]], method="paper").status_code
        == 303
    )
    with acts("counsellor-1"):
        assert Consent.objects.get(pk=rows[2]).state == "superseded"


def test_a_basis_is_proposed_by_one_and_decided_by_another(
    case: Any, desk: Any, acts: Any, jobs: Any
) -> None:
    fields = {
        "agency": str(jobs),
        "sections": ["2"],
        "clause": "개인정보보호법 18조2항3호",
        "necessity": "급합니다",
        "days": "30",
    }
    assert send(desk("counsellor-1"), "basis_new", case.pk, **fields).status_code == 303
    with acts("counsellor-1"):
        row = SharingBasis.objects.get()
    assert desk("counsellor-1").get(reverse("bases")).status_code == 403
    officer = desk("privacy-officer")
    assert "근거 승인" in officer.get(reverse("bases")).content.decode()
    without = send(officer, "basis_step", row.pk, "reject", version=row.version)
    assert (without.status_code, "이유" in without.content.decode()) == (422, True)
    assert send(officer, "basis_step", row.pk, "approve", version=row.version).status_code == 303
    page = desk("counsellor-1").get(reverse("consents", args=[case.pk])).content.decode()
    assert "§ 법적 근거" in page


def test_in_danger_the_page_opens_at_once_and_the_officer_confirms(
    case: Any, desk: Any, acts: Any, jobs: Any
) -> None:
    fields = {
        "agency": str(jobs), "sections": ["2"], "clause": "개인정보보호법 18조2항3호", "necessity": "급합니다",
        "days": "30", "danger": "life_in_danger",
    }  # fmt: skip
    send(desk("counsellor-1"), "basis_new", case.pk, **fields)
    with acts("counsellor-1"):
        row = SharingBasis.objects.get()
    assert row.state == "active"
    officer = desk("team-lead")
    assert "나중 승인" in officer.get(reverse("bases")).content.decode()
    assert send(officer, "basis_step", row.pk, "confirm", version=row.version).status_code == 303
    with acts("counsellor-1"):
        assert SharingBasis.objects.get().decided_by is not None


def test_the_proposer_who_also_leads_gets_no_button(case: Any, acts: Any, desk: Any) -> None:
    with acts("counsellor-1") as by:
        row = bases.propose_basis(
            subject=case.person_id, by=by, at=clock.now(),
            terms=bases.BasisTerms(by.agency, (Section.IDENTITY,), "법 1조", "까닭"),
        )  # fmt: skip
    with acts("team-lead") as by:
        SharingBasis.objects.filter(pk=row.pk).update(proposed_by=by.worker)
    lead = desk("team-lead")
    assert "근거 승인" not in lead.get(reverse("bases")).content.decode()
    assert send(lead, "basis_step", row.pk, "approve").status_code in (403, 422)


def test_a_case_of_others_is_not_there(case: Any, desk: Any) -> None:
    assert desk("smile-centre-1").get(reverse("consents", args=[case.pk])).status_code == 404
    assert desk("smile-centre-1").get(reverse("disclosures", args=[case.pk])).status_code == 404


@pytest.mark.slow
def test_the_table_asks_the_same_few_statements_for_one_and_for_six_agencies(
    case: Any, desk: Any, acts: Any, agree: Any
) -> None:
    counsellor, url = desk("counsellor-1"), reverse("consents", args=[case.pk])
    counts = []
    for slugs in (
        ("moel-job-centre",),
        ("police-victim-desk", "korea-legal-aid", "seoul-job-centre", "prosecution-victim-desk"),
    ):
        with acts("counsellor-1") as by:
            for slug in slugs:
                agree(slug, (Section.IDENTITY,), by)
        counsellor.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert counsellor.get(url).status_code == 200
        counts.append(len(statements(caught)))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST


def test_the_pages_speak_english_too(
    case: Any, desk: Any, acts: Any, agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        refer("moel-job-centre", JOBS, by)
    counsellor = desk("counsellor-1")
    for name, query in (
        ("consents", ""),
        ("consent_withdraw", ""),
        ("consent_renew", ""),
        ("basis_new", ""),
        ("disclosures", ""),
        ("consent_print", "?kind=phone"),
    ):
        page = counsellor.get(
            reverse(name, args=[case.pk]) + query, headers={"accept-language": "en"}
        ).content.decode()
        body = page.split("<main", 1)[1].split("</main>")[0]
        rest = re.sub(
            r"한서윤( 님)?|가람|English|부탁드립니다|임다온|고은별|<[^>]+>|개인정보보호법[^<]*",
            "",
            body,
        )
        assert not re.findall(r"[가-힣]{2,}", rest), (name, re.findall(r"[가-힣]+", rest))


def test_the_own_agency_is_never_offered_and_never_asked_for(case: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), reverse("consents", args=[case.pk])
    own = str(case.agency_id)
    assert f'value="{own}"' not in client.get(address).content.decode()
    assert f'value="{own}"' not in client.get(address, {"agency": own}).content.decode()
    sent = {"agency": own, "section": "2", "answer_2": "give", "method": "paper", "giver": "self"}
    assert send(client, "consent_ask", case.pk, **sent).status_code == 404


def test_the_safety_officer_may_use_a_proposed_basis_at_once(
    case: Any, desk: Any, acts: Any
) -> None:
    with acts("counsellor-1") as by:
        row = bases.propose_basis(
            subject=case.person_id, by=by, at=clock.now(),
            terms=bases.BasisTerms(by.agency, (Section.IDENTITY,), "법 1조", "까닭"),
        )  # fmt: skip
    officer = desk("safety-officer")
    assert send(officer, "basis_now", row.pk, reason="because").status_code == 422
    answer = send(officer, "basis_now", row.pk, reason="life_in_danger")
    assert (answer.status_code, answer["Location"]) == (303, reverse("case", args=[case.pk]))
    assert officer.get(answer["Location"]).status_code == 200
    with acts("counsellor-1"):
        assert SharingBasis.objects.get().state == "active"
