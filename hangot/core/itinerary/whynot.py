"""Why not on that day: the rules are laid over each other in a fixed order, the first to empty it speaks."""

from collections.abc import Sequence
from dataclasses import replace

from hangot.core.itinerary.audience import EVERYBODY, HIDDEN, ruled
from hangot.core.itinerary.masks import layers
from hangot.core.itinerary.model import Centre, Need, Policy, Reason, Request, Rule
from hangot.core.itinerary.plan import plan
from hangot.core.itinerary.setting import setting
from hangot.core.itinerary.slots import day_bits, open_bits


def why_not(
    centre: Centre, request: Request, policy: Policy, needs: Sequence[Need], day: int
) -> Reason:
    """Why these needs are not together on a day: a rule, "not_together", or "costs_more".

    What only a hidden rule forbids is looked at last, and every answer takes the same runs, so
    neither the answer to others nor its time tells which of the hidden rules it was.
    """
    visible = _emptied(centre, request, policy, needs, day)
    other = open_bits(centre.grid) & ~day_bits(centre.grid, day)
    visit = replace(request, needs=tuple(needs), window=request.window & ~other)
    open_, kept, all_rules = (
        plan(centre, visit, policy, off=off).whole
        for off in (HIDDEN, frozenset({Rule.ENCOUNTER}), frozenset[Rule]())
    )
    if visible is not None:
        return visible
    if not open_:
        return Reason("not_together", {"day": day}, EVERYBODY)
    if not kept:
        return ruled(Rule.RESERVE, {"day": day})
    if not all_rules:
        return ruled(Rule.ENCOUNTER, {"day": day})
    return Reason("costs_more", {"day": day}, EVERYBODY)


def _emptied(
    centre: Centre, request: Request, policy: Policy, needs: Sequence[Need], day: int
) -> Reason | None:
    look = setting(centre, request, policy, HIDDEN)
    for need in needs:
        left = day_bits(centre.grid, day)
        for rule, bits in layers(look, need):
            left &= bits
            if not left:
                return ruled(rule, {"day": day, "service": need.service})
    return None
