"""Forms about a person: begun, kept, finished with what follows, corrected, judged otherwise."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, connection, transaction

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.refusal import Hidden, Missing, NotAllowed, Stale
from hangot.instruments import actions as forms
from hangot.instruments import queries
from hangot.instruments.models import Alarm, Response
from hangot.instruments.rows import said
from hangot.tasks.actions import finish
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
COUNSELLOR, OTHER, OFFICER, LEAD = "counsellor-1", "counsellor-2", "safety-officer", "team-lead"
QUIET = {f"q{n}": "never" for n in range(1, 10)}
NO = dict.fromkeys(
    [
        "assault", "weapon", "threat", "broken", "police", "drink", "repeated", "worse", "orders",
        "control", "several", "afraid", "children", "pregnant", "strangled", "stabbed", "fire",
    ],
    "no",
)  # fmt: skip


def filled(
    case: Case, acts: Acts, code: str, answers: Mapping[str, str], *, who: str = COUNSELLOR
) -> Any:
    """A form begun, answered page by page and finished by one post."""
    with acts(who) as by:
        row = forms.start(case_id=case.pk, code=code, setting="face", by=by, at=clock.now())
        _answer(row.pk, answers, by)
        return forms.finish(response_id=row.pk, expected=None, by=by, at=clock.now())


def _answer(pk: UUID, answers: Mapping[str, str], by: Any) -> None:
    found, _ = queries.visible(pk, by=by)
    for number in range(len(found.form.groups)):
        given = {name: [one] for name, one in answers.items()}
        forms.keep_page(response_id=pk, number=number, given=given, by=by, at=clock.now())


def tasks(acts: Acts, who: str) -> list[str]:
    with acts(who):
        return sorted(Task.objects.filter(done_at=None).values_list("what", flat=True))


def test_what_is_told_of_self_harm_stands_on_the_officers_desk_in_the_same_moment(
    case: Case, acts: Acts
) -> None:
    done = filled(case, acts, "phq9", QUIET | {"q9": "days", "hardship": "some"})
    assert done.level.id == "minimal"
    assert done.result.raised[0].id == "self_harm"
    assert "alarm.safety" in tasks(acts, OFFICER)
    assert "alarm.supervisor" in tasks(acts, LEAD)
    with acts(OFFICER):
        alarm = Alarm.objects.get()
        assert said(alarm)["ko"] == "생명 안전 확인하기"
        assert not Response.objects.exists(), "the officer is told to act, not what was answered"


def test_an_alarm_cannot_be_ticked_off_and_ends_with_what_was_done(case: Case, acts: Acts) -> None:
    filled(case, acts, "phq9", QUIET | {"q9": "days", "hardship": "some"})
    with acts(OFFICER) as by:
        task, alarm = Task.objects.get(what="alarm.safety"), Alarm.objects.get()
        with pytest.raises(NotAllowed, match="needs_an_act"):
            finish(task.pk, by=by, at=clock.now())
    with acts(OFFICER) as by, pytest.raises(Missing, match="told_what"):
        forms.settle(
            alarm_id=alarm.pk, act="spoke", words=" ", expected=None, by=by, at=clock.now()
        )
    with acts(OFFICER) as by:
        forms.settle(
            alarm_id=alarm.pk, act="spoke", words="혼자 두지 않음", expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip
        assert not Task.objects.filter(what="alarm.safety", done_at=None).exists()
        assert AuditEntry.objects.filter(act="alarm.settle", object_id=alarm.pk).exists()


def test_who_raised_it_cannot_answer_it_for_the_officer(case: Case, acts: Acts) -> None:
    filled(case, acts, "phq9", QUIET | {"q9": "days", "hardship": "some"})
    with acts(COUNSELLOR) as by:
        alarm = Alarm.objects.get(errand="safety")
        with pytest.raises(NotAllowed):
            forms.settle(
                alarm_id=alarm.pk, act="spoke", words="함", expected=None, by=by, at=clock.now()
            )


def test_strangling_is_high_risk_with_one_point_and_much_unchecked(case: Case, acts: Acts) -> None:
    answers = NO | {
        "assault": "yes",
        "severe": "unchecked",
        "worse": "unchecked",
        "strangled": "yes",
    }
    done = filled(case, acts, "dv_recurrence", answers)
    score = done.result.scores[0]
    assert (score.value, score.low, score.high, score.missing) == (None, 1, 3, ("severe", "worse"))
    assert (done.level.id, done.result.sure) == ("high", True)
    with acts(OFFICER):
        assert Response.objects.count() == 1, "the section of protection is the officer's too"
        assert said(Alarm.objects.get())["causes"] == ["life"]


def test_seven_points_are_high_and_six_are_not(case: Case, acts: Acts) -> None:
    six = ("assault", "threat", "broken", "police", "drink", "worse")
    done = filled(case, acts, "dv_recurrence", NO | dict.fromkeys(six, "yes") | {"severe": "no"})
    assert (done.result.scores[0].value, done.level.id) == (6, "usual")
    seven = (*six, "control")
    done = filled(case, acts, "dv_recurrence", NO | dict.fromkeys(seven, "yes") | {"severe": "no"})
    assert (done.result.scores[0].value, done.level.id) == (7, "high")
    assert "alarm.safety" in tasks(acts, OFFICER)


def test_a_form_with_open_questions_is_not_finished_and_loses_nothing(
    case: Case, acts: Acts
) -> None:
    with acts(COUNSELLOR) as by:
        row = forms.start(case_id=case.pk, code="phq9", setting="phone", by=by, at=clock.now())
        forms.keep_page(response_id=row.pk, number=0, given={"q1": ["days"]}, by=by, at=clock.now())
    with acts(COUNSELLOR) as by, pytest.raises(Missing, match="nothing_missing"):
        forms.finish(response_id=row.pk, expected=None, by=by, at=clock.now())
    with acts(COUNSELLOR) as by:
        again = forms.start(case_id=case.pk, code="phq9", setting="face", by=by, at=clock.now())
        assert again.pk == row.pk, "who comes back goes on with what was begun"
        found, _ = queries.visible(row.pk, by=by)
        assert found.answers == {"q1": "days"}


def test_a_correction_keeps_what_it_corrects(case: Case, acts: Acts) -> None:
    done = filled(case, acts, "phq9", QUIET)
    with acts(COUNSELLOR) as by:
        new = forms.correct(response_id=done.row.pk, by=by, at=clock.now())
        _answer(new.pk, {"q1": "daily", "hardship": "none"}, by)
        after = forms.finish(response_id=new.pk, expected=None, by=by, at=clock.now())
        old, _ = queries.visible(done.row.pk, by=by)
        assert old.result is not None
        assert (old.row.state, old.result.scores[0].value) == ("replaced", 0)
        assert after.result is not None
        assert after.result.scores[0].value == 3
        found, _ = queries.of_case(case.pk, by=by)
        assert [one.row.pk for one in found] == [new.pk]
    with acts(COUNSELLOR) as by, pytest.raises(Hidden):
        forms.correct(response_id=done.row.pk, by=by, at=clock.now())


def test_a_professional_judges_otherwise_with_a_reason_and_the_form_stays_beside_it(
    case: Case, acts: Acts
) -> None:
    done = filled(case, acts, "dv_recurrence", NO)
    with acts(COUNSELLOR) as by, pytest.raises(Missing, match="reason"):
        forms.overrule(
            response_id=done.row.pk, band="high", reason="", expected=None, by=by, at=clock.now()
        )
    with acts(COUNSELLOR) as by:
        judged = forms.overrule(
            response_id=done.row.pk, band="high", reason="말투가 평소와 다름", expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip
        assert judged.result is not None
        levels = [one.id if one else "" for one in (judged.level, judged.result.level)]
        assert levels == ["high", "usual"]
    assert "alarm.safety" in tasks(acts, OFFICER), "a level raised by hand alarms like one counted"


def test_what_was_finished_cannot_be_rewritten_past_the_actions(case: Case, acts: Acts) -> None:
    done = filled(case, acts, "phq9", QUIET)
    with acts(COUNSELLOR) as by:
        assert by
        with pytest.raises(Error), transaction.atomic():
            Response.objects.filter(pk=done.row.pk).update(answers=b"x")
        with connection.cursor() as cursor, pytest.raises(Error), transaction.atomic():
            cursor.execute("update hangot_response set result = answers")


def test_a_sheet_about_child_abuse_is_for_who_wrote_it_and_the_officer(
    case: Case, acts: Acts
) -> None:
    signs = dict.fromkeys(
        ["injuries", "fear", "words_harm", "sexual", "neglect", "told", "danger_now"], "no"
    )
    done = filled(case, acts, "child_abuse_signs", signs | {"witnessed": "yes"})
    assert done.section is Section.REPORT_DUTY
    assert tasks(acts, COUNSELLOR).count("alarm.report") == 1
    for who, seen in ((COUNSELLOR, 1), (OTHER, 0), (LEAD, 0), (OFFICER, 1)):
        with acts(who):
            assert Response.objects.count() == seen, who


def test_two_who_save_the_same_page_do_not_overwrite_each_other(case: Case, acts: Acts) -> None:
    with acts(COUNSELLOR) as by:
        row = forms.start(case_id=case.pk, code="phq9", setting="face", by=by, at=clock.now())
        forms.keep_page(
            response_id=row.pk, number=0, given={"q1": ["days"]}, by=by, at=clock.now(), expected=1
        )
    with acts(COUNSELLOR) as by, pytest.raises(Stale):
        forms.keep_page(
            response_id=row.pk, number=0, given={"q1": ["week"]}, by=by, at=clock.now(), expected=1
        )
