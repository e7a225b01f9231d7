"""A home is reported: taken once, called by the clock of the report, known again, lost by nobody."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from hangot.access.context import acting
from hangot.access.models import Denial
from hangot.audit.models import AuditEntry
from hangot.cases import actions as cases
from hangot.cases.judging import judge, judgements
from hangot.cases.models import Case, Note
from hangot.core.access import Purpose, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.reports.funnel import Event, Place, Step, funnel
from hangot.directory.models import Centre, Post
from hangot.intake import actions as intake
from hangot.intake.models import Notice
from hangot.reports import actions as reports
from hangot.reports import queries
from hangot.reports.apart import Beside, reporter_of
from hangot.reports.following import follow
from hangot.reports.models import Arrived, Followed, HomeToken, Report, Turned
from hangot.tasks.models import Clock, Moved, Task
from tests.domain.reported import REPORTED_AT, STRANGER, report

pytestmark = pytest.mark.django_db
POLICE = "police-victim-desk-1"
NEXT_DAY = datetime(2026, 9, 2, 10, 20, tzinfo=SEOUL)
Acts = Callable[..., Any]
LATER = NEXT_DAY + timedelta(days=2)


def take(acts: Acts, told: Any = None, *, at: datetime = NEXT_DAY, **more: Any) -> reports.Taken:
    with acts(POLICE) as by:
        return reports.take(told=told or report(), source="form", by=by, at=at, **more)


def of(taken: reports.Taken) -> UUID:
    """The contact that a report became."""
    assert taken.notice_id
    return taken.notice_id


def test_what_the_police_send_becomes_a_notice_of_the_desk_that_calls(acts: Acts) -> None:
    taken = take(acts)
    with acts("counsellor-1") as by:
        notice = Notice.objects.get(pk=of(taken))
        assert (notice.agency_id, notice.state, notice.name) == (by.agency, "new", "박선영")
        task = Task.objects.get(thing_id=notice.pk)
        assert (task.what, task.duty) == ("notice.start", "C")


@pytest.mark.parametrize(
    ("risk", "due"),
    [
        ("normal", datetime(2026, 9, 2, 18, tzinfo=SEOUL)),
        ("high", REPORTED_AT + timedelta(hours=2)),
    ],
)
def test_the_clock_of_the_first_call_runs_from_the_report(
    acts: Acts, risk: str, due: datetime
) -> None:
    taken = take(acts, report(risk=risk))
    with acts("counsellor-1"):
        assert Clock.objects.get(thing_id=of(taken)).due == due


def test_the_same_report_ten_times_is_one_report(acts: Acts) -> None:
    answers = [take(acts) for _ in range(10)]
    assert {one.receipt for one in answers} == {answers[0].receipt}
    assert [one.new for one in answers] == [True] + [False] * 9
    with acts("counsellor-1"):
        assert Report.objects.count() == 1


def test_other_content_under_the_same_number_is_refused(acts: Acts) -> None:
    take(acts)
    with pytest.raises(Missing, match="number"):
        take(acts, report(wish="다른 말"))


def test_of_a_home_that_did_not_agree_only_the_count_stays(acts: Acts) -> None:
    before = _rows()
    for _ in range(3):
        with acts(POLICE) as by:
            reports.turn_away(source="feed", why="not_agreed", by=by, at=NEXT_DAY)
    with acts("statistics"):
        assert [(row.why, row.many) for row in Turned.objects.all()] == [("not_agreed", 3)]
    assert _rows() == before


def _rows() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from hangot_datakey")
    return [model.objects.count() for model in (Notice, Report, Arrived)]


@pytest.mark.parametrize(
    ("like", "why"),
    [
        ({"phone": None, "address": "", "members": ()}, ["who"]),
        ({"name": "", "birth": None, "members": (), "address": ""}, ["phone"]),
        ({"name": "", "birth": None, "members": (), "phone": None}, ["address"]),
        ({"name": "최선영", "phone": None, "address": ""}, ["who"]),
    ],
)
def test_a_home_is_known_again_by_a_person_a_phone_or_an_address(
    acts: Acts, like: dict[str, Any], why: list[str]
) -> None:
    first = take(acts)
    again = take(acts, report(number="성북-26-0930", **like))
    take(acts, STRANGER)
    with acts("counsellor-1"):
        found = queries.report_of(of(again))
        assert found.why == why
        assert [one.receipt for one in queries.history(found)] == [first.receipt]


def test_a_street_without_a_number_makes_no_home_of_two(acts: Acts) -> None:
    street = {"name": "", "birth": None, "members": (), "phone": None, "address": "성북구 보문로"}
    take(acts, report(**street))
    again = take(acts, report(number="성북-26-0930", **street))
    with acts("counsellor-1"):
        assert queries.history(queries.report_of(of(again))) == []


def test_a_report_one_is_kept_out_of_is_not_even_counted_in_the_history(acts: Acts) -> None:
    """최민호, the husband's cousin, sits at the desk and sees neither record nor number of it."""
    first = take(acts)
    again = take(acts, report(number="성북-26-0930"))
    with acts("safety-officer") as officer, acts("counsellor-1") as cousin:
        pass
    with acting(officer):
        Denial(
            centre_id=officer.centre, subject_id=of(first), worker_id=cousin.worker,
            starts=NEXT_DAY - timedelta(days=1), code="kin",
        ).save(force_insert=True)  # fmt: skip
    with acts("counsellor-1"):
        found = queries.report_of(of(again))
        assert queries.history(found) == []
        with pytest.raises(Hidden):
            queries.told(of(first))
    with acts("counsellor-2"):
        assert len(queries.history(queries.report_of(of(again)))) == 1


