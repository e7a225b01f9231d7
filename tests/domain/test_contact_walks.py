"""A contact from the first call to its end or to a case, whatever is tried in whichever order.

Nobody is lost on the way: while it is open somebody has the turn, and after its end nobody has.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from hangot import clock
from hangot.core.lookup import parse
from hangot.intake import actions as intake
from hangot.packs.active import profile
from tests.copies import Copy, copy
from tests.domain.whole import Walk, asked, counted, walk, watched
from tests.known import SEOYUN
from tests.worlds import Town

__all__ = ["copy"]
pytestmark = pytest.mark.slow
DESK, COUNSELLOR, CHIEF = "reception-1", "counsellor-1", "team-lead"
OPEN = ("new", "screening", "unreachable")
ENOUGH = profile("crime_victim").attempts["notice"]


@dataclass
class Plain:
    """One contact on a sheet of paper."""

    state: str = "new"
    tasks: tuple[str, ...] = ("notice.start",)
    calls: int = 0
    case: bool = False
    moves: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def go(self, event: str, sources: tuple[str, ...], target: str, *tasks: str) -> bool:
        if self.state not in sources:
            return False
        self.moves[event, self.state, target] += 1
        self.state, self.tasks = target, tasks
        return True

    def start(self) -> bool:
        return self.go("start", ("new",), "screening", "notice.open")

    def no_answer(self) -> bool:
        many = (
            ("notice.reach", "notice.not_reached")
            if self.calls + 1 >= ENOUGH
            else ("notice.reach",)
        )
        done = self.go("no_answer", OPEN, "unreachable", *many)
        self.calls += done
        return done

    def another_way(self) -> bool:
        return self.go("go_another_way", ("unreachable",), "unreachable", "notice.way_visit")

    def reach(self) -> bool:
        return self.go("reach", ("unreachable",), "screening", "notice.open")

    def help(self) -> bool:
        return self.go("help", ("screening",), "helped")

    def decline(self) -> bool:
        return self.go("decline", ("screening",), "declined")

    def redirect(self) -> bool:
        return self.go("redirect", ("new", "screening"), "redirected")

    def mark_duplicate(self) -> bool:
        return self.go("mark_duplicate", ("new", "screening"), "duplicate")

    def give_up(self) -> bool:
        return self.calls >= ENOUGH and self.go("give_up", ("unreachable",), "lost")

    def come_back(self) -> bool:
        ended = ("helped", "redirected", "declined", "lost")
        return self.go("come_back", ended, "screening", "notice.open")

    def open(self) -> bool:
        done = self.go("open", ("screening",), "opened")
        self.case |= done
        return done


EVENTS = st.sampled_from([
    "start", "no_answer", "no_answer", "no_answer", "another_way", "reach", "help", "decline",
    "redirect", "mark_duplicate", "give_up", "come_back", "open",
])  # fmt: skip
ENDS: dict[str, tuple[str, intake.Ending]] = {
    "reach": (COUNSELLOR, intake.Ending()),
    "help": (COUNSELLOR, intake.Ending(words="쉼터 안내")),
    "decline": (COUNSELLOR, intake.Ending(
        why="not_now", words="언제든 다시", holds={"safety_and_report_checked"})),
    "redirect": (DESK, intake.Ending(why="other_area", words="가까운 센터", given={"understood"})),
    "give_up": (CHIEF, intake.Ending(words="편지를 남김")),
    "come_back": (DESK, intake.Ending(channel="phone")),
}  # fmt: skip


class Contact(Walk):
    """Whatever reception, a counsellor and the team lead may try with one contact."""

    town: ClassVar[Town]
    other: ClassVar[UUID]
    touched = (
        "accessclaim", "accessgate", "accessrow", "accesssubject", "auditentry", "callattempt",
        "case", "casepointer", "chainhead", "clock", "contactpoint", "contactsafety", "counter",
        "datakey", "incident", "moved", "need", "note", "notice", "person", "alias", "namecheck",
        "persontokens", "pulse", "searchreceipt", "seat", "sectionsummary", "task",
    )  # fmt: skip

    def begin_with(self) -> None:
        self.plain = Plain()
        with self.town.acts(DESK) as by:
            self.pk: UUID = intake.receive(story=SEOYUN, by=by, at=clock.now()).pk
        with self.town.acts(COUNSELLOR) as by:
            query = parse("한서윤 1997-03-09", date(2026, 9, 2))
            found = intake.look_up(query=query, reason="new_contact", by=by, at=clock.now())
            self.receipt = found.receipt.pk

    def __repr__(self) -> str:
        return repr(self.plain)

    @initialize(first=st.lists(st.sampled_from(["start", "no_answer", "reach"]), max_size=4))
    def begin(self, first: list[str]) -> None:
        for event in first:
            self.act(event)

    @rule(event=EVENTS)
    def act(self, event: str) -> None:
        wanted = getattr(self.plain, event)()
        slug = ENDS[event][0] if event in ENDS else COUNSELLOR
        self.both(wanted, self._by(slug, event))

    def _by(self, slug: str, event: str) -> Callable[[], object]:
        def run() -> object:
            with self.town.acts(slug) as by:
                return self._acts(event)(notice_id=self.pk, expected=None, by=by, at=clock.now())

        return run

    def _acts(self, event: str) -> Callable[..., object]:
        lead = self.town.actor(COUNSELLOR).post
        if event in ENDS:
            return lambda **who: intake.end(event=event, ending=ENDS[event][1], **who)
        found: dict[str, Callable[..., object]] = {
            "start": lambda **who: intake.start(receipt_id=self.receipt, **who),
            "no_answer": lambda **who: intake.attempt(result="busy", inside=True, **who),
            "another_way": lambda **who: intake.another_way(way="visit", **who),
            "open": lambda **who: intake.open_case(known=None, method="paper", lead_post=lead, **who),
            "mark_duplicate": lambda **who: intake.end(
                event="mark_duplicate", ending=intake.Ending(other=self.other), **who),
        }  # fmt: skip
        return found[event]

    def agrees(self) -> None:
        plain = self.plain
        assert asked("select state from hangot_notice where id = %s", self.pk) == [(plain.state,)]
        tasks = "select what from hangot_task where done_at is null and thing_id = %s"
        assert counted(tasks, self.pk) == Counter(plain.tasks)
        assert bool(plain.tasks) == (plain.state in OPEN)
        running = "select count(*) from hangot_clock where thing_id = %s and met_at is null"
        assert counted(
            "select event, source, target from hangot_moved where thing_id = %s and event <> 'receive'",
            self.pk,
        ) == plain.moves  # fmt: skip
        calls = "select count(*) from hangot_callattempt where notice_id = %s and way = ''"
        assert asked(calls, self.pk) == [(plain.calls,)]
        assert asked(running, self.pk)[0][0] <= 1
        found = asked(
            "select c.state, (select count(*) from hangot_seat s where s.subject_id = c.person_id)"
            " from hangot_case c join hangot_notice n on n.case_id = c.id where n.id = %s", self.pk,
        )  # fmt: skip
        assert found == ([("intake", 1)] if plain.case else [])


@pytest.fixture(scope="module")
def town(copy: Copy) -> tuple[Town, UUID]:
    """The house, and another contact with which one may be the same."""
    made = Town()
    for slug in (DESK, COUNSELLOR, CHIEF):
        made.actor(slug)
    with made.acts(DESK) as by:
        return made, intake.receive(story=SEOYUN, by=by, at=clock.now()).pk


@pytest.fixture
def known(town: tuple[Town, UUID], copy: Copy) -> Iterator[dict[str, Any]]:
    with watched(copy):
        yield {"town": town[0], "other": town[1]}


def test_a_contact_given_up_comes_back_and_becomes_a_case(known: dict[str, Any]) -> None:
    one = type("Once", (Contact,), known)()
    try:
        for event in (
            "start", *["no_answer"] * ENOUGH, "another_way", "give_up", "come_back", "open",
        ):  # fmt: skip
            one.act(event)
        assert one.plain.case
    finally:
        one.teardown()


def test_a_contact_stands_where_the_sheet_of_paper_says(known: dict[str, Any]) -> None:
    walk(Contact, **known)
