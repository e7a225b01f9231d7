"""Story F: a soldier after seven years of service, and a woman after six years at home."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.benefits import actions as benefits
from hangot.benefits.models import Benefit, Payment
from hangot.cases import plans
from hangot.cases.models import ServicePlan
from hangot.consent.queries import disclosures
from hangot.core.access import Level, Purpose, Section, by_number
from hangot.core.clocks import SEOUL
from hangot.core.employment.offers import Offer, Wishes
from hangot.core.indicators.counting import cell
from hangot.core.refusal import Hidden, Missing
from hangot.directory.models import Service
from hangot.employment import actions as work
from hangot.employment import money, queries
from hangot.employment.models import Introduction, JobCheck, JobLimits, JobSearch
from hangot.indicators import queries as figures_of
from hangot.indicators.releasing import release
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from hangot.tasks.models import Task
from tests.copies import Copy, copy
from tests.domain import story_work as w
from tests.domain.story_ef import L, M, Story, day, founded
from tests.domain.story_work import IDENTITY, JOBS, NEARBY, OVERVIEW, PLAN, SOLDIERS, WOMEN, WORK
from tests.storytime import calendar

__all__ = ["copy"]
pytestmark = pytest.mark.slow
HEALTH, LIVING = Section.HEALTH, Section.WELFARE
WORDS = profile("employment_welfare").employment
DEPOT = Offer("상하차", "든든물류", "logistics", place="남양주시", traits=("lifting",))
PLANT = Offer("시설 점검", "한빛빌딩", "repair", place="남양주시", needs=("전기기능사",), traits=())
SHOP = Offer(
    "사무 보조",
    "가온상사",
    "office",
    days=(1, 2, 3, 4, 5),
    starts=time(10),
    ends=time(15),
    traits=(),
)
SERVED = {
    "born_on": "1994-02-11", "military_rank": "officer", "served_months": 86,
    "discharged_on": "2026-08-31", "military_pension": False, "transition_months_paid": 0,
    "seeking_work": True, "household_size": 1,
}  # fmt: skip
AT_HOME = {
    "born_on": "1985-02-03", "household_size": 4, "earned_income": 3_700_000, "other_income": 0,
    "home_value": 310_000_000, "general_assets": 0, "car_value": 0, "worked_days_2y": 0,
    "worked_hours_2y": 0, "start_barrier": "none", "basic_livelihood": "none", "jobseeker_pay": "none",
    "public_job_lately": False, "job_allowance_lately": False, "own_income": 0,
    "job_support_before": False, "served_months": 0, "dependants": 0, "seeking_work": True,
}  # fmt: skip


@pytest.fixture
def told(copy: Copy, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Story]:
    slug = "plus-1" if "soldier" in request.node.name else "plus-2"
    with calendar(copy["urls"]["hangot_admin"], tmp_path / "shift") as days:
        yield founded(days, day(9, 14, 9), slug)


def vacancies(story: Story) -> None:
    with story.as_(JOBS) as by:
        for offer in (DEPOT, PLANT, SHOP):
            work.add(offer=offer, by=by, at=story.now)


def soyeong_came(story: Story) -> None:
    """6: type I as a rule no, by selection an official decides, type II likely."""
    story.come(day(9, 14), w.SOYEONG)
    story.asks(WOMEN, "womens-vocational-training", (OVERVIEW, IDENTITY, WORK, PLAN))
    story.asks(JOBS, "job-success-package", (OVERVIEW, IDENTITY, WORK, PLAN))
    story.tells(AT_HOME)
    assert {
        name: story.finds(f"job_support_{name}").verdict for name in ("first", "selected", "second")
    } == {"first": "unlikely", "selected": "discretionary", "second": "likely"}
    assert WORDS.tracks["career_break"].label.ko == "경력보유여성"


def soyeong_granted(story: Story) -> None:
    """7: by selection, on the 24th day and inside the clock; six months of 600,000."""
    story.days.come(day(9, 14, 14))
    found = story.finds("job_support_selected")
    assert {one.deadline.id: one.day for one in found.untils}["decision"] == date(2026, 10, 14)
    assert {one.amount.id: one.value for one in found.sums}["month"] == 600_000
    with story.as_(M) as by:
        offered = Service.objects.get(slug="job-success-package", centre_id=by.centre).pk
        wish = benefits.Wish("job_support_selected", offered, 3_600_000, reason="여섯 달치")
        row = benefits.request(
            subject=story.file.person_id, case_id=story.file.pk, wish=wish, by=by, at=story.now
        )
    with story.on(day(10, 8, 14), JOBS) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=story.now)
        award = benefits.Award(3_600_000, [benefits.Receiver("self", 6)], "선발 결과")
        benefits.approve(benefit_id=row.pk, award=award, expected=None, by=by, at=story.now)
        due = Payment.objects.filter(benefit=row).values_list("amount", flat=True)
        assert list(due) == [600_000] * 6
    assert days_to_decide(story, JOBS) == 24


def days_to_decide(story: Story, post: str) -> int:
    """Calendar days from asking to the decision, as the deciding desk reads them."""
    with story.as_(post):
        (row,) = Benefit.objects.filter(subject_id=story.file.person_id)
    assert row.decided_at
    asked, decided = (one.astimezone(SEOUL).date() for one in (row.asked_at, row.decided_at))
    return (decided - asked).days


def soyeong_signs(story: Story) -> None:
    """7: what she will do is signed on the second of November, a week before its last day."""
    story.days.come(day(11, 2))
    story.tells({"job_support_noticed_on": "2026-10-08"})
    by_then = {one.deadline.id: one.day for one in story.finds("job_support_selected").untils}
    assert by_then["plan"] == date(2026, 11, 9)
    aim = plans.Aim("employment", "사무직으로 다시 일하기", "구직활동", story.agency(JOBS))
    with story.as_(M) as by:
        made = plans.draft(case_id=story.file.pk, aims=[aim], by=by, at=story.now)
        plans.step(plan_id=made.pk, event="agree", how="paper", expected=None, by=by, at=story.now)
    with story.as_(L) as by:
        plans.step(plan_id=made.pk, event="approve", expected=None, by=by, at=story.now)
    with story.as_(JOBS):
        signed = ServicePlan.objects.get(pk=made.pk).agreed_at
    assert signed
    assert signed.astimezone(SEOUL).date() == date(2026, 11, 2) < by_then["plan"]


def soyeong_learns(story: Story) -> None:
    """7-8: a course of the women's centre; the fair of the local centre sees work and plan alone."""
    with story.on(day(10, 8), WOMEN) as by:
        told = work.Profile(
            Wishes(occupations=("office",), days=(1, 2, 3, 4, 5), starts=time(9, 30), ends=time(15), musts=("hours",)),
            "career_break",
        )  # fmt: skip
        row = work.keep(case_id=story.file.pk, told=told, expected=None, by=by, at=story.now)
        lessons = work.Lessons(
            "사무 다시 시작하기",
            "새일센터",
            date(2026, 10, 12),
            date(2026, 11, 20),
            (1, 2, 3, 4, 5),
            15,
        )
        course = work.add_course(lessons=lessons, by=by, at=story.now)
        seat = work.enrol(search_id=row.pk, course_id=course.pk, by=by, at=story.now)
    soyeong_signs(story)
    with story.on(day(11, 20, 17), WOMEN) as by:
        work.end_course(enrolment_id=seat.pk, outcome="finished", by=by, at=story.now)
    story.asks(NEARBY, "local-job-matching", (IDENTITY, WORK, PLAN))
    assert {one for one, level in story.sees(NEARBY).items() if level == Level.FULL} == {
        IDENTITY,
        WORK,
        PLAN,
    }
    found = story.seeks(NEARBY)
    assert found.row is not None
    assert (found.row.pk, found.mine) == (row.pk, False), "one profile, read by another desk"
    with story.as_(NEARBY) as by:
        shop = next(
            one
            for one, match in queries.matched(found, WORDS, date(2026, 11, 20))
            if match.sign == "fits"
        )
        assert shop.title == "사무 보조"
        work.introduce(search_id=row.pk, vacancy_id=shop.pk, by=by, at=story.now)
        with pytest.raises(Hidden):
            work.step_done(
                search_id=row.pk, step="counsel", on=None, expected=None, by=by, at=story.now
            )
    story.kept["soyeong"] = (story.file, row.pk)