def test_tokens_of_homes_are_read_by_nobody_who_looks(acts: Acts) -> None:
    take(acts)
    for slug in (POLICE, "counsellor-1", "team-lead", "safety-officer", "statistics"):
        with acts(slug):
            assert not HomeToken.objects.exists()


def test_whoever_looked_can_say_that_it_is_another_home(acts: Acts) -> None:
    take(acts)
    again = take(acts, report(number="성북-26-0930"))
    with acts("counsellor-1") as by:
        reports.another_home(report_id=of(again), by=by, at=NEXT_DAY)
        assert queries.history(queries.report_of(of(again))) == []
    with acts(POLICE) as by, pytest.raises(NotAllowed):
        reports.another_home(report_id=of(again), by=by, at=NEXT_DAY)


NEIGHBOUR = Beside("neighbour", "강이웃", "01099998888", "위층에 삼", "출동 때 깨진 유리를 봄")


def test_who_reported_is_read_by_the_holder_and_the_safety_officer_alone(acts: Acts) -> None:
    taken = take(acts, beside=NEIGHBOUR)
    case = _opened(acts, taken)
    for slug in ("reception-1", "counsellor-1", "case-manager-1", "team-lead", "centre-manager",
                 "privacy-officer", "auditor", "statistics", "administrator", "smile-centre-1"):  # fmt: skip
        with acts(slug):
            assert reporter_of(of(taken)) is None, slug
            assert not Note.objects.filter(section=Section.POLICE_HELD.number).exists()
    with acts(POLICE):
        found = reporter_of(of(taken))
        assert found is not None
        assert found.name == "강이웃"
        assert Note.objects.get(section=Section.POLICE_HELD.number).text == NEIGHBOUR.held
    with acts("safety-officer"):
        assert reporter_of(of(taken))
        assert not Note.objects.filter(section=Section.POLICE_HELD.number).exists()
    with acts("auditor"):
        about = AuditEntry.objects.filter(section=Section.REPORT_DUTY.number)
        assert not about.filter(subject_id__in=(of(taken), case.person_id)).exists()


def test_whoever_sent_it_reads_nothing_the_desk_adds(acts: Acts) -> None:
    taken = take(acts)
    with acts(POLICE):
        told = queries.told(of(taken))
        assert told.notice is None
        assert queries.members(told.report)[0]["name"] == "최유나"
    with acts("smile-centre-1"), pytest.raises(Hidden):
        queries.told(of(taken))


def _call(acts: Acts, taken: reports.Taken, at: datetime, result: str = "no_answer") -> None:
    with acts("counsellor-1") as by:
        intake.attempt(notice_id=of(taken), result=result, expected=None, by=by, at=at)


def _opened(acts: Acts, taken: reports.Taken) -> Case:
    at = NEXT_DAY + timedelta(days=1)
    with acts("counsellor-1") as by:
        intake.look_up_notice(
            notice_id=of(taken), reason="before_registering", expected=None,
            by=by, at=at,
        )  # fmt: skip
        intake.start(notice_id=of(taken), receipt_id=None, expected=None, by=by, at=at)
        return intake.open_case(
            notice_id=of(taken), known=None, method="phone", lead_post=by.post,
            expected=None, by=by, at=at,
        )  # fmt: skip


