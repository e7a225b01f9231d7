"""Story G: 임재석's debts, from the first look at his budget to the discharge that is final."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.appointments import actions as booking
from hangot.cases.models import Case
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, NotAllowed, Stale
from hangot.core.text import Text
from hangot.debts import actions as debts
from hangot.debts import queries
from hangot.debts.counting import released as released_in
from hangot.debts.models import DebtItem, DebtProcedure, DebtRelease
from hangot.debts.said import again_on
from hangot.demo.owing import MONTH as BUDGET
from hangot.demo.owing import TABLE
from hangot.people.models import Mark
from hangot.tasks.models import Moved, Task
from tests.domain.booking_desk import asked, booked, menu
from tests.houses import House, opened, story

pytestmark = pytest.mark.django_db
POSTS = ("reception-1", "counsellor-1", "counsellor-2", "case-manager-1", "team-lead", "statistics",
         "seongbuk-case-management-2")  # fmt: skip
JAESEOK = story("임재석", date(1974, 6, 3), "01000770603", "illegal_lending")


@pytest.fixture
def house(db: None) -> House:
    return opened("financial_welfare", "debts", Text("빚상담", "Debts"), POSTS)


@pytest.fixture
def case(house: House) -> Case:
    return house.hears(JAESEOK, first="reception-1", counsellor="counsellor-1")


@pytest.fixture
def told(house: House, case: Case) -> Case:
    """Budget and eight debts, at the first consultation."""
    with house.acts("counsellor-1") as by:
        debts.keep_budget(case_id=case.pk, budget=BUDGET, by=by, at=clock.now())
        debts.bring_in(case_id=case.pk, text=TABLE, by=by, at=clock.now())
    return case


@pytest.fixture
def go(house: House) -> Callable[..., DebtProcedure]:
    def step(row: DebtProcedure, event: str, **said: Any) -> DebtProcedure:
        with house.acts("counsellor-1") as by:
            return debts.step(
                procedure_id=row.pk,
                event=event,
                said=debts.Said(**said),
                expected=None,
                by=by,
                at=clock.now(),
            )

    return step


@pytest.fixture
def filed(house: House, told: Case, go: Callable[..., DebtProcedure]) -> DebtProcedure:
    """Bankruptcy, chosen on 8 April and filed on 20 May."""
    with house.acts("counsellor-1") as by:
        row = debts.begin(case_id=told.pk, by=by, at=clock.now())
    go(
        row,
        "prepare",
        route="bankruptcy",
        reason="회생은 세금을 못 갚고, 워크아웃은 다달이 낼 돈이 모자람",
    )
    return go(row, "file", day=date(2026, 5, 20), forum="서울회생법원", number="2026하단1234")


def test_budget_and_eight_debts_in_whole_won_and_the_lenders_interest_is_void(
    house: House, told: Case
) -> None:
    with house.acts("counsellor-1") as by:
        found = queries.household(told.pk)
        owed = queries.owed(found, on=date(2026, 4, 8), by=by)
        assert found.budget is not None
        assert (found.budget.left, len(found.lines)) == (50_000, 8)
    assert (owed.total, owed.void) == (132_600_000, 2_700_000)


def test_the_comparison_he_was_shown_on_8_april(house: House, told: Case) -> None:
    with house.acts("counsellor-1") as by:
        found = queries.compared(queries.household(told.pk), on=date(2026, 4, 8), by=by)
    assert found is not None
    ways = {one.worked.route.id: one for one in found.ways}
    assert [one.payment.total for one in ways["rehabilitation"].worked.offers] == [
        2_212_452,
        3_687_420,
    ]
    assert [one.payment.monthly for one in ways["workout"].worked.offers] == [313_500, 104_500]
    assert ways["bankruptcy"].worked.offers[0].released == 128_400_000
    assert {name: one.verdict for name, one in ways.items()} == {
        "fast": "unlikely", "early": "unlikely", "workout": "unlikely", "fresh_start": "discretionary",
        "rehabilitation": "unlikely", "bankruptcy": "likely",
    }  # fmt: skip


def test_from_filing_to_the_discharge_that_is_final_in_october(
    house: House, filed: DebtProcedure, go: Callable[..., DebtProcedure]
) -> None:
    declared = go(filed, "commence", day=date(2026, 7, 8))
    assert declared.exempt_by == date(2026, 7, 22)
    with house.acts("counsellor-1"):
        due = Task.objects.get(what="debt.exempt", done_at=None).due
        assert due is not None
        assert due.astimezone(SEOUL).date() == date(2026, 7, 22)
    go(filed, "exempt", day=date(2026, 7, 15))
    with house.acts("counsellor-1") as by:
        assert not Task.objects.filter(what="debt.exempt", done_at=None).exists()
        debts.note_date(
            procedure_id=filed.pk, what="hearing", on=date(2026, 9, 9), text="의견청취", by=by,
            at=clock.now(),
        )  # fmt: skip
        items = {one.row.what: one.row.pk for one in queries.household(filed.case_id).lines}
        lenders = [one for one in queries.household(filed.case_id).lines if one.debt.kind != "tax"]
        released = {one.row.pk: one.debt.principal for one in lenders}
    ordered = go(filed, "discharge", day=date(2026, 9, 16), released=released)
    assert (ordered.state, ordered.released) == ("discharged", 128_400_000)
    final = go(filed, "finish", day=date(2026, 10, 2))
    assert (final.state, final.final_on) == ("final", date(2026, 10, 2))
    with house.acts("counsellor-1") as by:
        assert again_on(final, queries.figures(on=date(2026, 10, 2), by=by)) == date(2033, 10, 3)
        assert DebtRelease.objects.count() == 7
        assert not DebtRelease.objects.filter(item_id=items["tax"]).exists(), "tax stays"
        moves = list(Moved.objects.filter(thing_id=filed.pk).order_by("at", "id"))
        assert [one.event for one in moves][-2:] == ["discharge", "finish"]
    with acting(clockwork(house.centre), Purpose.STATISTICS):
        (october,) = released_in(house.centre.pk, date(2026, 10, 1), date(2026, 10, 31))
        assert (october.route, october.people, october.times, october.won) == (
            "bankruptcy", 1, 1, 128_400_000,
        )  # fmt: skip
        assert not released_in(house.centre.pk, date(2026, 9, 1), date(2026, 9, 30)), (
            "not the order"
        )
        assert not DebtItem.objects.exists(), "the clock counts and opens nothing"
    with house.acts("statistics"):
        assert not DebtProcedure.objects.exists()


def test_what_the_law_excepts_cannot_be_released_nor_more_than_is_owed(
    house: House, filed: DebtProcedure, go: Callable[..., DebtProcedure]
) -> None:
    go(filed, "commence", day=date(2026, 7, 8))
    with house.acts("counsellor-1"):
        lines = {one.debt.creditor: one.row.pk for one in queries.household(filed.case_id).lines}
    for creditor, sum_ in (("성북세무서", 1), ("심야대부", 3_000_001), ("한빛은행", -1)):
        with pytest.raises(Missing, match="not_more_than_owed"):
            go(
                filed,
                "discharge",
                day=date(2026, 9, 16),
                released={lines[creditor]: sum_},
            )


def test_dates_out_of_order_too_late_or_in_the_future_are_refused(
    filed: DebtProcedure, go: Callable[..., DebtProcedure]
) -> None:
    with pytest.raises(Missing, match="in_order"):
        go(filed, "commence", day=date(2026, 5, 19))
    with pytest.raises(Missing, match="in_order"):
        go(filed, "commence", day=clock.now().date() + timedelta(days=2))
    go(filed, "commence", day=date(2026, 7, 8))
    with pytest.raises(Missing, match="exempt_in_time"):
        go(filed, "exempt", day=date(2026, 7, 23))
    with pytest.raises(Missing, match="is_paid_in_parts"):
        go(filed, "fix_plan", day=date(2026, 7, 23), monthly=1, months=1)


def test_a_workout_is_paid_in_no_more_months_than_there_may_be_and_then_released(
    house: House, told: Case, go: Callable[..., DebtProcedure]
) -> None:
    with house.acts("counsellor-1") as by:
        row = debts.begin(case_id=told.pk, by=by, at=clock.now())
        lines = {one.debt.creditor: one.row.pk for one in queries.household(told.pk).lines}
    go(row, "prepare", route="workout", reason="수입이 늘어 다달이 낼 수 있음")
    go(row, "file", day=date(2026, 5, 20), forum="신용회복위원회", number="2026-1")
    with pytest.raises(Missing, match="goes_to_court"):
        go(row, "commence", day=date(2026, 6, 1))
    plan = {"day": date(2026, 6, 20), "monthly": 104_500}
    with pytest.raises(Missing, match="within_months"):
        go(row, "fix_plan", months=121, **plan)
    assert go(row, "fix_plan", months=120, **plan).state == "plan"
    done = go(row, "complete", day=date(2026, 10, 5), released={lines["한빛은행"]: 34_560_000})
    assert (done.state, done.released, done.ended_on) == (
        "completed",
        34_560_000,
        date(2026, 10, 5),
    )


def test_a_table_with_one_wrong_cell_brings_nothing_in(house: House, case: Case) -> None:
    with house.acts("counsellor-1") as by:
        with pytest.raises(Missing, match="debts_named"):
            debts.begin(case_id=case.pk, by=by, at=clock.now())
        with pytest.raises(Missing, match="table"):
            debts.bring_in(
                case_id=case.pk, text=TABLE + "\t은행\t-5\n", by=by, at=clock.now()
            )  # fmt: skip
        assert not DebtItem.objects.exists()


def test_who_is_not_let_into_the_section_of_finance_finds_no_debts(
    house: House, told: Case
) -> None:
    """He refused it to the network; reception, lead and statistics have no part in it either."""
    for slug in ("reception-1", "team-lead", "statistics", "seongbuk-case-management-2"):
        with house.acts(slug) as by:
            assert not DebtItem.objects.exists(), slug
            with pytest.raises((Hidden, NotAllowed)):
                debts.begin(case_id=told.pk, by=by, at=clock.now())


def test_reservations_are_for_weekdays_from_ten_to_five_and_he_may_cancel(
    house: House, case: Case
) -> None:
    """No Saturday is offered; what he cancels himself is neither a consultation nor missed."""
    day = clock.now().astimezone(SEOUL).date() + timedelta(days=7)
    saturday = day + timedelta(days=(5 - day.weekday()) % 7)
    with house.acts("counsellor-1") as by:
        shut = booking.ask(
            case_id=case.pk, asked=asked("debt-counselling", day=saturday), by=by, at=clock.now()
        )
        assert menu(shut) == ()
        (one,) = booked(case.pk, asked("debt-counselling"), by=by)
        start, end = (moment.astimezone(SEOUL) for moment in (one.starts, one.ends))
        assert start.weekday() < 5
        assert (start.hour, end.hour) >= (10, 10)
        assert end.time() <= time(17)
        booking.cancel_person(
            appointment_id=one.pk, why="ill", expected=None, by=by, at=clock.now()
        )
        one.refresh_from_db()
        assert one.state == "cancelled_by_person"


def test_two_who_change_one_debt_at_a_time_do_not_undo_each_other(house: House, told: Case) -> None:
    with house.acts("counsellor-1") as by:
        line = queries.household(told.pk).lines[0]
        seen = line.row.version
        more: dict[str, Any] = {"item_id": line.row.pk, "by": by, "at": clock.now()}
        debts.change(debt=replace(line.debt, principal=38_000_000), expected=seen, **more)
        with pytest.raises(Stale):
            debts.change(debt=replace(line.debt, principal=1), expected=seen, **more)
        debts.leave_out(why="갚음", expected=seen + 1, **more)
        assert len(queries.household(told.pk).lines) == 7


def test_where_he_lives_is_kept_for_the_counts_and_shown_to_nobody(
    house: House, told: Case
) -> None:
    with house.acts("counsellor-1") as by:
        for area in ("jeongneung", "elsewhere"):
            moved = replace(BUDGET, area=area)
            debts.keep_budget(case_id=told.pk, budget=moved, by=by, at=clock.now())
        assert not Mark.objects.exists(), "who wrote it down cannot read it again"
    with acting(clockwork(house.centre), Purpose.STATISTICS):
        kept = Mark.objects.filter(subject_id=told.person_id).order_by("at")
        assert [(one.axis, one.code) for one in kept] == [
            ("area", ""), ("area", "jeongneung"), ("area", ""),
        ], "another quarter than those of the pack is none"  # fmt: skip
