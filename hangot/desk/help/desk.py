"""The rules of a house, and where in it each of their services is given."""

from collections.abc import Mapping
from typing import Any

from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.refusal import Hidden
from hangot.desk.cases.header import PersonPage
from hangot.desk.help.showing import Offer
from hangot.desk.typed import number_of
from hangot.eligibility import ruling


def using(frame: PersonPage) -> ruling.Ruling:
    """The rules of the centre; Hidden where it has none."""
    if not frame.profile.rules:
        raise Hidden
    return ruling.in_use(frame.viewer.centre, frame.profile.rules)


def fact_of(rules: Rules, typed: str) -> Fact:
    """A fact by its number, as addresses and forms name it; Hidden for none."""
    number, names = number_of(typed), sorted(rules.facts)
    if number is None or number >= len(names):
        raise Hidden
    return rules.facts[names[number]]


def offers_of(frame: PersonPage, rules: Rules) -> Mapping[str, Offer]:
    """Where each service of the rules is given in this house."""
    here = frame.house.services
    return {name: _offer(frame, one, here) for name, one in rules.services.items()}


def _offer(frame: PersonPage, service: Any, here: Mapping[str, Any]) -> Offer:
    for slug in service.offers:
        if slug in here:
            return Offer(here[slug].pk, frame.agency(here[slug].agency_id))
    return Offer(None, service.decides)