def test_not_reached_is_a_finding_with_a_next_step_and_never_an_end(acts: Acts) -> None:
    taken = take(acts)
    for at in (NEXT_DAY, NEXT_DAY + timedelta(minutes=40), NEXT_DAY + timedelta(days=1)):
        _call(acts, taken, at)
    follow_up = intake.Ending(words="다음 달에 다시")
    with acts("team-lead") as by, pytest.raises(Missing, match="another_way_tried"):
        intake.end(
            notice_id=of(taken), event="give_up", ending=follow_up,
            expected=None, by=by, at=NEXT_DAY,
        )  # fmt: skip
    with acts("counsellor-1") as by, pytest.raises(Missing, match="way_is_safe"):
        intake.another_way(notice_id=of(taken), way="letter", expected=None, by=by, at=NEXT_DAY)
    with acts("counsellor-1") as by:
        intake.another_way(notice_id=of(taken), way="ask_police", expected=None, by=by, at=NEXT_DAY)
    with acts(POLICE) as by:
        task = Task.objects.get(subject_id=of(taken), done_at=None)
        assert (task.what, task.agency_id, task.duty) == ("notice.way_police", by.agency, "P")


def test_every_state_of_a_notice_not_reached_leaves_somebody_with_a_turn(acts: Acts) -> None:
    taken = take(acts)
    for step in range(4):
        _call(acts, taken, NEXT_DAY + timedelta(minutes=5 * step))
        with acts("counsellor-1"):
            assert Task.objects.filter(thing_id=of(taken), done_at=None).exists()


def test_a_judgement_is_written_with_reasons_by_whoever_holds_a_seat(acts: Acts) -> None:
    case = _opened(acts, take(acts))
    with acts("counsellor-1") as by, pytest.raises(Missing, match="reason"):
        judge(case_id=case.pk, event="say_yes", reasons=(), words="", by=by, at=LATER)
    with acts("counsellor-1") as by:
        for event in ("say_watch", "say_yes"):
            judge(case_id=case.pk, event=event, reasons=["again"], words="…", by=by, at=LATER)
        assert [one.state for one in judgements(case.pk)] == ["crisis", "watch"]
    with acts("moel-job-centre-1") as by, pytest.raises(Hidden):
        judge(case_id=case.pk, event="say_no", reasons=["settled"], words="", by=by, at=LATER)


def test_a_case_that_had_ended_goes_on_when_the_home_is_reported_again(acts: Acts) -> None:
    """Story D comes back: the case manager opens the old case again, with its history."""
    case = _opened(acts, take(acts))
    post = _manager(acts, case)
    with acts("case-manager-1") as by:
        cases.propose_end(
            case_id=case.pk, reason="better", words=None, results={}, outstanding=(), expected=None,
            by=by, at=LATER,
        )  # fmt: skip
    with acts("team-lead") as by:
        cases.decide_end(
            case_id=case.pk, event="close", satisfaction="not_asked", words=None, outstanding=(), expected=None,
            by=by, at=LATER,
        )  # fmt: skip
    later = LATER + timedelta(days=60)
    again = take(acts, report(number="성북-26-1103", reported_at=later, risk="high"), at=later)
    with acts("case-manager-1") as by:
        notice = of(again)
        intake.look_up_notice(notice_id=notice, reason="safety", expected=None, by=by, at=later)
        intake.start(notice_id=notice, receipt_id=None, expected=None, by=by, at=later)
        found = intake.open_case(
            notice_id=notice, known=case.person_id, method="phone", lead_post=post, expected=None,
            by=by, at=later, reopen=case.pk,
        )  # fmt: skip
        assert (found.pk, found.state) == (case.pk, "assessment")
        assert Notice.objects.get(pk=notice).case_id == case.pk
    _followed(acts)
    _followed(acts)
    counted = _funnel(acts, days=120)
    assert counted.places[Place.RECURRED] == 1
    assert counted.places[Place.REACHED] == 1


def _manager(acts: Acts, case: Case) -> UUID:
    """The case manager leads from now on."""
    with acts("counsellor-1") as by:
        post = Post.objects.get(slug="case-manager-1")
        cases.move_lead(case_id=case.pk, post_id=post.pk, expected=None, by=by, at=LATER)
        return post.pk


