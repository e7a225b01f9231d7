"""What the page shows: the needs that are chosen and the day asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import QueryDict

from hangot.core.eligibility.rules import Rules
from hangot.core.text import Text
from hangot.desk.typed import number_of
from hangot.templatetags.moments import SEOUL

BAD_DAY = Text(
    "날짜를 읽지 못해 오늘 기준으로 보여 드립니다.", "That is no date; this is as of today."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """`needs`: groups of need, none for all of them; `by_hand`: somebody chose them on this page."""

    needs: frozenset[str]
    on: date
    by_hand: bool
    today: date

    def takes(self, need: str) -> bool:
        """Is this group of need shown?"""
        return not self.needs or need in self.needs

    def query(self, rules: Rules, **more: str) -> str:
        """The same choice as the tail of an address; numbers and a day, never words."""
        pairs = list(more.items())
        if self.by_hand:
            numbered = enumerate(rules.needs)
            pairs += [("need", str(place)) for place, need in numbered if need in self.needs]
            pairs.append(("by", "hand"))
        if self.on != self.today:
            pairs.append(("day", self.on.isoformat()))
        return urlencode(pairs)


def today(request: Any) -> date:
    """The day of the centre."""
    found: date = request.at.astimezone(SEOUL).date()
    return found


def shown(request: Any, rules: Rules, wanted: Iterable[str]) -> Shown:
    """From the address, or from where the form was sent; otherwise what the case needs, today.

    `wanted`: domains of the needs of the case.
    """
    given = request.GET if request.method == "GET" else QueryDict(request.POST.get("back", ""))
    by_hand = "need" in given or "by" in given
    needs = _chosen(rules, given.getlist("need")) if by_hand else answering(rules, wanted)
    return Shown(needs, _day(request, given), by_hand, today(request))


def answering(rules: Rules, wanted: Iterable[str]) -> frozenset[str]:
    """The groups of need that answer these domains."""
    domains = set(wanted)
    return frozenset(need for need, some in rules.domains.items() if domains & set(some))


def chips(rules: Rules, chosen: Shown) -> list[dict[str, Any]]:
    """Every group of need as a box to tick."""
    return [
        {"label": label, "on": need in chosen.needs, "value": place}
        for place, (need, label) in enumerate(rules.needs.items())
    ]


def _chosen(rules: Rules, typed: list[str]) -> frozenset[str]:
    names = list(rules.needs)
    numbers = (number_of(one) for one in typed)
    return frozenset(names[n] for n in numbers if n is not None and n < len(names))


def _day(request: Any, given: Mapping[str, str]) -> date:
    typed = given.get("day", "")
    if not typed:
        return today(request)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        messages.error(request, str(BAD_DAY))
        return today(request)
