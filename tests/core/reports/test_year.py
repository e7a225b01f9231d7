"""A year of reports in twenty-five districts: each lives by the tables of the pack, none is lost.

What became of a report is kept a second time, as the states it ended in; the funnel, which knows
events alone, must say the same of every single one.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from hangot.core.reports.funnel import (
    AGAIN,
    COUNTS,
    ENDS,
    REPORTED,
    Event,
    Funnel,
    Place,
    Step,
    funnel,
    place,
    places,
    steps,
)
from hangot.core.reports.sums import LEAST, sums, together, told
from hangot.packs.loader import load

PACK = load("crisis_family")
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
DISTRICTS = 25
REPORTS = 8_193
"""So many homes were reported in a year; beyond the number nothing here is taken from anywhere."""
VERDICTS = {"say_yes": Place.CRISIS, "say_watch": Place.WATCH, "say_no": Place.NO_CRISIS}
ENDED = {
    "helped": Place.HELPED, "redirected": Place.REDIRECTED, "duplicate": Place.JOINED,
    "declined": Place.DECLINED, "lost": Place.LOST,
}  # fmt: skip
OVER = ("closed", "not_selected", "transferred")


@dataclass
class Home:
    """One report as a clerk would remember it: states, and what happened since it last began."""

    chance: random.Random
    notice: str = "new"
    case: str = ""
    reached: bool = False
    visited: bool = False
    verdict: str = ""
    served: bool = False
    again: bool = False
    at: datetime = BEGAN
    log: list[tuple[str, datetime]] = field(default_factory=list)

    def live(self, most: int) -> None:
        self.log.append((REPORTED, self.at))
        for _ in range(most):
            self.at += timedelta(hours=self.chance.randrange(1, 200))
            self._in_case() if self.case else self._before()
            if self.again or (self.notice == "redirected" and self.chance.random() < 0.5):
                return

    def where(self) -> Place:
        if self.again:
            return Place.RECURRED
        if self.notice != "opened":
            reached = Place.REACHED if self.reached else Place.NOT_REACHED
            return {"new": Place.WAITING, "screening": Place.REACHED, "unreachable": reached,
                    **ENDED}[self.notice]  # fmt: skip
        if self.case in (*OVER, "aftercare", "archived"):
            return Place.CLOSED
        if self.served:
            return Place.SERVED
        if self.verdict:
            return VERDICTS[self.verdict]
        return Place.VISITED if self.visited else Place.REACHED

    def _take(self, kind: str, state: str) -> str:
        life = PACK.life(kind)
        event = self.chance.choice(life.events(state))
        self._happens(kind, event)
        return str(life.core(life.step(state, event).target))

    def _happens(self, kind: str, event: str) -> None:
        if what := COUNTS.get((kind, event)):
            self.log.append((what, self.at))
        self.reached |= event in ("start", "reach", "come_back", "open")

    def _before(self) -> None:
        if PACK.life("notice").by_id[self.notice].final and self.chance.random() < 0.4:
            self._again()
            return
        if not PACK.life("notice").events(self.notice):
            return
        before, self.notice = self.notice, self._take("notice", self.notice)
        self.case = "intake" if self.notice == "opened" != before else ""

    def _in_case(self) -> None:
        if self.case in (*OVER, "aftercare", "archived") and self.chance.random() < 0.5:
            self._again()
            return
        act = self.chance.choice((self._case, self._case, self._judge, self._visit, self._refer))
        act()

    def _case(self) -> None:
        life = PACK.life("case")
        events = [one for one in life.events(self.case) if one != "destroy"]
        if not events:
            return
        event = self.chance.choice(events)
        self.case = life.core(life.step(self.case, event).target)
        self._happens("case", event)
        if event == "reopen":
            self.visited, self.verdict, self.served = False, "", False
        self.served |= event in ("activate", "link_only")

    def _open(self) -> bool:
        return PACK.life("case").by_id[self.case].open and self.case != "aftercare"

    def _judge(self) -> None:
        if self._open():
            event = self.chance.choice(list(VERDICTS))
            self._happens("judgement", event)
            self.verdict = event

    def _visit(self) -> None:
        if self._open():
            self._happens("home_visit", "come_back")
            self.visited = True
            self.reached = True

    def _refer(self) -> None:
        if self._open() and self.chance.random() < 0.5:
            self._happens("referral", "begin")
            self.served = True

    def _again(self) -> None:
        self.log.append((AGAIN, self.at))
        self.again = True


def year(seed: int, many: int) -> Iterator[tuple[int, int, UUID, Home]]:
    """District, month, report and what it lived through."""
    chance = random.Random(seed)
    for number in range(many):
        began = BEGAN + timedelta(minutes=chance.randrange(365 * 24 * 60))
        home = Home(chance, at=began)
        home.live(chance.randrange(0, 22))
        yield chance.randrange(DISTRICTS), began.month, UUID(int=number + 1), home


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_eight_thousand_reports_in_25_districts_each_is_where_its_states_say(seed: int) -> None:
    log: dict[tuple[int, int], list[Event]] = {}
    expected: Counter[tuple[int, Place]] = Counter()
    taken: Counter[tuple[int, int]] = Counter()
    for district, month, report, home in year(seed, REPORTS):
        events = [Event(report, what, at) for what, at in home.log]
        assert place(events) is home.where(), home
        log.setdefault((district, month), []).extend(events)
        expected[district, home.where()] += 1
        taken[district, month] += 1
    by_month = {key: funnel(events) for key, events in log.items()}
    assert {key: found.total for key, found in by_month.items()} == dict(taken)
    _closes(by_month, expected)
    assert set(Place) == {where for _, where in expected}, "every place was tried"


def _closes(by_month: dict[tuple[int, int], Funnel], expected: Counter[tuple[int, Place]]) -> None:
    """Months add up to their district, districts to the city, and places to all reports."""
    for district in range(DISTRICTS):
        mine = [found for (where, _), found in by_month.items() if where == district]
        for one in Place:
            assert sum(found.places[one] for found in mine) == expected[district, one]
        assert sum(f.total for f in mine) == sum(sum(f.places.values()) for f in mine)
    assert sum(found.total for found in by_month.values()) == REPORTS == sum(expected.values())


def test_no_step_is_passed_by_more_reports_than_there_are_nor_forgotten_afterwards() -> None:
    for _, _, report, home in year(7, 2_000):
        events = [Event(report, what, at) for what, at in home.log]
        passed = [steps(events[:n]) for n in range(1, len(events) + 1)]
        assert all(before <= after for before, after in pairwise(passed))
        assert Step.REPORTED in passed[0]
        assert (Step.RECURRED in passed[-1]) == (Place.RECURRED in places(events))


def test_an_end_is_left_only_by_coming_back_and_by_being_reported_again() -> None:
    for _, _, report, home in year(8, 2_000):
        events = [Event(report, what, at) for what, at in home.log]
        for (before, after), event in zip(pairwise(places(events)), events, strict=True):
            if before in ENDS and after not in ENDS:
                assert event.what in ("reached", "served", "reopened", "yes", "watch", AGAIN)


def test_what_is_told_outside_is_in_fives_and_hides_what_is_small() -> None:
    for many in range(2_000):
        said = told(many)
        assert (said is None) == (0 < many < LEAST)
        if said is not None:
            assert said % LEAST == 0
            assert abs(said - many) <= LEAST // 2


def test_a_hidden_count_cannot_be_worked_out_from_the_sums_of_the_city() -> None:
    few = funnel(Event(UUID(int=n + 1), REPORTED, BEGAN) for n in range(3))
    many = funnel(Event(UUID(int=n + 1), REPORTED, BEGAN) for n in range(61))
    assert sums(few)["reported"] is None
    assert sums(many)["reported"] == 60
    assert together([sums(few), sums(many)]) == together([sums(many)])
