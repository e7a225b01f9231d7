"""Money from application to settled account: every step by whom it belongs to, every bound by law."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from hangot.access.context import acting
from hangot.audit.models import AuditEntry
from hangot.benefits import actions as benefits
from hangot.benefits import queries
from hangot.benefits.models import Benefit, Payment, RuleDoubt
from hangot.cases import actions as cases
from hangot.cases.models import Case
from hangot.closing import actions as closing
from hangot.consent import actions as consents
from hangot.consent.models import Consent, Disclosure
from hangot.core.access import Purpose, Section
from hangot.core.clocks import SEOUL
from hangot.core.lives import OUTSIDERS
from hangot.core.lookup import parse
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Agency, Post, Service
from hangot.eligibility import findings, ruling
from hangot.eligibility.models import Finding
from hangot.intake import actions as intake
from hangot.packs.active import profile
from hangot.tasks.models import Task
from tests.known import begins
from tests.seated import acts as in_the_name_of

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
ASKER, DECIDER, STRANGER = "counsellor-1", "prosecution-victim-desk-1", "moel-job-centre-1"
OTHER_ASKER = "crime-victim-support-centre-1"
DESK = "prosecution-victim-desk"
LIFE = profile("crime_victim").life("benefit")
THREE = ("spouse", "child_1", "child_2")
RESTS_ON = (
    Section.WELFARE, Section.IDENTITY, Section.FAMILY, Section.INCIDENT, Section.FINANCE,
    Section.LEGAL, Section.HEALTH, Section.EMPLOYMENT,
)  # fmt: skip
GIVEN = (
    *((DESK, section) for section in RESTS_ON), ("crime-victim-support-centre", Section.WELFARE),
)  # fmt: skip
FAMILY = [
    {"relation": "spouse", "born_on": "1979-06-01", "lived_on_income": True, "disabled": False},
    {"relation": "child", "born_on": "2006-09-01", "lived_on_income": True, "disabled": False},
    {"relation": "child", "born_on": "2011-05-01", "lived_on_income": True, "disabled": False},
    {"relation": "parent", "born_on": "1954-08-01", "lived_on_income": True, "disabled": False},
]
TOLD: dict[str, Any] = {
    "crimes": [{"kind": "murder"}], "in_korea": True, "offender_kinship": "none",
    "victim_part": "none", "damages_received": 0, "other_benefits": 0, "nationality": "korean",
    "incident_on": "2026-03-20", "harm_known_on": "2026-03-20", "victim_monthly_income": 4100000,
    "harm": "death", "died_on": "2026-03-20", "relation_to_victim": "spouse",
    "lived_on_victim_income": True, "survivors": FAMILY,
    "students": [{"level": "high", "times_paid": 0}, {"level": "middle", "times_paid": 0}],
}  # fmt: skip


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 10, tzinfo=SEOUL)


@pytest.fixture
def case(known_house: Case, db: None) -> Case:
    return known_house


def widow() -> Case:
    """The widow of a man killed in a robbery, six days after."""
    story = intake.Story(
        "phone", "yes", story="남편이 세상을 떠났어요", wish="아이들과 살아갈 일이 막막해요",
        name="오정민", birth=date(1979, 6, 1), phone="01055520326", crimes=("murder",),
        needs=("money",),
    )  # fmt: skip
    with in_the_name_of("reception-1") as by:
        query = parse("오정민 1979-06-01", date(2026, 3, 26))
        found = intake.look_up(query=query, reason="new_contact", by=by, at=on(3, 26))
        notice = intake.receive(story=story, by=by, at=on(3, 26))
        intake.start(
            notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by, at=on(3, 26)
        )
    with in_the_name_of(ASKER) as by:
        made = intake.open_case(
            notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None,
            by=by, at=on(3, 26),
        )  # fmt: skip
        for slug, section in GIVEN:
            line = consents.ask(
                subject=made.person_id, agency=Agency.objects.get(slug=slug).pk,
                section=section, asked=consents.Asked("notice"), by=by, at=on(3, 26),
            )  # fmt: skip
            consents.answer(
                consent_id=line.pk, event="give", method="paper", giver="self", by=by,
                at=on(3, 26),
            )  # fmt: skip
    for fact, given in TOLD.items():
        tell(made, in_the_name_of, fact, given)
    return made


known_once = begins("widow", widow)


def tell(case: Case, acts: Acts, fact: str, given: Any, at: datetime | None = None) -> None:
    with acts(ASKER) as by:
        benefits.tell(
            subject=case.person_id, ruling=ruling.packaged("kr"), fact=fact, given=given,
            source="person", by=by, at=at or on(3, 26),
        )  # fmt: skip


def wish(asked: int, service: str = "relief_survivors", **more: Any) -> benefits.Wish:
    slug = {"relief_survivors": "relief-money"}.get(service, "economic-support-intake")
    slug = more.pop("slug", slug)
    return benefits.Wish(service, Service.objects.get(slug=slug).pk, asked, **more)


def ask(
    case: Case, acts: Acts, asked: int, *, at: datetime, who: str = ASKER, **more: Any
) -> Benefit:
    with acts(who) as by:
        return benefits.request(
            subject=case.person_id, case_id=case.pk, wish=wish(asked, **more), by=by, at=at
        )


def award(granted: int, *who: str, months: int = 1, **more: Any) -> benefits.Award:
    receivers = [benefits.Receiver(one, months) for one in who or ("spouse",)]
    return benefits.Award(granted, receivers, "심의회 결정", **more)


def decide(row: Benefit, acts: Acts, given: benefits.Award, *, at: datetime) -> Benefit:
    with acts(DECIDER) as by:
        if Benefit.objects.get(pk=row.pk).state == "requested":
            benefits.check(benefit_id=row.pk, expected=None, by=by, at=at)
        return benefits.approve(benefit_id=row.pk, award=given, expected=None, by=by, at=at)


def pay(row: Benefit, acts: Acts, *, at: datetime, amount: int | None = None) -> list[int]:
    """Everything that is due is paid; what each receives, in the order of the people."""
    with acts(DECIDER) as by:
        due = list(Payment.objects.filter(benefit_id=row.pk, paid_on=None).order_by("due_on"))
        total = sum(one.amount for one in due)
        slip = benefits.Slip(
            [one.pk for one in due], total if amount is None else amount, at.date(), "이체 확인증"
        )
        benefits.pay(benefit_id=row.pk, slip=slip, expected=None, by=by, at=at)
        found = Payment.objects.filter(benefit_id=row.pk, paid_on__isnull=False)
        return [found.get(payee=one.payee, number=one.number).amount for one in due]


def test_three_survivors_share_and_the_advance_is_taken_off_to_the_won(
    case: Case, acts: Acts
) -> None:
    with acts(ASKER) as by:
        seen = benefits.look(case.person_id, case.pk, wish(181_703_808), by=by, at=on(4, 1))
    assert (seen.known.expected, seen.above) == (181_703_808, None)
    advance = ask(case, acts, 60_000_000, at=on(4, 1), form="advance", about="family")
    assert advance.most == 90_851_904
    advance = decide(advance, acts, award(60_000_000, *THREE), at=on(4, 15))
    assert (advance.granted, advance.decided_at) == (60_000_000, on(4, 15))
    assert pay(advance, acts, at=on(4, 17)) == [20_000_000] * 3

    tell(case, acts, "damages_received", 19_800_000, at=on(6, 1))
    final = ask(case, acts, 177_000_000, at=on(6, 4), about="family")
    assert final.expected == 177_000_000
    final = decide(final, acts, award(177_000_000, *THREE), at=on(6, 8))
    assert final.lapses_on == date(2028, 6, 8)
    with acts(DECIDER):
        rows = Payment.objects.filter(benefit_id=final.pk)
        assert [(one.share, one.taken) for one in rows] == [(59_000_000, 20_000_000)] * 3
    assert pay(final, acts, at=on(6, 10)) == [39_000_000] * 3
    with acts(DECIDER) as by:
        assert sum(one.amount for one in Payment.objects.filter(benefit_id=final.pk)) == 117_000_000
        done = benefits.reconcile(benefit_id=final.pk, expected=None, by=by, at=on(6, 30))
    assert done.state == "reconciled"


def test_a_desk_that_is_not_given_every_answer_is_not_given_the_verdict_or_the_sum_either(
    case: Case, acts: Acts
) -> None:
    with acts(ASKER) as by:
        line = Consent.objects.get(
            subject_id=case.person_id, agency_id=Agency.objects.get(slug=DESK).pk,
            section=Section.HEALTH.number,
        )  # fmt: skip
        consents.withdraw(consent_ids=[line.pk], by=by, at=on(3, 30))
    row = ask(case, acts, 60_000_000, at=on(4, 1), form="advance", about="family")
    with acts(DECIDER):
        seen = Benefit.objects.get(pk=row.pk)
    assert (seen.asked, seen.verdict, seen.expected, seen.most) == (60_000_000, "", None, None)


def test_an_advance_beyond_the_share_leaves_nothing_to_pay_and_says_what_is_owed_back(
    case: Case, acts: Acts
) -> None:
    advance = ask(case, acts, 30_000_000, at=on(4, 1), form="advance", about="family")
    decide(advance, acts, award(30_000_000, *THREE), at=on(4, 15))
    pay(advance, acts, at=on(4, 17))
    final = ask(case, acts, 27_000_000, at=on(6, 4), about="family")
    final = decide(final, acts, award(27_000_000, *THREE), at=on(6, 8))
    assert final.state == "paid"
    with acts(DECIDER):
        rows = Payment.objects.filter(benefit_id=final.pk)
        assert [(one.amount, one.over) for one in rows] == [(0, 1_000_000)] * 3


def test_her_case_does_not_end_while_money_moves_also_when_it_was_asked_for_after_the_proposal(
    case: Case, acts: Acts
) -> None:
    """Somebody may ask for money between the proposal and the decision: both look anew."""
    manager, chief = "case-manager-1", "team-lead"

    def propose() -> None:
        with acts(manager) as by, transaction.atomic():
            closing.propose(
                case_id=case.pk, reason="better", words=None, results={}, expected=None, by=by,
                at=on(6, 20),
            )  # fmt: skip

    def close() -> Case:
        with acts(chief) as by, transaction.atomic():
            return closing.decide(
                case_id=case.pk, event="close", satisfaction="good", expected=None, by=by,
                at=on(6, 22),
            )  # fmt: skip

    with acts(ASKER) as by:
        post = Post.objects.get(slug=manager).pk
        cases.move_lead(case_id=case.pk, post_id=post, expected=None, by=by, at=on(3, 27))
    more: Any = {"who": manager, "form": "advance", "about": "family"}
    first = ask(case, acts, 60_000_000, at=on(4, 1), **more)
    with pytest.raises(Missing, match="nothing_outstanding"):
        propose()
    with acts(DECIDER) as by:
        benefits.cancel(benefit_id=first.pk, reason="다시 신청", expected=None, by=by, at=on(4, 2))
    propose()
    second = ask(case, acts, 60_000_000, at=on(6, 21), **more)
    with pytest.raises(Missing, match="nothing_outstanding"):
        close()
    decide(second, acts, award(60_000_000, *THREE), at=on(6, 21))
    pay(second, acts, at=on(6, 21))
    with pytest.raises(Missing, match="nothing_outstanding"):
        close()
    with acts(DECIDER) as by:
        benefits.reconcile(benefit_id=second.pk, expected=None, by=by, at=on(6, 21))
    assert close().state == "closed"


def test_an_advance_above_half_is_refused_with_its_clause(case: Case, acts: Acts) -> None:
    row = ask(case, acts, 90_851_904, at=on(4, 1), form="advance", about="family")
    with pytest.raises(Missing, match="within_limits") as no:
        decide(row, acts, award(90_851_905, *THREE), at=on(4, 15))
    assert "90,851,904원" in no.value.sentence.ko
    assert "28조" in no.value.sentence.ko
    assert decide(row, acts, award(90_851_904, *THREE), at=on(4, 15)).state == "approved"


def test_more_than_the_rules_give_may_be_asked_for_with_a_reason(case: Case, acts: Acts) -> None:
    with acts(ASKER) as by:
        seen = benefits.look(case.person_id, case.pk, wish(181_703_809), by=by, at=on(4, 1))
    assert seen.above is not None
    assert "181,703,808원" in seen.above.ko
    with pytest.raises(Missing, match="reason_for_more"):
        ask(case, acts, 181_703_809, at=on(4, 1))
    row = ask(case, acts, 181_703_809, at=on(4, 1), reason="소득을 다시 확인 중입니다")
    assert row.asked == 181_703_809


def test_the_second_desk_reads_only_that_it_was_asked_for_already(case: Case, acts: Acts) -> None:
    first = ask(case, acts, 4_800_000, at=on(4, 1), service="funeral_costs")
    ask(case, acts, 500_000, at=on(4, 1), service="living_costs", slug="emergency-living-cost")
    same = {"service": "funeral_costs", "slug": "funeral-cost"}
    with acts(OTHER_ASKER) as by:
        seen = benefits.look(case.person_id, case.pk, wish(4_800_000, **same), by=by, at=on(4, 2))
        desk = Agency.objects.get(slug=DESK).pk
        assert [one.agency for one in seen.already] == [desk]
        assert not Benefit.objects.filter(pk=first.pk).exists()
    with pytest.raises(Missing, match="reason_for_more"):
        ask(case, acts, 4_800_000, at=on(4, 2), who=OTHER_ASKER, **same)
    again = ask(
        case, acts, 4_800_000, at=on(4, 2), who=OTHER_ASKER, reason="그쪽에서 취하합니다", **same
    )
    assert again.from_agency == again.to_agency
    with pytest.raises(Missing, match="duplicates_checked"):
        decide(first, acts, award(4_800_000), at=on(4, 9))
    done = decide(first, acts, award(4_800_000, elsewhere="취하하기로 함"), at=on(4, 9))
    assert (done.granted, done.elsewhere) == (4_800_000, "취하하기로 함")


def test_tuition_is_paid_twice_for_each_student_and_the_third_is_refused_with_the_clause(
    case: Case, acts: Acts
) -> None:
    for term in (on(3, 27), on(6, 1)):
        for child, sum_ in (("child_1", 1_000_000), ("child_2", 800_000)):
            row = ask(case, acts, sum_, at=term, service="tuition_support", about=child)
            row = decide(row, acts, award(sum_, child), at=term + timedelta(days=1))
            assert pay(row, acts, at=term + timedelta(days=2)) == [sum_]
            with acts(DECIDER) as by:
                benefits.reconcile(
                    benefit_id=row.pk, expected=None, by=by, at=term + timedelta(days=3)
                )
    with pytest.raises(Missing, match="within_limits") as no:
        ask(case, acts, 1_000_000, at=on(6, 20), service="tuition_support", about="child_1")
    assert "두 번까지" in no.value.sentence.ko
    assert "법무부" in no.value.sentence.ko


def test_the_minor_is_paid_in_parts_that_sum_to_the_won(case: Case, acts: Acts) -> None:
    row = ask(case, acts, 100_000_000, at=on(4, 1), about="child_2")
    with pytest.raises(Missing, match="within_limits"):
        decide(row, acts, award(100_000_000, "child_2", months=49), at=on(4, 15))
    row = decide(row, acts, award(100_000_000, "child_2", months=48), at=on(4, 15))
    with acts(DECIDER) as by:
        rows = list(Payment.objects.filter(benefit_id=row.pk).order_by("number"))
        assert (len(rows), sum(one.amount for one in rows)) == (48, 100_000_000)
        assert (rows[0].due_on, rows[1].due_on) == (date(2026, 4, 15), date(2026, 5, 15))
        slip = benefits.Slip([rows[0].pk], rows[0].amount, date(2026, 4, 16), "이체 확인증")
        benefits.pay(benefit_id=row.pk, slip=slip, expected=None, by=by, at=on(4, 16))
        with pytest.raises(Missing, match="all_paid"), transaction.atomic():
            benefits.reconcile(benefit_id=row.pk, expected=None, by=by, at=on(4, 17))
        due = Task.objects.get(what="benefit.pay", done_at=None).due
        assert due is not None
        assert due.astimezone(SEOUL).date() == date(2026, 5, 15)
        why = "받는 분이 더 받지 않기로 함"
        done = benefits.reconcile(benefit_id=row.pk, expected=None, by=by, at=on(4, 20), reason=why)
        assert (done.state, str(done.end_words)) == ("reconciled", why)
        assert not Task.objects.filter(what="benefit.pay", done_at=None).exists()


def test_a_refusal_can_be_appealed_until_the_last_day_and_not_after(case: Case, acts: Acts) -> None:
    row = ask(case, acts, 100_000_000, at=on(4, 1))
    with acts(DECIDER) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=on(4, 2))
        with pytest.raises(Missing, match="told"):
            benefits.refuse(
                benefit_id=row.pk, reason="서류 부족", told=False, expected=None, by=by, at=on(6, 8)
            )
    with acts(DECIDER) as by:
        row = benefits.refuse(
            benefit_id=row.pk, reason="서류 부족", told=True, expected=None, by=by, at=on(6, 8)
        )
    assert row.appeal_by == date(2026, 6, 22)
    with acts(ASKER) as by, pytest.raises(Missing, match="appeal_in_time") as no:
        benefits.appeal(benefit_id=row.pk, reason="보완함", expected=None, by=by, at=on(6, 23))
    assert "2026-06-22" in no.value.sentence.ko
    with acts(ASKER) as by:
        assert Task.objects.filter(what="benefit.appeal", done_at=None).exists()
        row = benefits.appeal(benefit_id=row.pk, reason="보완", expected=None, by=by, at=on(6, 22))
    assert row.state == "checking"


def test_other_money_is_appealed_within_ninety_days(case: Case, acts: Acts) -> None:
    row = ask(case, acts, 500_000, at=on(4, 1), service="funeral_costs")
    with acts(DECIDER) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=on(4, 2))
        row = benefits.refuse(
            benefit_id=row.pk, reason="영수증 없음", told=True, expected=None, by=by, at=on(4, 3)
        )
    assert row.appeal_by == date(2026, 7, 2)


def test_whoever_asked_does_not_decide(case: Case, acts: Acts) -> None:
    referred_to(case, acts)
    row = ask(case, acts, 1_000_000, at=on(4, 1), who=DECIDER)
    with acts(DECIDER) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=on(4, 2))
        for act in ("approve", "refuse"):
            with pytest.raises(NotAllowed, match="is_not_proposer"):
                step(row, act, by, on(4, 3))


def referred_to(case: Case, acts: Acts) -> None:
    """The desk has a record of its own about her, from an earlier request."""
    row = ask(case, acts, 100_000, at=on(4, 1), service="funeral_costs")
    with acts(DECIDER) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=on(4, 1))


def step(row: Benefit, event: str, by: Any, at: datetime) -> Benefit:
    """One step with everything that could be asked for."""
    more: dict[str, Any] = {"benefit_id": row.pk, "expected": None, "by": by, "at": at}
    if event == "approve":
        return benefits.approve(award=award(row.asked), **more)
    if event == "refuse":
        return benefits.refuse(reason="요건", told=True, **more)
    if event in ("appeal", "cancel"):
        return getattr(benefits, event)(reason="사정", **more)  # type: ignore[no-any-return]
    if event == "pay":
        due = list(Payment.objects.filter(benefit_id=row.pk, paid_on=None))
        total = sum(one.amount for one in due)
        slip = benefits.Slip([one.pk for one in due], total, at.date(), "이체 확인증")
        return benefits.pay(slip=slip, **more)
    if event == "reclaim":
        return benefits.reclaim(amount=row.asked, ground="중복 지급", **more)
    return getattr(benefits, event)(**more)  # type: ignore[no-any-return]


WAYS = {
    "requested": (), "checking": ("check",), "approved": ("check", "approve"),
    "refused": ("check", "refuse"), "paid": ("check", "approve", "pay"),
    "reconciled": ("check", "approve", "pay", "reconcile"),
    "returned": ("check", "approve", "pay", "reclaim"), "cancelled": ("check", "cancel"),
}  # fmt: skip
EVENTS = [one.event for one in LIFE.steps if one.event != "request"]


def test_the_ways_lead_to_every_state() -> None:
    assert set(WAYS) == set(LIFE.by_id)


@pytest.mark.parametrize("post", [ASKER, DECIDER, STRANGER, "reception-1", "counsellor-2"])
@pytest.mark.parametrize("state", sorted(WAYS))
def test_every_event_in_every_state_by_everybody(
    case: Case, acts: Acts, state: str, post: str
) -> None:
    row = ask(case, acts, 1_000_000, at=on(4, 1))
    for event in WAYS[state]:
        with acts(DECIDER) as by:
            step(row, event, by, on(4, 2))
    wrong = []
    for event in EVENTS:
        found = _tried(row, event, acts, post)
        if found != _wanted(state, event, post):
            wrong.append(
                f"{event} in {state} by {post}: {found}, not {_wanted(state, event, post)}"
            )
    assert not wrong


def _tried(row: Benefit, event: str, acts: Acts, who: str) -> str:
    try:
        with acts(who) as by, transaction.atomic():
            step(row, event, by, on(4, 3))
            transaction.set_rollback(True)
    except Hidden:
        return "hidden"
    except Missing as no:
        return no.what
    except NotAllowed:
        return "refused"
    return "done"


SIDES = {"appeal": (ASKER,), "cancel": (DECIDER,)}


def _wanted(state: str, event: str, who: str) -> str:
    """The asking desk sees what it asked; nobody else at home but its own posts with a summary."""
    if who in (STRANGER, "reception-1", "counsellor-2"):
        return "hidden"
    if (state, event) not in LIFE.moves:
        return "refused"
    if who not in SIDES.get(event, (DECIDER,)):
        return "refused"
    return "amount_agrees" if (state, event) == ("paid", "pay") else "done"


def test_every_step_has_somebody_with_a_post() -> None:
    for one in LIFE.steps:
        assert set(one.who) - set(OUTSIDERS)


def test_the_database_refuses_a_way_that_the_table_does_not_have(case: Case, acts: Acts) -> None:
    row = ask(case, acts, 1_000_000, at=on(4, 1))
    with acts(ASKER), pytest.raises(Error), transaction.atomic():
        Benefit.objects.filter(pk=row.pk).update(state="reconciled")


def test_a_payment_must_be_its_sum_to_the_won(case: Case, acts: Acts) -> None:
    row = ask(case, acts, 1_000_000, at=on(4, 1))
    row = decide(row, acts, award(1_000_000), at=on(4, 2))
    with pytest.raises(Missing, match="amount_agrees"):
        pay(row, acts, at=on(4, 3), amount=999_999)
    with acts(DECIDER) as by, pytest.raises(Missing, match="dates"):
        due = Payment.objects.get(benefit_id=row.pk)
        slip = benefits.Slip([due.pk], 1_000_000, date(2026, 4, 5), "이체 확인증")
        benefits.pay(benefit_id=row.pk, slip=slip, expected=None, by=by, at=on(4, 3))


def test_no_more_is_claimed_back_than_was_paid(case: Case, acts: Acts) -> None:
    row = decide(ask(case, acts, 1_000_000, at=on(4, 1)), acts, award(1_000_000), at=on(4, 2))
    pay(row, acts, at=on(4, 3))
    with acts(DECIDER) as by, pytest.raises(Missing, match="amount_agrees"):
        benefits.reclaim(
            benefit_id=row.pk, amount=1_000_001, ground="중복", expected=None, by=by, at=on(4, 4)
        )
    with acts(DECIDER) as by:
        row = benefits.reclaim(
            benefit_id=row.pk, amount=400_000, ground="중복", expected=None, by=by, at=on(4, 4)
        )
    assert (row.state, row.reclaimed) == ("returned", 400_000)


def test_the_deciding_desk_is_given_the_request_and_nothing_else(case: Case, acts: Acts) -> None:
    from hangot.eligibility.models import AnsweredFact

    row = ask(case, acts, 1_000_000, at=on(4, 1))
    with acts(DECIDER):
        assert Benefit.objects.get().pk == row.pk
        assert not AnsweredFact.objects.exists()
    with acts(ASKER):
        assert Disclosure.objects.get(because_kind="benefit").sections == [Section.WELFARE.number]


def test_without_consent_nothing_is_asked_of_another_agency(case: Case, acts: Acts) -> None:
    late = on(4, 1) + timedelta(days=200)
    with pytest.raises(Missing, match="gate_covers"):
        ask(case, acts, 1_000_000, at=late)


def test_granted_though_unlikely_is_shown_to_the_administrator_without_the_person(
    case: Case, acts: Acts
) -> None:
    tell(case, acts, "relation_to_victim", "parent")
    with acts(ASKER) as by:
        (found,) = findings.keep(
            case_id=case.pk, subject=case.person_id, pack="kr", services=["relief_survivors"],
            on=date(2026, 4, 1), by=by, at=on(4, 1),
        )  # fmt: skip
    assert found.verdict == "unlikely"
    row = ask(case, acts, 1_000_000, at=on(4, 1), finding=found.pk)
    assert row.finding_id == found.pk
    decide(row, acts, award(1_000_000), at=on(4, 2))
    with acts("administrator"):
        (doubt,) = queries.doubts()
        assert (doubt.service, doubt.verdict, doubt.outcome) == (
            "relief_survivors", "unlikely", "approved",
        )  # fmt: skip
        assert not Benefit.objects.exists()
    with acts(ASKER):
        assert not RuleDoubt.objects.exists()


def test_damages_that_come_end_what_was_found_and_are_to_be_reported(
    case: Case, acts: Acts
) -> None:
    with acts(ASKER) as by:
        (found,) = findings.keep(
            case_id=case.pk, subject=case.person_id, pack="kr", services=["relief_survivors"],
            on=date(2026, 4, 1), by=by, at=on(4, 1),
        )  # fmt: skip
    row = ask(case, acts, 1_000_000, at=on(4, 1), finding=found.pk)
    tell(case, acts, "damages_received", 0, at=on(4, 2))
    with acts(ASKER):
        assert not Task.objects.filter(what="benefit.report").exists()
    for sum_ in (19_800_000, 19_900_000):
        tell(case, acts, "damages_received", sum_, at=on(4, 3))
    with acts(ASKER):
        assert Task.objects.get(what="benefit.report").thing_id == row.pk
        assert Finding.objects.get(pk=found.pk).ended_at == on(4, 3)


def test_every_act_stands_in_the_log_with_who_approved(case: Case, acts: Acts, who: Any) -> None:
    row = ask(case, acts, 1_000_000, at=on(4, 1))
    row = decide(row, acts, award(1_000_000), at=on(4, 2))
    pay(row, acts, at=on(4, 3))
    assert row.decided_by == who(DECIDER).worker
    with acts("auditor") as by, acting(by, Purpose.OVERSIGHT, "test"):
        seen = AuditEntry.objects.filter(object_id=row.pk).values_list("act", flat=True)
        wanted = {"benefit.request", "benefit.check", "benefit.approve", "benefit.pay"}
        assert wanted <= set(seen)
