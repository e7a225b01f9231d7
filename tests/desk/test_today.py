"""Today: what is my turn, most urgent first; nothing that tells more than one may know."""

import ast
import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.appointments.unserved import TIME_FREE
from hangot.benefits.proving import PROOF
from hangot.benefits.steps import TURNS
from hangot.benefits.telling import REPORT
from hangot.cases.check_turns import DO, READ
from hangot.cases.contacts import RAISES
from hangot.cases.desk_parts import PART
from hangot.cases.stages import NEXT_TASK
from hangot.cases.turns import KINDS
from hangot.core.ids import new_id
from hangot.debts.procedures import EXEMPT
from hangot.desk.task_words import TASKS, url, words
from hangot.desk.today import rows
from hangot.employment.joining import REPORT as REPORT_WORK
from hangot.employment.working import CHECK
from hangot.homevisits.turns import GO, NOT_BACK
from hangot.instruments.alarms import REPORT as ALARM_REPORT
from hangot.instruments.alarms import TASKS as ALARM_TASKS
from hangot.intake import actions as intake
from hangot.intake.story import Story
from hangot.orders.actions import ASK, ENDING, MISSED
from hangot.packs.active import profile
from hangot.people.meeting import WHAT as MEETING
from hangot.protection.due import ENDING as ENDS_SOON
from hangot.protection.due import FREE, OVERDUE
from hangot.referrals.steps import RECEIVER_NEXT, SENDER_NEXT
from hangot.removals.actions import LOOK as LOOK_AGAIN
from hangot.removals.telling import TELL
from hangot.reports.answering import AGAIN, LOOK
from hangot.reports.measures import ASK as MEASURE_ASK
from hangot.reports.measures import MISSED as MEASURE_MISSED
from hangot.tasks.actions import open_task
from hangot.tasks.late import CASE, NOTICE
from hangot.tasks.models import Clock, Task

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
CANARIES = ("스토킹", "피해", "01077340182", "7734", "노원구")


