"""Story A, the day itself: she goes from desk to desk, he is at the jobs desk, and nobody meets.

The house stands twice: once with her, once without. What is done around him is done in both, and
no answer may differ by a byte. Reception works with the keyboard alone.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median
from typing import Any

import pytest

from hangot import clock
from hangot.core.clocks import SEOUL
from tests.journeys import keys
from tests.journeys.his_side import Both, Side, free_times, his_row, read
from tests.journeys.twins import Twins, day_twice

pytestmark = [pytest.mark.journey, pytest.mark.slow(50)]
Sit = Callable[..., Any]
WHY = ("오민재", "한서윤", "분리", "상대방", "마주치")
DESKS = (
    "counsellor-1", "police-victim-desk-1", "prosecution-victim-desk-1", "korea-legal-aid-1",
    "seoul-stalking-support-1", "smile-centre-1",
)  # fmt: skip
APART = timedelta(minutes=20)
AT_ONCE = 2.0
"""Seconds after which another desk has seen it, as a rule; a busy machine may take longer once."""


@pytest.fixture(scope="module")
def twins(
    clone: Any, template_database: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Twins]:  # fmt: skip
    """The house with her and the house without her, on a day that begins now."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with day_twice(clone, template_database[0], django_db_blocker, worker) as made:
        yield made


class Play:
    """Everybody at their browsers."""

    def __init__(self, twins: Twins, sit: Sit) -> None:
        self.twins = twins
        self.both = Both(
            [_side(house, sit) for house in (twins.hers, twins.without)], twins, clock.now()
        )
        self.here = self.both.sides[0]
        self.desks = {one: sit(twins.hers.address, one).open("/reception/desk/") for one in DESKS}
        self.desks["moel-job-centre-2"] = self.here.clerk
        self.waits: list[float] = []

    def sees(self, desk: Any, selector: str) -> None:
        """It appears on a page that is open already, without being asked for again."""
        began = time.monotonic()
        desk.page.wait_for_selector(selector, timeout=30_000)
        self.waits.append(time.monotonic() - began)

    def now_at(self, name: str) -> str:
        """At which desk somebody is, by the account of who works there."""
        slug = self.twins.hers.ask(
            "select a.slug from hangot_stop s join hangot_agency a on a.id = s.agency_id"
            " where s.subject_id = %s and s.state in ('waiting', 'called', 'receiving')",
            self.twins.people[name],
        )
        return {"intake-desk": "counsellor-1", "moel-job-centre": "moel-job-centre-2"}.get(
            slug, f"{slug}-1"
        )


def _side(house: Any, sit: Sit) -> Side:
    reception = sit(house.address, "reception-1").open("/reception/")
    reception.page.on("dialog", lambda asked: asked.accept())
    clerk = sit(house.address, "moel-job-centre-2").open("/reception/desk/")
    clerk.page.on("dialog", lambda asked: asked.accept())
    wall = sit(house.address)
    wall.open(reception.page.get_by_role("link", name="호출 화면 열기").get_attribute("href"))
    return Side(house, reception, clerk, wall)


def test_her_day_from_door_to_door_and_his_beside_it(twins: Twins, at_house: Sit) -> None:
    play = Play(twins, at_house)
    play.both.everything("/reception/desk/")
    _he_comes(play)
    _she_is_early(play)
    _he_goes(play)
    _her_turn_comes(play)
    _the_others(play)
    _first_desk_runs_late(play)
    _brought_along(play)
    _all_the_other_desks(play)
    _she_goes(play)
    play.both.everything()
    assert median(play.waits) <= AT_ONCE, play.waits


def _he_comes(play: Play) -> None:
    """At the door, at the desk, on the screen: the same in both houses."""
    number = play.twins.number("his")

    def arrives(side: Side) -> str:
        keys.arrive(side.reception, number)
        return his_row(side.reception.page.content(), number)

    def called(side: Side) -> str:
        keys.call_next(side.clerk)
        return his_row(side.clerk.page.content(), number)

    def received(side: Side) -> str:
        keys.press_on(side.clerk, keys.of("r", number))
        return his_row(side.clerk.page.content(), number)

    told = play.both.same(arrives, "his arrival")
    assert f"{number}번 도착을 확인했습니다." in told
    for side in play.both.sides:
        play.sees(side.clerk, "#next")
    play.both.same(called, "his call")
    for side in play.both.sides:
        play.sees(side.wall, f"#calls:has-text('{number}')")
    play.both.same(received, "his talk")


def _she_is_early(play: Play) -> None:
    """Another way in and a call that has to wait: what to do, and never why."""
    reception, number = play.here.reception, play.twins.number("hers")
    his_way = _way(reception, play.twins.number("his"))
    keys.arrive(reception, number)
    told = reception.page.locator(".flash").inner_text()
    assert re.fullmatch(
        rf"{number}번 도착을 확인했습니다\. [동서북]쪽 출입구, \d번 대기석으로 안내해 주세요\.",
        told.strip(),
    )
    assert _way(reception, number)[:2] != his_way[:2]
    desk = play.desks["counsellor-1"]
    desk.page.on("dialog", lambda asked: asked.accept())
    play.sees(desk, "#next")
    assert keys.call_next(desk) == "지금은 부를 수 없습니다. 5분 뒤에 다시 불러 주세요."
    for page in (reception, play.here.clerk, play.here.wall):
        page.see_no(*WHY[2:])
    reception.see_no(*WHY)
    play.here.wall.see_no(*WHY, str(number))
    play.both.everything("/reception/desk/")


