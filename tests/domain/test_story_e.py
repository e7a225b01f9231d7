"""Story E: a laid-off mother, three desks, one plan, one lead; from 6 July to the end of the year."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from hangot.appointments.models import Appointment
from hangot.cases import desk_parts, moves, plans
from hangot.cases.models import DeskPart, Goal, Note
from hangot.closing import actions as closing
from hangot.core.access import Level, Section
from hangot.core.clocks import SEOUL
from hangot.core.employment.offers import Wishes
from hangot.core.employment.rest import Decided
from hangot.core.indicators.counting import YEAR, Figure
from hangot.core.refusal import Missing
from hangot.employment import actions as work
from hangot.employment import money
from hangot.employment.models import JobSearch
from hangot.tasks.models import Task
from tests.copies import Copy, copy
from tests.domain import story_e_day, story_e_money
from tests.domain import story_work as w
from tests.domain.booking_desk import asked, booked
from tests.domain.story_ef import L, M, Story, day, founded
from tests.domain.story_work import FINANCE, IDENTITY, JOBS, OVERVIEW, PLAN, WELFARE, WORK
from tests.storytime import calendar

__all__ = ["copy"]
pytestmark = pytest.mark.slow
MONEY, LIVING = Section.FINANCE, Section.WELFARE
LOAN = "미소금융 전세자금 오백만 원"
WEEK = (1, 2, 3, 4, 5)
LAID_OFF = {
    "born_on": "1990-01-01", "left_work_on": "2026-06-30", "leaving_reason": "dismissed",
    "insured_years": 6, "insured_days": 2190, "daily_base": 96_000, "hours_a_day": 8,
    "work_kind": "employee", "seeking_work": True, "disabled": False,
    "unemployment_reported_on": "2026-07-06",
}  # fmt: skip


@pytest.fixture
def told(copy: Copy, tmp_path: Path) -> Iterator[Story]:
    with calendar(copy["urls"]["hangot_admin"], tmp_path / "shift") as days:
        yield founded(days, day(7, 6, 9, 20), "plus")


def came(story: Story) -> None:
    """1-5: heard once, three desks the same day; what she owes is told to one of them alone."""
    story.come(day(7, 6, 9), w.MINA)
    story.days.come(day(7, 6, 9, 40))
    story.asks(JOBS, "unemployment-benefit", (OVERVIEW, IDENTITY, WORK, PLAN), no=(MONEY,))
    story.asks(WELFARE, "welfare-general", (OVERVIEW, IDENTITY, WORK, LIVING, PLAN), no=(MONEY,))
    story.asks(FINANCE, "low-interest-funds", (IDENTITY, MONEY))
    story.tells(LAID_OFF)
    assert story.sees(WELFARE)[MONEY] < Level.SUMMARY
    assert story.sees(JOBS)[MONEY] < Level.SUMMARY
    assert story.sees(FINANCE)[WORK] == Level.NONE


def booked_together(story: Story) -> None:
    """5: three desks in one morning; welfare is not shown that there is a stop at finance."""
    with story.as_(M) as by:
        wish = asked(
            "unemployment-benefit", "welfare-general", "low-interest-funds", day=date(2026, 7, 6),
            starts=time(9, 50), ends=time(12), childcare=True,
        )  # fmt: skip
        stops = booked(story.file.pk, wish, by=by)
    hours = [
        (one.starts.astimezone(SEOUL).time(), one.ends.astimezone(SEOUL).time()) for one in stops
    ]
    assert {one.agency_id for one in stops} == {
        story.agency(post) for post in (JOBS, WELFARE, FINANCE)
    }
    assert hours[0][0] >= time(9, 50)
    assert hours[-1][1] <= time(12)
    for post in (WELFARE, JOBS):
        with story.as_(post):
            seen = set(Appointment.objects.values_list("agency_id", flat=True))
            assert story.agency(FINANCE) not in seen, post


def benefit_found(story: Story) -> None:
    """3: 57,600 a day is below the floor, so 66,048 a day for 210 days."""
    found = story.finds("jobseeker_benefit")
    assert found.verdict == "likely"
    sums = {one.amount.id: one.value for one in found.sums}
    assert (sums["daily"], sums["total"]) == (66_048, 13_870_080)


def seeking(story: Story) -> None:
    """The desk for work writes down what she looks for; a course from August to October."""
    with story.on(day(7, 14), JOBS) as by:
        lessons = work.Lessons(
            "전산회계 실무",
            "본관 2층",
            date(2026, 8, 3),
            date(2026, 10, 30),
            WEEK,
            20,
            time(9, 30),
            time(16),
        )
        course = work.add_course(lessons=lessons, by=by, at=story.now)
        wishes = Wishes(occupations=("office",), days=WEEK, musts=("hours",))
        told = work.Profile(wishes, benefit=Decided(210, 66_048))
        row = work.keep(case_id=story.file.pk, told=told, expected=None, by=by, at=story.now)
        work.enrol(search_id=row.pk, course_id=course.pk, by=by, at=story.now)
        story.kept["search"] = row.pk
    for post in (FINANCE, "reception-1"):
        with story.as_(post):
            assert not JobSearch.objects.exists(), post


def linked(story: Story) -> None:
    """6: the course through the same desk, and volunteers for the child while she attends."""
    given = (OVERVIEW, IDENTITY, WORK, PLAN)
    story.kept["course"] = w.referred(
        story.house, story.file, JOBS, "vocational-training", given, lead=M
    )
    story.asks(w.HELPERS, "volunteer-linking", (OVERVIEW, IDENTITY, LIVING))


def planned(story: Story) -> None:
    """6: one plan of three desks and the volunteers, one signature, approved by another post."""
    aims = [
        plans.Aim("employment", "다시 일하기", "구직급여와 전산회계 훈련", story.agency(JOBS), date(2026, 10, 30)),
        plans.Aim("economy", "아이와 사는 형편", "한부모 지원 신청", story.agency(WELFARE), date(2026, 8, 15)),
        plans.Aim("family", "훈련하는 동안 하람이 돌봄", "자원봉사자 연결", story.agency(w.HELPERS)),
        plans.Aim("environment", LOAN, LOAN, story.agency(FINANCE), apart=True),
    ]  # fmt: skip
    with story.on(day(7, 15), M) as by:
        made = plans.draft(case_id=story.file.pk, aims=aims, by=by, at=story.now)
        plans.step(plan_id=made.pk, event="agree", how="paper", expected=None, by=by, at=story.now)
    with story.as_(FINANCE) as by:
        assert Task.objects.filter(what="plan.part", done_at=None).exists()
        story.kept["part"] = desk_parts.write_part(
            case_id=story.file.pk, text=LOAN, due=date(2026, 7, 31), by=by, at=story.now
        ).pk
    with story.as_(L) as by:
        plans.step(plan_id=made.pk, event="approve", expected=None, by=by, at=story.now)
    with story.as_(M) as by:
        plans.step(plan_id=made.pk, event="start", expected=None, by=by, at=story.now)
        assert story.file.lead_post_id == by.post
    story.kept["plan"] = made.pk
    for post in (JOBS, WELFARE, M, L):
        with story.as_(post):
            assert Goal.objects.filter(plan=made).count() == 4, post
            assert not DeskPart.objects.exists(), post
    story.visits(WELFARE)


def lent(story: Story) -> None:
    """7: the loan is granted; the desk for finance has done its part."""
    story_e_money.lent(story)
    with story.as_(FINANCE) as by:
        done = desk_parts.finish_part(part_id=story.kept["part"], by=by, at=story.now)
        assert done.done_on == date(2026, 7, 24)
    story.finished(FINANCE)


def reports(story: Story) -> None:
    """8: four weeks later is a holiday: 14 August, early, beside the course."""
    search = story.kept["search"]
    with story.on(day(7, 16), JOBS) as by:
        first = work.set_day(search_id=search, on=date(2026, 7, 20), slot=None, by=by, at=story.now)
    with story.on(day(7, 20), JOBS) as by:
        work.reported(day_id=first.pk, by=by, at=story.now)
        for on, slot, what in (
            (date(2026, 8, 17), None, "on"), (date(2026, 8, 18), None, "on"), (date(2026, 7, 24), None, "on"),
            (date(2026, 8, 14), None, "slot"), (date(2026, 8, 14), time(10), "slot"),
        ):  # fmt: skip
            with pytest.raises(Missing, match=what):
                work.set_day(search_id=search, on=on, slot=slot, by=by, at=story.now)
        second = work.set_day(
            search_id=search, on=date(2026, 8, 14), slot=time(9), by=by, at=story.now
        )
        due = Task.objects.get(what="work.report", done_at=None).due
        assert due is not None
        assert due.astimezone(SEOUL) == day(8, 14, 9)
    story.visits(JOBS)
    with story.on(day(8, 14, 9), JOBS) as by:
        work.reported(day_id=second.pk, by=by, at=story.now)
        assert not Task.objects.filter(what="work.report", done_at=None).exists()
    story.visits(JOBS)


def shared_by_mistake(story: Story) -> None:
    """9: finance tries to show it to welfare: refused, and nothing is shown."""
    with story.as_(FINANCE) as by, pytest.raises(Missing, match="gate_covers"):
        to = story.agency(WELFARE)
        desk_parts.share_part(part_id=story.kept["part"], agency=to, by=by, at=story.now)
    with story.as_(WELFARE):
        assert not DeskPart.objects.exists()


def renewed(story: Story) -> None:
    """10: two weeks before the end she is asked again; finance is not renewed and sees nothing."""
    story.turn(day(9, 20, 9))
    with story.as_(M):
        assert Task.objects.filter(what="consent.renew", done_at=None).exists()
    story.renews(day(9, 22), JOBS, WELFARE)
    story.visits(JOBS)
    with story.on(day(10, 4, 12), FINANCE):
        assert DeskPart.objects.exists(), "a Sunday: the end of a consent does not move"
    story.turn(day(10, 5, 9))
    assert not any(story.sees(FINANCE).values()), "it keeps its own record and opens nothing else"
    with story.as_(FINANCE):
        assert not Note.objects.exists()
    assert story.sees(JOBS)[WORK] == Level.FULL
    story.days.come(day(10, 8))
    story.visits(JOBS)


def works_again(story: Story) -> None:
    """11: 112 days paid, 98 left, seven too few for the early allowance."""
    with story.on(day(11, 2, 18), JOBS) as by:
        said = work.Said(date(2026, 11, 2), "가온상사")
        row = work.step(
            search_id=story.kept["search"], event="start_work", said=said, expected=None, by=by,
            at=story.now,
        )  # fmt: skip
        assert [one.months for one in row.checks.order_by("months")] == [1, 3, 6]
    found = story.seeks(JOBS)
    with story.as_(JOBS) as by:
        rest = money.benefit_rest(found, on=date(2026, 11, 2), by=by)
    assert rest is not None
    assert (rest.first, rest.paid, rest.left, rest.enough) == (date(2026, 7, 13), 112, 98, False)
    story.tells({"working_again": True, "reemployed_on": "2026-11-02", "new_work": "job"})
    early = story.finds("early_reemployment")
    assert early.verdict == "unlikely"
    assert "half_left" in {clause.id for clause in early.failed}


def closed(story: Story) -> None:
    """12: not before every desk is done and every account settled; work and home are reached."""
    story.days.come(day(12, 10))
    for post, letter in ((JOBS, ""), (JOBS, "course"), (WELFARE, ""), (w.HELPERS, "")):
        story.finished(post, letter)
    with pytest.raises(Missing, match="nothing_outstanding"):
        propose(story)
    story_e_money.settled(story)
    propose(story)
    with story.on(day(12, 11), L) as by:
        closing.decide(
            case_id=story.file.pk, event="close", satisfaction="good", expected=None, by=by,
            at=story.now,
        )  # fmt: skip
        results = Goal.objects.filter(plan_id=story.kept["plan"]).values_list("domain", "result")
        assert {("employment", "reached"), ("", "reached")} <= set(results), "home is kept apart"
    looked_after(story)


def propose(story: Story) -> None:
    """The lead proposes the end, with a result for each goal."""
    with story.as_(M) as by:
        goals = Goal.objects.filter(plan_id=story.kept["plan"])
        closing.propose(
            case_id=story.file.pk, reason="goal_reached", words=None, expected=None,
            results={goal.pk: "reached" for goal in goals}, by=by, at=story.now,
        )  # fmt: skip


def looked_after(story: Story) -> None:
    """12: aftercare until March, by a post that has the day among its tasks."""
    with story.as_(L) as by:
        until = day(3, 11, 18, year=2027)
        said = moves.Said(owner_post=story.house.actors[M].post, until=until)
        moved = moves.move(
            case_id=story.file.pk, event="begin_aftercare", said=said, expected=None, by=by,
            at=story.now,
        )  # fmt: skip
        assert moved.state == "aftercare"
    with story.as_(M) as by:
        (task,) = Task.objects.filter(what="case.aftercare", done_at=None)
        assert task.post_id == by.post
        assert task.due is not None
        assert task.due.astimezone(SEOUL) == until


def counted(story: Story) -> None:
    """People 1, visits 6, joint plans 1, three applications granted; linked by field 2, 2 and 1."""
    wanted = {
        "case_people": 1, "visit_people": 1, "visit_times": 6, "joint_plans": 1, "referrals_accepted": 5,
        "benefits_asked": 3, "benefits_granted": 3, "job_searches": 1, "job_starts": 1,
    }  # fmt: skip
    assert {name: story.counts(name, 2026) for name in wanted} == wanted
    fields = {"work": 2, "welfare": 2, "finance": 1, "law": 0}
    assert {
        one: story.counts("links_by_domain", 2026, Figure("kind", one, YEAR)) for one in fields
    } == fields
    assert story.counts("content_times", 2026, Figure("kind", "good", YEAR)) == 1


STEPS = (
    came, story_e_day.heard, booked_together, story_e_day.called, benefit_found, story_e_day.others_found,
    story_e_money.applied, seeking, linked, planned, reports, lent, shared_by_mistake, renewed, works_again,
    closed, counted,
)  # fmt: skip


def test_story_e_from_the_walk_in_to_the_closed_case(told: Story) -> None:
    for step in STEPS:
        step(told)