def soyeong_withdraws(story: Story) -> None:
    """9: the same moment the letter is frozen; the centre keeps its own record and opens nothing."""
    with story.on(day(11, 27), M) as by:
        ended = referrals.withdraw_consent(
            subject=story.file.person_id, agency=story.agency(NEARBY), sections=(IDENTITY, WORK, PLAN),
            by=by, at=story.now,
        )  # fmt: skip
        assert [one.is_frozen for one in ended] == [True]
        given = [
            by_number(one)
            for row in disclosures(story.file.person_id) if row.agency_id == story.agency(NEARBY)
            for one in row.sections
        ]  # fmt: skip
        assert sorted(given) == sorted((IDENTITY, WORK, PLAN)), "three things, on one sheet"
    assert not any(story.sees(NEARBY).values())
    with story.as_(NEARBY):
        assert not JobSearch.objects.exists()
        assert Introduction.objects.count() == 1, "its own record"
        assert Referral.objects.filter(subject_id=story.file.person_id).exists()


def soyeong_works(story: Story) -> None:
    """10: work from 1 December; asked at one, three and six months, and kept."""
    _, search = story.kept["soyeong"]
    with story.on(day(12, 1, 18), WOMEN) as by:
        said = work.Said(date(2026, 12, 1), "가온상사")
        work.step(
            search_id=search, event="start_work", said=said, expected=None, by=by, at=story.now
        )
        early = JobCheck.objects.filter(search_id=search).order_by("due")[0]
        with pytest.raises(Missing, match="check"):
            work.asked(check_id=early.pk, at_work=True, by=by, at=story.now)
        with pytest.raises(Missing, match="asked_to_the_end"):
            work.step(
                search_id=search, event="keep_work", said=work.Said(), expected=None, by=by, at=story.now
            )  # fmt: skip
    for moment in (day(12, 8), day(3, 2, year=2027), day(5, 26, year=2027)):
        story.renews(moment, WOMEN)
        if moment.year == 2026:
            story.kept["asked"] = story.now
    for moment in (day(5, 27, year=2027), day(6, 1, year=2027)):
        with story.on(moment, WOMEN) as by:
            for one in JobCheck.objects.filter(due__lte=moment.date(), done_on=None):
                work.asked(check_id=one.pk, at_work=True, by=by, at=story.now)
    with story.as_(WOMEN) as by:
        assert not Task.objects.filter(what="work.check", done_at=None).exists()
        row = work.step(
            search_id=search, event="keep_work", said=work.Said(), expected=None, by=by, at=story.now
        )  # fmt: skip
        assert (row.state, row.ended_on) == ("kept", date(2027, 6, 1))