def _way(reception: Any, number: int) -> str:
    row = reception.page.locator("tr", has=reception.page.locator(f"th:text-is('{number}')"))
    return str(row.locator(".guide").inner_text()).strip()


def _he_goes(play: Play) -> None:
    number, visit = play.twins.number("his"), _visit(play, "his")

    def served(side: Side) -> str:
        keys.finish(side.clerk, number)
        return his_row(side.clerk.page.content(), number)

    def leaves(side: Side) -> str:
        keys.leave(side.reception, number)
        return his_row(side.reception.page.content(), number)

    def paper(side: Side) -> bytes:
        sent = side.reception.page.request.get(f"/reception/visits/{visit}/slip/")
        assert sent.headers["content-type"] == "application/pdf"
        return bytes(sent.body())

    play.both.same(served, "the end of his talk")
    play.both.same(leaves, "his leaving")
    play.both.same(paper, "his slip")
    play.both.same(lambda side: read(side.reception, f"/reception/visits/{visit}/"), "his way")


def _visit(play: Play, name: str) -> str:
    return str(
        play.twins.hers.ask(
            "select id from hangot_visit where subject_id = %s", play.twins.people[name]
        )
    )


def _her_turn_comes(play: Play) -> None:
    """She was planned for after him. However slowly he went, the house has been clear for so long."""
    ask, people = play.twins.hers.ask, play.twins.people
    day = "select {} from hangot_visit where subject_id = %s"
    starts = ask(day.format("starts"), people["hers"])
    planned, left = (ask(day.format(one), people["his"]) for one in ("ends", "left_at"))
    assert starts >= planned + APART
    play.twins.passes(max(starts - timedelta(minutes=2), left + APART) - clock.now())


def _the_others(play: Play) -> None:
    """One does not come, one goes early, one comes without being expected; keys only."""
    reception, twins = play.here.reception, play.twins
    reception.open("/reception/")
    reception.check("board")
    reception.on_a_phone("board")
    keys.press_on(reception, f"#g{twins.number('absent')}")
    reception.see("오지 않은 것으로 적었습니다")
    hurried = twins.number("hurried")
    keys.arrive(reception, hurried)
    keys.leave(reception, hurried)
    reception.see("퇴실을 적었습니다", "먼저 가심")
    keys.walk_in(reception, twins.numbers["unexpected"])
    reception.see(f"{twins.number('unexpected')}번 도착을 확인했습니다", "4번 창구")


def _first_desk_runs_late(play: Play) -> None:
    """Called by number, received, and it takes twenty minutes longer."""
    desk, number = play.desks["counsellor-1"], play.twins.number("hers")
    assert "불렀습니다" in keys.call_next(desk)
    play.sees(play.here.wall, f"#calls:has-text('{number}')")
    play.here.wall.see_no(*WHY)
    play.here.wall.check("screen")
    play.here.wall.on_a_phone("screen")
    keys.press_on(desk, keys.of("r", number))
    play.sees(play.here.reception, f"tr:has(th:text-is('{number}')):has-text('상담')")
    before = _planned(play)
    desk.check("desk")
    desk.on_a_phone("desk")
    keys.late(desk, number, 20)
    midnight = clock.now().astimezone(SEOUL).replace(hour=20, minute=0)
    if clock.now() < midnight:
        desk.see("남은 일정을 다시 잡았습니다")
    assert _planned(play) >= before + timedelta(minutes=20)
    play.both.same(lambda side: free_times(side, play.twins.cases["his"]), "free times")


def _planned(play: Play) -> Any:
    """When the next desk expects her."""
    return play.twins.hers.ask(
        "select min(starts) from hangot_stop where subject_id = %s and state = 'planned'",
        play.twins.people["hers"],
    )


def _brought_along(play: Play) -> None:
    """The first desk ends, the second hands her over to one that was not planned."""
    desk, number = play.desks["counsellor-1"], play.twins.number("hers")
    keys.finish(desk, number)
    desk.see("마쳤습니다")
    second = play.desks[play.now_at("hers")]
    play.sees(second, keys.of("r", number))
    keys.press_on(second, keys.of("r", number))
    keys.hand_over(second, number, " 5번 창구")
    second.see("함께 가 주세요")
    play.sees(play.desks["smile-centre-1"], keys.of("r", number))


def _all_the_other_desks(play: Play) -> None:
    """Whoever has her now serves her, until nobody is left; she is never at two desks."""
    number = play.twins.number("hers")
    for _ in range(7):
        if play.now_at("hers") == "None-1":
            break
        desk = play.desks[play.now_at("hers")]
        play.sees(desk, keys.of("r", number))
        keys.press_on(desk, keys.of("r", number))
        keys.finish(desk, number)
    states = play.twins.hers.ask(
        "select array_agg(distinct state) from hangot_stop where subject_id = %s",
        play.twins.people["hers"],
    )
    assert states == ["finished"]


def _she_goes(play: Play) -> None:
    """The paper in her bag names no agency, and reception sees her off."""
    reception, number, visit = play.here.reception, play.twins.number("hers"), _visit(play, "hers")
    papers = [
        play.both.plain(
            bytes(reception.page.request.get(f"/reception/visits/{visit}/slip/{ask}").body())
        )
        for ask in ("", "?neutral=1", "?neutral=0")
    ]
    assert papers[0] == papers[1] != papers[2]
    reception.open(f"/reception/visits/{visit}/")
    reception.check("visit")
    reception.on_a_phone("visit")
    reception.see_no(*WHY)
    keys.leave(reception, number)
    reception.see("퇴실을 적었습니다")
    done = reception.page.locator("section[aria-labelledby=dn] tr", has_text=str(number))
    assert "먼저 가심" not in done.inner_text()
