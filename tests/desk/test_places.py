"""Hours, days, rooms, helpers and what posts can do: who changes them, and what it does to bookings."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.appointments import actions, arranging, closures, equipping, working
from hangot.appointments.models import Absence, Aide, Availability, ChildcarePlace, Skill, Tongue
from hangot.appointments.stranded import stranded
from hangot.audit.models import AuditEntry
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.core.refusal import Missing, NotAllowed, Stale
from hangot.desk.house.place_fields import week_of
from hangot.directory.models import Agency, Centre, Post
from hangot.directory.places import Arranged, ClosedPeriod, DayOff, Opening, Room
from hangot.packs.calendar import named
from tests.domain.booking_desk import asked, at_ten, booked, menu, working_day

Desk = Callable[..., Any]
Acts = Callable[..., Any]
MOST = 12
WEEKDAYS = {f"d{n}": "0900-1800" for n in range(5)}


def _agency(acts: Acts, slug: str) -> UUID:
    with acts("team-lead"):
        return Agency.objects.get(slug=slug).pk


def _centre(acts: Acts) -> UUID:
    with acts("team-lead"):
        return Centre.objects.get().pk


def _send(client: Any, name: str, *args: Any, **typed: Any) -> Any:
    return client.post(reverse(name, args=args), {"once": new_id(), "version": "0", **typed})


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def test_everybody_at_the_desks_sees_the_hours_and_only_some_may_change_them(desk: Desk) -> None:
    page = _text(desk("moel-job-centre-1").get(reverse("places")))
    assert "09:00~18:00" in page
    assert "통역 1" in page
    assert "북쪽 출입구" in page
    assert "고치기" not in page
    for slug in ("team-lead", "centre-manager", "administrator"):
        assert "여는 시간 고치기" in _text(desk(slug).get(reverse("places"))), slug
    assert desk("auditor").get(reverse("places")).status_code == 403


def test_a_longer_wednesday_can_be_booked_and_shows_on_the_rota(
    case: Any, desk: Desk, acts: Acts
) -> None:
    centre, day = _centre(acts), working_day()
    typed = WEEKDAYS | {f"d{day.weekday()}": "0900-1200, 1300-2000"}
    assert _send(desk("centre-manager"), "place_week", centre, **typed).status_code == 303
    with acts("team-lead") as by:
        rows = Opening.objects.filter(agency=None, care=False)
        spans = week_of(rows)[day.weekday()]
        assert [f"{a:%H}-{b:%H}" for a, b in spans] == ["09-12", "13-20"]
        post = Post.objects.get(slug="seoul-job-centre-1")
        Availability.objects.filter(post=post).update(ends=time(20))
    with acts("counsellor-1") as by:
        late = asked("job-counselling", day=day, starts=time(18), ends=time(20))
        (one,) = booked(case.pk, late, by=by)
    assert one.starts.astimezone(SEOUL).hour >= 18
    page = _text(desk("team-lead").get(reverse("rota", args=[one.post_id]), {"week": f"{day}"}))
    assert "19시" in page
    hours = {one.starts.hour, (one.ends - timedelta(seconds=1)).hour}
    assert page.count('<td class="busy">예약</td>') == len(hours)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"d0": "0900-1200, 1100-1800"}, "월요일 09:00~12:00 시간이 11:00~18:00 시간과 겹칩니다"),
        ({"d1": "1800-0900"}, "화요일 18:00~09:00: 끝나는 때가 시작보다"),
        ({"d2": "아침부터"}, "0900-1200, 1300-1800처럼"),
        ({"d2": "0900-1000-1100"}, "0900-1200, 1300-1800처럼"),
        ({}, "적어도 하루는 열어야"),
    ],
)
def test_hours_that_make_no_sense_are_refused_with_a_clear_reason(
    desk: Desk, acts: Acts, typed: dict[str, str], sentence: str
) -> None:
    answer = _send(desk("team-lead"), "place_week", _centre(acts), **typed)
    assert answer.status_code == 422
    assert sentence in _text(answer)
    for value in typed.values():
        assert f'value="{value}"' in _text(answer)


def test_who_comes_second_sees_both_and_may_still_save(desk: Desk, acts: Acts) -> None:
    agency = _agency(acts, "seoul-job-centre")
    first, second = desk("centre-manager"), desk("team-lead")
    assert _send(first, "place_week", agency, d0="1000-1700").status_code == 303
    answer = _send(second, "place_week", agency, d0="0900-1300")
    assert answer.status_code == 409
    page = _text(answer)
    assert "그 사이에 다른 분이 고쳤습니다" in page
    assert 'value="0900-1300"' in page
    assert "10:00~17:00" in page
    assert "센터장" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    assert version[1] == "1"
    assert _send(second, "place_week", agency, d0="0900-1300", version="1").status_code == 303
    with acts("team-lead") as by:
        row = Arranged.objects.get(thing=agency)
        assert (row.version, row.post_id) == (2, by.post)
        written = AuditEntry.objects.filter(act="places.write", object_id=agency)
        assert written.count() == 1


def test_an_older_version_is_refused_by_the_act_itself(acts: Acts) -> None:
    agency = _agency(acts, "seoul-job-centre")
    with acts("team-lead") as by:
        who: dict[str, Any] = {"agency_id": agency, "by": by, "at": clock.now()}
        arranging.set_hours(week={0: ((time(9), time(12)),)}, expected=0, **who)
        with pytest.raises(Stale):
            arranging.set_hours(week={}, expected=0, **who)


def test_shorter_hours_of_an_agency_count_the_bookings_they_hit_and_lead_to_mending(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, at_ten("job-counselling"), by=by)
    agency = _agency(acts, "seoul-job-centre")
    lead = desk("team-lead")
    assert "닫힌 시간에 잡힌 예약" not in _text(lead.get(reverse("places")))
    typed = {f"d{n}": "1400-1800" for n in range(5)}
    page = _text(lead.post(
        reverse("place_week", args=[agency]), {"once": new_id(), "version": "0", **typed},
        follow=True,
    ))  # fmt: skip
    assert "닫힌 시간에 잡힌 예약이 1건 있습니다" in page
    assert "한서윤" not in page
    mend = reverse("rota_mend", args=[one.post_id, f"{one.day:%Y-%m-%d}"])
    assert mend not in page
    assert mend in _text(desk("reception-1").get(reverse("places")))
    other = _text(desk("moel-job-centre-1").get(reverse("places")))
    assert "닫힌 시간에 잡힌 예약" not in other


def test_a_day_that_is_closed_is_offered_to_nobody_and_a_holiday_can_be_opened(
    case: Any, desk: Desk, acts: Acts
) -> None:
    day, client = working_day(), desk("centre-manager")
    typed = {"act": "day", "day": day.isoformat(), "how": "closed", "ko": "개관 기념일"}
    assert _send(client, "place_days", **typed).status_code == 303
    page = _text(client.get(reverse("place_days")))
    assert "개관 기념일" in page
    with acts("reception-1") as by:
        question = asked("job-counselling", day=day)
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        assert menu(row) == ()
    again = _send(client, "place_days", **typed)
    assert again.status_code == 422
    assert "이미 적혀 있습니다" in _text(again)
    with acts("team-lead"):
        own = DayOff.objects.get(day=day)
    assert _send(client, "place_days", act="drop", thing=str(own.pk)).status_code == 303
    with acts("reception-1") as by:
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        assert menu(row)


def _holiday() -> date:
    """The next public holiday on a weekday."""
    today = clock.now().astimezone(SEOUL).date()
    known = sorted({*named(today.year), *named(today.year + 1)})
    return next(day for day in known if day > today + timedelta(days=2) and day.weekday() < 5)


def test_an_opened_holiday_has_its_own_hours_and_stands_beside_its_name(
    case: Any, desk: Desk, acts: Acts
) -> None:
    day = _holiday()
    typed = {
        "act": "day", "day": day.isoformat(), "how": "open", "starts": "1000", "ends": "1300",
        "ko": "쉬지 않는 날",
    }  # fmt: skip
    assert _send(desk("centre-manager"), "place_days", **typed).status_code == 303
    page = _text(desk("reception-1").get(reverse("places")))
    assert "10:00~13:00" in page
    with acts("reception-1") as by:
        question = asked("job-counselling", day=day)
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        stops = [stop for offer in menu(row) for stop in offer.stops]
    assert stops
    assert all(10 <= one.starts.astimezone(SEOUL).hour < 13 for one in stops)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "", "how": "open", "ko": "가"}, "필수"),
        ({"day": "2027-01-04", "how": "closed", "starts": "10", "ends": "12", "ko": "가"}, "쉬는 날에는 시간을"),
        ({"day": "2027-01-04", "how": "open", "starts": "10", "ko": "가"}, "처음과 끝 시각"),
        ({"day": "2027-01-04", "how": "open", "starts": "12", "ends": "10", "ko": "가"}, "시작보다 뒤"),
    ],
)  # fmt: skip
def test_a_day_that_makes_no_sense_is_refused(
    desk: Desk, typed: dict[str, str], sentence: str
) -> None:
    answer = _send(desk("centre-manager"), "place_days", act="day", **typed)
    assert answer.status_code == 422
    assert sentence in _text(answer)


def test_a_room_out_of_use_is_not_booked_and_comes_back(case: Any, desk: Desk, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("psychological-counselling"), by=by)
    assert one.room_id
    typed = {"act": "close", "thing": f"room:{one.room_id}", "first": f"{one.day}", "ko": "수리"}
    client = desk("team-lead")
    assert _send(client, "place_days", **typed).status_code == 303
    with acts("counsellor-1") as by:
        assert [each.pk for each in stranded(by=by, at=clock.now())] == [one.pk]
    with acts("team-lead"):
        closed = ClosedPeriod.objects.get()
    assert _send(client, "place_days", act="reopen", thing=str(closed.pk)).status_code == 303
    with acts("counsellor-1") as by:
        assert stranded(by=by, at=clock.now()) == []
    late = {**typed, "first": "2020-01-01"}
    assert "이미 지난 때" in _text(_send(client, "place_days", **late))


def test_an_interpreter_who_is_away_is_not_booked_and_no_reason_is_kept(
    case: Any, desk: Desk, acts: Acts
) -> None:
    day = working_day()
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-counselling", day=day, tongue="en"), by=by)
    typed = {"act": "close", "thing": f"aide:{one.aide_id}", "first": f"{day}", "ko": "병원"}
    client = desk("centre-manager")
    assert _send(client, "place_days", **typed).status_code == 303
    page = _text(client.get(reverse("place_days")))
    assert "통역 1, 없음" in page
    assert "병원" not in page
    with acts("counsellor-1") as by:
        assert [each.pk for each in stranded(by=by, at=clock.now())] == [one.pk]
        away = Absence.objects.get(aide=one.aide_id)
    assert _send(client, "place_days", act="reopen", thing=str(away.pk)).status_code == 303
    with acts("counsellor-1") as by:
        assert stranded(by=by, at=clock.now()) == []


def test_a_room_is_added_changed_and_put_out_of_use(desk: Desk, acts: Acts) -> None:
    client = desk("administrator")
    typed = {"ko": "상담실 9", "kind": "consulting", "zone": "B", "capacity": "5", "active": "on"}
    assert _send(client, "place_room_new", **typed).status_code == 303
    with acts("team-lead"):
        room = Room.objects.get(label_ko="상담실 9")
        assert (room.label_en, room.zone, room.capacity) == ("상담실 9", "B", 5)
    assert _send(client, "place_room", room.pk, **typed).status_code == 409
    bare = {key: value for key, value in typed.items() if key != "active"}
    assert _send(client, "place_room", room.pk, **bare, version="1").status_code == 303
    with acts("team-lead"):
        assert not Room.objects.get(pk=room.pk).active
    assert "상담실 9" not in _text(desk("team-lead").get(reverse("rooms")))
    assert _send(client, "place_room", room.pk, **typed | {"capacity": "0"}).status_code in (
        409,
        422,
    )


def test_a_new_interpreter_is_found_by_the_planner(case: Any, desk: Desk, acts: Acts) -> None:
    day = next(d for n in range(3, 12) if (d := working_day(n)).weekday() in (1, 3))
    question: dict[str, Any] = {"day": day, "tongue": "ru"}
    with acts("reception-1") as by:
        row = actions.ask(
            case_id=case.pk, asked=asked("job-counselling", **question), by=by, at=clock.now()
        )
        assert menu(row) == ()
    typed = {"ko": "통역 4", "kind": "interpreter", "languages": ["ru"], "active": "on", **WEEKDAYS}
    assert _send(desk("team-lead"), "place_aide_new", **typed).status_code == 303
    with acts("reception-1") as by:
        row = actions.ask(
            case_id=case.pk, asked=asked("job-counselling", **question), by=by, at=clock.now()
        )
        assert menu(row)[0].stops[0].aide == Aide.objects.get(label_ko="통역 4").pk
    none = _send(desk("team-lead"), "place_aide_new", **{**typed, "languages": []})
    assert none.status_code == 422
    assert "하나 이상 골라" in _text(none)


def test_who_speaks_the_language_needs_no_interpreter_also_after_a_move(
    case: Any, desk: Desk, acts: Acts
) -> None:
    with acts("team-lead"):
        post = Post.objects.get(slug="seoul-job-centre-1")
        skills = [
            str(pk) for pk in Skill.objects.filter(post=post).values_list("service_id", flat=True)
        ]
    typed = {"services": skills, "languages": ["vi"]}
    assert _send(desk("team-lead"), "place_post", post.pk, **typed).status_code == 303
    with acts("team-lead"):
        assert list(Tongue.objects.values_list("language", flat=True)) == ["vi"]
    with acts("counsellor-1") as by:
        day = next(d for n in range(3, 12) if (d := working_day(n)).weekday() in (1, 3))
        (one,) = booked(case.pk, asked("job-counselling", day=day, tongue="vi"), by=by)
        assert (one.post_id, one.aide_id, one.tongue) == (post.pk, None, "vi")
    page = _text(desk("reception-1").get(reverse("places")))
    assert "베트남어" in page


def test_skills_of_another_agency_are_not_taken(desk: Desk, acts: Acts) -> None:
    with acts("team-lead"):
        post = Post.objects.get(slug="seoul-job-centre-1")
        foreign = Skill.objects.exclude(post__agency=post.agency_id)[0].service_id
    answer = _send(desk("team-lead"), "place_post", post.pk, services=[str(foreign)])
    assert answer.status_code == 422


def test_childcare_has_places_and_hours(case: Any, desk: Desk, acts: Acts) -> None:
    day = working_day()
    typed = {"places": "2", f"d{day.weekday()}": "1400-1700"}
    assert _send(desk("centre-manager"), "place_childcare", **typed).status_code == 303
    with acts("reception-1") as by:
        assert ChildcarePlace.objects.filter(active=True).count() == 2
        question = asked("job-counselling", day=day, childcare=True)
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        stops = [stop for offer in menu(row) for stop in offer.stops]
    assert stops
    assert all(14 <= one.starts.astimezone(SEOUL).hour < 17 for one in stops)
    more = _send(desk("centre-manager"), "place_childcare", places="6", version="1")
    assert more.status_code == 303
    with acts("reception-1"):
        assert ChildcarePlace.objects.filter(active=True).count() == 6


def test_nobody_else_changes_anything(desk: Desk, acts: Acts) -> None:
    agency = _agency(acts, "moel-job-centre")
    for slug in ("moel-job-centre-1", "counsellor-1", "reception-1"):
        client = desk(slug)
        assert client.get(reverse("place_week", args=[agency])).status_code == 403
        assert _send(client, "place_week", agency, **WEEKDAYS).status_code == 403
        assert _send(client, "place_room_new").status_code == 403
        assert _send(client, "place_days", act="day").status_code == 403
    with acts("moel-job-centre-1") as by, pytest.raises(NotAllowed):
        arranging.set_hours(agency_id=agency, week={}, expected=0, by=by, at=clock.now())
    with acts("team-lead"):
        assert not Opening.objects.filter(agency=agency).exists()


def test_what_is_not_there_is_hidden(desk: Desk) -> None:
    client = desk("centre-manager")
    for name in ("place_week", "place_room", "place_aide", "place_post"):
        assert client.get(reverse(name, args=[uuid4()])).status_code == 404
    assert _send(client, "place_days", act="drop", thing=str(uuid4())).status_code == 404
    assert _send(client, "place_days", act="nonsense").status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_opens_within_twelve_statements(
    case: Any, desk: Desk, acts: Acts, language: str
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, at_ten("job-counselling"), by=by)
    with acts("team-lead") as by:
        away = closures.Closure(one.starts, one.ends, closures.PAST)
        closures.close(what=away, by=by, at=clock.now())
        aide, agency = Aide.objects.all()[0].pk, one.agency_id
    client = desk("team-lead")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    places = [
        reverse(name, args=args)
        for name, args in (
            ("places", []), ("place_days", []), ("place_childcare", []), ("place_room_new", []),
            ("place_room", [one.room_id]), ("place_aide", [aide]), ("place_aide_new", []),
            ("place_post", [one.post_id]), ("place_week", [agency]), ("rotas", []), ("rooms", []),
            ("rota", [one.post_id]),
        )
    ]  # fmt: skip
    for place in places:
        client.get(place)
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(place)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in _text(answer)
        asked_for = [
            q["sql"][:90] for q in counted if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
        ]
        assert len(asked_for) <= MOST, (place, len(asked_for), asked_for)


def test_a_closure_ends_after_it_starts(acts: Acts) -> None:
    now = clock.now()
    with acts("team-lead") as by, pytest.raises(Missing):
        what = closures.Closure(now + timedelta(hours=2), now + timedelta(hours=1), closures.PAST)
        closures.close(what=what, by=by, at=now)


def test_the_team_lead_of_another_agency_changes_that_agency_and_nothing_else(
    who: Callable[..., Any],
) -> None:
    by, at = who("moel-job-centre-1"), clock.now()
    lead = replace(by, duties=frozenset({"L"}))
    with acting(lead):
        own, other = Agency.objects.get(pk=by.agency), Agency.objects.exclude(pk=by.agency)[0]
        week = {0: ((time(10), time(12)),)}
        arranging.set_hours(agency_id=own.pk, week=week, expected=0, by=lead, at=at)
        mate = Post.objects.get(slug="moel-job-centre-2")
        equipping.set_abilities(
            post_id=mate.pk, services=(), languages=("zh",), expected=0, by=lead, at=at
        )
        day = at + timedelta(days=1)
        working.be_away(
            post_id=mate.pk, starts=day, ends=day + timedelta(hours=1), kind="leave", by=lead, at=at
        )
        assert Opening.objects.get(agency=own).starts == time(10)
        for agency in (other.pk, None):
            with pytest.raises(NotAllowed):
                arranging.set_hours(agency_id=agency, week=week, expected=0, by=lead, at=at)
        foreign = Opening(
            centre_id=by.centre, agency=other, weekday=0, starts=time(9), ends=time(10)
        )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            foreign.save(force_insert=True)
        stranger = Post.objects.exclude(agency=own)[0]
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Tongue(centre_id=by.centre, post=stranger, language="zh").save(force_insert=True)
