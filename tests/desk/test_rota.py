"""Who works when, which room is used, and a calendar address that tells no name."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from hangot import clock
from hangot.appointments import actions, working
from hangot.appointments.models import Absence, Availability
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.core.refusal import NotAllowed
from hangot.desk.planner.week import HouseDays, week
from hangot.directory.models import Post
from hangot.directory.places import DayOff
from hangot.packs.active import profile
from tests.domain.booking_desk import asked, booked, menu, working_day

Desk = Callable[..., Any]
Acts = Callable[..., Any]


@pytest.fixture
def jobs(acts: Acts) -> UUID:
    with acts("counsellor-1"):
        return Post.objects.get(slug="seoul-job-centre-1").pk


def _send(client: Any, post: UUID, **typed: Any) -> Any:
    return client.post(reverse("rota", args=[post]), {"once": new_id(), **typed})


def test_overlapping_hours_are_refused_and_the_known_ones_are_named(desk: Desk, jobs: UUID) -> None:
    answer = _send(desk("team-lead"), jobs, act="hours", weekday="0", starts="1700", ends="1900")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "이미 있는 근무 시간(09:00~18:00)과 겹칩니다" in page
    assert 'value="1700"' in page


def test_a_saturday_is_added_and_removed(desk: Desk, acts: Acts, jobs: UUID) -> None:
    client, day = desk("seoul-job-centre-1"), working_day(30)
    typed = {"act": "hours", "day": day.isoformat(), "starts": "1000", "ends": "1500"}
    assert _send(client, jobs, **typed, rest_from="1200", rest_to="1230").status_code == 303
    with acts("team-lead"):
        row = Availability.objects.get(day=day)
        assert (row.post_id, f"{row.break_starts:%H:%M}") == (jobs, "12:00")
    assert _send(client, jobs, act="drop", thing=str(row.pk)).status_code == 303
    with acts("team-lead"):
        assert not Availability.objects.filter(day=day).exists()


def test_a_saturday_on_which_the_house_opens_once_stands_in_its_week_and_in_no_other() -> None:
    saturday = date(2026, 10, 10)
    once = DayOff(day=saturday, open=True, starts=time(10), ends=time(14))
    closed = DayOff(day=saturday + timedelta(days=8), open=False)
    house = HouseDays(profile("crime_victim"), [], [once, closed])
    monday = saturday - timedelta(days=5)
    assert [day.weekday() for day in house.days(monday)] == [0, 1, 2, 3, 4, 5]
    assert [day.weekday() for day in house.days(monday + timedelta(days=7))] == [0, 1, 2, 3, 4]
    drawn = week(
        monday, [Availability(day=saturday, starts=time(10), ends=time(14))], [], [], house
    )
    assert [cells[-1].look for hour, cells in drawn.lines if 9 <= hour <= 14] == [
        "off", "free", "free", "free", "free", "off",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts": "1500", "ends": "1400"}, "끝나는 때가 시작보다"),
        ({"starts": "", "ends": "1400"}, "적어 주세요"),
        ({"starts": "1000", "ends": "1400", "rest_from": "1200"}, "쉬는 시간은 처음과 끝"),
        (
            {"starts": "1000", "ends": "1400", "rest_from": "0900", "rest_to": "0930"},
            "쉬는 시간은 근무 시간 안",
        ),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    desk: Desk, jobs: UUID, typed: dict[str, str], sentence: str
) -> None:
    answer = _send(desk("team-lead"), jobs, act="hours", weekday="0", **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_who_is_away_gets_no_visitors_and_what_stands_is_shown(
    case: Any, desk: Desk, acts: Acts, jobs: UUID
) -> None:
    day = working_day()
    with acts("counsellor-1") as by:
        booked(case.pk, asked("job-counselling", day=day), by=by)
    client = desk("seoul-job-centre-1")
    typed = {"act": "away", "kind": "suddenly", "first": day.isoformat()}
    assert _send(client, jobs, **typed).status_code == 303
    page = client.get(reverse("rota", args=[jobs]), {"week": day.isoformat()}).content.decode()
    assert "부재 중에 잡힌 예약이 1건" in page
    assert "한서윤" not in page
    with acts("counsellor-1") as by:
        row = actions.ask(
            case_id=case.pk, asked=asked("job-registration", day=day), by=by, at=clock.now()
        )
        assert menu(row) == ()
    with acts("team-lead"):
        away = Absence.objects.get()
    assert _send(client, jobs, act="back", thing=str(away.pk)).status_code == 303


def test_nobody_changes_the_rota_of_another_desk(desk: Desk, acts: Acts, jobs: UUID) -> None:
    with acts("moel-job-centre-1") as by, pytest.raises(NotAllowed):
        working.be_away(
            post_id=jobs, starts=clock.now(), ends=clock.now() + timedelta(hours=1),
            kind="leave", by=by, at=clock.now(),
        )  # fmt: skip
    page = desk("moel-job-centre-1").get(reverse("rota", args=[jobs])).content.decode()
    assert "시간 더하기" not in page


def test_the_calendar_of_a_post_holds_times_and_no_name(case: Any, desk: Desk, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-counselling"), by=by)
    client = desk("seoul-job-centre-1")
    made = client.post(reverse("rota_feed"), {"once": new_id()}).content.decode()
    found = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", made)
    assert found
    answer = Client().get(found[1])
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == one.starts
    assert event.decoded("dtend") == one.ends
    for secret in ("한서윤", "가람", "일자리", str(case.pk), str(case.person_id), case.number):
        assert secret not in text
    client.post(reverse("rota_feed"), {"once": new_id()})
    assert Client().get(found[1]).status_code == 404
    assert Client().get(reverse("calendar", args=["x" * 43])).status_code == 404


def test_a_room_in_use_is_shown_without_whose_it_is(case: Any, desk: Desk, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-counselling"), by=by)
        assert one.room
    day = one.starts.astimezone(SEOUL)
    page = desk("smile-centre-1").get(reverse("rooms"), {"day": f"{day:%Y-%m-%d}"})
    text = page.content.decode()
    assert f"{day:%H:%M}~" in text
    assert text.count('class="busy"') == 1
    assert "한서윤" not in text


def test_a_day_that_is_none_shows_today(desk: Desk, jobs: UUID) -> None:
    assert desk("team-lead").get(reverse("rooms"), {"day": "2026-13-77"}).status_code == 200
    page = desk("team-lead").get(reverse("rota", args=[jobs]), {"week": "x"})
    assert page.status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_time_are_no_days_of_the_house(desk: Desk, jobs: UUID, day: str) -> None:
    lead, reception = desk("team-lead"), desk("reception-1")
    assert lead.get(reverse("rooms"), {"day": day}).status_code == 200
    assert lead.get(reverse("rota", args=[jobs]), {"week": day}).status_code == 200
    assert reception.get(reverse("rota_mend", args=[jobs, day])).status_code == 404
    typed = {"act": "away", "kind": "suddenly", "first": day}
    assert _send(lead, jobs, **typed).status_code == 422


def test_every_post_with_hours_stands_on_the_list(desk: Desk) -> None:
    page = desk("team-lead").get(reverse("rotas")).content.decode()
    assert len(re.findall(r"/house/rota/[0-9a-f-]{36}/", page)) == 20


def test_a_day_somebody_cannot_keep_is_mended_by_one_click_each(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-support-link"), by=by)
    client = desk("reception-1")
    day = f"{one.day:%Y-%m-%d}"
    _send(desk("team-lead"), one.post_id, act="away", kind="suddenly", first=day)
    rota = client.get(reverse("rota", args=[one.post_id])).content.decode()
    url = reverse("rota_mend", args=[one.post_id, day])
    assert url in rota
    page = client.get(url).content.decode()
    assert "같은 시간, 다른 담당" in page
    assert "한서윤" not in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    sent = {"once": new_id(), "appointment": str(one.pk), "key": key[1]}
    assert client.post(url, sent).status_code == 303
    assert "바꿀 예약이 없습니다" in client.get(url).content.decode()
    again = client.post(url, {**sent, "once": new_id()})
    assert again.status_code == 404


def test_what_was_shown_long_ago_is_refused_and_shown_anew(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-support-link"), by=by)
    client = desk("reception-1")
    url = reverse("rota_mend", args=[one.post_id, f"{one.day:%Y-%m-%d}"])
    answer = client.post(url, {"once": new_id(), "appointment": str(one.pk), "key": "old"})
    assert answer.status_code == 422
    assert "이제 이용할 수 없습니다" in answer.content.decode()
    assert client.get(reverse("rota_mend", args=[one.post_id, "nonsense"])).status_code == 404
