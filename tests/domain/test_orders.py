"""Orders that keep him away: asked for within hours, never forgotten before they end."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.core.orders import Term, last_day
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.jobs import tick
from hangot.orders import actions as orders
from hangot.orders.models import OrderTerm, ProtectiveOrder
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
LEAD, DAY = "counsellor-1", timedelta(days=1)
TAKEN = clock.now().astimezone(SEOUL).replace(hour=23, minute=10, microsecond=0) + DAY
FIRST = (TAKEN + 3 * DAY).date()
TERM = Term(FIRST, last_day(FIRST, 2))
NEXT = TERM.last + DAY


def taken(case: Case, acts: Acts) -> ProtectiveOrder:
    paper = orders.Paper("domestic_emergency", "emergency", TAKEN, number="성북-2026-101")
    with acts(LEAD) as by:
        return orders.write(case_id=case.pk, paper=paper, by=by, at=TAKEN)


def in_force(case: Case, acts: Acts, term: Term = TERM) -> ProtectiveOrder:
    paper = orders.Paper("domestic_interim_near", "in_force", term=term, terms="100미터 접근금지")
    with acts(LEAD) as by:
        return orders.write(case_id=case.pk, paper=paper, by=by, at=TAKEN + 3 * DAY)


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL)


def open_tasks(what: str) -> int:
    return Task.objects.filter(what=what, done_at=None).count()


def test_an_emergency_measure_is_asked_for_within_its_hours(case: Case, acts: Acts) -> None:
    row = taken(case, acts)
    with acts(LEAD) as by:
        task = Task.objects.get(what="order.ask", done_at=None)
        assert task.due == TAKEN + timedelta(hours=48)
        orders.ask(order_id=row.pk, by=by, at=TAKEN + timedelta(hours=20))
        assert open_tasks("order.ask") == 0


def test_nobody_asked_in_time_and_lead_and_safety_officer_are_told_once(
    case: Case, acts: Acts
) -> None:
    taken(case, acts)
    assert tick.round_of(TAKEN + timedelta(hours=47)).get("order_ends", 0) == 0
    assert tick.round_of(TAKEN + timedelta(hours=49))["order_ends"] == 1
    assert tick.round_of(TAKEN + timedelta(hours=50))["order_ends"] == 0
    with acts("team-lead"):
        assert Task.objects.filter(what="order.missed", duty="L", done_at=None).exists()
    with acts("safety-officer"):
        assert Task.objects.filter(what="order.missed", duty="S", done_at=None).exists()


def test_two_weeks_before_its_last_day_who_keeps_it_is_told_and_after_it_it_has_ended(
    case: Case, acts: Acts
) -> None:
    row = in_force(case, acts)
    assert tick.round_of(at(TERM.last - 15 * DAY, 9)).get("order_ends", 0) == 0
    assert tick.round_of(at(TERM.last - 14 * DAY, 9))["order_ends"] == 1
    with acts(LEAD):
        due = Task.objects.get(what="order.ending", done_at=None).due
        assert due is not None
        assert due.astimezone(SEOUL).date() == TERM.last
    assert tick.round_of(at(TERM.last, 23)).get("orders", 0) == 0
    assert tick.round_of(at(NEXT, 1))["orders"] == 1
    with acts(LEAD):
        assert ProtectiveOrder.objects.get(pk=row.pk).state == "ended"
        assert open_tasks("order.ending") == 0


def test_an_extension_keeps_the_first_term_and_warns_anew(case: Case, acts: Acts) -> None:
    row = in_force(case, acts)
    tick.round_of(at(TERM.last - 10 * DAY, 9))
    more = Term(NEXT, NEXT + 9 * DAY)
    with acts(LEAD) as by:
        orders.extend(order_id=row.pk, term=more, by=by, at=at(TERM.last - 5 * DAY, 9))
        assert open_tasks("order.ending") == 0
        had = [(one.first, one.last) for one in OrderTerm.objects.order_by("first")]
    assert had == [(TERM.first, TERM.last), (more.first, more.last)]
    assert tick.round_of(at(TERM.last - 2 * DAY, 9))["order_ends"] == 1


def test_longer_than_the_law_allows_is_refused_with_the_clause(case: Case, acts: Acts) -> None:
    with pytest.raises(Missing, match="within_term") as no:
        in_force(case, acts, Term(FIRST, NEXT))
    assert TERM.last.isoformat() in no.value.sentence.ko
    assert "제29조" in no.value.sentence.ko
    row = in_force(case, acts)
    with acts(LEAD) as by, pytest.raises(Missing, match="within_term"):
        long = Term(NEXT, NEXT + 80 * DAY)
        orders.extend(order_id=row.pk, term=long, by=by, at=TAKEN + 4 * DAY)


def test_a_measure_without_hours_is_no_emergency_and_an_unknown_one_is_nothing(
    case: Case, acts: Acts
) -> None:
    with acts(LEAD) as by:
        with pytest.raises(Missing, match="dates"):
            orders.write(
                case_id=case.pk, paper=orders.Paper("stalking_interim", "emergency", TAKEN), by=by,
                at=TAKEN,
            )  # fmt: skip
        with pytest.raises(Hidden):
            orders.write(
                case_id=case.pk, paper=orders.Paper("x", "in_force"), by=by, at=TAKEN + 4 * DAY
            )


def test_changed_terms_end_the_task_that_a_new_address_raised(case: Case, acts: Acts) -> None:
    row = in_force(case, acts)
    with acts(LEAD) as by:
        with pytest.raises(Missing, match="reason"):
            orders.end(order_id=row.pk, event="change", reason="", by=by, at=TAKEN + 4 * DAY)
        changed = orders.end(
            order_id=row.pk, event="change", reason="새 주소", by=by, at=TAKEN + 4 * DAY
        )
        assert changed.state == "in_force"
        assert (
            orders.end(
                order_id=row.pk, event="lift", reason="취소", by=by, at=TAKEN + 4 * DAY
            ).state
            == "ended"
        )


@pytest.mark.parametrize("slug", ["moel-job-centre-1", "reception-1", "auditor", "statistics"])
def test_who_is_not_given_protection_sees_no_order(case: Case, acts: Acts, slug: str) -> None:
    row = in_force(case, acts)
    with acts(slug) as by:
        assert not ProtectiveOrder.objects.exists()
        assert not OrderTerm.objects.exists()
        with pytest.raises((Hidden, NotAllowed)):
            orders.end(order_id=row.pk, event="lift", reason="x", by=by, at=TAKEN + 4 * DAY)
