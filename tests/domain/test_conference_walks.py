"""Whatever people try with a conference, in whatever order: it stands where a plain model says."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from hangot.cases.models import Case
from hangot.conferences import actions as conferences
from hangot.conferences.models import AgendaItem, Attendance, Conference
from hangot.core.access import Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from tests.domain.conferring import (
    JOBS,
    LEAD,
    MIND,
    Acts,
    invite,
    on_item,
    post,
    prepared,
    put_on,
    sign,
    step,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GUESTS = ("case-manager-1", JOBS, MIND)
EARLY = st.sets(st.sampled_from([LEAD, *GUESTS]), min_size=2)
SHOWN = ("called", "open", "decided", "minuted")


class Plain:
    """A conference as somebody would keep it on a sheet of paper."""

    def __init__(self) -> None:
        self.state, self.item = "draft", "listed"
        self.signed: set[str] = set()
        self.left: set[str] = set()

    def move(self, sources: tuple[str, ...], target: str, *, if_: bool = True) -> bool:
        done = self.state in sources and if_
        self.state = target if done else self.state
        return done

    def move_item(self, sources: tuple[str, ...], target: str, *, if_: bool = True) -> bool:
        done = self.item in sources and if_
        self.item = target if done else self.item
        return done

    def call(self) -> bool:
        return self.move(("draft", "postponed"), "called", if_=self.item == "listed")

    def off(self, event: str) -> bool:
        sources = ("called",) if event == "postpone" else ("draft", "called", "postponed")
        done = self.move(sources, "postponed" if event == "postpone" else "cancelled")
        self.signed = set() if done else self.signed
        return done

    def open(self) -> bool:
        guests = self.signed & {JOBS, MIND}
        return self.move(("called",), "open", if_=len(self.signed) >= 3 and bool(guests))

    def sign(self, slug: str) -> bool:
        done = self.state in ("called", "open")
        self.signed |= {slug} if done else set()
        return done

    def shows(self, slug: str) -> bool:
        """Does a guest see the person because of the item?"""
        return self.state in SHOWN and self.item != "withdrawn" and slug not in self.left

    def leave(self, slug: str) -> bool:
        done = self.state in ("called", "open") and self.shows(slug)
        self.left |= {slug} if done else set()
        return done


class Walk(RuleBasedStateMachine):
    """Walks over one conference about one person, each in a transaction that is taken back."""

    acts: Acts
    case: Any

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.plain = Plain()
        self.conference = prepared(self.acts)
        self.row = put_on(
            self.acts, self.conference, self.case, (Section.EMPLOYMENT, Section.HEALTH)
        )
        invite(self.acts, self.conference, *GUESTS)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def both(self, wanted: bool, act: Callable[[], object]) -> None:
        """What the model allows happens; what it does not changes nothing at all."""
        try:
            with transaction.atomic():
                act()
            done = True
        except (Missing, NotAllowed, Hidden):
            done = False
        assert done == wanted, (self.plain.__dict__, done)
        self.agrees()

    def agrees(self) -> None:
        with self.acts(LEAD):
            row, item = Conference.objects.get(), AgendaItem.objects.get(pk=self.row.pk)
            here = Attendance.objects.filter(worker_id__isnull=False)
            assert (row.state, item.state) == (self.plain.state, self.plain.item)
            assert set(here.values_list("post_id", flat=True)) == set(map(post, self.plain.signed))
        for slug in (JOBS, MIND):
            with self.acts(slug):
                assert Case.objects.exists() == self.plain.shows(slug), (slug, self.plain.__dict__)

    @initialize(far=st.sampled_from(["", "called", "open", "presented"]), early=EARLY)
    def begin(self, far: str, early: set[str]) -> None:
        """Some walks begin late, or nothing that comes late would ever be tried."""
        if far:
            self.call()
            self.sign(early)
        if far in ("open", "presented"):
            self.open()
        if far == "presented":
            self.present()

    @rule()
    def call(self) -> None:
        self.both(self.plain.call(), lambda: step(self.acts, "call", self.conference))

    @rule(event=st.sampled_from(["postpone", "postpone", "cancel"]))
    def put_off(self, event: str) -> None:
        self.both(
            self.plain.off(event), lambda: step(self.acts, event, self.conference, why="date")
        )

    @rule(slugs=st.sets(st.sampled_from([LEAD, *GUESTS]), min_size=2))
    def sign(self, slugs: set[str]) -> None:
        for slug in sorted(slugs):
            self.both(self.plain.sign(slug), partial(sign, self.acts, self.conference, slug))

    @rule()
    def open(self) -> None:
        self.both(self.plain.open(), lambda: step(self.acts, "open_room", self.conference))

    @rule(slug=st.sampled_from([JOBS, MIND]))
    def leave(self, slug: str) -> None:
        self.both(
            self.plain.leave(slug),
            lambda: on_item(self.acts, "leave", self.row, slug=slug, why="kinship"),
        )

    @rule()
    def present(self) -> None:
        wanted = self.plain.move_item(("listed",), "presented", if_=self.plain.state == "open")
        self.both(wanted, lambda: on_item(self.acts, "present", self.row, expected=None))

    @rule()
    def decide(self) -> None:
        wanted = self.plain.move_item(("presented",), "decided", if_=self.plain.state == "open")
        ruling = conferences.Ruling("go_on")
        self.both(
            wanted, lambda: on_item(self.acts, "decide", self.row, ruling=ruling, expected=None)
        )

    @rule()
    def defer(self) -> None:
        wanted = self.plain.move_item(
            ("listed", "presented"), "deferred", if_=self.plain.state == "open"
        )
        self.both(wanted, lambda: on_item(self.acts, "defer", self.row, why="time", expected=None))

    @rule()
    def withdraw(self) -> None:
        wanted = self.plain.move_item(("listed",), "withdrawn")
        self.both(
            wanted,
            lambda: on_item(self.acts, "withdraw", self.row, why="settled", expected=None),
        )

    @rule()
    def end(self) -> None:
        settled = self.plain.item not in ("listed", "presented")
        wanted = self.plain.move(("open",), "decided", if_=settled)
        self.both(wanted, lambda: step(self.acts, "end_decisions", self.conference))

    @rule()
    def close(self) -> None:
        """Fix the minutes, then close; the one does not go without the other before it."""
        self.both(
            self.plain.move(("decided",), "minuted"),
            lambda: step(self.acts, "fix_minutes", self.conference),
        )
        self.both(
            self.plain.move(("minuted",), "closed"),
            lambda: step(self.acts, "close", self.conference),
        )


def test_a_conference_stands_where_the_plain_model_says(agreed: Any, acts: Acts) -> None:
    here = type("Here", (Walk,), {"acts": staticmethod(acts), "case": agreed})
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=20, stateful_step_count=10, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
