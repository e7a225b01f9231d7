"""The board of reception, the desk of an agency, and the screen of the waiting room."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.core.contact import SEOUL
from hangot.core.ids import new_id
from hangot.desk.reception import tokens
from hangot.visits.models import Stop, Visit
from tests.domain.test_visit import JOBS, LAW, POLICE, comes, minutes, walk

__all__ = ["comes"]

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
CANARIES = ("한서윤", "가람", "스토킹", "경찰", "법률", "취업", "7734")
ROOT = Path(__file__).parents[2]
TOKENS = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="|data-at=")[^"]*"')


def now() -> Any:
    """This minute."""
    return clock.now().astimezone(SEOUL).replace(second=0, microsecond=0)


def ago(count: int) -> Any:
    """So many minutes ago, but not yesterday."""
    return max(now() - minutes(count), now().replace(hour=0, minute=0))


def board(desk: Any) -> str:
    page: str = desk("reception-1").get(reverse("reception")).content.decode()
    return page[page.index("<main") :]


def post(client: Any, name: str, *args: object, **fields: object) -> Any:
    body = {"once": str(uuid4()), **fields}
    return client.post(reverse(name, args=args), body, follow=True)


def test_the_board_shows_numbers_and_places_and_no_name_agency_or_service(
    desk: Any, comes: Any, case: Any
) -> None:
    visit = comes(case.person_id, (POLICE, now()), (LAW, now() + minutes(35)), at=now())
    page = board(desk)
    assert f">{visit.number}<" in page
    assert "7번 창구" in page
    assert f"{visit.seat}번 대기석" in page
    assert not any(word in page for word in CANARIES)


def test_a_number_and_enter_is_all_it_takes_to_arrive(desk: Any, comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, now()), here=False)
    page = post(desk("reception-1"), "reception_arrive", who=f" {visit.number} ")
    assert f"{visit.number}번 도착을 확인했습니다." in page.content.decode()
    with acts("reception-1"):
        assert Visit.objects.get(pk=visit.pk).state == "arrived"
    again = post(desk("reception-1"), "reception_arrive", who=str(visit.number))
    assert "이미 도착을 확인한 번호입니다." in again.content.decode()


def test_a_desk_sees_whether_somebody_is_in_the_house_already(
    desk: Any, comes: Any, acts: Acts
) -> None:
    visit = comes(new_id(), (POLICE, now()), (LAW, now() + minutes(35)), at=now(), here=False)
    law = desk("korea-legal-aid-1")
    assert "아직 안 오심" in law.get(reverse("desk")).content.decode()
    post(desk("reception-1"), "reception_arrive", who=str(visit.number))
    page = law.get(reverse("desk")).content.decode()
    assert "센터에 오심, 다른 창구" in page
    assert "아직 안 오심" not in page


def test_every_arrival_is_told_the_same_way(desk: Any, comes: Any) -> None:
    told = []
    for slug in (POLICE, JOBS, LAW):
        visit = comes(new_id(), (slug, now()), here=False)
        page = post(desk("reception-1"), "reception_arrive", who=str(visit.number))
        flash = re.search(r'role="status">.*?<span>(.*?)</span>', page.content.decode(), re.DOTALL)
        assert flash
        told.append(re.sub(r"\d+|[동서남북]쪽", "…", flash[1]))
    assert set(told) == {"…번 도착을 확인했습니다. … 출입구, …번 대기석으로 안내해 주세요."}


def test_who_has_no_slip_is_found_by_birth_and_family_name(
    desk: Any, comes: Any, case: Any, acts: Acts
) -> None:
    visit = comes(case.person_id, (POLICE, now()), here=False)
    page = post(desk("reception-1"), "reception_arrive", who="970309한")
    assert f"{visit.number}번" in page.content.decode()
    assert "한서윤" not in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "999", "000000김", "한서윤", "' or 1=1", "12345678901234567890"]
)
def test_who_is_not_expected_is_told_in_one_sentence(desk: Any, typed: str) -> None:
    page = post(desk("reception-1"), "reception_arrive", who=typed)
    assert "오늘 예약에서 찾지 못했습니다." in page.content.decode()


@pytest.mark.slow
def test_the_board_asks_as_often_for_twenty_visits_as_for_two_hundred(
    desk: Any, comes: Any
) -> None:
    client, counts = desk("reception-1"), []
    for many in (20, 180):
        for place in range(many):
            comes(
                new_id(), (POLICE, now()), (LAW, now() + minutes(35)), at=now(), here=place % 2 > 0
            )
        client.get(reverse("reception"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("reception")).status_code == 200
        counts.append(
            sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE")) for q in asked.captured_queries)
        )
    assert counts[0] == counts[1] <= 12, counts


def test_the_pulse_is_one_statement_and_one_number_and_goes_up(desk: Any, comes: Any) -> None:
    comes(new_id(), (POLICE, now()), at=now())
    url = re.search(r'data-pulse="([^"]+)"', board(desk))
    assert url
    stranger = Client()
    with CaptureQueriesContext(connection) as asked:
        before = stranger.get(url[1]).content
    assert len(asked.captured_queries) == 1
    comes(new_id(), (LAW, now()), at=now())
    after = stranger.get(url[1]).content
    assert before.isdigit()
    assert int(after) > int(before)


def test_a_forged_or_old_address_leads_nowhere() -> None:
    stranger = Client()
    old = signing.Signer(salt=tokens.SCREEN).sign_object([str(uuid4()), "2020-01-01"])
    for name, token in (
        ("pulse", "x"),
        ("waiting_room", "x"),
        ("waiting_room", old),
        ("pulse", signing.dumps("x", salt=tokens.BEAT)),
    ):
        assert stranger.get(reverse(name, args=[token])).status_code == 404


def test_the_screen_shows_what_was_called_and_keeps_no_login(
    desk: Any, comes: Any, acts: Acts
) -> None:
    visit = comes(new_id(), (POLICE, now()), at=now())
    url = re.search(r'href="(/screen/[^"]+)"', board(desk))
    assert url
    stranger = Client()
    assert str(visit.number) not in stranger.get(url[1]).content.decode()
    with acts("reception-1"):
        stop = Stop.objects.get(visit=visit.pk)
    post(desk("police-victim-desk-1"), "stop_step", stop.pk, "call")
    shown = stranger.get(url[1])
    page = shown.content.decode()
    assert f"<b>{visit.number}</b>" in page
    assert "7번 창구" in page
    assert not any(word in page for word in CANARIES)
    assert not stranger.cookies
    assert "csrfmiddlewaretoken" not in page


def test_the_oldest_wait_is_called_next(desk: Any, comes: Any, acts: Acts) -> None:
    second = comes(new_id(), (LAW, now()), at=ago(5))
    first = comes(new_id(), (POLICE, now()), at=ago(15))
    post(desk("reception-1"), "call_next")
    with acts("reception-1"):
        assert Stop.objects.get(visit=first.pk).state == "called"
        assert Stop.objects.get(visit=second.pk).state == "waiting"


def test_when_nobody_waits_the_button_says_so(desk: Any) -> None:
    page = post(desk("police-victim-desk-1"), "call_next")
    assert "지금 기다리는 분이 없습니다." in page.content.decode()


def test_a_desk_serves_its_own_from_its_own_page(desk: Any, comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, now()), (LAW, now() + minutes(35)), at=ago(10))
    client = desk("police-victim-desk-1")
    page = client.get(reverse("desk")).content.decode()
    assert str(visit.number) in page
    assert "9번 창구" not in page[page.index("<tbody") : page.index("</tbody")].split("<select")[0]
    with acts("police-victim-desk-1"):
        stop = Stop.objects.get(visit=visit.pk)
    post(client, "stop_step", stop.pk, "receive", back=reverse("desk"))
    page = client.get(reverse("desk")).content.decode()
    assert re.search(r'name="result" required><option value="">고르세요</option>', page)
    done = post(client, "stop_step", stop.pk, "finish", result="given", back=reverse("desk"))
    assert "마쳤습니다." in done.content.decode()
    other = desk("korea-legal-aid-1").get(reverse("desk")).content.decode()
    assert str(visit.number) in other


def test_an_old_page_does_not_call_twice(desk: Any, comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, now()), at=now())
    with acts("reception-1"):
        stop = Stop.objects.get(visit=visit.pk)
    client = desk("reception-1")
    client.post(
        reverse("stop_step", args=[stop.pk, "call"]),
        {"once": str(uuid4()), "version": stop.version},
    )
    late = client.post(
        reverse("stop_step", args=[stop.pk, "receive"]),
        {"once": str(uuid4()), "version": stop.version},
    )
    assert late.status_code in (403, 409)


def test_bad_values_are_refused_with_a_sentence(desk: Any, comes: Any, acts: Acts) -> None:
    visit = comes(new_id(), (POLICE, now()), at=now())
    with acts("police-victim-desk-1"):
        stop = Stop.objects.get(visit=visit.pk)
    client = desk("police-victim-desk-1")
    post(client, "stop_step", stop.pk, "receive")
    for event, fields, status in (
        ("finish", {}, 200), ("late", {"minutes": "-3"}, 200), ("move", {"room": str(uuid4())}, 404),
        ("dance", {}, 404), ("finish", {"result": "x" * 90}, 200), ("late", {"minutes": "²"}, 200),
        ("late", {"minutes": "9" * 15}, 200), ("late", {"minutes": "121"}, 200),
        ("finish", {"version": "²"}, 200),
    ):  # fmt: skip
        answer = post(client, "stop_step", stop.pk, event, **fields)
        assert answer.status_code == status, event
    with acts("police-victim-desk-1"):
        assert Stop.objects.get(pk=stop.pk).state == "receiving"


@pytest.mark.parametrize(("typed", "meant"), [("2", 2), ("²", 0), ("99999", 0), ("-1", 0)])
def test_an_odd_number_of_companions_lets_them_in_all_the_same(
    desk: Any, comes: Any, acts: Acts, typed: str, meant: int
) -> None:
    visit = comes(new_id(), (POLICE, now()), here=False)
    page = post(desk("reception-1"), "reception_arrive", who=str(visit.number), companions=typed)
    assert page.status_code == 200
    with acts("reception-1"):
        found = Visit.objects.get(pk=visit.pk)
    assert (found.state, found.companions) == ("arrived", meant)


def test_nobody_is_sent_away_from_the_house_by_a_hidden_field(desk: Any, comes: Any) -> None:
    comes(new_id(), (POLICE, now()), at=now())
    client = desk("reception-1")
    for back in ("https://elsewhere.example/reception/", "//elsewhere.example", "/trust/"):
        answer = client.post(reverse("call_next"), {"once": str(uuid4()), "back": back})
        assert answer.headers["Location"] == reverse("reception")


def test_a_walk_in_is_squeezed_in_by_the_number_of_the_case(
    desk: Any, case: Any, acts: Acts
) -> None:
    client = desk("reception-1")
    with acts("reception-1"):
        room = walk(LAW, now()).room
    wrong = client.post(reverse("walk_in"), {"once": str(uuid4()), "number": "99-0000", "desk": str(room),
                                             "minutes": 20, "companions": 0})  # fmt: skip
    assert wrong.status_code == 422
    page = post(client, "walk_in", number=case.number, desk=str(room), minutes=20, companions=1)
    assert "도착을 확인했습니다." in page.content.decode()
    with acts("reception-1"):
        visit = Visit.objects.get(subject_id=case.person_id)
        assert (visit.state, visit.companions, visit.stops.get().state) == ("arrived", 1, "waiting")


def test_leaving_and_not_coming_are_written_on_their_pages(
    desk: Any, comes: Any, acts: Acts
) -> None:
    here = comes(new_id(), (POLICE, now()), at=ago(50))
    missing = comes(new_id(), (LAW, ago(45)), at=ago(50), here=False)
    over = now() - ago(45) >= minutes(30)
    client = desk("reception-1")
    assert ("오지 않음" in client.get(reverse("reception")).content.decode()) is over
    assert "퇴실 적기" in client.get(reverse("visit", args=[here.pk])).content.decode()
    post(client, "visit_step", here.pk, "leave", way_back="will_call")
    post(client, "visit_step", missing.pk, "give_up")
    with acts("reception-1"):
        assert Visit.objects.get(pk=here.pk).state == "left"
        assert Visit.objects.get(pk=missing.pk).state == ("not_come" if over else "planned")
    assert (
        client.post(
            reverse("visit_step", args=[here.pk, "burn"]), {"once": str(uuid4())}
        ).status_code
        == 404
    )


OPEN = {"reception": "R", "desk": "CMAP", "walk_in": "R"}


@pytest.mark.parametrize("slug", ["reception-1", "counsellor-1", "team-lead", "safety-officer", "auditor",
                                  "administrator", "moel-job-centre-1"])  # fmt: skip
def test_each_page_of_the_day_opens_to_its_duties_only(desk: Any, who: Any, slug: str) -> None:
    client, duties = desk(slug), who(slug).duties
    for name, letters in OPEN.items():
        wanted = 200 if duties & set(letters) else 403
        assert client.get(reverse(name)).status_code == wanted, name


def test_his_page_is_the_same_to_the_byte_with_her_in_the_house_and_without(
    desk: Any, comes: Any, acts: Acts, case: Any
) -> None:
    """What the desk that serves him reads on the day: nothing of hers changes a byte of it."""
    from django.db import transaction

    from hangot.people import actions as people

    with acts("counsellor-1") as by:
        his = people.create_person(
            number="26-97", name="오민재", birth=None, phone=None, by=by, at=now()
        ).pk
    with acts("safety-officer") as by:
        people.separate(one=case.person_id, other=his, scope="zone", minutes=20, reason="…", by=by,
                        at=now() - timedelta(days=1))  # fmt: skip
    for _ in range(3):
        minute = now()
        pages = [_his_day(desk, comes, acts, his, hers) for hers in (None, case.person_id)]
        if minute == now():  # else the two days differ by a minute of waiting, whoever is there
            break
    assert pages[0] == pages[1]
    assert transaction.get_connection().in_atomic_block


def _his_day(desk: Any, comes: Any, acts: Acts, his: UUID, hers: UUID | None) -> list[str]:
    from django.db import transaction

    pages: list[str] = []
    with transaction.atomic():
        mark = transaction.savepoint()
        visit = comes(his, (JOBS, now()), at=now() - timedelta(days=1), here=False)
        if hers:
            comes(hers, (POLICE, ago(60), 120), at=ago(60))
        with acts("reception-1") as by:
            from hangot.visits import actions as visits

            visits.arrive(visit_id=visit.pk, companions=0, by=by, at=now())
        with acts("moel-job-centre-1"):
            stop = Stop.objects.get(visit=visit.pk)
        client = desk("moel-job-centre-1")
        for answer in (
            client.get(reverse("desk")), post(client, "stop_step", stop.pk, "call"),
            post(client, "stop_step", stop.pk, "receive"), client.get(reverse("desk")),
        ):  # fmt: skip
            page = TOKENS.sub(r"\1", answer.content.decode())
            pages.append(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d\d:\d\d(:\d\d\.\d+)?", "…", page))
        transaction.savepoint_rollback(mark)
    return pages


def test_the_script_of_the_day_is_small_and_writes_no_markup() -> None:
    script = (ROOT / "hangot/static/hangot/live.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 2500
    assert not any(word in script for word in ("innerHTML", "eval", "localStorage"))
