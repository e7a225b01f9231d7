"""Story E, her three applications: each decided by its agency, compared with what was found, and settled."""

from datetime import date
from typing import Any

from hangot.benefits import actions as benefits
from hangot.benefits.models import Benefit, Payment, RuleDoubt
from hangot.core.access import Actor
from hangot.directory.models import Service
from tests.domain.story_ef import M, Story, day
from tests.domain.story_work import FINANCE, JOBS, WELFARE

REVIEW = "inclusive-finance-desk-2"
LOAN = 5_000_000
DAILY, LEFT = 66_048, 98


def asked(story: Story, post: str, service: str, offered: str, won: int) -> Benefit:
    """A sum asked for by one desk."""
    with story.as_(post) as by:
        place = Service.objects.get(slug=offered, centre_id=by.centre).pk
        wish = benefits.Wish(service, place, won, reason="하루나 한 달 금액이 아니라 모두")
        return benefits.request(
            subject=story.file.person_id, case_id=story.file.pk, wish=wish, by=by, at=story.now
        )


def granted(row: Benefit, won: int, *, by: Actor, months: int = 1) -> Benefit:
    """Looked at and granted by the agency that decides."""
    more: dict[str, Any] = {"benefit_id": row.pk, "expected": None, "by": by, "at": row.asked_at}
    benefits.check(**more)
    award = benefits.Award(won, [benefits.Receiver("self", months)], "심사 결과")
    return benefits.approve(award=award, **more)


def paid(row: Benefit, on: date, *, by: Actor, story: Story) -> Benefit:
    """The next payment is made."""
    due = Payment.objects.filter(benefit=row, paid_on=None).order_by("number")[0]
    slip = benefits.Slip([due.pk], due.amount, on, "이체 확인")
    return benefits.pay(benefit_id=row.pk, slip=slip, expected=None, by=by, at=story.now)


def applied(story: Story) -> None:
    """Benefit and support for lone parents: asked for by the lead, granted by the two agencies."""
    story.days.come(day(7, 6, 13))
    benefit = asked(story, M, "jobseeker_benefit", "unemployment-benefit", 13_870_080)
    parent = asked(story, M, "lone_parent_family", "welfare-general", 230_000)
    assert (benefit.verdict, benefit.expected) == ("", None), (
        "told only where every answer is given"
    )
    with story.as_(JOBS) as by:
        granted(benefit, 13_870_080, by=by, months=7)
    with story.as_(WELFARE) as by:
        granted(parent, 230_000, by=by)
    story.kept |= {"benefit": benefit, "parent": parent}


def lent(story: Story) -> None:
    """7: the finance agency takes the application itself, another post of it grants it, and no rule
    was wrong; nobody outside that agency reads of it."""
    story.days.come(day(7, 24))
    story.tells({"credit_score_low": True}, post=FINANCE)
    row = asked(story, FINANCE, "micro_loan", "low-interest-funds", LOAN)
    assert row.verdict in ("unknown", "discretionary")
    with story.as_(REVIEW) as by:
        row = granted(row, LOAN, by=by)
        paid(row, date(2026, 7, 24), by=by, story=story)
        done = benefits.reconcile(benefit_id=row.pk, expected=None, by=by, at=story.now)
        assert (done.state, done.granted) == ("reconciled", LOAN)
    with story.as_("statistics"):
        assert not RuleDoubt.objects.exists()
    for post in (JOBS, WELFARE, M):
        with story.as_(post):
            assert not Benefit.objects.filter(pk=row.pk).exists(), post


def settled(story: Story) -> None:
    """11: what was not paid because she works again is said when the accounts are settled."""
    why = f"2026-11-02 재취업, 남은 {LEFT}일분은 지급하지 않음"
    for name, post in (("benefit", JOBS), ("parent", WELFARE)):
        row = story.kept[name]
        with story.as_(post) as by:
            paid(row, date(2026, 11, 3), by=by, story=story)
            benefits.reconcile(
                benefit_id=row.pk, expected=None, by=by, at=story.now,
                reason=why if name == "benefit" else "",
            )  # fmt: skip
