"""Who may hear which reason. Everybody else hears the same neutral one, whatever it hides."""

from collections.abc import Iterable, Mapping

from hangot.core.itinerary.model import Audience, Reason, Rule

EVERYBODY: frozenset[Audience] = frozenset({"person", "desk", "staff", "planner", "safety"})
STAFF: frozenset[Audience] = frozenset({"staff", "planner", "safety"})
SHOWN: Mapping[Rule, frozenset[Audience]] = dict.fromkeys(Rule, EVERYBODY) | {
    Rule.WINDOW: frozenset({"person", "staff", "safety"}),
    Rule.DUE: STAFF,
    Rule.LEAD: STAFF,
    Rule.RESERVE: frozenset({"planner", "safety"}),
    Rule.ENCOUNTER: frozenset({"safety"}),
}
HIDDEN = frozenset({Rule.RESERVE, Rule.ENCOUNTER})
"""Rules of which not even the staff of a case may learn that they were the reason."""
NOT_OFFERED = "not_offered"
KEPT_FACTS = frozenset({"day"})


def ruled(rule: Rule, facts: Mapping[str, str | int]) -> Reason:
    """The reason that is a rule itself."""
    return Reason(rule.value, facts, SHOWN[rule])


def seen(reason: Reason, audience: Audience) -> Reason:
    """The reason as somebody sees it. A hidden one keeps the day asked about and nothing else."""
    if audience in reason.audience:
        return reason
    facts = {key: value for key, value in reason.facts.items() if key in KEPT_FACTS}
    return Reason(NOT_OFFERED, facts, EVERYBODY)


def all_seen(reasons: Iterable[Reason], audience: Audience) -> tuple[Reason, ...]:
    """The reasons as somebody sees them; the same neutral one stands once, where it came first."""
    found: list[Reason] = []
    for reason in reasons:
        shown = seen(reason, audience)
        if shown.code != NOT_OFFERED or shown not in found:
            found.append(shown)
    return tuple(found)
