"""One visit booked from the page: asked, chosen from a menu, held, booked, cancelled."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from hangot import clock
from hangot.appointments import actions
from hangot.appointments.asking import Offer, Stop
from hangot.appointments.models import Appointment, Itinerary
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.core.text import Text
from hangot.desk.planner.showing import BEST, DONE_FIRST, SHORTEST, SOONEST, titles
from hangot.people import actions as people
from tests.domain.booking_desk import STORY_A, asked, booked, services, working_day

Desk = Callable[..., Any]
Acts = Callable[..., Any]


def _send(client: Any, url: str, **typed: Any) -> Any:
    return client.post(url, {"once": new_id(), **typed})


def _ask(client: Any, case: Any, chosen: tuple[UUID, ...], **typed: Any) -> Any:
    day = working_day()
    return _send(client, reverse("case_times", args=[case.pk]), **{
        "services": [str(one) for one in chosen], "first": f"{day.month}/{day.day}", "stay": "480",
        "last": f"{day.month}/{day.day}", "urgency": "normal", **typed,
    })  # fmt: skip


@pytest.fixture
def three(acts: Acts) -> tuple[UUID, ...]:
    with acts("counsellor-1"):
        return services("intake-counselling", "moving-cost", "job-counselling")


def test_a_visit_to_three_desks_is_asked_held_and_booked(
    case: Any, desk: Desk, acts: Acts, three: tuple[UUID, ...]
) -> None:
    client = desk("reception-1")
    asked_ = _ask(client, case, three)
    assert asked_.status_code == 303
    assert asked_.headers["Location"].endswith("#found")
    page = client.get(asked_.headers["Location"]).content.decode()
    assert 'id="found"' in page
    assert 'name="plan"' in page
    assert 'class="gantt"' in page
    held = _send(client, asked_.headers["Location"], act="hold", plan="0", version="1")
    assert held.status_code == 303
    page = client.get(asked_.headers["Location"]).content.decode()
    assert "자리를 잡아 두었습니다" in page
    done = _send(client, asked_.headers["Location"], act="book", version="2")
    assert done.headers["Location"] == reverse("case_times", args=[case.pk])
    listed = client.get(done.headers["Location"]).content.decode()
    assert listed.count("본인 취소") == 3
    with acts("counsellor-1"):
        assert set(Appointment.objects.values_list("state", flat=True)) == {"booked"}


def test_after_its_end_a_time_is_neither_moved_nor_cancelled_by_the_person(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
        over = clock.now() - timedelta(hours=1)
        Appointment.objects.filter(pk=one.pk).update(starts=over - timedelta(hours=1), ends=over)
    page = desk("reception-1").get(reverse("case_times", args=[case.pk])).content.decode()
    assert "본인 취소" not in page
    assert "시간 바꾸기" not in page
    assert "기관 취소" in page


def test_let_go_the_time_is_free_and_the_menu_is_there_again(
    case: Any, desk: Desk, acts: Acts, three: tuple[UUID, ...]
) -> None:
    client = desk("reception-1")
    url = _ask(client, case, three).headers["Location"]
    _send(client, url, act="hold", plan="0", version="1")
    assert _send(client, url, act="free", version="2").status_code == 303
    assert 'name="plan"' in client.get(url).content.decode()
    with acts("counsellor-1"):
        assert set(Appointment.objects.values_list("state", flat=True)) == {"lapsed"}


def test_what_is_booked_is_not_let_go_by_an_old_page(
    case: Any, desk: Desk, acts: Acts, three: tuple[UUID, ...]
) -> None:
    client = desk("reception-1")
    url = _ask(client, case, three).headers["Location"]
    _send(client, url, act="hold", plan="0", version="1")
    assert _send(client, url, act="free").status_code == 409
    _send(client, url, act="book", version="2")
    assert _send(client, url, act="free").status_code == 409
    late = _send(client, url, act="free", version="3")
    assert late.status_code == 422
    assert "잡아 둔 시간이 없습니다" in late.content.decode()
    with acts("counsellor-1"):
        assert Itinerary.objects.get().state == "booked"
        assert set(Appointment.objects.values_list("state", flat=True)) == {"booked"}


def test_it_is_said_when_the_appointment_to_be_replaced_had_ended(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (old,) = booked(case.pk, asked("moving-cost"), by=by)
    client = desk("reception-1")
    url = _ask(client, case, (old.service_id,), instead=str(old.pk)).headers["Location"]
    with acts("counsellor-1") as by:
        actions.cancel_person(appointment_id=old.pk, expected=None, by=by, at=clock.now())
    _send(client, url, act="hold", plan="0", version="1")
    done = client.post(url, {"once": new_id(), "act": "book", "version": "2"}, follow=True)
    assert "바꾸려던 예약은 이미" in done.content.decode()


def test_who_comes_second_reads_it_and_gets_new_plans(
    case: Any, other_case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (service,) = services("moving-cost")
        mine = desk("reception-1")
    url = _ask(mine, case, (service,)).headers["Location"]
    with acts("counsellor-1") as by:
        booked(other_case.pk, asked("moving-cost"), by=by)
    answer = mine.post(
        url, {"once": new_id(), "act": "hold", "plan": "0", "version": "1"}, follow=True
    )
    page = answer.content.decode()
    assert "그 시간은 이제 이용할 수 없습니다" in page
    assert 'name="plan"' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"services": []}, "받을 서비스를 하나 이상 골라 주세요"),
        ({"first": "1/5", "last": "2020-01-06"}, "지났습니다"),
        ({"starts": "14"}, "처음과 끝 시각을 모두"),
        ({"starts": "1500", "ends": "1400"}, "끝 시각이 처음보다"),
        ({"first": "어느 날"}, "날짜를"),
        ({"first": "9999-12-31", "last": ""}, "날짜를"),
        ({"first": "9999-12-20", "last": "9999-12-31"}, "날짜를"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    case: Any, desk: Desk, three: tuple[UUID, ...], typed: dict[str, Any], sentence: str
) -> None:
    answer = _ask(desk("reception-1"), case, three, childcare="on", **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    if "services" not in typed:
        assert all(f'value="{one}" checked' in page for one in three)
    assert re.search(r'name="childcare"[^>]*checked', page)


def test_an_hour_at_which_nobody_works_is_answered_in_the_words_of_any_other(
    case: Any, desk: Desk, three: tuple[UUID, ...]
) -> None:
    client = desk("reception-1")
    url = _ask(client, case, three, starts="0800", ends="0830").headers["Location"]
    page = client.get(url).content.decode()
    assert "이용할 수 있는 시간이 없습니다" in page
    assert all(f'value="{one}" checked' in page for one in three)


def test_the_person_cancels_without_a_reason_and_the_service_only_with_one(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        one, other = booked(case.pk, asked("moving-cost", "job-counselling"), by=by)
    client = desk("reception-1")
    first = reverse("case_appointment", args=[case.pk, one.pk, "cancel_person"])
    assert _send(client, first, why="", version=str(one.version)).status_code == 303
    second = reverse("case_appointment", args=[case.pk, other.pk, "cancel_service"])
    assert _send(client, second, why="", version=str(other.version)).status_code == 422
    assert _send(client, second, why="staff_away", version=str(other.version)).status_code == 303
    page = client.get(reverse("case_times", args=[case.pk])).content.decode()
    assert "본인취소" in page
    assert "담당자가 나오지 못함" in page


def test_another_time_replaces_the_old_one(case: Any, desk: Desk, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (old,) = booked(case.pk, asked("moving-cost"), by=by)
    client = desk("reception-1")
    page = client.get(reverse("case_times", args=[case.pk]), {"instead": old.pk}).content.decode()
    assert f'value="{old.service_id}" checked' in page
    day = working_day(7)
    url = _ask(client, case, (old.service_id,), instead=str(old.pk), first=f"{day.month}/{day.day}",
               last=f"{day.month}/{day.day}").headers["Location"]  # fmt: skip
    _send(client, url, act="hold", plan="0", version="1")
    _send(client, url, act="book", version="2")
    with acts("counsellor-1"):
        old.refresh_from_db()
        assert old.state == "moved"


def test_a_stranger_finds_no_plan_and_no_appointment(case: Any, desk: Desk, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
        row = Itinerary.objects.get()
    client = desk("smile-centre-1")
    for url in (
        reverse("case_times", args=[case.pk]),
        reverse("case_offer", args=[case.pk, row.pk]),
        reverse("case_appointment", args=[case.pk, one.pk, "cancel_person"]),
    ):
        assert client.get(url).status_code == 404


def test_a_plan_of_somebody_else_is_not_opened_under_another_case(
    case: Any, other_case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        row = actions.ask(case_id=case.pk, asked=asked("moving-cost"), by=by, at=clock.now())
    url = reverse("case_offer", args=[other_case.pk, row.pk])
    assert desk("counsellor-1").get(url).status_code == 404


LOOSE = re.compile(
    r'(name="(csrfmiddlewaretoken|once)" value="|nonce=")[^"]*"|<time [^>]*>[^<]*</time>'
)


def _bare(response: Any) -> str:
    return LOOSE.sub("", response.content.decode())


def test_no_page_of_his_differs_by_a_byte_from_a_day_without_her(
    case: Any, other_case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("safety-officer") as by:
        people.separate(
            one=case.person_id, other=other_case.person_id, scope="zone", minutes=20, reason="…",
            by=by, at=clock.now(),
        )  # fmt: skip
    with acts("reception-1") as by:
        question = asked("vocational-training-link", starts=time(11), ends=time(11, 30))
        (his,) = booked(other_case.pk, question, by=by)
        row = Itinerary.objects.get(case_id=other_case.pk)
    pages = [
        reverse("case", args=[other_case.pk]), reverse("case_times", args=[other_case.pk]),
        reverse("case_offer", args=[other_case.pk, row.pk]),
        reverse("case_appointment", args=[other_case.pk, his.pk, "cancel_person"]),
        reverse("case_timeline", args=[other_case.pk]),
    ]  # fmt: skip
    clients = [desk("reception-1"), desk("counsellor-1")]
    before = [_bare(client.get(url)) for client in clients for url in pages]
    with acts("counsellor-1") as by:
        made = booked(case.pk, asked(*STORY_A), by=by)
        assert len(made) == 6
    assert [_bare(client.get(url)) for client in clients for url in pages] == before
    night = {"starts": "0800", "ends": "0830"}
    with acts("reception-1"):
        (jobs,) = services("job-support-link")
    closed = _ask(clients[0], other_case, (jobs,), **night).headers["Location"]
    hers = next(one for one in made if one.service.slug == "unemployment-benefit-link")
    clock_ = {
        "starts": f"{hers.starts.astimezone(SEOUL):%H%M}",
        "ends": f"{hers.ends.astimezone(SEOUL):%H%M}",
    }
    kept = _ask(clients[0], other_case, (jobs,), **clock_).headers["Location"]
    addresses = [url.split("#")[0] for url in (closed, kept)]
    shut, apart = (_bare(clients[0].get(url)).replace(url, "") for url in addresses)
    assert "이용할 수 있는 시간이 없습니다" in apart
    fields = re.compile(r'value="\d\d:?\d\d"')
    assert fields.sub("", shut) == fields.sub("", apart)


@pytest.mark.parametrize(("post", "meets"), [("reception-1", True), ("counsellor-1", False)])
def test_what_is_booked_leads_to_the_slip_and_for_reception_to_the_visit(
    case: Any, desk: Desk, three: tuple[UUID, ...], post: str, meets: bool
) -> None:
    client = desk("reception-1")
    url = _ask(client, case, three).headers["Location"]
    _send(client, url, act="hold", plan="0", version="1")
    _send(client, url, act="book", version="2")
    viewer = desk(post)
    page = viewer.get(reverse("case_times", args=[case.pk])).content.decode()
    links = re.findall(r'href="(/reception/\S*visits/[^"]+)"', page)
    assert len([one for one in links if one.endswith("/slip/")]) == 3
    assert any(not one.endswith("/slip/") for one in links) == meets
    assert all(viewer.get(one).status_code == 200 for one in set(links))


def test_times_are_asked_for_before_the_list_and_after_it(case: Any, desk: Desk) -> None:
    page = desk("reception-1").get(reverse("case_times", args=[case.pk])).content.decode()
    form = page[page.index('id="services"') :]
    first, last = form.index("시간 찾기"), form.rindex("시간 찾기")
    assert first < form.index('name="services"') < last


def test_every_picture_of_a_day_has_a_name_of_its_own(
    case: Any, desk: Desk, acts: Acts, three: tuple[UUID, ...]
) -> None:
    first, last = working_day(), working_day(6)
    url = _ask(
        desk("reception-1"), case, three, first=f"{first.month}/{first.day}",
        last=f"{last.month}/{last.day}", stay="120", starts="0900", ends="1000",
    ).headers["Location"]  # fmt: skip
    page = desk("reception-1").get(url).content.decode()
    names = re.findall(r'role="region" aria-label="([^"]+방문 순서[^"]+)"', page)
    assert len(names) > 1
    assert len(set(names)) == len(names)


def _offer(starts: int, ends: int, waiting: int) -> Offer:
    stop = Stop(
        new_id(), new_id(), new_id(), None, None, None,
        datetime(2026, 9, 7, starts, tzinfo=SEOUL), datetime(2026, 9, 7, ends, tzinfo=SEOUL),
    )  # fmt: skip
    return Offer((stop,), (), waiting, "optimal")


@pytest.mark.parametrize(
    ("rest", "named"),
    [
        ([(9, 11, 30), (13, 14, 0)], [SOONEST, SHORTEST]),
        ([(9, 11, 30)], [SOONEST]),
        ([(12, 13, 0)], [SHORTEST]),
        ([(12, 13, 60)], [DONE_FIRST]),
        ([(9, 11, 30), (9, 10, 0)], [SOONEST, SHORTEST]),
    ],
)
def test_no_two_plans_of_a_menu_have_one_name(
    rest: list[tuple[int, int, int]], named: list[Text]
) -> None:
    assert titles([_offer(10, 12, 45), *(_offer(*one) for one in rest)]) == [BEST, *named]
