"""Story H: 40 agencies learn together, one more comes to the door, and debts open afterwards."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from hangot.audit.models import AuditEntry
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.text import Text
from hangot.directory import outside
from hangot.directory.models import Agency, Post
from hangot.tasks.models import Task
from hangot.training import actions, board, queries
from hangot.training.actions import Guest, Session
from hangot.training.models import Trainee, TraineeName, Training
from tests.houses import House, opened

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 7, 14, tzinfo=SEOUL)
BEFORE, DOOR, EVENING = (
    MAY - timedelta(days=20),
    MAY - timedelta(minutes=10),
    MAY + timedelta(hours=4),
)
LEAD, STAFF, TRAINER = (
    "seongbuk-case-management-1",
    "seongbuk-case-management-2",
    "seoul-financial-welfare-central-1",
)
POSTS = (
    "counsellor-1",
    "team-lead",
    "centre-manager",
    "seoul-financial-welfare-youth-1",
    LEAD,
    STAFF,
    TRAINER,
)
TOWN = Text("빚상담", "Debts")
BOTH, ALL = 14, 40


@pytest.fixture
def house(db: None) -> House:
    return opened("financial_welfare", "debts", TOWN, POSTS)


def planned(
    house: House, *, starts: datetime = MAY, title: str = "상반기 역량 강화 교육"
) -> Training:
    """L of the division plans a training of three hours; a post of the central centre teaches."""
    with house.acts(LEAD) as by:
        trainer = Post.objects.get(slug=TRAINER, centre_id=by.centre)
        session = Session(
            "financial_welfare", title, starts, starts + timedelta(hours=3), "성북구청 대강당",
            "서문혁 (서울시복지재단)", trainer.pk,
        )  # fmt: skip
        return actions.plan(session=session, by=by, at=BEFORE)


def invited(
    house: House, training: Training, *agencies: str, roles: tuple[str, ...] = ("lead", "staff")
) -> None:
    with house.acts(LEAD) as by:
        found = Agency.objects.filter(slug__in=agencies, centre_id=by.centre)
        actions.invite(
            training_id=training.pk,
            agencies=[one.pk for one in found],
            roles=roles,
            by=by,
            at=BEFORE,
        )
        actions.call(training_id=training.pk, expected=None, by=by, at=BEFORE)


@pytest.fixture
def network(house: House) -> list[Agency]:
    """40 agencies of the district that have no desk in the house."""
    with house.acts(LEAD) as by:
        return [
            outside.add(
                outside.Outsider(f"지어낸 기관 {n:02}", "", f"07000000{n:02}", "welfare", ()), by=by
            )
            for n in range(1, ALL + 1)
        ]


@pytest.fixture
def day(house: House, network: list[Agency]) -> Training:
    """7 May: 26 agencies send one, 14 send two; 16 team leads and 38 practitioners."""
    training = planned(house)
    both, one_lead = network[:BOTH], network[BOTH : BOTH + 2]
    with house.acts(LEAD) as by:
        for agencies, roles in (
            (both, ("lead", "staff")),
            (one_lead, ("lead",)),
            (network[BOTH + 2 :], ("staff",)),
        ):
            actions.invite(
                training_id=training.pk,
                agencies=[a.pk for a in agencies],
                roles=roles,
                by=by,
                at=BEFORE,
            )
        actions.call(training_id=training.pk, expected=None, by=by, at=BEFORE)
    with house.acts(TRAINER) as by:
        places = Trainee.objects.filter(training=training).order_by("id")
        came = {row.pk: f"참석자 {n}" for n, row in enumerate(places)}
        actions.attend(training_id=training.pk, came=came, by=by, at=DOOR)
    return training


def test_fifty_four_people_of_forty_agencies_by_role(house: House, day: Training) -> None:
    with house.acts(STAFF) as by:
        rows = [one.it for one in queries.places(day.pk, at=EVENING) if one.it.state == "came"]
        assert (len(rows), len({row.agency_id for row in rows})) == (54, 40)
        assert Counter(row.role for row in rows) == {"lead": 16, "staff": 38}
        assert by.agency not in {row.agency_id for row in rows}
        named = [one.name for one in queries.places(day.pk, at=EVENING)]
        assert set(named) == {""}, "nobody agreed to be named to other agencies"


def test_a_third_person_of_an_agency_is_registered_with_a_reason_and_counted_once(
    house: House, day: Training, network: list[Agency]
) -> None:
    third = Guest(network[0].pk, "staff", "문수아", "new")
    with house.acts(TRAINER) as by:
        row = actions.register(training_id=day.pk, guest=third, by=by, at=DOOR)
        assert row.why == "new"
    with house.acts(TRAINER) as by, pytest.raises(Missing, match="once"):
        actions.register(training_id=day.pk, guest=third, by=by, at=DOOR)
    with house.acts(TRAINER) as by, pytest.raises(Missing, match="name"):
        actions.register(
            training_id=day.pk, guest=Guest(third.agency, "staff", " ", "new"), by=by, at=DOOR
        )
    with house.acts(LEAD):
        assert Trainee.objects.filter(training=day, state="came").count() == 55


def test_nobody_unknown_and_nobody_twice_stands_on_the_list(house: House, day: Training) -> None:
    other = planned(house, title="하반기 교육")
    invited(house, other, "seongbuk-case-management")
    with house.acts(LEAD) as by:
        stranger = Trainee.objects.filter(training=other).first()
        mine = Trainee.objects.filter(training=day).first()
        assert stranger
        assert mine
        with pytest.raises(Missing, match="person"):
            actions.attend(training_id=day.pk, came={stranger.pk: "누군가"}, by=by, at=DOOR)
        with pytest.raises(Missing, match="once"):
            actions.attend(training_id=day.pk, came={mine.pk: "참석자 0"}, by=by, at=DOOR)


def test_a_training_that_ends_before_it_begins_is_refused(house: House) -> None:
    with house.acts(LEAD) as by, pytest.raises(Missing, match="dates"):
        actions.plan(
            session=Session("financial_welfare", "교육", MAY, MAY - timedelta(hours=1), "강당"),
            by=by,
            at=BEFORE,
        )
    with house.acts(LEAD) as by, pytest.raises(Missing, match="unnamed"):
        actions.plan(
            session=Session("financial_welfare", "문의 010-7734-0182", MAY, EVENING, "강당"),
            by=by,
            at=BEFORE,
        )


@pytest.fixture
def small(house: House) -> Training:
    """A training of the posts of the house."""
    training = planned(house)
    invited(
        house, training, "seongbuk-case-management", "seoul-financial-welfare-seongbuk",
        "seoul-financial-welfare-youth",
    )  # fmt: skip
    return training


def place(house: House, training: Training, post: str) -> Trainee:
    with house.acts(post) as by:
        found = TraineeName.objects.get(training_id=training.pk, post_id=by.post)
        return found.trainee


def test_an_invitation_goes_to_the_post_and_leaves_its_first_page_when_it_is_answered(
    house: House, small: Training
) -> None:
    mine = place(house, small, "counsellor-1")
    with house.acts("counsellor-1") as by:
        assert Task.objects.get(what="training.answer", post_id=by.post).done_at is None
        actions.answer(trainee_id=mine.pk, event="accept", shares=False, by=by, at=BEFORE)
        assert Task.objects.get(what="training.answer", post_id=by.post).done_at
    with house.acts(STAFF) as by:
        assert not TraineeName.objects.filter(trainee_id=mine.pk).exists(), "the name is not shared"
        assert Trainee.objects.get(pk=mine.pk).state == "coming", "the place is counted"
        with pytest.raises(Hidden):
            actions.answer(trainee_id=mine.pk, event="decline", shares=True, by=by, at=BEFORE)


def test_by_the_qr_one_comes_for_oneself_alone_and_only_when_the_door_is_open(
    house: House, small: Training
) -> None:
    with house.acts("counsellor-1") as by, pytest.raises(Missing, match="training_is_open"):
        actions.come(training_id=small.pk, by=by, at=BEFORE)
    with house.acts("counsellor-1") as by, pytest.raises(Missing, match="door"):
        actions.come(training_id=small.pk, by=by, at=EVENING + timedelta(hours=1))
    with house.acts("counsellor-1") as by:
        assert actions.come(training_id=small.pk, by=by, at=DOOR).how == "qr"
    with house.acts("counsellor-1") as by, pytest.raises(Missing, match="once"):
        actions.come(training_id=small.pk, by=by, at=DOOR)
    with house.acts(TRAINER) as by, pytest.raises(Missing, match="invited"):
        actions.come(training_id=small.pk, by=by, at=DOOR)


def test_who_came_has_a_numbered_certificate_and_answers_the_survey_once(
    house: House, small: Training
) -> None:
    with house.acts("counsellor-1") as by:
        mine = actions.come(training_id=small.pk, by=by, at=DOOR)
    with house.acts(TRAINER) as by:
        actions.hold(training_id=small.pk, expected=None, by=by, at=EVENING)
    marks = {"useful": 5, "clear": 4, "again": 5}
    with house.acts("counsellor-1") as by:
        assert Trainee.objects.get(pk=mine.pk).number == "26-0001"
        actions.reply(trainee_id=mine.pk, answers=marks, by=by, at=EVENING)
    with house.acts("counsellor-1") as by, pytest.raises(Missing, match="once"):
        actions.reply(trainee_id=mine.pk, answers=marks, by=by, at=EVENING)


def test_debts_open_after_the_course_and_the_refusal_names_it(
    house: House, small: Training
) -> None:
    july = datetime(2026, 7, 2, 10, tzinfo=SEOUL)
    with house.acts("counsellor-1") as by:
        queries.demand_trained("debt.see", by=by, at=BEFORE)
        with pytest.raises(NotAllowed) as no:
            queries.demand_trained("debt.see", by=by, at=july)
        assert "‘금융복지’ 교육" in no.value.sentence.ko
        queries.demand_trained("case.see", by=by, at=july)
        actions.come(training_id=small.pk, by=by, at=DOOR)
        queries.demand_trained("debt.see", by=by, at=july)
    with house.acts(LEAD) as by:
        actions.cancel(training_id=small.pk, expected=None, by=by, at=EVENING)
    with house.acts("counsellor-1") as by, pytest.raises(NotAllowed):
        queries.demand_trained("debt.see", by=by, at=july)


def test_who_still_owes_is_told_by_post_and_only_of_the_own_agency(
    house: House, small: Training
) -> None:
    with house.acts("counsellor-1") as by:
        actions.come(training_id=small.pk, by=by, at=DOOR)
    with house.acts("team-lead") as by:
        rows = {
            one.post.slug: one.standing
            for one in queries.owing(by, at=datetime(2026, 7, 2, tzinfo=SEOUL))
        }
    assert (rows["counsellor-1"].done, rows["counsellor-1"].late) == (1, False)
    assert (rows[STAFF].done, rows[STAFF].late) == (0, True)
    with house.acts(LEAD) as by:
        assert {one.post.slug for one in queries.owing(by, at=EVENING)} == {LEAD, STAFF}


def test_the_board_takes_no_person_and_practitioners_of_other_agencies_answer(house: House) -> None:
    def ask(text: str, **more: Any) -> Any:
        with house.acts(STAFF) as by:
            return board.ask(topic="debts", text=text, by=by, at=MAY, **{"nameless": False, **more})

    for words in ("010-7734-0182로 연락 주세요", "970309-2123456", "gaon@example.kr"):
        with pytest.raises(Missing, match="unnamed"):
            ask(words)
    with pytest.raises(Missing) as no:
        ask("임재석님 사례입니다")
    assert "임재석님" in no.value.sentence.ko
    asked = ask("50대 1인 가구, 세금 체납이 있으면 개인회생이 나을까요?")
    with house.acts("seoul-financial-welfare-youth-1") as by:
        board.answer(
            question_id=asked.pk,
            text="세금은 면책되지 않아 회생에서 먼저 갚습니다.",
            nameless=False,
            by=by,
            at=MAY,
        )
        assert [one.many for one in queries.questions()] == [1]  # type: ignore[attr-defined]
        seen = AuditEntry.objects.filter(worker_id=by.worker).values_list("subject_id", "section")
        assert set(seen) <= {(None, None)}, "no section of any client was opened for it"
        with pytest.raises(Hidden):
            board.close(question_id=asked.pk, by=by, at=MAY)
