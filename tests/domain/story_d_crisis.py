"""Story D, first part: from the report in the night to the risk that was seen at the door."""

from hangot.cases import actions as cases
from hangot.cases import moves
from hangot.cases.judging import judge
from hangot.core.access import Section
from hangot.homevisits import actions as home
from hangot.homevisits import rounds
from hangot.intake import actions as intake
from hangot.intake.models import Notice
from hangot.people import actions as people
from hangot.people.household import together_with
from hangot.reports import actions as reports
from hangot.reports import measures, opening, queries
from hangot.reports.apart import Beside
from hangot.tasks.models import Clock, Task
from tests.domain import story_d as d
from tests.domain.story_d import Story, day

S = Section


def reported(story: Story) -> None:
    """1, 2: the police ask her alone; what the investigation holds stays with them."""
    beside = Beside("neighbour", "강이웃", "01099998888", "위층에 삼", "출동 때 깨진 유리를 봄")
    with story.on(day(10, 9, 10, 20), d.P) as by:
        taken = reports.take(told=d.SUNYOUNG, source="form", by=by, at=story.now, beside=beside)
        assert taken.notice_id
        story.kept["notice"] = taken.notice_id
        night = measures.take(
            report_id=taken.notice_id, what="domestic_emergency", taken_at=day(10, 9, 1, 10), by=by,
            at=story.now,
        )  # fmt: skip
        assert night.ask_by == day(10, 11, 1, 10)
    with story.on(day(10, 10, 9), d.P) as by:
        measures.asked(report_id=taken.notice_id, what="domestic_emergency", by=by, at=story.now)


def holiday_passes(story: Story) -> None:
    """3: a holiday and a weekend; the clock of the first call did not move before Monday."""
    with story.on(day(10, 11, 9), d.C):
        assert Clock.objects.get(thing_id=story.kept["notice"]).due == day(10, 12, 18)


def not_reached_twice(story: Story) -> None:
    """4: two calls inside her hours; the first-attempt clock is met, the next try is tomorrow."""
    for moment in (day(10, 12, 10, 30), day(10, 12, 11, 10)):
        with story.on(moment, d.C) as by:
            notice = intake.attempt(
                notice_id=story.kept["notice"], result="no_answer", expected=None, by=by, at=moment
            )
    assert notice.state == "unreachable"
    with story.as_(d.C):
        found = {c.what: c for c in Clock.objects.filter(thing_id=notice.pk)}
        assert found["first_contact"].met_at == day(10, 12, 10, 30)
        assert max(c.due for c in found.values()) == day(10, 13, 18)


def reached_and_opened(story: Story) -> None:
    """5: reached; agreed on the phone to a script that is named; day 0."""
    notice = story.kept["notice"]
    with story.on(day(10, 13, 10, 15), d.C) as by:
        intake.end(
            notice_id=notice, event="reach", ending=intake.Ending(), expected=None, by=by,
            at=story.now,
        )  # fmt: skip
        intake.look_up_notice(
            notice_id=notice, reason="before_registering", expected=None, by=by, at=story.now
        )
        story.case = opening.open_case(
            notice_id=notice, known=None, method="phone", lead_post=by.post, expected=None, by=by,
            at=story.now,
        )  # fmt: skip
    handed_to_manager(story)


def handed_to_manager(story: Story) -> None:
    """Who lives there came along; the case manager leads from now on, and the survey begins."""
    notice = story.kept["notice"]
    with story.as_(d.C) as by:
        lead = story.post(d.M)
        assert Notice.objects.get(pk=notice).agreed_script == "v3"
        assert queries.report_of(notice).script == "v1"
        home_now = {(one.role, one.name) for one in together_with(story.file.person_id)}
        assert home_now == {("parent", None), ("spouse", "최동훈"), ("child", "최유나")}
        story.agree("apo", (S.IDENTITY, S.CONTACT, S.PROTECTION), by)
        cases.seat_post(
            case_id=story.file.pk, post_id=story.post(d.P), agency=story.house.actors[d.P].agency,
            sections=(S.IDENTITY, S.CONTACT, S.PROTECTION), by=by, at=story.now,
        )  # fmt: skip
        cases.move_lead(case_id=story.file.pk, post_id=lead, expected=None, by=by, at=story.now)
    with story.as_(d.M) as by:
        people.add_relationship(
            person_id=story.file.person_id, kind="alleged_perpetrator", name="최동훈",
            detail="배우자", by=by, at=story.now,
        )  # fmt: skip
        moves.move(
            case_id=story.file.pk, event="assess", said=moves.Said(), expected=None, by=by,
            at=story.now,
        )  # fmt: skip
        due = {c.what: c.due.date() for c in Clock.objects.filter(thing_id=story.file.pk)}
        assert due["case_survey"] == day(10, 23).date()
        assert due["case_all"] == day(11, 12).date()


def visited(story: Story) -> None:
    """6: two at the door, her husband asked about first; nine points and her fear."""
    with story.on(day(10, 15, 15), d.M) as by:
        wish = home.Wish(day(10, 16).date(), 600, 660, 60, "정릉동", unsafe=True, escort=True)
        visit = home.plan_visit(case_id=story.file.pk, wish=wish, by=by, at=story.now)
        going = [(story.post(d.M), story.post(d.P))]
        shown = rounds.propose(wish.day, going, by=by, at=story.now)
        rounds.accept(wish.day, going, shown=rounds.mark(shown.rounds), by=by, at=story.now)
    with story.on(day(10, 16, 9, 40), d.M) as by:
        home.depart(visit_id=visit.pk, asked_about_opponent=True, minutes=120, by=by, at=story.now)
    nine = (
        "assault",
        "threat",
        "broken",
        "police",
        "drink",
        "worse",
        "control",
        "several",
        "afraid",
    )
    with story.on(day(10, 16, 10, 30), d.M) as by:
        home.arrive(visit_id=visit.pk, by=by, at=story.now)
        found = story.fill("dv_recurrence", d.ALL_NO | dict.fromkeys(nine, "yes"), by)
    assert (found.result.scores[0].value, found.level.id) == (9, "high")
    with story.on(day(10, 16, 11, 20), d.M) as by:
        home.come_back(
            visit_id=visit.pk, outcome="met", seen="아이 방 문이 부서짐", by=by, at=story.now
        )
        judge(
            case_id=story.file.pk, event="say_yes", reasons=["again"], words="", by=by,
            at=story.now,
        )  # fmt: skip
    for officer in (d.S, d.L):
        with story.as_(officer):
            assert Task.objects.filter(what__startswith="alarm.", done_at=None).exists(), officer
