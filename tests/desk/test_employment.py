"""The page of a search and that of the house: written, matched, refused; closed to who has no part."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.text import Text
from hangot.employment.models import Course, JobLimits, JobSearch, RecognitionDay, Vacancy
from hangot.tasks.models import Task
from tests.desk.asking import send, statements
from tests.domain.story_work import POSTS, SOLDIERS, TAEJUN, helped
from tests.houses import House, opened
from tests.settled import signed_in

pytestmark = pytest.mark.django_db
WISHES = {
    "act": "profile", "track": "discharged_soldier", "served": "86", "occupations": ["repair"],
    "skills": "전기기능사", "places": "성북구", "pay": "2,500,000", "per": "month",
    "own_limits": ["lifting"],
}  # fmt: skip
PLANT = {
    "act": "vacancy", "employer": "한빛빌딩", "title": "시설 점검", "occupation": "repair",
    "place": "서울 성북구", "pay": "2,600,000", "per": "month", "needs": "전기기능사", "traits_asked": "on",
}  # fmt: skip
TABLE = "회사\t하는 일\t직종\t특징\n든든물류\t상하차\t물류·운전\t무거운 것을 듦\n가온상사\t사무보조\t사무·회계\t\n"


@pytest.fixture
def house(db: None) -> House:
    return opened("employment_welfare", "plus", Text("남양주", "Namyangju"), POSTS)


@pytest.fixture
def case(house: House) -> Case:
    case = house.hears(TAEJUN, first="reception-1", counsellor="counsellor-1")
    helped(house, case, SOLDIERS, "soldiers-job-support")
    return case


@pytest.fixture
def client(house: House) -> Client:
    return signed_in(house.account(SOLDIERS))


def known(house: House, model: Any) -> list[Any]:
    """Rows as the desk sees them."""
    with house.acts(SOLDIERS):
        return list(model.objects.order_by("pk"))


def shown(client: Client, case: Case) -> str:
    return str(client.get(reverse("case_work", args=[case.pk])).content.decode())


def test_from_wishes_to_the_vacancy_that_suits_with_every_reason(
    client: Client, case: Case, house: House
) -> None:
    assert "아직 적힌 것이 없습니다" in shown(client, case)
    assert send(client, "case_work", case.pk, **WISHES).status_code == 303
    assert send(client, "house_work", **PLANT).status_code == 303
    assert send(client, "house_work", act="bring", table=TABLE).status_code == 303
    page = shown(client, case)
    for said in (
        "제대군인: 중기복무", "알맞아요", "바라는 곳: 성북구", "꼭 필요한 것이 있음: 전기기능사",
        "바람과 다름: 무거운 것을 듦", "고용주에게 물어야 함: 무거운 것을 들지 않는 일",
    ):  # fmt: skip
        assert said in page, said
    assert page.index("시설 점검") < page.index("사무보조") < page.index("상하차")
    plant = next(one for one in known(house, Vacancy) if one.title == "시설 점검").pk
    assert send(client, "case_work", case.pk, act="introduce", item=str(plant)).status_code == 303
    again = send(client, "case_work", case.pk, act="introduce", item=str(plant))
    assert again.status_code == 422
    assert "이미 소개한 일자리입니다" in again.content.decode()


def test_a_table_is_looked_at_first_and_a_wrong_cell_takes_nothing(
    client: Client, house: House
) -> None:
    bad = TABLE + "\t배송\t물류·운전\t\n가온\t판매\t마법\t\n"
    looked = send(client, "house_work", act="look", table=bad)
    page = looked.content.decode()
    assert looked.status_code == 422
    assert "4번째 줄, 회사" in page
    assert "5번째 줄, 직종" in page
    assert "배송" in page, "what was pasted stands there"
    assert send(client, "house_work", act="bring", table=bad).status_code == 422
    assert not known(house, Vacancy)
    good = send(client, "house_work", act="look", table=TABLE)
    assert "2줄 올리기" in good.content.decode()
    assert not known(house, Vacancy), "looking takes nothing"


def test_courses_come_as_a_table_and_one_that_is_closed_keeps_who_has_a_seat(
    client: Client, case: Case, house: House
) -> None:
    today = clock.now().date()
    last = today + timedelta(days=60)
    table = (
        f"과정명\t훈련기관\t시작일\t종료일\t요일\t정원\n바리스타\t3층\t{today}\t{last}\t화목\t2\n"
    )
    wrong = send(
        client,
        "house_work",
        act="look_courses",
        table=table + f"요리\t3층\t{last}\t{today}\t화\t2\n",
    )
    assert wrong.status_code == 422
    assert "3번째 줄, 끝나는 날" in wrong.content.decode()
    assert (
        "1줄 올리기" in send(client, "house_work", act="look_courses", table=table).content.decode()
    )
    assert not known(house, Course)
    assert send(client, "house_work", act="bring_courses", table=table).status_code == 303
    (row,) = known(house, Course)
    send(client, "case_work", case.pk, **WISHES)
    assert send(client, "case_work", case.pk, act="enrol", item=str(row.pk)).status_code == 303
    other = signed_in(house.account("counsellor-1"))
    given: dict[str, Any] = {"act": "close_course", "item": str(row.pk)}
    assert send(other, "house_work", **given).status_code == 403
    assert send(client, "house_work", **given).status_code == 303
    assert send(client, "house_work", **given).status_code == 404, "it is closed already"
    assert "바리스타" not in client.get(reverse("house_work")).content.decode()
    assert "바리스타" in shown(client, case), "the seat stays"
    with house.acts(SOLDIERS):
        acts = AuditEntry.objects.filter(object_id=row.pk, act="vacancy.write", done=True).count()
    assert acts == 2, "entered and closed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_of_korean_excel_is_read_as_it_was_saved(client: Client, encoding: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("a.csv", TABLE.replace("\t", ",").encode(encoding))
    page = send(client, "house_work", act="look", file=upload).content.decode()
    assert "든든물류" in page
    assert "2줄 올리기" in page


def test_bad_input_is_refused_with_what_to_do_and_nothing_is_lost(
    client: Client, case: Case, house: House
) -> None:
    for fields, said in (
        ({**PLANT, "employer": " "}, "사람을 구하는 곳의 이름을 적어 주세요"),
        ({**PLANT, "pay": "-1"}, "임금은 0보다 작을 수 없습니다"),
        ({**PLANT, "pay": "9000", "per": "hour"}, "최저임금"),
        ({**PLANT, "pay": "많음"}, "원 단위 숫자로"),
    ):
        answer = send(client, "house_work", **fields)
        assert answer.status_code == 422
        assert said in answer.content.decode(), said
        assert "시설 점검" in answer.content.decode()
    refused = send(client, "case_work", case.pk, **{**WISHES, "served": "-3"})
    assert "복무한 달수" in refused.content.decode()
    assert not known(house, Vacancy)
    assert not known(house, JobSearch)


def test_who_has_no_part_in_it_finds_nothing(client: Client, case: Case, house: House) -> None:
    """Refused to the local centre and to finance; reception and lead have no part in it."""
    send(client, "case_work", case.pk, **WISHES)
    nowhere = signed_in(house.account("local-job-centre-1"))
    hidden = nowhere.get(reverse("case_work", args=[case.pk]))
    assert hidden.status_code == 404
    for slug in ("reception-1", "team-lead", "counsellor-1"):
        answer = signed_in(house.account(slug)).get(reverse("case_work", args=[case.pk]))
        assert answer.status_code in (403, 404), slug
        with house.acts(slug):
            assert not JobSearch.objects.exists(), slug
            assert not JobLimits.objects.exists(), slug
    assert signed_in(house.account("reception-1")).get(reverse("house_work")).status_code == 403
    assert signed_in(house.account("counsellor-1")).get(reverse("house_work")).status_code == 200


def test_a_course_fills_up_and_a_day_to_report_stands_beside_it(
    client: Client, case: Case, house: House
) -> None:
    send(client, "case_work", case.pk, **WISHES)
    today = clock.now().date()
    monday = today + timedelta(days=7 - today.weekday())
    course = {
        "act": "course", "title": "전산회계", "place": "2층 교육실", "seats": "1", "first": monday.isoformat(),
        "last": (monday + timedelta(days=60)).isoformat(), "days": ["1", "2", "3", "4", "5"], "starts": "0930", "ends": "1600",
    }  # fmt: skip
    assert send(client, "house_work", **{**course, "seats": "0"}).status_code == 422
    assert send(client, "house_work", **course).status_code == 303
    (row,) = known(house, Course)
    assert send(client, "case_work", case.pk, act="enrol", item=str(row.pk)).status_code == 303
    (row,) = known(house, Course)
    assert (row.taken, row.seats) == (1, 1)
    day = next(
        on for number in range(7, 40)
        if (on := monday + timedelta(days=number)).isoweekday() == 3 and _worked(on)
    )  # fmt: skip
    clash = send(client, "case_work", case.pk, act="day", on=day.isoformat())
    assert "‘전산회계’ 수업이 있습니다" in clash.content.decode()
    early = send(client, "case_work", case.pk, act="day", on=day.isoformat(), slot="0900")
    assert early.status_code == 303, early.content.decode()
    assert [one.on for one in known(house, RecognitionDay)] == [day]
    assert "work.report" in {one.what for one in known(house, Task)}


def test_a_page_opened_before_somebody_else_wrote_is_stale(
    client: Client, case: Case, house: House
) -> None:
    send(client, "case_work", case.pk, **WISHES)
    (row,) = known(house, JobSearch)
    assert send(client, "case_work", case.pk, **WISHES, version=str(row.version)).status_code == 303
    assert send(client, "case_work", case.pk, **WISHES, version=str(row.version)).status_code == 409


def test_the_pages_stand_in_english_and_take_few_statements(client: Client, case: Case) -> None:
    send(client, "case_work", case.pk, **WISHES)
    send(client, "house_work", act="bring", table=TABLE)
    client.cookies["hangot-language"] = "en"
    for said in ("Search for work", "Medium service", "Against a wish: Heavy lifting"):
        assert said in shown(client, case), said
    address: Any
    for address in (reverse("case_work", args=[case.pk]), reverse("house_work")):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        assert len(statements(caught)) <= 12, statements(caught)


def _worked(day: Any) -> bool:
    from hangot.packs.rules.loader import RULES, load

    return bool(load(RULES / "kr").off.working(day) == day)
