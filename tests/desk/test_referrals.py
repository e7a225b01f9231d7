"""The in- and outbox and one referral, as the two sides work with them."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.cases.models import ServiceDelivery
from hangot.consent.models import Disclosure
from hangot.core.access import Section
from hangot.directory.models import Agency, Post, Service
from hangot.people.models import ContactSafety
from hangot.referrals import actions as referrals
from hangot.referrals import agreement
from hangot.referrals.models import Referral
from hangot.referrals.queries import SIZE, After, box
from hangot.tasks.models import Task
from tests.desk.asking import send, statements
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def agreed(acts: Any, agree: Any) -> None:
    """She said yes to what the job centre asks for."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)


@pytest.fixture
def sent(case: Any, agree: Any, refer: Any, acts: Any) -> Referral:
    """The job centre was asked for help; she said no to the incident."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agree("moel-job-centre", (Section.INCIDENT,), by, "refuse")
        return refer("moel-job-centre", JOBS, by)  # type: ignore[no-any-return]


def letter(**more: Any) -> dict[str, Any]:
    with_all = {
        "form": "referral",
        "urgency": "normal",
        "reason": "구직 등록을 부탁드립니다",
        "act": "send",
    }
    return {**with_all, **more}


@pytest.fixture
def desk_of_jobs(db: None, acts: Any) -> dict[str, str]:
    with acts("counsellor-1"):
        jobs = Agency.objects.get(slug="moel-job-centre")
        service = Service.objects.filter(agency=jobs, minutes__gt=0).order_by("slug")[0]
        post = Post.objects.filter(agency=jobs).order_by("slug")[0]
        return {"service": str(service.pk), "post": str(post.pk)}


def test_the_job_desk_gets_no_word_of_the_crime_on_any_of_its_pages(
    case: Any, sent: Referral, desk: Any
) -> None:
    worker = desk("moel-job-centre-1")
    urls = [
        reverse("referrals"), reverse("referrals") + f"?show={sent.pk}",
        reverse("referral", args=[sent.pk]), reverse("case", args=[case.pk]),
        reverse("consents", args=[case.pk]), reverse("disclosures", args=[case.pk]),
        reverse("case_section", args=[case.pk, Section.EMPLOYMENT.number]),
    ]  # fmt: skip
    for url in urls:
        answer = worker.get(url)
        assert answer.status_code == 200, url
        page = answer.content.decode()
        for word in ("스토킹", "따라왔", "stalking"):
            assert word not in page, (url, word)


def test_a_referral_is_written_with_what_she_agreed_to_already_chosen(
    case: Any, desk: Any, desk_of_jobs: dict[str, str], agreed: None
) -> None:
    counsellor = desk("counsellor-1")
    page = counsellor.get(
        reverse("referral_new", args=[case.pk]), {"service": desk_of_jobs["service"]}
    ).content.decode()
    chosen = re.findall(r'name="sections" value="(\d+)"[^>]*checked', page)
    assert chosen == ["1", "2", "11"]
    assert "사건 (? 동의 대기)" in page
    answer = send(counsellor, "referral_new", case.pk, **letter(sections=chosen, **desk_of_jobs))
    assert answer.status_code == 303
    assert "까지 답을 기다립니다" in counsellor.get(answer["Location"]).content.decode()


def test_looking_again_shows_exactly_what_would_go_and_sends_nothing(
    case: Any, desk: Any, acts: Any, desk_of_jobs: dict[str, str], agreed: None
) -> None:
    fields = letter(act="preview", sections=["2", "6"], **desk_of_jobs)
    page = send(desk("counsellor-1"), "referral_new", case.pk, **fields).content.decode()
    assert "이름이나 가명, 나이" in page
    assert "동의 대기: 사건" in page
    with acts("counsellor-1"):
        assert not Referral.objects.exists()


def test_a_section_that_waits_for_consent_keeps_the_whole_letter_back(
    case: Any, desk: Any, acts: Any, desk_of_jobs: dict[str, str]
) -> None:
    counsellor = desk("counsellor-1")
    answer = send(counsellor, "referral_new", case.pk, **letter(sections=["2"], **desk_of_jobs))
    assert "보내지 않고 두었습니다" in counsellor.get(answer["Location"]).content.decode()
    with acts("moel-job-centre-1"):
        assert not Referral.objects.exists()


def test_a_letter_without_a_reason_keeps_what_was_typed(
    case: Any, desk: Any, desk_of_jobs: dict[str, str]
) -> None:
    fields = letter(reason="", own_words="집에서 멀어도 돼요", sections=["2"], **desk_of_jobs)
    answer = send(desk("counsellor-1"), "referral_new", case.pk, **fields)
    assert answer.status_code == 422
    assert "집에서 멀어도 돼요" in answer.content.decode()


def test_a_double_click_on_send_gives_once(
    case: Any, desk: Any, acts: Any, desk_of_jobs: dict[str, str], agreed: None
) -> None:
    counsellor, fields = desk("counsellor-1"), letter(sections=["1", "2", "11"], **desk_of_jobs)
    fields["once"] = str(uuid4())
    first = counsellor.post(reverse("referral_new", args=[case.pk]), fields)
    again = counsellor.post(reverse("referral_new", args=[case.pk]), fields)
    assert first["Location"] == again["Location"]
    with acts("counsellor-1"):
        assert (Referral.objects.count(), Disclosure.objects.count()) == (1, 1)


def test_two_people_answer_and_the_second_sees_both(sent: Referral, desk: Any, acts: Any) -> None:
    first, second = desk("moel-job-centre-1"), desk("moel-job-centre-2")
    page = second.get(reverse("referral", args=[sent.pk])).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    answer = {"answer": "accept", "text": "내일 12시에 전화합니다", "version": version[1]}
    assert send(first, "referral_step", sent.pk, "answer", **answer).status_code == 303
    other = {
        "answer": "decline",
        "why": "no_capacity",
        "text": "자리가 없습니다",
        "version": version[1],
    }
    clash = send(second, "referral_step", sent.pk, "answer", **other)
    shown = clash.content.decode()
    assert clash.status_code == 409
    for words in ("자리가 없음", "자리가 없습니다", "내일 12시에 전화합니다", "수락"):
        assert words in shown
    with acts("moel-job-centre-1"):
        assert Referral.objects.get().state == "accepted"


def test_declining_asks_for_a_reason_and_asking_for_more_asks_what(
    sent: Referral, desk: Any
) -> None:
    worker = desk("moel-job-centre-1")
    for answer, sentence in (("decline", "거절하는 이유를"), ("return", "무엇이 더 필요한지")):
        shown = send(worker, "referral_step", sent.pk, "answer", answer=answer)
        assert shown.status_code == 422
        assert sentence in shown.content.decode()


def test_the_whole_way_from_answer_to_closed_loop(sent: Referral, desk: Any, acts: Any) -> None:
    worker, counsellor = desk("moel-job-centre-1"), desk("counsellor-1")
    steps: tuple[tuple[Any, str, dict[str, str]], ...] = (
        (worker, "answer", {"answer": "return", "text": "경력 서류"}),
        (counsellor, "send", {}),
        (worker, "answer", {"answer": "accept"}),
        (worker, "begin", {"minutes": "40", "result": "구직 등록"}),
        (worker, "complete", {"outcome": "given", "text": "등록했습니다"}),
        (counsellor, "acknowledge", {"disposition": "done"}),
    )  # fmt: skip
    for client, event, fields in steps:
        name = ("referral_send", sent.pk) if event == "send" else ("referral_step", sent.pk, event)
        assert send(client, *name, **fields).status_code == 303, event
    with acts("moel-job-centre-1"):
        assert ServiceDelivery.objects.get().minutes == 40
        assert Referral.objects.get().state == "acknowledged"
    page = counsellor.get(reverse("referral", args=[sent.pk])).content.decode()
    assert "등록했습니다" in page
    assert "경력 서류" in page


def test_the_sender_sees_when_it_was_opened_first(sent: Referral, desk: Any, acts: Any) -> None:
    counsellor, url = desk("counsellor-1"), reverse("referral", args=[sent.pk])
    assert "아직 열지 않음" in counsellor.get(url).content.decode()
    desk("moel-job-centre-1").get(url)
    assert "아직 열지 않음" not in counsellor.get(url).content.decode()


def test_reception_writes_down_an_answer_by_phone_and_reads_no_letter(
    sent: Referral, desk: Any
) -> None:
    reception = desk("reception-1")
    page = reception.get(reverse("referral", args=[sent.pk])).content.decode()
    assert "전화로 답한 분" in page
    assert "부탁드립니다" not in page
    assert send(reception, "referral_step", sent.pk, "answer", answer="accept").status_code == 422
    answer = send(reception, "referral_step", sent.pk, "answer", answer="accept", speaker="고은별")
    assert answer.status_code == 303


def test_declined_is_asked_elsewhere_with_the_same_words(
    sent: Referral, desk: Any, acts: Any
) -> None:
    send(
        desk("moel-job-centre-1"),
        "referral_step",
        sent.pk,
        "answer",
        answer="decline",
        why="no_capacity",
    )
    counsellor = desk("counsellor-1")
    nowhere = send(counsellor, "referral_step", sent.pk, "acknowledge", disposition="rerouted")
    assert nowhere.status_code == 422
    with acts("counsellor-1"):
        other = Service.objects.filter(agency__slug="seoul-job-centre", minutes__gt=0)[0]
    answer = send(
        counsellor,
        "referral_step",
        sent.pk,
        "acknowledge",
        disposition="rerouted",
        service=str(other.pk),
    )
    assert "부탁드립니다" in counsellor.get(answer["Location"]).content.decode()


def test_a_call_she_did_not_allow_is_refused_on_the_page(
    case: Any, sent: Referral, desk: Any, acts: Any
) -> None:
    worker = desk("moel-job-centre-1")
    send(worker, "referral_step", sent.pk, "answer", answer="accept")
    with acts("counsellor-1"):
        ContactSafety.objects.filter(subject_id=case.person_id).update(channels=["letter"])
    answer = send(worker, "referral_tried", sent.pk, result="no_answer")
    assert answer.status_code == 422
    assert "본인이 허락하지 않았습니다" in answer.content.decode()


def test_a_colleague_without_a_seat_and_a_stranger_find_nothing(sent: Referral, desk: Any) -> None:
    for slug in ("counsellor-2", "korea-legal-aid-1"):
        assert desk(slug).get(reverse("referral", args=[sent.pk])).status_code == 404
        assert (
            send(desk(slug), "referral_step", sent.pk, "withdraw", why="mistake").status_code == 404
        )
    outbox = (
        desk("counsellor-2")
        .get(reverse("referrals"), {"box": "out", "turn": "all"})
        .content.decode()
    )
    assert str(sent.pk) not in outbox


def test_the_list_of_the_sender_does_not_name_a_guarded_desk(
    case: Any, desk: Any, acts: Any, agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("seoul-stalking-support", (Section.IDENTITY,), by)
        refer("seoul-stalking-support", (Section.IDENTITY,), by)
    page = (
        desk("counsellor-1")
        .get(reverse("referrals"), {"box": "out", "turn": "all"})
        .content.decode()
    )
    assert "보호 창구, 내선 311" in page
    assert "스토킹" not in page


def _many(case: Any, count: int, by: Any, desk_of_jobs: dict[str, str]) -> None:
    service = Service.objects.get(pk=desk_of_jobs["service"])
    for number in range(count):
        Referral(
            centre_id=by.centre, subject_id=case.person_id, case_id=case.pk, form="referral",
            service=service, from_agency=by.agency, from_post=by.post, to_agency=service.agency_id,
            to_post=desk_of_jobs["post"], sections=[2], state="draft", urgency="normal",
            reason="일자리", written_at=clock.now(),
            due=clock.now() if number % 2 else None,
        ).save(force_insert=True)  # fmt: skip


def test_paging_shows_every_referral_once_also_those_without_a_date(
    case: Any, acts: Any, desk_of_jobs: dict[str, str]
) -> None:
    with acts("counsellor-1") as by:
        _many(case, SIZE + 20, by, desk_of_jobs)
        first = box(by, at=clock.now(), incoming=False)
        last: Any = first[SIZE - 1]
        rest = box(by, at=clock.now(), incoming=False, after=After(last.by_due, last.pk))
    seen = [row.pk for row in (*first[:SIZE], *rest)]
    assert len(seen) == len(set(seen)) == SIZE + 20


@pytest.mark.slow
def test_the_boxes_ask_the_same_few_statements_for_twenty_and_two_hundred(
    case: Any, acts: Any, desk: Any, desk_of_jobs: dict[str, str]
) -> None:
    counsellor, url, counts = desk("counsellor-1"), reverse("referrals") + "?box=out", []
    counsellor.get(url)
    for more in (20, 180):
        with acts("counsellor-1") as by:
            _many(case, more, by, desk_of_jobs)
        with CaptureQueriesContext(connection) as caught:
            assert counsellor.get(url).status_code == 200
        counts.append(len(statements(caught)))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST


@pytest.mark.slow
def test_one_referral_asks_few_statements_for_both_sides(sent: Referral, desk: Any) -> None:
    for slug in ("counsellor-1", "moel-job-centre-1"):
        client, urls = (
            desk(slug),
            [
                reverse("referral", args=[sent.pk]),
                reverse("referrals") + f"?turn=all&show={sent.pk}",
            ],
        )
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url).status_code == 200
            assert len(statements(caught)) <= MOST, (url, len(statements(caught)))


def test_the_pages_speak_english_too(
    case: Any, sent: Referral, desk: Any, desk_of_jobs: dict[str, str]
) -> None:
    urls = {
        "counsellor-1": [
            reverse("referral_new", args=[case.pk]),
            reverse("referral_new", args=[case.pk]) + f"?service={desk_of_jobs['service']}",
            reverse("referrals") + f"?box=out&turn=all&show={sent.pk}",
        ],
        "moel-job-centre-1": [reverse("referral", args=[sent.pk]), reverse("referrals")],
    }
    for slug, pages in urls.items():
        client = desk(slug)
        for url in pages:
            page = client.get(url, headers={"accept-language": "en"}).content.decode()
            body = page.split("<main", 1)[1].split("</main>")[0]
            rest = re.sub(r"한서윤|가람|부탁드립니다|임다온|<[^>]+>", "", body)
            assert not re.findall(r"[가-힣]{2,}", rest), (url, re.findall(r"[가-힣]+", rest))


@pytest.fixture
def frozen(sent: Referral, acts: Any) -> Referral:
    """She takes her yes back after the job centre accepted."""
    with acts("moel-job-centre-1") as by:
        referrals.step(
            referral_id=sent.pk,
            event="accept",
            said=referrals.Said(),
            expected=None,
            by=by,
            at=clock.now(),
        )
    with acts("counsellor-1") as by:
        referrals.withdraw_consent(
            subject=sent.subject_id, agency=sent.to_agency, sections=JOBS, by=by, at=clock.now()
        )
        Referral.objects.filter(pk=sent.pk).update(due=clock.now() - timedelta(days=3))
        return Referral.objects.get(pk=sent.pk)


def test_who_no_longer_sees_how_to_call_safely_is_told_not_to_call(
    frozen: Referral, desk: Any
) -> None:
    assert frozen.case_id
    page = desk("moel-job-centre-1").get(reverse("case", args=[frozen.case_id])).content.decode()
    assert "전화하지 말고 주담당에게 물어 주세요" in page
    assert "아직 묻지 않았습니다" not in page


def test_the_words_of_a_frozen_request_are_no_longer_shown_to_its_receiver(
    frozen: Referral, desk: Any
) -> None:
    page = reverse("referral", args=[frozen.pk])
    assert "부탁드립니다" not in desk("moel-job-centre-1").get(page).content.decode()
    assert "부탁드립니다" in desk("counsellor-1").get(page).content.decode()


def test_what_is_frozen_is_nobodys_turn_and_no_clock_runs(
    frozen: Referral, desk: Any, acts: Any
) -> None:
    assert frozen.is_frozen
    for slug, side in (("moel-job-centre-1", "in"), ("counsellor-1", "out")):
        client, boxes = desk(slug), reverse("referrals")
        for turn in ("mine", "theirs"):
            page = client.get(boxes, {"box": side, "turn": turn}).content.decode()
            assert str(frozen.pk) not in page, (slug, turn)
        for turn in ("frozen", "all"):
            page = client.get(boxes, {"box": side, "turn": turn}).content.decode()
            row = page[page.index(str(frozen.pk)) :].partition("</tr>")[0]
            assert "동결" in row, (slug, turn)
            assert "차례" not in row, (slug, turn)
            assert "clock" not in row, (slug, turn)
        with acts(slug):
            assert not Task.objects.filter(thing_id=frozen.pk, done_at=None).exists()
    assert str(frozen.pk) not in desk("counsellor-1").get("/").content.decode()


def test_a_new_yes_gives_the_turn_back_to_the_desk(frozen: Referral, acts: Any, agree: Any) -> None:
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agreement.consent_came(
            subject=frozen.subject_id, agency=frozen.to_agency, by=by, at=clock.now()
        )
    with acts("moel-job-centre-1"):
        assert Task.objects.get(thing_id=frozen.pk, done_at=None).what == "referral.begin"


def test_reception_is_not_told_which_guarded_desk_was_asked(
    case: Any, desk: Any, acts: Any, agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("seoul-stalking-support", (Section.IDENTITY,), by)
        row = refer("seoul-stalking-support", (Section.IDENTITY,), by)
    boxes = {"box": "out", "turn": "all"}
    for address, fields in (
        (reverse("referrals"), boxes), (reverse("referrals"), {**boxes, "show": str(row.pk)}),
        (reverse("referral", args=[row.pk]), {}),
    ):  # fmt: skip
        page = desk("reception-1").get(address, fields).content.decode()
        assert "보호책임자 담당석" in page, address
        assert not [word for word in ("스토킹", "내선 311", "서울시 스토킹") if word in page], (
            address
        )
    known = desk("counsellor-1").get(reverse("referral", args=[row.pk])).content.decode()
    assert "스토킹" in known