def taejun_came(story: Story) -> None:
    """1-2: medium service; what his back can bear he tells the soldiers' desk and no other."""
    story.come(day(9, 15), w.TAEJUN)
    story.asks(SOLDIERS, "transition-allowance", (OVERVIEW, IDENTITY, WORK, HEALTH, LIVING))
    story.asks(NEARBY, "local-job-matching", (IDENTITY, WORK), no=(HEALTH,))
    story.tells(SERVED)
    found = story.finds("transition_allowance")
    assert found.verdict == "likely"
    assert {one.amount.id: one.value for one in found.sums} == {"month": 580_000, "left": 3_480_000}
    days = {one.deadline.id: one.day for one in found.untils}
    assert (days["apply"], days["decision"]) == (date(2027, 3, 2), date(2026, 10, 12))
    story.tells({"insured_days": 0, "left_work_on": "2026-08-31"})
    assert story.finds("jobseeker_benefit").verdict == "unlikely"
    with story.as_(SOLDIERS) as by:
        told = work.Profile(
            Wishes(occupations=("repair", "logistics"), skills=("전기기능사",), served=86),
            "discharged_soldier", ("lifting",),
        )  # fmt: skip
        row = work.keep(case_id=story.file.pk, told=told, expected=None, by=by, at=story.now)
        assert (row.track, row.group) == ("discharged_soldier", "medium")
    story.kept["search"] = row.pk


def taejun_is_matched(story: Story) -> None:
    """2: heavy lifting is filtered by the desk he told, not by sharing."""
    signs = {}
    for post in (SOLDIERS, NEARBY):
        found = story.seeks(post)
        pairs = queries.matched(found, WORDS, date(2026, 9, 15))
        signs[post] = {row.title: match.sign for row, match in pairs}
    assert signs[SOLDIERS] == {"시설 점검": "fits", "상하차": "against", "사무 보조": "fits"}
    assert signs[NEARBY]["상하차"] == "fits", "that desk does not know, and is not told"
    with story.as_(NEARBY):
        assert JobSearch.objects.exists()
        assert not JobLimits.objects.exists()
    assert story.sees(NEARBY)[HEALTH] < Level.SUMMARY


