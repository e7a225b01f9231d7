"""Conferences: called, held with a quorum, decided, written down, carried on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.access.actions import changing
from hangot.access.context import deriving
from hangot.access.models import AccessClaim, Denial
from hangot.cases.models import Case, Note
from hangot.cases.moves import Said, move
from hangot.cases.team import take_seat
from hangot.conferences import actions as conferences
from hangot.conferences.models import ActionItem, AgendaItem, Attendance, Conference, ItemSight
from hangot.conferences.queries import proposed
from hangot.conferences.reading import sheet
from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.core.access import Section
from hangot.core.refusal import Hidden, Missing
from hangot.directory.models import Agency
from hangot.people.models import SeparationRule
from hangot.tasks.models import Task
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

pytestmark = pytest.mark.django_db


def test_a_conference_goes_from_its_call_to_minutes_and_actions(opened: Any, acts: Acts) -> None:
    conference, item = opened
    on_item(acts, "note", item, section=Section.PLAN, text="매달 한 번 함께 점검한다")
    task = conferences.Charge(
        Section.EMPLOYMENT, post(JOBS), "직업훈련 과정을 알아본다",
        (clock.now() + timedelta(days=14)).date(),
    )  # fmt: skip
    with pytest.raises(Missing):
        on_item(acts, "charge", item, task=task)
    on_item(acts, "decide", item, ruling=conferences.Ruling("go_on"), expected=None)
    for name, state in (
        ("end_decisions", "decided"), ("fix_minutes", "minuted"), ("close", "closed"),
    ):  # fmt: skip
        assert step(acts, name, conference).state == state


def take(case: Case, by: Any) -> None:
    """The chair sits in the team of the case."""
    with changing(case.person_id):
        take_seat(case, by.post, by.agency, "member", [Section.PLAN], at=clock.now())


def _ended(acts: Acts, conference: Conference) -> Conference:
    for name in ("end_decisions", "fix_minutes", "close"):
        conference = step(acts, name, conference)
    return conference


def _read(acts: Acts, slug: str, conference: Conference) -> Any:
    with acts(slug) as by:
        return sheet(conference.pk, by, at=clock.now())


def test_nobody_is_told_of_a_conference_before_it_is_called(agreed: Any, acts: Acts) -> None:
    conference = prepared(acts)
    put_on(acts, conference, agreed)
    invite(acts, conference, "case-manager-1", JOBS)
    with pytest.raises(Hidden):
        _read(acts, JOBS, conference)


def test_who_is_invited_sees_the_person_through_the_item_and_no_more_when_it_is_over(
    called: Any, acts: Acts
) -> None:
    conference, item = called
    with acts(JOBS):
        assert Case.objects.filter(pk=item.case_id).exists()
        mine = ItemSight.objects.get()
    assert mine.sections == [1, 2, 11]  # Neither plan nor health: that was not agreed to.
    with acts(JOBS):
        assert not Note.objects.filter(section=Section.HEALTH.number).exists()
    sign(acts, conference, LEAD, "case-manager-1", MIND)
    step(acts, "open_room", conference)
    on_item(acts, "defer", item, why="time", expected=None)
    _ended(acts, conference)
    with acts(JOBS):
        assert not Case.objects.filter(pk=item.case_id).exists()
        assert not ItemSight.objects.exists()


def test_sight_ends_by_itself_if_nobody_closes_the_conference(called: Any, acts: Acts) -> None:
    conference, item = called
    with acts(LEAD), deriving(item.subject_id):
        claims = AccessClaim.objects.filter(code="conference")
        assert claims.count() == 4
        assert all(one.ends and one.ends > conference.ends for one in claims)


def test_each_agency_is_asked_for_the_sections_it_knows_about(called: Any, acts: Acts) -> None:
    conference, item = called
    for slug, section in ((JOBS, Section.EMPLOYMENT), (MIND, Section.HEALTH)):
        with acts(slug) as by:
            asked = Task.objects.get(what="conference.contribute", post_id=by.post, done_at=None)
            assert ItemSight.objects.get().asked == [section.number]
            assert asked.due
            assert asked.due <= conference.starts
        on_item(acts, "contribute", item, slug=slug, section=section, words="우리가 아는 것")
        with acts(slug) as by:
            assert not Task.objects.filter(what="conference.contribute", done_at=None).exists()


def test_nobody_writes_into_a_section_that_is_not_theirs_to_see(called: Any, acts: Acts) -> None:
    _, item = called
    with pytest.raises(Hidden):
        on_item(acts, "contribute", item, slug=JOBS, section=Section.HEALTH, words="들은 말")


def test_three_readers_have_three_different_minutes(opened: Any, acts: Acts) -> None:
    conference, item = opened
    on_item(acts, "note", item, section=Section.PLAN, text="매달 함께 점검한다")
    on_item(
        acts,
        "note",
        item,
        slug="case-manager-1",
        section=Section.HEALTH,
        text="심리상담을 이어 간다",
    )
    on_item(acts, "decide", item, ruling=conferences.Ruling("go_on"), expected=None)
    step(acts, "end_decisions", conference)
    texts = {
        slug: {
            entry.text
            for extract in _read(acts, slug, conference).extracts
            for entry in (*extract.words, *extract.decisions, *extract.actions)
        }
        for slug in (LEAD, "case-manager-1", JOBS, MIND)
    }
    assert texts[LEAD] == {"매달 함께 점검한다"}
    assert texts["case-manager-1"] == {"매달 함께 점검한다", "심리상담을 이어 간다"}
    assert texts[MIND] == {"심리상담을 이어 간다"}
    assert texts[JOBS] == set()


def test_an_agency_without_any_lawful_view_cannot_be_invited_to_a_case(
    agreed: Any, acts: Acts
) -> None:
    conference = prepared(acts)
    put_on(acts, conference, agreed)
    invite(acts, conference, "case-manager-1", "korea-legal-aid-1")
    with pytest.raises(Missing) as no:
        step(acts, "call", conference)
    assert no.value.what == "lawful_views"


def test_who_may_not_see_one_item_leaves_the_room_for_it_and_learns_nothing_else(
    agreed: Any, other_case: Any, acts: Acts
) -> None:
    conference = prepared(acts)
    put_on(acts, conference, agreed)
    second = put_on(acts, conference, other_case)
    invite(acts, conference, "case-manager-1", JOBS)
    step(acts, "call", conference)
    found = _read(acts, JOBS, conference)
    assert [one.item is None for one in found.extracts] == [False, True]
    assert second.pk not in found.items
    with acts(JOBS):
        assert not Case.objects.filter(pk=other_case.pk).exists()
        assert not AgendaItem.objects.filter(pk=second.pk).exists()


def _deny(acts: Acts, subject: Any, slug: str) -> None:
    with acts(slug) as by:
        worker = by.worker
    with acts("safety-officer") as by:
        Denial(
            centre_id=by.centre, subject_id=subject, worker_id=worker, starts=clock.now(),
            code="kin",
        ).save(force_insert=True)  # fmt: skip


def test_who_is_kept_out_of_a_person_cannot_be_invited_and_another_comes_instead(
    agreed: Any, acts: Acts
) -> None:
    conference = prepared(acts)
    put_on(acts, conference, agreed)
    _deny(acts, agreed.person_id, JOBS)
    with pytest.raises(Missing) as no:
        invite(acts, conference, "case-manager-1", JOBS)
    assert "함께할 수 없습니다" in str(no.value.sentence)
    invite(acts, conference, "case-manager-1", "moel-job-centre-2")
    assert step(acts, "call", conference).state == "called"


def test_a_conference_does_not_exist_for_who_is_kept_out_later(called: Any, acts: Acts) -> None:
    conference, item = called
    _deny(acts, item.subject_id, JOBS)
    with pytest.raises(Hidden):
        _read(acts, JOBS, conference)
    with pytest.raises(Hidden):
        sign(acts, conference, JOBS)
    with acts(JOBS):
        assert not Conference.objects.exists()
        assert not Attendance.objects.exists()


def test_a_case_is_not_put_before_somebody_who_is_kept_out_of_it(agreed: Any, acts: Acts) -> None:
    conference = prepared(acts)
    invite(acts, conference, "case-manager-1", JOBS)
    _deny(acts, agreed.person_id, JOBS)
    with pytest.raises(Missing) as no:
        put_on(acts, conference, agreed)
    assert no.value.what == "agenda"


def test_two_who_must_not_be_spoken_of_together_do_not_come_to_one_table(
    agreed: Any, other_case: Any, acts: Acts
) -> None:
    with acts("safety-officer") as by:
        SeparationRule(
            centre_id=by.centre, one_id=agreed.person_id, other_id=other_case.person_id,
            scope="conference", reason="…", starts=clock.now(),
        ).save(force_insert=True)  # fmt: skip
    conference = prepared(acts)
    put_on(acts, conference, agreed)
    with pytest.raises(Missing) as no:
        put_on(acts, conference, other_case)
    assert no.value.what == "agenda"


def test_it_is_not_opened_without_a_quorum(called: Any, acts: Acts) -> None:
    conference, _ = called
    sign(acts, conference, LEAD, "case-manager-1")
    with pytest.raises(Missing) as no:
        step(acts, "open_room", conference)
    assert no.value.what == "quorum"


def test_a_signature_of_another_day_is_asked_for_again(called: Any, acts: Acts) -> None:
    conference, _ = called
    sign(acts, conference, LEAD, "case-manager-1", JOBS)
    with acts(LEAD):
        Attendance.objects.filter(worker_id__isnull=False).update(
            signed_at=clock.now() - timedelta(days=1)
        )
    with pytest.raises(Missing) as no:
        step(acts, "open_room", conference)
    assert no.value.what == "signed_today"


def test_who_is_related_leaves_the_room_and_the_record_of_the_person(
    opened: Any, acts: Acts
) -> None:
    conference, item = opened
    on_item(acts, "leave", item, slug=MIND, why="kinship")
    with acts(MIND):
        assert not Case.objects.filter(pk=item.case_id).exists()
    assert _read(acts, MIND, conference).extracts[0].item is None
    with acts(LEAD):
        left = ItemSight.objects.get(post_id=post(MIND))
    assert left.left_why == "kinship"


def test_consent_withdrawn_during_the_conference_closes_at_once(opened: Any, acts: Acts) -> None:
    conference, item = opened
    with acts("counsellor-1"):
        agency = Agency.objects.get(slug="smile-centre")
    with acts("case-manager-1") as by:
        rows = Consent.objects.filter(subject_id=item.subject_id, agency_id=agency.pk)
        consents.withdraw(consent_ids=[row.pk for row in rows], by=by, at=clock.now())
    reads = _read(acts, MIND, conference).reader.levels
    assert not any(level for shown in reads.values() for level in shown.values())


def test_the_chair_of_an_own_case_does_not_decide_it_alone(agreed: Any, acts: Acts) -> None:
    conference = prepared(acts, slug="team-lead")
    item = put_on(acts, conference, agreed)
    with acts(LEAD) as by:
        take(agreed, by)
    invite(acts, conference, "case-manager-1", "case-manager-2", JOBS)
    step(acts, "call", conference)
    sign(acts, conference, LEAD, "case-manager-1", "case-manager-2", JOBS)
    step(acts, "open_room", conference)
    on_item(acts, "present", item, expected=None)
    ruling = conferences.Ruling("go_on")
    for slug in ("", LEAD, "case-manager-1"):
        if slug:
            with pytest.raises(Missing):
                on_item(acts, "confirm", item, slug=slug)
        with pytest.raises(Missing) as no:
            on_item(acts, "decide", item, ruling=ruling, expected=None)
        assert no.value.what == "chair_not_alone"
    on_item(acts, "confirm", item, slug="case-manager-2")
    assert on_item(acts, "decide", item, ruling=ruling, expected=None).state == "decided"


def test_an_action_that_was_not_done_comes_back_with_its_reason(opened: Any, acts: Acts) -> None:
    conference, item = opened
    with acts(LEAD):
        due = (clock.now() + timedelta(days=9)).date()
        work = conferences.Charge(Section.EMPLOYMENT, post(JOBS), "직업훈련을 알아본다", due)
    # Work is a summary for those at home: the job centre's own worker would write it, M cannot.
    with pytest.raises(Missing):
        on_item(acts, "charge", item, slug="case-manager-1", task=work)
    seen = replace(work, section=Section.OVERVIEW)
    action = on_item(acts, "charge", item, task=seen)
    on_item(acts, "decide", item, ruling=conferences.Ruling("go_on"), expected=None)
    _ended(acts, conference)
    with acts(JOBS) as by:
        assert Task.objects.filter(what="action_item.do", post_id=by.post, done_at=None).exists()
        missed = conferences.settle(
            action_id=action.pk, event="cannot", words="", why="person_refused", expected=None,
            by=by, at=clock.now(),
        )  # fmt: skip
        assert missed.state == "not_possible"
    with acts(JOBS):
        assert not Case.objects.filter(pk=item.case_id).exists()
    with acts(LEAD) as by:
        (found,) = proposed(by, at=clock.now())
        assert found.reasons == ("carried",)
    after = prepared(acts)
    put_on(acts, after, Case(pk=item.case_id))
    with acts(LEAD), deriving(item.subject_id):
        assert ActionItem.objects.get().state == "carried"


def test_an_agency_without_consent_for_a_section_is_given_nothing_to_do_in_it(
    opened: Any, acts: Acts
) -> None:
    _, item = opened
    with acts(LEAD):
        due = (clock.now() + timedelta(days=9)).date()
        task = conferences.Charge(Section.PLAN, post(JOBS), "계획을 다시 쓴다", due)
    with pytest.raises(Missing) as no:
        on_item(acts, "charge", item, task=task)
    assert no.value.what == "gate_covers"


def test_a_deferred_item_waits_for_the_next_conference(opened: Any, acts: Acts) -> None:
    conference, item = opened
    on_item(acts, "defer", item, why="facts", expected=None)
    _ended(acts, conference)
    with acts(LEAD) as by:
        assert [one.reasons for one in proposed(by, at=clock.now())] == [("deferred",)]


def test_postponing_closes_what_was_shown_and_calling_again_opens_it(
    called: Any, acts: Acts
) -> None:
    conference, item = called
    step(acts, "postpone", conference, why="date")
    with acts(JOBS):
        assert not Case.objects.filter(pk=item.case_id).exists()
    later = clock.now() + timedelta(days=7)
    step(acts, "call", conference, starts=later, ends=later + timedelta(hours=1))
    with acts(JOBS) as by:
        assert Case.objects.filter(pk=item.case_id).exists()
        assert (
            Task.objects.filter(what="conference.contribute", post_id=by.post, done_at=None).count()
            == 1
        )


def test_a_cancelled_conference_leaves_its_items_for_another_one(called: Any, acts: Acts) -> None:
    conference, item = called
    step(acts, "cancel", conference, why="no_need")
    with acts(LEAD) as by:
        assert AgendaItem.objects.get(pk=item.pk).conference_id is None
        assert [one.case for one in proposed(by, at=clock.now())] == [item.case_id]


def test_only_the_prosecutor_calls_an_incident_conference(agreed: Any, acts: Acts) -> None:
    with pytest.raises(Missing) as no:
        prepared(acts, kind="incident")
    assert no.value.what == "calls_this_kind"
    with acts("case-manager-1"):
        assert not Conference.objects.exists()
    assert prepared(acts, kind="incident", slug="prosecution-victim-desk-1").state == "draft"


def test_a_committee_speaks_about_no_case(agreed: Any, acts: Acts) -> None:
    conference = prepared(acts, kind="steering")
    with pytest.raises(Missing) as no:
        put_on(acts, conference, agreed)
    assert no.value.what == "kind"


def test_a_selection_moves_the_case_and_nothing_else_does(agreed: Any, acts: Acts) -> None:
    for slug, event in (
        ("case-manager-1", "assess"),
        (LEAD, "waive_survey"),
        ("case-manager-1", "convene"),
    ):
        with acts(slug) as by:
            said = Said(words="…")
            move(case_id=agreed.pk, event=event, said=said, expected=None, by=by, at=clock.now())
    conference = prepared(acts, kind="internal")
    with acts(LEAD) as by:
        assert "waits" in proposed(by, at=clock.now())[0].reasons
    item = put_on(acts, conference, agreed)
    invite(acts, conference, "case-manager-1")
    step(acts, "call", conference)
    sign(acts, conference, LEAD, "case-manager-1")
    step(acts, "open_room", conference)
    on_item(acts, "present", item, expected=None)
    on_item(
        acts, "decide", item, ruling=conferences.Ruling("select", kind="integrated"), expected=None
    )
    with acts(LEAD):
        assert Case.objects.get(pk=agreed.pk).state == "selected"
