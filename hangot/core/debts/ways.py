"""Each way out worked out for one household: what is paid, what is released, what remains."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from hangot.core.debts.figures import PERCENT, Unknown
from hangot.core.debts.kinds import Route
from hangot.core.debts.payments import NOTHING, from_income, in_parts, with_interest
from hangot.core.debts.sums import Owed
from hangot.core.debts.worked import Ground, Offer, Remaining, Test, Worked
from hangot.core.text import Text

OUTSIDE = Text("이 길에 들어가지 않음", "Not part of this way")
SECURED = Text("담보가 남음(담보를 판 값만큼)", "The security stays")
USUAL = Text("보통 감면", "Usual cut")
MOST = Text("가장 많이 감면(취약계층)", "Largest cut, for vulnerable people")
LONG = Text("가장 길게 나눌 때", "Over the longest time")
PLAN = Text("{n}달 갚을 때", "Paid over {n} months")
ONCE = Text("재산을 판 값만 나눔", "Only what the property brings")
FIRST = Text("세금·보험료처럼 모두 갚아야 하는 빚", "Debts to be paid in full, such as taxes")
WORTH = Text("재산을 다 팔면 나오는 돈보다 적지 않게", "Not less than the property would bring")
LEAST = Text("채권자가 이의하면 적어도", "At least, if a creditor objects")
KEPT = Text("지킬 수 있는 여섯 달 생활비(가장 많을 때)", "Six months of living costs kept, at most")
SILENT = Text(
    "‘{name}’의 값이 없는 날이라 셈하지 않았습니다.",
    "Not worked out: “{name}” has no value on this day.",
)


def work_out(route: Route, ground: Ground) -> Worked:
    """One route; a figure without a value silences this one only, and it says which."""
    try:
        found = WAYS[route.way](route, ground)
    except Unknown as gap:
        known = ground.figures.rules.parameters.get(gap.figure)
        name = known.label if known is not None else Text(gap.figure, gap.figure)
        said = Text(SILENT.ko.format(name=name.ko), SILENT.en.format(name=name.en))
        return Worked(route, (), (), (), (), silent=said)
    return found


def _adjusting(route: Route, ground: Ground) -> Worked:
    """Principal stays, the rate falls and is capped; an unknown rate counts as the cap."""
    cut, cap = (ground.figures.share(route.reads[name]) for name in ("rate_cut", "rate_cap"))
    months = ground.figures.whole(route.reads["months"])
    inside = ground.owed.adjusted
    paid = with_interest(
        ((one.debt.principal, _lowered(one.debt.rate, cut, cap)) for one in inside), months
    )
    released = sum(one.interest for one in inside)
    return _done(route, ground, (Offer(LONG, paid, released),), remains=_left_out(ground))


def _lowered(rate: Decimal | int | None, cut: Fraction, cap: Fraction) -> Fraction:
    return cap if rate is None else min(Fraction(rate) / PERCENT * (1 - cut), cap)


def _cutting(route: Route, ground: Ground) -> Worked:
    """Interest ends, part of the unsecured principal too; the rest in equal parts."""
    figures = ground.figures
    months = figures.whole(route.reads["months"])
    inside = [one for one in ground.owed.adjusted if not one.debt.secured]
    principal = sum(one.debt.principal for one in inside)
    whole = sum(one.whole for one in inside)
    offers = []
    for label, name in ((USUAL, "cut"), (MOST, "most")):
        kept = -int((-principal * (1 - figures.share(route.reads[name]))).__floor__())
        offers.append(Offer(label, in_parts(kept, months), whole - kept))
    return _done(route, ground, tuple(offers), remains=_left_out(ground, secured=True))


def _planning(route: Route, ground: Ground) -> Worked:
    """All that is left after the court's living cost, three years, longer only where it must be."""
    figures, reads = ground.figures, route.reads
    left = ground.budget.in_hand(ground.words) - figures.whole(
        reads["living"], ground.budget.people
    )
    months, longest = figures.whole(reads["months"]), figures.whole(reads["longest"])
    inside = [one for one in ground.owed.all if one.kind.rank != "outside" and not one.debt.secured]
    claims = sum(one.whole for one in inside)
    first = sum(one.whole for one in inside if one.kind.rank == "priority")
    worth = min(ground.budget.worth or 0, claims)
    least = min(claims, _least(route, ground, claims))
    needed = max(first, worth)
    terms = sorted({months, _term(left, needed, months, longest)})
    paid = [from_income(left, claims, term) for term in terms]
    best = max(one.total for one in paid)
    tests = (
        Test(FIRST, first, best >= first), Test(WORTH, worth, best >= worth),
        Test(LEAST, least, best >= least),
    )  # fmt: skip
    offers = tuple(
        Offer(PLAN.format(n=one.months), one, _released(route, ground, inside, one.total, first))
        for one in paid
    )
    return _done(
        route, ground, offers, tests=tests, feasible=best > 0 and best >= needed,
        remains=(*_surviving(route, ground), *_left_out_of_plan(route, ground)),
    )  # fmt: skip


