"""Who may hear which reason. Everybody else hears the same neutral one, whatever it hides."""

from collections.abc import Iterable, Mapping

from hangot.core.itinerary.model import Audience, Reason, Rule

EVERYBODY: frozenset[Audience] = frozenset({"person", "desk", "staff", "planner", "safety"})
STAFF: frozenset[Audience] = frozenset({"staff", "planner", "safety"})
SAFETY: frozenset[Audience] = frozenset({"safety"})
SHOWN: Mapping[Rule, frozenset[Audience]] = dict.fromkeys(Rule, SAFETY) | {
    Rule.ORDER: EVERYBODY,
    Rule.STAY: EVERYBODY,
    Rule.WINDOW: frozenset({"person", "staff", "safety"}),
    Rule.DUE: STAFF,
    Rule.LEAD: STAFF,
}
"""What follows from the question itself has a name. Rules of the house have none but for safety:
where a taken room is named, the time that is closed without a name is closed by a person."""
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