@pytest.fixture
def hand(acts: Callable[..., Any]) -> Callable[..., list[Task]]:
    """Give counsellor 1 so many tasks about so many callers, due in different hours."""

    def give(many: int) -> list[Task]:
        with acts("counsellor-1") as by:
            for place in range(many):
                story = Story("phone", "fine", name=f"사람{place}")
                one = intake.receive(story=story, by=by, at=clock.now())
                hours = timedelta(hours=place - many // 2)
                Task.objects.filter(thing_id=one.pk).update(due=clock.now() + hours)
            return list(Task.objects.filter(done_at=None))

    return give


def shown(page: str) -> list[str]:
    """The contacts that the list links to, in its order."""
    todo = page[page.index('class="todo"') : page.index("<aside")]
    return re.findall(r'href="/contacts/([0-9a-f-]+)/"', todo)


def test_late_comes_before_due_and_due_before_soon(
    desk: Callable[..., Any], hand: Callable[..., list[Task]]
) -> None:
    tasks = hand(12)
    page = desk("counsellor-1").get("/").content.decode()
    wanted = [
        str(task.thing_id) for task in sorted(tasks, key=lambda t: (t.due is None, t.due, t.pk))
    ]
    assert shown(page) == wanted
    # In the last hours of a day nothing is due later today.
    assert "clock-due" not in page or page.index("clock-late") < page.index("clock-due")
    assert page.count("btn-main") == 1


@pytest.mark.slow
def test_today_asks_as_often_for_twenty_tasks_as_for_two_hundred(
    desk: Callable[..., Any], hand: Callable[..., list[Task]]
) -> None:
    client, counts = desk("counsellor-1"), []
    for many in (20, 180):
        hand(many)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/").status_code == 200
        counts.append(
            sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE")) for q in asked.captured_queries)
        )
    assert counts[0] == counts[1] <= 12


def test_more_tasks_come_page_by_page_and_each_once(
    desk: Callable[..., Any], acts: Callable[..., Any], hand: Callable[..., list[Task]]
) -> None:
    tasks = hand(113)
    with acts("counsellor-1"):
        for task in tasks[:30]:
            Task.objects.filter(pk=task.pk).update(due=None)
    client, address, seen = desk("counsellor-1"), "/", list[str]()
    while address:
        page = client.get(address).content.decode()
        seen += shown(page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == 113


@pytest.mark.parametrize("slug", ["auditor", "statistics", "administrator"])
def test_posts_that_see_no_people_get_their_places(
    desk: Callable[..., Any], hand: Callable[..., list[Task]], slug: str
) -> None:
    hand(3)
    page = desk(slug).get("/").content.decode()
    assert "이 직위에서는 사람의 기록을 보지 않습니다." in page
    assert "사람0" not in page
    assert "내 차례" not in page


@pytest.mark.parametrize("slug", ["reception-1", "team-lead", "centre-manager", "safety-officer",
                                  "privacy-officer", "police-victim-desk-1", "smile-centre-1"])  # fmt: skip
def test_everybody_else_has_a_today(desk: Callable[..., Any], slug: str) -> None:
    page = desk(slug).get("/").content.decode()
    assert "<h1>오늘</h1>" in page
    assert not any(word in page[page.index("<main") :] for word in CANARIES)


def test_an_agency_sees_no_task_of_the_desk(
    desk: Callable[..., Any], hand: Callable[..., list[Task]]
) -> None:
    hand(2)
    assert "사람0" not in desk("smile-centre-1").get("/").content.decode()


def test_a_task_that_no_page_finishes_is_ticked_off(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    with acts("counsellor-1") as by:
        one = intake.receive(story=Story("phone", "fine", name="한서윤"), by=by, at=clock.now())
        open_task(
            "break_glass.told", subject=one.pk, agency=by.agency, post=by.post,
            thing_kind="break_glass", thing=new_id(), at=clock.now(), soft=True,
        )  # fmt: skip
        task = Task.objects.get(what="break_glass.told")
    client = desk("counsellor-1")
    assert reverse("task_done", args=[task.pk]) in client.get("/").content.decode()
    client.post(reverse("task_done", args=[task.pk]), {"once": str(uuid.uuid4())})
    with acts("counsellor-1"):
        assert Task.objects.get(pk=task.pk).done_at
    again = client.post(reverse("task_done", args=[task.pk]), {"once": str(uuid.uuid4())})
    assert again.status_code == 404


def test_a_task_about_somebody_unknown_to_a_post_is_not_there_for_it(
    case: Any, desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    with acts("counsellor-1") as by:
        open_task(
            "order.change", subject=case.person_id, agency=by.agency, thing_kind="person",
            thing=case.person_id, at=clock.now(),
        )  # fmt: skip
        task = Task.objects.get(what="order.change")
    for slug, status in (("statistics", 404), ("counsellor-2", 404), ("counsellor-1", 303)):
        done = desk(slug).post(reverse("task_done", args=[task.pk]), {"once": str(uuid.uuid4())})
        assert done.status_code == status, slug


def test_the_safety_officers_task_is_nobody_elses(acts: Callable[..., Any]) -> None:
    boss = clockwork(centre_of())
    with acting(boss):
        open_task(
            "link.decide", subject=new_id(), agency=boss.agency, duty="S",
            thing_kind="identity_link", thing=new_id(), at=clock.now(),
        )  # fmt: skip
    for slug, sees in (("reception-1", False), ("team-lead", False), ("safety-officer", True)):
        with acts(slug):
            assert Task.objects.filter(what="link.decide").exists() is sees


TABLES: dict[str, set[str]] = {
    "cases/stages.py": {what for what, _ in NEXT_TASK.values()},
    "cases/check_turns.py": {*DO.values(), READ},
    "cases/contacts.py": {what for raised in RAISES.values() for what in raised},
    "cases/turns.py": set(KINDS),
    "referrals/steps.py": {*RECEIVER_NEXT.values(), *SENDER_NEXT.values(), "referral.outside"},
    "referrals/agreement.py": {"referral.begin", "referral.complete"},
    "appointments/unserved.py": {TIME_FREE},
    "benefits/telling.py": {REPORT},
    "benefits/proving.py": {PROOF},
    "benefits/deciding.py": {"benefit.pay", "benefit.settle"},
    "benefits/paying.py": {"benefit.pay", "benefit.settle"},
    "benefits/steps.py": set(TURNS),
    "debts/procedures.py": {EXEMPT},
    "removals/telling.py": {TELL},
    "cases/desk_parts.py": {PART},
    "employment/joining.py": {REPORT_WORK},
    "employment/working.py": {CHECK},
    "messages/turns.py": set(),  # counted where it is called
    "homevisits/turns.py": {GO, NOT_BACK},
    "protection/due.py": {ENDS_SOON, FREE, OVERDUE},
    "removals/actions.py": {LOOK_AGAIN},
    "tasks/late.py": {NOTICE, CASE},
    "reports/measures.py": {MEASURE_ASK, MEASURE_MISSED},
    "intake/ways.py": {f"notice.way_{way}" for way in ("letter", "visit", "police")},
    "instruments/alarms.py": {ALARM_REPORT, *ALARM_TASKS.values()},
    "reports/answering.py": {AGAIN, LOOK},
    "orders/actions.py": {ASK, ENDING, MISSED},
}
"""Where the kind of a task is not written at the call but read from a table of its module."""


TAKES_UP = {("open_task", False), ("open_task", True), ("turn", True)}


def opened() -> dict[str, set[str]]:
    """The kinds of tasks that each module opens; those of `turn` of referrals among them."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "hangot").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(call, "func", None), "id", "")
            if isinstance(call, ast.Call) and (name, len(call.args) > 1) in TAKES_UP:
                here = path.relative_to(ROOT / "hangot").as_posix()
                first = call.args[1] if name == "turn" else call.args[0]
                texts = [one.value for one in ast.walk(first) if isinstance(one, ast.Constant)]
                said = [str(t) for t in texts if "." in str(t) and not str(t).endswith("_")]
                found.setdefault(here, set()).update(said or TABLES[here])
    return found


def test_every_task_the_house_can_open_has_words_and_a_page() -> None:
    kinds = set().union(*opened().values())
    assert {
        "notice.start",
        "case.aftercare",
        "task.call",
        "order.change",
        "referral.begin",
    } <= kinds
    assert kinds <= set(TASKS)
    for what in TASKS:
        assert url(what, thing=new_id(), case=new_id())
        assert words(what).title.ko.endswith(("기", "기 "))
        assert not {words(what).title.ko, words(what).title.en, words(what).act.en} & kinds


def test_nothing_has_words_that_nobody_ever_opens() -> None:
    by_the_database = {MEETING}
    assert set(TASKS) - set().union(*opened().values()) == by_the_database


def test_a_referral_shows_neither_service_nor_agency_on_today(
    desk: Callable[..., Any], case: Any, agree: Callable[..., None], refer: Callable[..., Any],
    acts: Callable[..., Any],
) -> None:  # fmt: skip
    from hangot.core.access import Section

    sections = (Section.IDENTITY, Section.OVERVIEW)
    with acts("counsellor-1") as by:
        for slug in ("moel-job-centre", "seoul-stalking-support"):
            agree(slug, sections, by)
            refer(slug, sections, by)
    page = desk("counsellor-1").get("/").content.decode()
    main = page[page.index("<main") :]
    assert "다른 곳 차례" in main
    assert "한서윤 님" in main
    assert not any(word in main for word in CANARIES)


def test_the_same_name_is_shown_to_who_may_read_it_only(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    with acts("counsellor-1") as by:
        one = intake.receive(
            story=Story("visit", "fine", name="한서윤", birth=date(1997, 3, 9)),
            by=by,
            at=clock.now(),
        )
        open_task(
            "notice.start", subject=one.pk, agency=by.agency, duty="D", thing_kind="notice",
            thing=one.pk, at=clock.now(),
        )  # fmt: skip
    assert "한서윤 님" in desk("counsellor-1").get("/").content.decode()
    assert "한서윤" not in desk("centre-manager").get("/").content.decode()


def test_what_ends_this_week_is_said_to_be_more_where_nobody_counted_on() -> None:
    pack = profile("crime_victim")
    one, other = list(pack.clocks.values())[:2]
    few = rows.ending({one.id: 7, "": 2, "+": 3}, pack)
    assert sorted(many for _, many in few) == ["2", "7"]
    many = rows.ending({one.id: 60, other.id: rows.LOOKED - 60, "": 2, "+": rows.LOOKED}, pack)
    assert dict(many) == {
        rows.CONSENTS: "2+", one.label: "60+", other.label: f"{rows.LOOKED - 60}+",
    }  # fmt: skip


def test_what_is_over_does_not_end_this_week(case: Any, acts: Callable[..., Any]) -> None:
    with acts("counsellor-1") as by:
        runs = Clock.objects.filter(agency_id=by.agency, met_at=None, paused_at=None).first()
        assert runs is not None
        told = [
            rows.theirs(by, finds=False, at=runs.due + moved)()[1].get(runs.what, 0)
            for moved in (-timedelta(days=8), -timedelta(days=6), timedelta(minutes=1))
        ]
    assert told == [0, 1, 0]