def _term(left: int, needed: int, months: int, longest: int) -> int:
    """The months until what must be paid is paid, between the usual term and the longest one."""
    if left <= 0:
        return months
    return min(longest, max(months, -(-needed // left)))


def _least(route: Route, ground: Ground, claims: int) -> int:
    """What must be paid at least if a creditor objects (채무자회생법 614조 2항 3호)."""
    figures, reads = ground.figures, route.reads
    if claims < figures.whole(reads["step"]):
        found = int(claims * figures.share(reads["small"]))
    else:
        found = int(claims * figures.share(reads["large"])) + figures.whole(reads["added"])
    return min(found, figures.whole(reads["ceiling"]))


def _released(
    route: Route, ground: Ground, inside: list[Owed], total: int, first: int
) -> int:  # fmt: skip
    """What is discharged: the ordinary claims it reaches, less their share of what is paid."""
    kept = ground.survivors(route)
    ordinary = sum(one.whole for one in inside if one.kind.rank == "ordinary")
    reached = sum(
        one.whole for one in inside if one.kind.rank == "ordinary" and one.kind.id not in kept
    )
    paid = max(0, total - first)
    return reached - paid * reached // ordinary if ordinary else 0


def _discharging(route: Route, ground: Ground) -> Worked:
    """What the property brings is shared out; the rest is discharged, save what the law excepts."""
    kept, exempt = ground.survivors(route), ground.figures.whole(route.reads["exempt"])
    reached = [one for one in ground.owed.all if one.kind.id not in kept and not one.debt.secured]
    whole = sum(one.whole for one in reached)
    paid = min(ground.budget.worth or 0, whole)
    offer = Offer(ONCE, in_parts(paid, 1) if paid else NOTHING, whole - paid)
    return _done(
        route, ground, (offer,), tests=(Test(KEPT, exempt, None),),
        remains=(*_surviving(route, ground), *_secured(ground)),
    )  # fmt: skip


def _surviving(route: Route, ground: Ground) -> Iterable[Remaining]:
    """Debts that the discharge does not reach; what the plan pays in full is gone."""
    kept = ground.survivors(route)
    paid_first = route.way == "income"
    for one in ground.owed.all:
        found = kept.get(one.kind.id)
        in_full = paid_first and one.kind.rank == "priority"
        if found is not None and not one.debt.secured and not in_full:
            yield Remaining(one, Text(found.source, found.source), one.whole)


def _left_out_of_plan(route: Route, ground: Ground) -> Iterable[Remaining]:
    kept = ground.survivors(route)
    for one in ground.owed.all:
        if one.kind.rank == "outside" and one.kind.id not in kept and not one.debt.secured:
            yield Remaining(one, OUTSIDE, one.whole)
    yield from _secured(ground)


def _secured(ground: Ground) -> Iterable[Remaining]:
    for one in ground.owed.all:
        if one.debt.secured:
            yield Remaining(one, SECURED, one.whole)


def _left_out(ground: Ground, *, secured: bool = False) -> tuple[Remaining, ...]:
    """Debts that a committee does not adjust, and those with a security where it cuts nothing."""
    return tuple(
        Remaining(one, SECURED if one.kind.adjusted else OUTSIDE, one.whole)
        for one in ground.owed.all
        if not one.kind.adjusted or (secured and one.debt.secured)
    )


def _done(
    route: Route, ground: Ground, offers: tuple[Offer, ...], *, remains: Iterable[Remaining],
    tests: tuple[Test, ...] = (), feasible: bool | None = None,
) -> Worked:  # fmt: skip
    return Worked(
        route, offers, tests, tuple(remains), tuple(ground.figures.read.values()), feasible
    )


WAYS: Mapping[str, Callable[[Route, Ground], Worked]] = {
    "interest": _adjusting,
    "principal": _cutting,
    "income": _planning,
    "discharge": _discharging,
}
