"""Story E, her first morning: with her child through three desks, called by a number; what else may help."""

from datetime import date, timedelta
from typing import Any

from hangot.appointments.models import Bookable, Hold
from hangot.core.debts.figures import Figures
from hangot.intake.models import Notice
from hangot.people.models import AccessNeed
from hangot.people.reaching import add_access_need
from hangot.visits import actions as visits
from hangot.visits import queries
from hangot.visits.models import Called, Stop, Visit
from tests.domain.story_ef import M, Story, day
from tests.domain.story_work import FINANCE, JOBS, WELFARE

DOOR = "reception-1"
AT_HOME: dict[str, Any] = {
    "household_size": 2, "earned_income": 0, "other_income": 1_981_440, "deducted_costs": 0,
    "home": "rented", "home_value": 0, "general_assets": 0, "financial_assets": 0, "car_value": 0,
    "region": "seoul", "town_size": "big", "supporter": "none", "basic_livelihood": "none",
    "crisis": "job_lost", "same_help": True, "work_credit": False, "lone_parent": "parent",
    "children": [{"born_on": "2019-03-02", "at_school": True}], "jobseeker_pay": "now",
}  # fmt: skip
FOUND = {
    "lone_parent_family": "likely", "livelihood_benefit": "unlikely",
    "emergency_welfare": "discretionary", "job_support_first": "unlikely", "micro_loan": "unknown",
}  # fmt: skip


def heard(story: Story) -> None:
    """1: heard for forty minutes, once; that her child needs a place is known to every desk."""
    with story.on(day(7, 6, 9, 42), M) as by:
        add_access_need(
            person_id=story.file.person_id, kind="child_care", detail=None, by=by, at=story.now
        )
        (notice,) = Notice.objects.filter(person_id=story.file.person_id)
        assert story.now - notice.reported_at >= timedelta(minutes=40)
    for post in (JOBS, WELFARE):
        with story.as_(post):
            assert [one.kind for one in AccessNeed.objects.all()] == ["child_care"], post


def called(story: Story) -> None:
    """1: the child has its place until they go; the screen shows a number and where, never who."""
    with story.as_(M) as by:
        visits.match(subject=story.file.person_id, by=by, at=story.now)
    with story.as_(DOOR) as by:
        (visit,) = Visit.objects.filter(subject_id=story.file.person_id, state="planned")
        assert queries.needs([visit.subject_id])[visit.subject_id] == ["child_care"]
        visits.arrive(visit_id=visit.pk, companions=1, by=by, at=story.now)
        places = Bookable.objects.filter(kind="place").values_list("number", flat=True)
        (held,) = Hold.objects.filter(number__in=list(places), live=True)
        assert (held.during.lower, held.during.upper) == (visit.starts, visit.ends)
        stops = list(Stop.objects.filter(visit=visit).order_by("starts"))
    desks = {story.agency(post): post for post in (JOBS, WELFARE, FINANCE)}
    for stop in stops:
        _served(story, visit, stop, desks[stop.agency_id])
    with story.as_(DOOR) as by:
        left = visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=story.now)
        assert left.left_how == "complete"


def _served(story: Story, visit: Visit, stop: Stop, post: str) -> None:
    with story.on(stop.starts, post) as by:
        visits.call(stop_id=stop.pk, by=by, at=story.now)
    with story.as_(DOOR):
        (shown,) = Called.objects.all()
        assert shown.number == visit.number
        assert "송미나" not in f"{shown.place_ko} {shown.place_en}"
    with story.as_(post) as by:
        visits.receive(stop_id=stop.pk, by=by, at=story.now)
    with story.on(stop.ends, post) as by:
        visits.finish(stop_id=stop.pk, result="given", by=by, at=story.now)


def others_found(story: Story) -> None:
    """4: what else the rules say, each with the figure or the clause behind it."""
    story.tells(AT_HOME)
    found = {name: story.finds(name) for name in FOUND}
    assert {name: one.verdict for name, one in found.items()} == FOUND
    figures = Figures(story.ruling().rules, date(2026, 7, 6))
    assert figures.whole("lone_parent_limit", 2) == 2_729_540
    assert figures.whole("livelihood_limit", 2) == 1_343_773
    assert AT_HOME["other_income"] == 66_048 * 30
    assert "income" in {clause.id for clause in found["livelihood_benefit"].failed}
    assert "no_jobseeker_pay" in {clause.id for clause in found["job_support_first"].failed}
    assert found["emergency_welfare"].judged
    assert found["micro_loan"].missing == ("credit_score_low",)