def taejun_is_granted(story: Story) -> None:
    """3-4: granted after 22 days; paid on the last working day before the 25th."""
    with story.on(day(9, 15, 11), M) as by:
        offered = Service.objects.get(slug="transition-allowance", centre_id=by.centre).pk
        wish = benefits.Wish(
            "transition_allowance", offered, 580_000 * 6, reason="한 달 금액의 여섯 달치"
        )
        row = benefits.request(
            subject=story.file.person_id, case_id=story.file.pk, wish=wish, by=by, at=story.now
        )
    with story.on(day(10, 7), SOLDIERS) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=story.now)
        award = benefits.Award(
            580_000 * 6, [benefits.Receiver("self", 6)], "중기복무, 구직활동 확인"
        )
        benefits.approve(benefit_id=row.pk, award=award, expected=None, by=by, at=story.now)
        due = list(
            Payment.objects.filter(benefit=row).order_by("number").values_list("due_on", "amount")
        )
        proof = Task.objects.get(what="benefit.proof", done_at=None)
        assert proof.due is not None
        assert proof.due.astimezone(SEOUL) == day(10, 23, 12), "seen before the first payment"
    assert due[:3] == [
        (date(2026, 10, 23), 580_000),
        (date(2026, 11, 25), 580_000),
        (date(2026, 12, 24), 580_000),
    ]
    with story.on(day(10, 23), SOLDIERS) as by:
        first = Payment.objects.get(benefit=row, number=1)
        slip = benefits.Slip([first.pk], 580_000, date(2026, 10, 23), "이체 확인")
        benefits.pay(benefit_id=row.pk, slip=slip, expected=None, by=by, at=story.now)
        following = Task.objects.get(what="benefit.proof", done_at=None).due
        assert following is not None
        assert following.astimezone(SEOUL) == day(11, 25, 12)
    found = story.seeks(SOLDIERS)
    with story.as_(SOLDIERS) as by:
        (paid,) = money.allowances(found, on=date(2026, 10, 7), by=by)
    assert [one.kept for one in paid.days[:3]] == [on for on, _ in due[:3]]
    assert paid.days[0].literal == date(2026, 10, 24), "by the letter it would be a Saturday"


def taejun_works(story: Story) -> None:
    """5: four months paid, half of the other two at once: 2,900,000 in all."""
    story.renews(day(12, 10), SOLDIERS)
    with story.on(day(1, 4, 18, year=2027), SOLDIERS) as by:
        said = work.Said(date(2027, 1, 4), "한빛빌딩")
        work.step(
            search_id=story.kept["search"], event="start_work", said=said, expected=None, by=by,
            at=story.now,
        )  # fmt: skip
    found = story.seeks(SOLDIERS)
    with story.as_(SOLDIERS) as by:
        (paid,) = money.allowances(found, on=story.now.astimezone(SEOUL).date(), by=by)
    assert (paid.rest.paid, paid.rest.so_far, paid.rest.lump, paid.rest.total) == (
        4, 2_320_000, 580_000, 2_900_000,
    )  # fmt: skip


def test_story_f_the_soldier_paid_to_the_day_and_at_work_in_january(told: Story) -> None:
    vacancies(told)
    for step in (taejun_came, taejun_is_matched, taejun_is_granted, taejun_works):
        step(told)
    assert days_to_decide(told, SOLDIERS) == 22
    wanted = {"benefits_asked": 1, "benefits_granted": 1, "job_searches": 1}
    assert {name: told.counts(name, 2026) for name in wanted} == wanted
    assert told.counts("job_starts", 2027) == 1
    thirties = cell("special", "age", "discharged_soldier", "to39")
    assert told.counts("case_people", 2026, thirties) == 1
    release(told.house.centre, at=day(1, 6, 3, year=2027))
    with acting(clockwork(told.house.centre), Purpose.STATISTICS):
        figures = figures_of.told(2026)["case_people"]
    assert figures[thirties] is None, "one soldier of thirty-two is nobody's business"
    assert not {number for number in figures.values() if number and number < 5}


def test_story_f_the_way_back_to_work_kept_for_six_months(told: Story) -> None:
    vacancies(told)
    for step in (
        soyeong_came, soyeong_granted, soyeong_learns, soyeong_withdraws, soyeong_works,
    ):  # fmt: skip
        step(told)
    wanted = {"benefits_asked": 1, "benefits_granted": 1, "job_searches": 1, "job_starts": 1}
    assert {name: told.counts(name, 2026) for name in wanted} == wanted
    assert told.counts("job_kept", 2027) == 1
