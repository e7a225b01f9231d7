"""A week for many people: the pressing and the tight first, then improved round by round.

Each insertion is the exact program on what is left. A round takes a few related people out and puts
them back in another order; it stands if the whole is not worse and nobody's first visit moves too
far from what one-by-one planning gave them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from hangot.core.itinerary.ledger import Ledger
from hangot.core.itinerary.model import LEVELS, Booking, Centre, Plan, Policy, Request, Urgency
from hangot.core.itinerary.objective import better
from hangot.core.itinerary.plan import plan

FAIR_DAYS = 3
"""So many days later than planned one by one may somebody's last visit become, not more."""
FEW, MANY = 2, 12
"""How many people a round takes out at least and at most."""
Total = tuple[int, ...]
PRESSING = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Plans in the order of the requests, and what they cost together.

    `objective` and `bound` are sums over the people, level by level (`LEVELS`); `bound` has
    everybody alone in the house, which no plan for all can beat in the order of the policy.
    """

    plans: tuple[Plan, ...]
    bookings: tuple[Booking, ...]
    objective: Total
    bound: Total
    served: int
    rounds: int


@dataclass(slots=True)
class _Batch:
    ledger: Ledger
    requests: Sequence[Request]
    alone: list[Plan]
    plans: list[Plan]
    first: list[Plan]
    dice: Random


def plan_batch(
    centre: Centre,
    requests: Sequence[Request],
    policy: Policy,
    *,
    seed: int,
    rounds: int,
    stop: Callable[[], bool] | None = None,
) -> BatchResult:
    """Plan many people into a centre from which everything booked is taken out already.

    The same input, seed and number of rounds give the same result; `stop` is asked before each
    round. Clients must be different; raises ValueError if they are not.
    """
    if len({one.client for one in requests}) < len(requests):
        raise ValueError("a batch has one request for each client")
    ledger, alone = Ledger(centre, policy), [plan(centre, one, policy) for one in requests]
    planned = {i: ledger.insert(requests[i]) for i in insertion(requests)}
    plans = [planned[i] for i in range(len(requests))]
    # Not a secret: dice that fall the same way every time.
    batch = _Batch(ledger, requests, alone, plans, plans[:], Random(seed))  # noqa: S311
    done = 0
    while done < rounds and len(requests) > 1 and not (stop and stop()):
        _round(batch)
        done += 1
    return _result(batch, done)


def insertion(requests: Sequence[Request]) -> list[int]:
    """Positions in the order of planning: urgency, deadlines, little time, many needs, who asked first."""

    def key(i: int) -> tuple[int, int, int, int, int, int]:
        one = requests[i]
        dues = sum(need.due is not None for need in one.needs)
        time = (one.window & ~one.blocked_presence).bit_count()
        return PRESSING.index(one.urgency), -dues, time, -len(one.needs), one.asked_at, i

    return sorted(range(len(requests)), key=key)


def total(plans: Iterable[Plan]) -> Total:
    """The objectives of plans added up, level by level."""
    return tuple(map(sum, zip(*(one.objective for one in plans), strict=True))) or (0,) * len(
        LEVELS
    )


def _round(batch: _Batch) -> None:
    chosen = _chosen(batch)
    before = {i: batch.plans[i] for i in chosen}
    held = {i: batch.ledger.swap(batch.requests[i].client, ()) for i in chosen}
    if batch.dice.random() < 0.5:  # noqa: PLR2004 - as often the seed first as any order
        batch.dice.shuffle(chosen)
    after = {i: batch.ledger.insert(batch.requests[i]) for i in chosen}
    if _not_worse(batch, before, after):
        for i, plan_ in after.items():
            batch.plans[i] = plan_
        return
    for i in chosen:
        batch.ledger.swap(batch.requests[i].client, ())
    for i, bookings in held.items():
        batch.ledger.swap(batch.requests[i].client, bookings)


def _not_worse(batch: _Batch, before: dict[int, Plan], after: dict[int, Plan]) -> bool:
    order, last = batch.ledger.policy.order, LEVELS.index("last_day")
    fair = all(
        len(one.unserved) <= len(batch.first[i].unserved)
        and one.objective[last] <= batch.first[i].objective[last] + FAIR_DAYS
        for i, one in after.items()
    )
    was, now = total(before.values()), total(after.values())
    return fair and better(order, now) <= better(order, was)


def _chosen(batch: _Batch) -> list[int]:
    """A person who could fare better, and people who need the same."""
    seed = _seed(batch)
    wanted = _wants(batch.requests[seed])
    others = [i for i in range(len(batch.requests)) if i != seed]
    near = {i: len(wanted & _wants(batch.requests[i])) + batch.dice.random() * 2 for i in others}
    count = min(batch.dice.randint(FEW, MANY) - 1, len(others))
    return [seed, *sorted(others, key=lambda i: -near[i])[:count]]


def _seed(batch: _Batch) -> int:
    people = range(len(batch.requests))
    unserved = [i for i in people if len(batch.plans[i].unserved) > len(batch.alone[i].unserved)]
    if unserved and batch.dice.random() < 0.5:  # noqa: PLR2004 - half the time
        return batch.dice.choice(unserved)
    order = batch.ledger.policy.order
    drawn = [batch.dice.choice(people) for _ in range(3)]
    return max(drawn, key=lambda i: _above(order, batch.plans[i], batch.alone[i]))


def _above(order: tuple[str, ...], one: Plan, alone: Plan) -> tuple[int, ...]:
    """How much worse than alone in the house, level by level."""
    pairs = zip(better(order, one.objective), better(order, alone.objective), strict=True)
    return tuple(mine - least for mine, least in pairs)


def _wants(request: Request) -> frozenset[str]:
    """The scarce things a request needs: services, languages, an advocate."""
    services = {need.service for need in request.needs}
    spoken = {need.interpreter for need in request.needs if need.interpreter}
    return frozenset(services | spoken | {"" for need in request.needs if need.escorted})


def _result(batch: _Batch, rounds: int) -> BatchResult:
    held = (batch.ledger.held.get(one.client, ()) for one in batch.requests)
    return BatchResult(
        plans=tuple(batch.plans),
        bookings=tuple(one for bookings in held for one in bookings),
        objective=total(batch.plans),
        bound=total(batch.alone),
        served=sum(one.whole for one in batch.plans),
        rounds=rounds,
    )
