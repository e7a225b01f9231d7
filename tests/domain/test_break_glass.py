"""Emergency access: short, told at once, never past a denial or a closed section, always reviewed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.access.models import BreakGlass
from hangot.access.queries import view
from hangot.audit.models import AuditEntry
from hangot.cases import emergency
from hangot.cases.models import Case, Note
from hangot.core.access import Level, Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.people import actions as people
from hangot.people.models import Person
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
POLICE = "police-victim-desk-1"
PLEA = emergency.Plea(
    "life_in_danger",
    "가해(의심)자가 집 앞에 있다는 전화",
    (Section.IDENTITY, Section.PROTECTION, Section.INCIDENT),
)


def _break(case: Case, acts: Acts, slug: str = POLICE, plea: emergency.Plea = PLEA) -> BreakGlass:
    with acts(slug) as by:
        subject = emergency.by_number(case.number, by=by)
        return emergency.open_glass(subject=subject, plea=plea, by=by, at=clock.now())


def test_the_police_desk_reads_the_chosen_sections_for_three_hours(case: Case, acts: Acts) -> None:
    opened = _break(case, acts)
    assert opened.ends_at - opened.opened_at == timedelta(hours=3)
    with acts(POLICE) as by:
        seen = view(by, case.person_id, at=clock.now())
        assert seen.emergency
        assert {s for s, level in seen.levels.items() if level == Level.FULL} == set(PLEA.sections)
        assert str(Person.objects.get(pk=case.person_id).name) == "한서윤"
        assert [str(note.text) for note in Note.objects.all()] == ["퇴근길에 계속 따라왔어요"]
        with pytest.raises(Hidden):
            view(by, case.person_id, at=opened.ends_at + timedelta(seconds=1))


def test_nothing_is_open_after_it_was_closed_early_by_who_opened_it(case: Case, acts: Acts) -> None:
    opened = _break(case, acts)
    with acts(POLICE) as by:
        assert emergency.close_glass(glass_id=opened.pk, by=by, at=clock.now()).state == "expired"
    with acts(POLICE):
        assert not Person.objects.exists()
        assert not Case.objects.exists()


def test_closed_sections_stay_closed_in_an_emergency(case: Case, acts: Acts) -> None:
    closed = emergency.Plea("life_in_danger", "급합니다", (Section.OWN_NOTES, Section.REPORT_DUTY))
    with pytest.raises(Missing) as no:
        _break(case, acts, plea=closed)
    assert no.value.what == "sections"


@pytest.mark.parametrize("named", ["worker", "post", "agency"])
def test_who_is_kept_out_gets_the_answer_of_an_unknown_number(
    case: Case, acts: Acts, who: Callable[..., Any], named: str
) -> None:
    kept_out = {named: getattr(who(POLICE), named)}
    with acts("safety-officer") as by:
        people.deny(subject=case.person_id, code="conflict", by=by, at=clock.now(), **kept_out)
    with pytest.raises(Hidden):
        _break(case, acts)
    with acts(POLICE) as by, pytest.raises(Hidden):
        emergency.by_number("26-9999", by=by)
    with acts("safety-officer"):
        assert not BreakGlass.objects.exists()


def test_a_denial_made_during_the_emergency_closes_it_at_the_next_request(
    case: Case, acts: Acts, who: Callable[..., Any]
) -> None:
    _break(case, acts)
    with acts("safety-officer") as by:
        people.deny(
            subject=case.person_id,
            code="conflict",
            by=by,
            at=clock.now(),
            worker=who(POLICE).worker,
        )
    with acts(POLICE):
        assert not Person.objects.exists()


def test_the_second_factor_must_be_fresh(case: Case, acts: Acts, who: Callable[..., Any]) -> None:
    from hangot.access.context import acting

    stale = who(POLICE, proved=False)
    with acting(stale), pytest.raises(NotAllowed) as no:
        emergency.open_glass(subject=case.person_id, plea=PLEA, by=stale, at=clock.now())
    assert no.value.reason == "has_fresh_factor"


def test_reception_cannot_break_the_glass(case: Case, acts: Acts) -> None:
    with pytest.raises(NotAllowed):
        _break(case, acts, "reception-1")


def test_owner_safety_and_privacy_officer_are_told_at_once(case: Case, acts: Acts) -> None:
    opened = _break(case, acts)
    for slug in ("safety-officer", "privacy-officer"):
        with acts(slug) as by:
            (letter,) = by.duties
            assert Task.objects.filter(
                thing_id=opened.pk, duty=letter, what="break_glass.review"
            ).exists()
    with acts("counsellor-1") as by:
        assert Task.objects.filter(
            thing_id=opened.pk, post_id=by.post, what="break_glass.told"
        ).exists()


def _ended(case: Case, acts: Acts) -> BreakGlass:
    opened = _break(case, acts)
    with acts(POLICE) as by:
        return emergency.close_glass(glass_id=opened.pk, by=by, at=clock.now())


def test_an_improper_emergency_opens_the_incident_task_of_the_privacy_officer(
    case: Case, acts: Acts
) -> None:
    ended = _ended(case, acts)
    with acts("safety-officer") as by:
        found = emergency.review(
            glass_id=ended.pk, event="object", finding="근거가 없었습니다", by=by, at=clock.now()
        )
        assert found.state == "improper"
    with acts("privacy-officer"):
        task = Task.objects.get(what="break_glass.incident", done_at=None)
        assert (task.duty, task.thing_id) == ("V", ended.pk)
        assert not Task.objects.filter(what="break_glass.review", done_at=None).exists()


def test_improper_needs_a_reason_and_proper_does_not(case: Case, acts: Acts) -> None:
    ended = _ended(case, acts)
    with pytest.raises(Missing), acts("safety-officer") as by:
        emergency.review(glass_id=ended.pk, event="object", finding="", by=by, at=clock.now())
    with acts("safety-officer") as by:
        done = emergency.review(
            glass_id=ended.pk, event="approve", finding="", by=by, at=clock.now()
        )
    assert done.state == "proper"


def test_an_open_one_cannot_be_reviewed_before_its_end(case: Case, acts: Acts) -> None:
    opened = _break(case, acts)
    with acts("safety-officer") as by, pytest.raises(NotAllowed):
        emergency.review(glass_id=opened.pk, event="approve", finding="", by=by, at=clock.now())


def test_one_whose_hours_are_over_can_be_reviewed_even_before_the_clock_came_by(
    case: Case, acts: Acts
) -> None:
    opened = _break(case, acts)
    with acts("safety-officer") as by:
        late = clock.now() + timedelta(hours=4)
        done = emergency.review(glass_id=opened.pk, event="approve", finding="", by=by, at=late)
        assert done.state == "proper"


def test_the_log_names_the_kind_of_danger_and_never_the_words(case: Case, acts: Acts) -> None:
    _break(case, acts)
    with acts("auditor"):
        entry = AuditEntry.objects.get(act="break_glass.open")
    assert (entry.reason, entry.subject_id) == ("life_in_danger", case.person_id)


def test_a_case_number_still_finds_the_person_after_a_new_phone_was_added(
    case: Case, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        people.write_contact(
            person_id=case.person_id,
            kind="phone",
            value="01022223333",
            whose="self",
            by=by,
            at=clock.now(),
        )
    with acts(POLICE) as by:
        assert emergency.by_number(f" {case.number} ", by=by) == case.person_id


def test_part_of_a_number_finds_nobody(case: Case, acts: Acts) -> None:
    with acts(POLICE) as by, pytest.raises(Hidden):
        emergency.by_number(case.number[:-1], by=by)


def test_the_post_that_broke_the_glass_is_the_only_one_that_sees(case: Case, acts: Acts) -> None:
    _break(case, acts)
    with acts("smile-centre-1"):
        assert not Person.objects.exists()
        assert not BreakGlass.objects.exists()


def test_what_was_written_in_an_emergency_is_sealed_with_the_persons_key(
    case: Any, acts: Any
) -> None:
    row = BreakGlass(subject_id=case.person_id, centre_id=case.centre_id)
    assert row.seal_subject == case.person_id
