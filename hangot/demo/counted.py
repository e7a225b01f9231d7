"""A year before the demo, in numbers: invented totals, spread so that every sum holds, told as by the clock."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.indicators.counting import EVERY, MONTHS, YEAR, Figure, cell
from hangot.core.indicators.definitions import REST, Indicator
from hangot.core.indicators.releasing import groups
from hangot.demo.people import SEED
from hangot.directory.models import Centre
from hangot.indicators import city
from hangot.indicators.counting import Tally
from hangot.indicators.models import Released
from hangot.indicators.past import house
from hangot.indicators.releasing import tell

# Times, people of the year, and won, minutes or days.
TOTALS: Mapping[str, Tally] = {
    "notice.receive": Tally(2260, 1740, 0), "appointment.finish": Tally(1512, 400, 0),
    "appointment.miss": Tally(96, 88, 0), "visit.leave": Tally(980, 520, 0),
    "stop.wait": Tally(1900, 610, 17_300), "case.register": Tally(410, 398, 0),
    "case.select": Tally(310, 304, 0), "case.activate": Tally(268, 262, 0),
    "case.reopen": Tally(60, 60, 0), "referral.send": Tally(840, 520, 0),
    "referral.accept": Tally(702, 470, 0), "referral.link": Tally(702, 470, 0), "referral.expire": Tally(72, 70, 0),
    "referral.loop": Tally(615, 430, 10_450), "referral.refusal": Tally(96, 90, 0),
    "referral.outcome": Tally(590, 410, 0), "case.end": Tally(214, 213, 0),
    "case.content": Tally(214, 213, 0), "clock.due": Tally(2100, 900, 0),
    "clock.kept": Tally(1982, 880, 0), "benefit.payment": Tally(306, 150, 1_870_000_000),
    "question.ask": Tally(3_900, 0, 0), "question.repeat": Tally(212, 0, 0),
    "debt.release": Tally(280, 278, 33_600_000_000), "training.held": Tally(2, 0, 0),
    "training.attend": Tally(108, 54, 324), "training.agency": Tally(108, 40, 0),
    "benefit.request": Tally(348, 190, 0), "benefit.approve": Tally(306, 150, 0),
    "job_search.begin": Tally(180, 176, 0), "job_search.start_work": Tally(92, 90, 0),
    "job_search.keep_work": Tally(70, 70, 0), "plan.agree": Tally(240, 236, 0),
}  # fmt: skip
FEW = frozenset({
    "notice.receive", "appointment.finish", "visit.leave", "case.register", "referral.send",
    "referral.accept",
})  # fmt: skip
"""What a district tells: enough to compare."""
Tallies = dict[Figure, Tally]


def invent(centre: Centre, *, dice: str, part: float = 1, few: bool = False, now: datetime) -> None:
    """Tell the year before this one, and tell the city where the centre answers to one."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    year = now.year - 1
    with acting(by, Purpose.STATISTICS, "tick"):
        if Released.objects.filter(centre_id=centre.pk, year=year).exists():
            return
        one = house(centre, year)
        agencies = list(one.agencies.values())[: 1 if few else 3]
        told: list[Released] = []
        for group in groups(one.known.counted):
            event = group[0].event
            if few and event not in FEW:
                continue
            # The same dice for all: what follows from something else is never more than that.
            chance = random.Random(f"{SEED}{dice}")  # noqa: S311 - the same every time
            counted = _spread(_scaled(TOTALS[event], part), group, agencies, chance)
            for month in (*MONTHS, YEAR):
                told += tell(one, group, month, counted, now)
        Released.objects.bulk_create(told)
    city.tell(centre, at=now)


def _scaled(of: Tally, part: float) -> Tally:
    return Tally(*(int(number * part) for number in of))


def _spread(
    of: Tally, group: Iterable[Indicator], agencies: Sequence[str], chance: random.Random
) -> Tallies:
    """A total over months and agencies, and over the kinds of the year."""
    cells = [(agency, month) for agency in agencies for month in MONTHS]
    weights = [chance.uniform(0.6, 1.4) / (1 + agencies.index(agency)) for agency, _ in cells]
    times, amounts = _shared(of.times, weights), _shared(of.amount, weights)
    found: Tallies = {
        Figure("agency", agency, month): Tally(many, -(-4 * many // 5), amount)
        for (agency, month), many, amount in zip(cells, times, amounts, strict=True)
    }
    for agency, heads in zip(agencies, _heads(of.people, agencies), strict=True):
        months = [found[Figure("agency", agency, month)] for month in MONTHS]
        people = min(max(heads, *(one.people for one in months)), sum(one.people for one in months))
        found[Figure("agency", agency, YEAR)] = _sum(months)._replace(people=people)
    for month in (*MONTHS, YEAR):
        found[Figure(EVERY, EVERY, month)] = _sum(
            found[Figure("agency", agency, month)] for agency in agencies
        )
    found |= _kinds(found[Figure(EVERY, EVERY, YEAR)], group, chance)
    crossing = next((one for one in group if one.crossing), None)
    return found | _crossed(found, crossing, chance) if crossing else found


def _crossed(found: Tallies, one: Indicator, chance: random.Random) -> Tallies:
    """Every row of the first breakdown over those of the second; what is left over in both."""
    pair = one.crossing or ("kind", "kind")
    down, across = [*one.rows(pair[0]), REST], [*one.rows(pair[1]), REST]
    if pair[0] == "kind":
        rows = {row: found.get(Figure("kind", row, YEAR), Tally(0, 0, 0)) for row in down}
    else:
        weights = [chance.uniform(0.5, 1.5) for _ in down[:-1]]
        rows = _parted(found[Figure(EVERY, EVERY, YEAR)], down, [*weights, sum(weights) * 2])
    cells = {
        (row, column): tally
        for row in down
        for column, tally in _parted(
            rows[row], across, [chance.uniform(0, 2) for _ in across]
        ).items()
    }
    edges = {
        Figure(pair[1], column, YEAR): _sum(cells[row, column] for row in down) for column in across
    }
    return {
        **{Figure(pair[0], row, YEAR): tally for row, tally in rows.items()}, **edges,
        **{cell(*pair, row, column): tally for (row, column), tally in cells.items()},
    }  # fmt: skip


def _parted(of: Tally, rows: Sequence[str], weights: Sequence[float]) -> dict[str, Tally]:
    parts = zip(*(_shared(number, weights) for number in of), strict=True)
    return dict(zip(rows, (Tally(*part) for part in parts), strict=True))


def _kinds(of: Tally, group: Iterable[Indicator], chance: random.Random) -> Tallies:
    kinds = next((tuple(one.kinds) for one in group if one.kinds), ())
    if not kinds:
        return {}
    rows = _parted(of, kinds, [chance.uniform(0.5, 1.5) / (1 + p) for p in range(len(kinds))])
    return {Figure("kind", kind, YEAR): one for kind, one in {**rows, REST: Tally(0, 0, 0)}.items()}


def _heads(people: int, agencies: Sequence[str]) -> list[int]:
    return _shared(people, [1 / (1 + place) for place in range(len(agencies))])


def _shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts that add up to the total."""
    whole = sum(weights)
    found = [int(total * weight / whole) for weight in weights]
    for place in range(total - sum(found)):
        found[place] += 1
    return found


def _sum(rows: Iterable[Tally]) -> Tally:
    return Tally(*(sum(numbers) for numbers in zip(*rows, strict=True)))
