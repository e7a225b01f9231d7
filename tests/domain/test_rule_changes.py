"""A figure of the rules is changed by two people; an old answer still comes out to the byte."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hangot import clock
from hangot.access.context import acting, counting, system
from hangot.audit.models import AuditEntry
from hangot.core.access import Purpose
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Centre
from hangot.eligibility import changing, effects, facts, findings, ruling, since_then
from hangot.eligibility.models import AnsweredFact, Finding, RuleChange, RuleUse
from hangot.eligibility.since_then import Earlier
from hangot.jobs import tick

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
PACK, WAGE = "kr", "minimum_wage"
TOLD = {
    "left_work_on": "2026-08-31", "leaving_reason": "dismissed", "insured_days": 600,
    "seeking_work": True, "daily_base": 60000, "hours_a_day": 8, "born_on": "1997-03-09",
    "insured_years": 2, "disabled": False, "work_kind": "employee",
}  # fmt: skip


def figure(value: object = 12000, since: str = "2030-01-01", **more: object) -> dict[str, object]:
    return {
        "since": since, "value": value, "source": "고용노동부 고시", "mark": "read",
        "checked_on": "2026-09-01", **more,
    }  # fmt: skip


def drafted(
    acts: Acts, slug: str = "administrator", parameter: str = WAGE, **given: Any
) -> RuleChange:
    with acts(slug) as by:
        return changing.draft(
            parameter=parameter,
            figure=figure(**given),
            reason="고시가 바뀌었습니다",
            by=by,
            at=clock.now(),
        )


def checked(change: RuleChange) -> RuleChange:
    with acting(
        system(change.centre_id, change.centre_id, frozenset({"N"}), profile="crime_victim")
    ):
        centre = Centre.objects.get()
    return changing.check(change.pk, centre, at=clock.now())


def sent(acts: Acts, **given: Any) -> RuleChange:
    change = checked(drafted(acts, **given))
    with acts("administrator") as by:
        return changing.send(change_id=change.pk, expected=None, by=by, at=clock.now())


def decided(acts: Acts, change: RuleChange, slug: str = "centre-manager") -> RuleChange:
    with acts(slug) as by:
        return changing.approve(change_id=change.pk, expected=None, by=by, at=clock.now())


def using(acts: Acts) -> ruling.Ruling:
    with acts("counsellor-1") as by:
        return ruling.in_use(by.centre, PACK)


def told(case: Any, acts: Acts, **given: Any) -> None:
    with acts("counsellor-1") as by:
        rules = ruling.in_use(by.centre, PACK).rules
        for fact, value in given.items():
            facts.tell(
                subject=case.person_id, rules=rules, fact=fact, given=value, source="person",
                by=by, at=clock.now(),
            )  # fmt: skip


def kept(case: Any, acts: Acts, on: date) -> Finding:
    with acts("counsellor-1") as by:
        (row,) = findings.keep(
            case_id=case.pk, subject=case.person_id, pack=PACK, services=["jobseeker_benefit"],
            on=on, by=by, at=clock.now(),
        )  # fmt: skip
        return row


def test_a_figure_holds_from_its_day_once_a_second_person_has_approved_it(acts: Acts) -> None:
    change = sent(acts)
    assert using(acts) is ruling.packaged(PACK)
    decided(acts, change)
    wage = using(acts).rules.parameters[WAGE]
    before, latest = wage.at(date(2029, 12, 31)), wage.at(date(2030, 1, 1))
    packaged = ruling.packaged(PACK).rules.parameters[WAGE].values[-1]
    assert before is not None
    assert latest is not None
    assert (before.since, before.content) == (packaged.since, packaged.content)
    assert (latest.content, latest.source) == (12000, "고용노동부 고시")
    assert latest.place.startswith("changes.yaml:")


def test_an_old_answer_comes_out_to_the_byte_and_a_new_one_differs(case: Any, acts: Acts) -> None:
    told(case, acts, **TOLD | {"left_work_on": "2030-03-31"})
    on = date(2030, 4, 5)
    old = kept(case, acts, on)
    decided(acts, sent(acts))
    ruling.kept.cache_clear()
    with acts("counsellor-1"):
        row = Finding.objects.get(pk=old.pk)
        assert findings.repeated(row) == row.trace.encode()
    new = kept(case, acts, on)
    assert new.rules != old.rules
    assert new.trace != old.trace
    with acts("counsellor-1"):
        row = Finding.objects.get(pk=new.pk)
        assert findings.repeated(row) == row.trace.encode()


def outdated(case: Any, acts: Acts, on: date) -> tuple[Earlier, ...]:
    with acts("counsellor-1") as by:
        found = findings.outlook(
            case.person_id, ruling.in_use(by.centre, PACK), on=on, today=clock.now().date()
        )
        return since_then.outdated(case.pk, found)


def test_what_was_told_with_the_old_figure_is_to_be_looked_at_again(case: Any, acts: Acts) -> None:
    told(case, acts, **TOLD | {"left_work_on": "2030-03-31"})
    on = date(2030, 4, 5)
    kept(case, acts, on)
    assert outdated(case, acts, on) == ()
    decided(acts, sent(acts))
    (one,) = outdated(case, acts, on)
    assert (one.now.service.id, one.why) == ("jobseeker_benefit", "figures")
    kept(case, acts, on)
    assert outdated(case, acts, on) == ()


def test_what_was_told_about_days_before_the_new_figure_still_holds(case: Any, acts: Acts) -> None:
    told(case, acts, **TOLD)
    on = date(2026, 9, 3)
    kept(case, acts, on)
    decided(acts, sent(acts))
    assert outdated(case, acts, on) == ()


def test_nobody_decides_what_they_proposed_nor_does_their_post(acts: Acts) -> None:
    change = sent(acts)
    for act, more in ((changing.approve, {}), (changing.refuse, {"answer": "아니요"})):
        with pytest.raises(NotAllowed) as no, acts("administrator") as by:
            act(change_id=change.pk, expected=None, by=by, at=clock.now(), **more)
        assert no.value.reason == "is_not_proposer"
    with pytest.raises(NotAllowed), acts("centre-manager") as by:
        changing.withdraw(change_id=change.pk, expected=None, by=by, at=clock.now())


def test_the_database_wants_a_second_person_too(acts: Acts) -> None:
    change = sent(acts)
    with acts("administrator") as by, pytest.raises(IntegrityError), transaction.atomic():
        RuleChange.objects.filter(pk=change.pk).update(
            state="approved", decided_by=by.worker, decided_post=by.post
        )
    with (
        acts("centre-manager") as by,
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        RuleUse(
            centre_id=by.centre, pack=PACK, rules=change.result, since=clock.now(), change=change
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.parametrize("slug", ["counsellor-1", "team-lead", "moel-job-centre-1", "auditor"])
def test_no_other_post_proposes_or_sees_a_proposal(acts: Acts, slug: str) -> None:
    change = sent(acts)
    with pytest.raises(NotAllowed):
        drafted(acts, slug)
    with pytest.raises(Hidden):
        decided(acts, change, slug)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": "많이"}, "수가 와야"),
        ({"value": 10.5}, "정수가 와야"),
        ({"mark": "sure"}, "sure"),
        ({"source": " "}, "빈칸"),
        ({"since": "내년"}, "날짜"),
        ({"formula": "1 + 1"}, "하나가 필요"),
        ({"source": "x\nmedian_income:\n  values: []", "mark": "'"}, "’을(를) 모릅니다"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(
    acts: Acts, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(Missing) as no:
        drafted(acts, **given)
    assert said in no.value.sentence.ko
    assert "changes.yaml:" in no.value.sentence.ko
    with acts("administrator"):
        assert not RuleChange.objects.exists()


def test_what_is_typed_as_a_source_never_becomes_a_rule(acts: Acts) -> None:
    text = "고시 #1: {a: b}\nmedian_income:\n  values: [] # 'x' \"y\" *z &q !!python"
    decided(acts, sent(acts, source=text))
    rules = using(acts).rules
    assert rules.parameters[WAGE].values[-1].source == text
    packaged = ruling.packaged(PACK).rules
    median, known = rules.parameters["median_income"], packaged.parameters["median_income"]
    assert [one.content for one in median.values] == [one.content for one in known.values]


def test_nothing_is_sent_before_it_was_tested_and_counted(acts: Acts) -> None:
    change = drafted(acts)
    with pytest.raises(Missing) as no, acts("administrator") as by:
        changing.send(change_id=change.pk, expected=None, by=by, at=clock.now())
    assert no.value.reason.endswith("rules_tested")
    assert tick.round_of(clock.now())["rules"] == 1
    assert tick.round_of(clock.now())["rules"] == 0
    with acts("administrator") as by:
        row = changing.send(change_id=change.pk, expected=None, by=by, at=clock.now())
        assert row.tests
        assert row.tests["count"] > 1000
        assert (row.tests["agree"], row.progress) == (True, 100)


def test_a_figure_that_contradicts_the_table_tests_cannot_be_sent(acts: Acts) -> None:
    change = checked(drafted(acts, value=9000, since="2026-01-01"))
    assert change.tests
    assert change.tests["agree"] is False
    row = next(one for one in change.tests["rows"] if not one["later"])
    assert row["place"].startswith("tests/")
    assert row["said"]
    with pytest.raises(Missing) as no, acts("administrator") as by:
        changing.send(change_id=change.pk, expected=None, by=by, at=clock.now())
    assert no.value.reason.endswith("tests_agree")


def test_a_proposal_made_on_older_rules_has_to_be_made_again(acts: Acts) -> None:
    one, two = sent(acts), sent(acts, value=13000, since="2031-01-01")
    decided(acts, one)
    with pytest.raises(Missing) as no:
        decided(acts, two)
    assert no.value.reason.endswith("rules_unchanged")
    decided(acts, sent(acts, value=13000, since="2031-01-01"))
    values = using(acts).rules.parameters[WAGE].values
    assert [value.content for value in values[-2:]] == [12000, 13000]


def test_a_refusal_wants_a_reason_and_leaves_the_rules(acts: Acts) -> None:
    change = sent(acts)
    for answer in (" ", "고시와 다릅니다"):
        with acts("centre-manager") as by:
            try:
                changing.refuse(
                    change_id=change.pk, answer=answer, expected=None, by=by, at=clock.now()
                )
            except Missing:
                assert not answer.strip()
    with acts("administrator"):
        row = RuleChange.objects.get(pk=change.pk)
        assert (row.state, row.answer) == ("refused", "고시와 다릅니다")
    assert using(acts) is ruling.packaged(PACK)


def test_whom_it_touches_is_counted_small_counts_are_hidden_and_no_name_is_kept(
    case: Any, acts: Acts
) -> None:
    left = clock.now().date() - timedelta(days=30)
    told(case, acts, **TOLD | {"left_work_on": left.isoformat()})
    change = checked(drafted(acts, since=(left - timedelta(days=9)).isoformat()))
    assert change.effect
    assert change.effect["services"]["jobseeker_benefit"] == {"changed": "few"}
    assert change.effect["people"] == 0
    assert str(case.person_id) not in str(change.effect)
    counts = Counter({("a", "opened"): 4, ("a", "closed"): 5, ("b", "changed"): 31})
    assert effects.hidden(counts, 1239) == {
        "people": 1230, "services": {"a": {"opened": "few", "closed": 5}, "b": {"changed": 31}},
    }  # fmt: skip


def test_counting_gives_the_same_with_and_without_columns(case: Any, acts: Acts) -> None:
    change = drafted(acts, since="2029-01-01")
    with acts("administrator"):
        rules = ruling.of_version(change.result, PACK)
    typed = TOLD | {"left_work_on": "2030-03-31"}
    from hangot.core.eligibility.answers import read_answer

    known = [
        {name: read_answer(rules.rules.facts[name], value) for name, value in some.items() if name in rules.rules.facts}
        for some in (typed, typed | {"insured_days": 10}, {}, {"born_on": "1950-01-01"})
    ]  # fmt: skip
    on = date(2030, 4, 5)
    assert effects.said(rules, known, on) == effects.one_by_one(rules, known, on)


def test_only_the_clock_reads_answers_to_count_with(case: Any, acts: Acts) -> None:
    told(case, acts, seeking_work=True)
    for slug in ("administrator", "centre-manager", "statistics"):
        with acts(slug, Purpose.STATISTICS), counting(case.person_id):
            assert not AnsweredFact.objects.exists(), slug
    with acts("counsellor-1") as by:
        clockwork = system(by.centre, by.agency, frozenset({"N"}), profile="crime_victim")
    with acting(clockwork), counting(case.person_id):
        assert AnsweredFact.objects.count() == 1
    with acting(clockwork, Purpose.STATISTICS):
        assert not AnsweredFact.objects.exists()


def test_every_step_stands_in_the_log_and_the_count_too(acts: Acts) -> None:
    decided(acts, sent(acts))
    with acts("auditor", Purpose.OVERSIGHT) as by:
        seen = set(AuditEntry.objects.filter(act__startswith="rule").values_list("act", flat=True))
    assert by
    assert seen >= {
        "rule_change.draft", "rule_change.send", "rule_change.approve", "rules.count",
    }  # fmt: skip


def test_the_rules_in_use_cost_one_statement(acts: Acts, django_assert_num_queries: Any) -> None:
    decided(acts, sent(acts))
    using(acts)
    # Who acts is told along with it.
    with acts("counsellor-1") as by, django_assert_num_queries(1 + 1):
        ruling.in_use(by.centre, PACK)
    assert connection.vendor == "postgresql"
