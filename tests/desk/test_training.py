"""A training on its pages: who may hold it, who sees whose name, papers, the door, and the board."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.desk.training import door_code
from hangot.directory.models import Agency
from hangot.training import actions
from hangot.training.actions import Session
from hangot.training.models import Trainee, TraineeName, Training, TrainingReply
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
JOBS, HOLDER, TRAINER = "moel-job-centre", "team-lead", "smile-centre-1"
GUEST, SILENT, OTHER = "moel-job-centre-1", "moel-job-centre-2", "police-victim-desk-1"
Acts = Callable[..., Any]


@pytest.fixture
def training(acts: Acts) -> Training:
    """Called by the team lead for the job centre and taught by a post of another agency, just now."""
    at = clock.now()
    with acts(TRAINER) as by:
        trainer = by.post
    with acts(HOLDER) as by:
        session = Session(
            "privacy", "안전한 연락", at, at + timedelta(hours=3), "강당", "", trainer
        )
        row = actions.plan(session=session, by=by, at=at)
        jobs = [Agency.objects.get(slug=JOBS).pk]
        actions.invite(training_id=row.pk, agencies=jobs, roles=("staff",), by=by, at=at)
        return actions.call(training_id=row.pk, expected=None, by=by, at=at)


def place(acts: Acts, training: Training, slug: str) -> Trainee:
    with acts(slug) as by:
        return TraineeName.objects.get(training_id=training.pk, post_id=by.post).trainee


def test_from_the_plan_to_the_certificate_on_the_pages(desk: Any, acts: Acts) -> None:
    lead, today = desk(HOLDER), clock.now().astimezone(SEOUL).date()
    typed = {
        "course": "privacy",
        "title": "안전한 연락",
        "day": today.isoformat(),
        "begins": "0000",
        "ends": "0001",
        "place": "강당",
    }
    made = send(lead, "trainings", **typed)
    assert made.status_code == 303, made.content.decode()[-3000:]
    pk = UUID(made.headers["Location"].split("/")[-2])

    def do(client: Any, event: str, **more: Any) -> Any:
        return send(client, "training_step", pk, event, **more)

    with acts(HOLDER):
        jobs = str(Agency.objects.get(slug=JOBS).pk)
    assert do(lead, "invite", agencies=[jobs], roles=["staff"]).status_code == 303
    assert do(lead, "call").status_code == 303
    assert "교육 초대에 답하기" in desk(GUEST).get("/").content.decode()
    assert do(desk(GUEST), "answer", coming="accept", shares="yes").status_code == 303
    with acts(HOLDER):
        came = [
            str(one) for one in Trainee.objects.filter(training_id=pk).values_list("pk", flat=True)
        ]
    assert do(lead, "attend", came=came).status_code == 303
    assert do(lead, "attend", came=came).status_code == 422
    assert do(lead, "hold").status_code == 303
    page = lead.get(reverse("training", args=[pk])).content.decode()
    assert f"참석 {len(came)}명 · 1개 기관" in page
    for paper in ("certificates", "list", "invitation"):
        made = lead.get(reverse("training", args=[pk]), {"as": paper})
        assert made.content.startswith(b"%PDF"), paper


def test_a_certificate_is_for_who_came_and_for_who_held_it(
    desk: Any, acts: Acts, training: Training
) -> None:
    with acts(GUEST) as by:
        mine = actions.come(training_id=training.pk, by=by, at=clock.now())
    address = reverse("training_certificate", args=[mine.pk])
    assert desk(GUEST).get(address).status_code == 404, "not before the training is closed"
    with acts(TRAINER) as by:
        actions.hold(training_id=training.pk, expected=None, by=by, at=clock.now())
    for slug in (GUEST, TRAINER, HOLDER):
        assert desk(slug).get(address).content.startswith(b"%PDF"), slug
    for slug in (SILENT, OTHER, "counsellor-1"):
        assert desk(slug).get(address).status_code == 404, slug


def test_a_name_is_shown_to_other_agencies_only_where_its_bearer_agreed(
    desk: Any, acts: Acts, training: Training
) -> None:
    for slug, shares in ((GUEST, True), (SILENT, False)):
        mine = place(acts, training, slug)
        with acts(slug) as by:
            actions.answer(trainee_id=mine.pk, event="accept", shares=shares, by=by, at=clock.now())
    with acts(HOLDER):
        named = {row.post_id: row for row in TraineeName.objects.filter(training_id=training.pk)}
        from hangot.accounts.models import Worker

        names = {w.account: str(w.name) for w in Worker.objects.filter(account__in=(GUEST, SILENT))}
    assert len(named) >= 2
    client = desk(OTHER)
    address = reverse("training", args=[training.pk])
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        page = client.get(address).content.decode()
    assert len(statements(caught)) <= 12, statements(caught)
    assert names[GUEST] in page
    assert names[SILENT] not in page
    assert "비공개" in page
    lead = desk(HOLDER)
    lead.get("/")
    with CaptureQueriesContext(connection) as caught:
        assert names[SILENT] in lead.get(address).content.decode()
    assert len(statements(caught)) <= 12, statements(caught)
    assert f"초대 {len(named)}자리" in page, "whoever is not named is counted"


def test_only_who_holds_it_does_what_a_holder_does(
    desk: Any, acts: Acts, training: Training
) -> None:
    for slug in (GUEST, OTHER, "counsellor-1", "statistics"):
        client = desk(slug)
        for event in ("call", "hold", "cancel", "attend", "bring"):
            file = SimpleUploadedFile("a.txt", b"words")
            refused = send(client, "training_step", training.pk, event, came=[], file=file)
            assert refused.status_code in (403, 404, 422), (slug, event)
        assert client.get(reverse("training_door", args=[training.pk])).status_code == 403
        assert (
            client.get(reverse("training", args=[training.pk]), {"as": "list"}).status_code == 403
        )
    with acts(HOLDER):
        assert Training.objects.get(pk=training.pk).state == "called"
        assert not Trainee.objects.filter(training=training, state="came").exists()


def test_a_training_in_preparation_does_not_exist_for_others(desk: Any, acts: Acts) -> None:
    at = clock.now()
    with acts(HOLDER) as by:
        session = Session("privacy", "다음", at, at + timedelta(hours=1), "강당")
        row = actions.plan(session=session, by=by, at=at)
    bare = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="|nonce=")[^"]*"|[0-9a-f-]{36}')
    for name in ("training", "training_door"):
        client = desk(OTHER)
        hidden, nothing = (client.get(reverse(name, args=[pk])) for pk in (row.pk, uuid4()))
        assert hidden.status_code == nothing.status_code == 404
        assert bare.sub("", hidden.content.decode()) == bare.sub("", nothing.content.decode())


def test_the_code_at_the_door_is_ours_alone_and_lets_in_who_is_invited(
    desk: Any, training: Training
) -> None:
    door = desk(HOLDER).get(reverse("training_door", args=[training.pk])).content.decode()
    code = door_code.code(training.pk)
    assert code in door
    assert "data:image/svg+xml" in door
    wrong = code[:-4] + ("AAAA" if not code.endswith("AAAA") else "BBBB")
    assert desk(GUEST).get(reverse("training_in", args=[wrong])).status_code == 404
    stranger = Client().get(reverse("training_in", args=[code]))
    assert stranger.status_code == 302
    assert stranger.headers["Location"].startswith(reverse("account_login"))
    assert code in stranger.headers["Location"], "after signing in one is at the door again"
    assert send(desk(GUEST), "training_in", code).status_code == 303
    assert (
        "참석으로 적혀 있습니다"
        in desk(GUEST).get(reverse("training_in", args=[code])).content.decode()
    )
    assert (
        "초대 명단에 없는" in desk(OTHER).get(reverse("training_in", args=[code])).content.decode()
    )
    assert send(desk(OTHER), "training_in", code).status_code == 422


@pytest.mark.parametrize("typed", ["", "x", "none", "가나다", "AAAA" * 9, "=" * 38])
def test_no_other_text_is_a_code(typed: str) -> None:
    with pytest.raises(Hidden):
        door_code.training_of(typed)


def test_the_survey_keeps_no_name_and_shows_no_mean_of_a_few(
    desk: Any, acts: Acts, training: Training
) -> None:
    with acts(GUEST) as by:
        actions.come(training_id=training.pk, by=by, at=clock.now())
    marks = {"useful": "5", "clear": "4", "again": "5"}
    assert send(desk(GUEST), "training_step", training.pk, "reply", **marks).status_code == 303
    assert send(desk(GUEST), "training_step", training.pk, "reply", **marks).status_code == 422
    columns = {one.name for one in TrainingReply._meta.concrete_fields}
    assert columns == {"id", "centre_id", "training", "answers"}
    with acts(HOLDER) as by:
        assert TrainingReply.objects.count() == 1
        actions.hold(training_id=training.pk, expected=None, by=by, at=clock.now())
    page = desk(HOLDER).get(reverse("training", args=[training.pk])).content.decode()
    assert "5명 이상 답하면" in page
    assert " / 5</dd>" not in page


def test_a_paper_is_taken_by_what_it_is_and_handed_to_who_is_invited(
    desk: Any, training: Training
) -> None:
    lead = desk(TRAINER)
    false = SimpleUploadedFile("slides.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04")
    refused = send(lead, "training_step", training.pk, "bring", file=false)
    assert refused.status_code == 422
    assert "받을 수 없는 종류의 파일" in refused.content.decode()
    good = SimpleUploadedFile("slides.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    assert send(lead, "training_step", training.pk, "bring", file=good).status_code == 303
    page = desk(GUEST).get(reverse("training", args=[training.pk])).content.decode()
    paper = re.search(r"/training/paper/([0-9a-f-]{36})/", page)
    assert paper
    found = desk(GUEST).get(paper.group(0))
    assert found.content.startswith(b"%PDF")
    assert "attachment" in found.headers["Content-Disposition"]


def test_the_board_is_for_practitioners_and_says_beside_the_words_what_is_wrong(desk: Any) -> None:
    asked = {"topic": "work", "text": "야간에 여는 곳이 있나요? 010-7734-0182"}
    refused = send(desk(GUEST), "board", **asked)
    assert refused.status_code == 422
    assert "전화번호처럼 보이는" in refused.content.decode()
    named = send(desk(GUEST), "board", topic="work", text="한서윤 씨에게 맞는 곳이 있나요?")
    assert "이름이 아닙니다" in named.content.decode()
    good = send(desk(GUEST), "board", topic="work", text="야간에 여는 곳이 있나요?")
    assert good.status_code == 303
    where = good.headers["Location"]
    client = desk(OTHER)
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        assert "야간에 여는" in client.get(where).content.decode()
    assert len(statements(caught)) <= 12
    assert (
        client.post(where, {"once": str(uuid4()), "text": "구청 뒤에 있습니다."}).status_code == 303
    )
    assert client.post(where, {"once": str(uuid4()), "close": "1"}).status_code == 404
    assert desk(GUEST).post(where, {"once": str(uuid4()), "close": "1"}).status_code == 303
    for slug in ("reception-1", "auditor", "statistics", "administrator", "safety-officer"):
        assert desk(slug).get(reverse("board")).status_code == 403, slug
        assert desk(slug).get(where).status_code == 403, slug


def test_lists_take_few_statements_and_say_who_owes(desk: Any, training: Training) -> None:
    for name, slug in (("trainings", GUEST), ("training_owing", HOLDER), ("board", GUEST)):
        client = desk(slug)
        client.get("/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(name)).status_code == 200
        assert len(statements(caught)) <= 12, (name, statements(caught))
    assert desk(GUEST).get(reverse("training_owing")).status_code == 403
    assert (
        "정해진 교육 횟수가 없습니다"
        in desk(HOLDER).get(reverse("training_owing")).content.decode()
    )


def test_times_of_a_training_are_real(desk: Any) -> None:
    typed = {
        "course": "privacy",
        "title": "교육",
        "day": "2026-05-07",
        "begins": "17:00",
        "ends": "14:00",
        "place": "강당",
    }
    refused = send(desk(HOLDER), "trainings", **typed)
    assert refused.status_code == 422
    assert "끝나는 시각이 시작보다 뒤여야" in refused.content.decode()
    assert send(desk(GUEST), "trainings", **typed).status_code == 403