def _funnel(acts: Acts, slug: str = "team-lead", days: int = 60) -> Any:
    with acts(slug):
        first = REPORTED_AT.date().replace(day=1)
        found: list[Event] = [
            event for _, event in queries.events(first, first + timedelta(days=days))
        ]
    return funnel(found)


def _followed(acts: Acts) -> None:
    with acts("statistics"):
        centre = Centre.objects.get()
    follow(centre, at=NEXT_DAY)


def test_the_counts_follow_every_report_from_the_log_and_none_is_lost(acts: Acts) -> None:
    waiting, tried, opened = (take(acts, report(number=f"n-{n}", phone=f"0105550018{n}", birth=None,
                              members=(), address="")) for n in range(3))  # fmt: skip
    _call(acts, tried, NEXT_DAY)
    case = _opened(acts, opened)
    with acts("counsellor-1") as by:
        judge(case_id=case.pk, event="say_yes", reasons=["fear"], words="", by=by,
              at=NEXT_DAY + timedelta(days=2))  # fmt: skip
    _followed(acts)
    _followed(acts)
    found = _funnel(acts)
    assert found.total == 3
    assert {p: n for p, n in found.places.items() if n} == {
        Place.WAITING: 1, Place.NOT_REACHED: 1, Place.CRISIS: 1,
    }  # fmt: skip
    assert (found.passed[Step.REACHED], found.passed[Step.JUDGED]) == (1, 1)
    assert waiting.new


def test_a_home_reported_again_after_the_end_is_counted_as_recurred(acts: Acts) -> None:
    first = take(acts)
    with acts("counsellor-1") as by:
        at = NEXT_DAY + timedelta(hours=1)
        intake.look_up_notice(notice_id=of(first), reason="safety", expected=None, by=by, at=at)
        intake.start(notice_id=of(first), receipt_id=None, expected=None, by=by, at=at)
        intake.end(
            notice_id=of(first), event="help", ending=intake.Ending(words="쉼터 안내"),
            expected=None, by=by, at=at,
        )  # fmt: skip
    later = REPORTED_AT + timedelta(days=9)
    take(acts, report(number="성북-26-0930", reported_at=later), at=later + timedelta(hours=1))
    _followed(acts)
    found = _funnel(acts)
    assert (found.places[Place.RECURRED], found.places[Place.WAITING]) == (1, 1)
    assert found.passed[Step.RECURRED] == 1


def test_reports_that_arrive_out_of_order_recur_in_the_order_in_which_they_were_made(
    acts: Acts,
) -> None:
    earlier = REPORTED_AT - timedelta(days=9)
    take(acts)
    take(acts, report(number="성북-26-0822", reported_at=earlier))
    take(acts, report(number="성북-26-0823", reported_at=earlier))
    with acts("team-lead"):
        found = sorted(Followed.objects.filter(what="again").values_list("reported_on", "at"))
        assert found == [
            (earlier.date(), earlier),
            (earlier.date(), REPORTED_AT),
            (earlier.date(), REPORTED_AT),
        ]


def test_the_counts_are_for_those_who_count_and_name_nobody(acts: Acts) -> None:
    taken = take(acts)
    assert _funnel(acts, "team-lead").total == 1
    for slug in ("counsellor-1", "reception-1", POLICE, "auditor", "statistics", "centre-manager"):
        assert _funnel(acts, slug).total == 0
    with acts("statistics") as by:
        assert not Followed.objects.exists()
        assert len(queries.to_count(by.centre, date(2026, 1, 1), date(2027, 1, 1))) == 1
    with acts("team-lead"):
        row = Followed.objects.get()
        assert row.track not in (of(taken), row.pk)
    with acts("statistics"):
        assert not Report.objects.exists()


@pytest.mark.parametrize("slug", ["statistics", "team-lead", "centre-manager", "administrator"])
def test_to_count_opens_nothing_of_a_home_to_anybody_but_the_clock(acts: Acts, slug: str) -> None:
    taken = take(acts)
    with acts(slug, Purpose.STATISTICS):
        assert not Moved.objects.filter(subject_id=of(taken)).exists()
        assert not Notice.objects.exists()
        assert not Report.objects.exists()


def test_somebody_else_writes_no_report(acts: Acts) -> None:
    with acts("counsellor-1") as by, pytest.raises(NotAllowed):
        reports.take(told=report(), source="form", by=by, at=NEXT_DAY)
