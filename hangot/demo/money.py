"""Money of the bereaved family: an advance, damages that came later, the decision, shares, parts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hangot.benefits import actions as benefits
from hangot.benefits.models import Benefit, Payment
from hangot.clock import SEOUL
from hangot.core.access import Actor, Section
from hangot.demo import walks
from hangot.demo.walks import Walk
from hangot.directory.models import Service
from hangot.eligibility import ruling
from hangot.packs.active import profile
from hangot.tasks import actions as tasks
from hangot.tasks.models import Task

COUNCIL, SUPPORT = "prosecution-victim-desk", "crime-victim-support-centre"
# A verdict and a sum are told only to whom every answer behind them is given.
BEHIND = (
    Section.WELFARE, Section.FAMILY, Section.FINANCE, Section.LEGAL, Section.HEALTH,
    Section.EMPLOYMENT,
)  # fmt: skip
SURVIVORS = ("spouse", "child_1", "child_2")
ADVANCE, FUNERAL, TUITION = 60_000_000, 4_800_000, 1_000_000
DAMAGES = 19_800_000
MONTHS = 36
PAPERS = ("bank_book", "family_record")
GROUND = "심의회 결정"


def family_money(walk: Walk) -> None:
    """The widow asks for herself and the children; the youngest is paid month by month."""
    walks.agree(walk, COUNCIL, BEHIND)
    walks.agree(walk, SUPPORT, (Section.WELFARE,))
    whole = _ask(walk, "relief_survivors", "relief-money", about="family")
    advance = _ask(
        walk, "relief_survivors", "relief-money", ADVANCE, about="family", form="advance"
    )
    _funeral(walk)
    walk.later(days=3)
    _decide(walk, advance, ADVANCE, _each(*SURVIVORS))
    _pay(walk, advance, parts=len(SURVIVORS))
    _settle(walk, advance)
    _damages(walk)
    walk.later(days=7)
    _decide(walk, whole, _now_given(walk, whole), [*_each(*SURVIVORS[:2]), _youngest()])
    _pay(walk, whole, parts=len(SURVIVORS))
    walk.later(days=2)
    _ask(walk, "tuition_support", "economic-support-intake", TUITION, about="child_1")


def _funeral(walk: Walk) -> None:
    """Paid by the support centre, and settled."""
    row = _ask(walk, "funeral_costs", "funeral-cost", FUNERAL)
    _decide(walk, row, FUNERAL, _each("self"), desk=SUPPORT)
    _pay(walk, row, parts=1, desk=SUPPORT)
    _settle(walk, row, desk=SUPPORT)


def _ask(walk: Walk, service: str, offered: str, won: int = 0, **more: Any) -> Benefit:
    """Ask for a sum, or for what the rules give."""
    at = walk.later(minutes=10)
    with walk.stage.played(walk.counsellor, at) as by:
        offer = Service.objects.get(slug=offered).pk
        wish = benefits.Wish(service, offer, won, papers=PAPERS, **more)
        wish = replace(wish, asked=won or _given(walk, wish, by))
        return benefits.request(subject=walk.subject, case_id=walk.file.pk, wish=wish, by=by, at=at)


def _given(walk: Walk, wish: benefits.Wish, by: Actor) -> int:
    """What the rules give for what was told."""
    seen = benefits.look(walk.subject, walk.file.pk, wish, by=by, at=walk.at)
    return seen.known.expected or 0


def _now_given(walk: Walk, row: Benefit) -> int:
    wish = benefits.Wish(row.service, row.offered_id, row.asked, row.about, row.form)
    with walk.stage.played(walk.counsellor, walk.at) as by:
        return _given(walk, wish, by)


def _each(*payees: str) -> list[benefits.Receiver]:
    return [benefits.Receiver(one) for one in payees]


def _youngest() -> benefits.Receiver:
    return benefits.Receiver(SURVIVORS[-1], MONTHS)


def _decide(
    walk: Walk,
    row: Benefit,
    won: int,
    receivers: Iterable[benefits.Receiver],
    *,
    desk: str = COUNCIL,
) -> None:
    with walk.stage.played(f"{desk}-1", walk.later(days=1)) as by:
        benefits.check(benefit_id=row.pk, expected=None, by=by, at=walk.at)
    with walk.stage.played(f"{desk}-1", walk.later(days=1)) as by:
        award = benefits.Award(won, list(receivers), GROUND)
        benefits.approve(benefit_id=row.pk, award=award, expected=None, by=by, at=walk.at)
    _ticked(walk, row, "benefit.told")


def _pay(walk: Walk, row: Benefit, *, parts: int, desk: str = COUNCIL) -> None:
    """The first so many payments."""
    with walk.stage.played(f"{desk}-1", walk.later(days=1)) as by:
        due = Payment.objects.filter(benefit_id=row.pk, paid_on=None).order_by("due_on", "payee")
        first = list(due[:parts])
        slip = benefits.Slip(
            [one.pk for one in first], sum(one.amount for one in first),
            walk.at.astimezone(SEOUL).date(), f"이체 {walk.at:%m%d}-{len(first)}",
        )  # fmt: skip
        benefits.pay(benefit_id=row.pk, slip=slip, expected=None, by=by, at=walk.at)


def _settle(walk: Walk, row: Benefit, *, desk: str = COUNCIL) -> None:
    with walk.stage.played(f"{desk}-1", walk.later(days=1)) as by:
        benefits.reconcile(benefit_id=row.pk, expected=None, by=by, at=walk.at)


def _damages(walk: Walk) -> None:
    """Something is received from the other side: the sum changes, and the council is told."""
    pack = profile(walk.stage.centre.profile).rules
    with walk.stage.played(walk.counsellor, walk.later(days=2)) as by:
        benefits.tell(
            subject=walk.subject, ruling=ruling.packaged(pack), fact="damages_received",
            given=DAMAGES, source="document", by=by, at=walk.at,
        )  # fmt: skip
    _ticked(walk, None, "benefit.report")


def _ticked(walk: Walk, row: Benefit | None, what: str) -> None:
    """The counsellor has done what the task asks for."""
    about = {"thing_id": row.pk} if row else {}
    with walk.stage.played(walk.counsellor, walk.later(minutes=30)) as by:
        open_ones = Task.objects.filter(subject_id=walk.subject, what=what, done_at=None, **about)
        for one in list(open_ones):
            tasks.finish(one.pk, by=by, at=walk.at)
