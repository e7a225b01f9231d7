"""What somebody answered so far. The page itself carries it; this house keeps nothing of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hangot.core.eligibility.answers import read_answer, written
from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.eligibility.scene import Facts, Known
from hangot.core.eligibility.signs import BadRule

LONGEST = 4000
"""Characters of one carried answer; the longest list of people needs half of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """Needs that were chosen, and answers in the order in which they were given.

    An answer of None says that the person does not know it or would rather not say. `lost`:
    something that came along could not be read and was left out.
    """

    needs: tuple[str, ...] = ()
    said: Mapping[str, Known | None] = field(default_factory=dict)
    lost: bool = False

    @property
    def facts(self) -> Facts:
        """What is known."""
        return {name: value for name, value in self.said.items() if value is not None}

    @property
    def skip(self) -> list[str]:
        """What is not asked again."""
        return [name for name, value in self.said.items() if value is None]

    @property
    def last(self) -> str:
        """The fact that was answered last; empty before the first."""
        return list(self.said)[-1] if self.said else ""

    def saying(self, fact: Fact, value: Known | None) -> "Told":
        """With one more answer, the newest."""
        return replace(self, said={**self.without(fact).said, fact.id: value})

    def without(self, fact: Fact) -> "Told":
        """As if this had not been asked yet."""
        return replace(self, said={k: v for k, v in self.said.items() if k != fact.id})

    def carried(self) -> list[tuple[str, str]]:
        """The hidden fields of the next page."""
        said = (
            f"{name}:{json.dumps(written(value), ensure_ascii=False)}"  # type: ignore[arg-type]
            for name, value in self.said.items()
        )
        return [*(("need", need) for need in self.needs), *(("said", one) for one in said)]


def offered(rules: Rules) -> Mapping[str, Any]:
    """Needs that some service answers, in the order of the pack."""
    answered = {service.need for service in rules.services.values()}
    return {name: label for name, label in rules.needs.items() if name in answered}


def read(needs: Iterable[str], said: Iterable[str], rules: Rules) -> Told:
    """What a form brought along; each answer is read anew, as if it had just been typed."""
    wanted = set(needs)
    known = offered(rules)
    told = Told(tuple(name for name in known if name in wanted), lost=not wanted <= known.keys())
    for one in said:
        found = _answer(one, rules)
        told = replace(told, lost=True) if found is None else told.saying(*found)
    return told


def _answer(carried: str, rules: Rules) -> tuple[Fact, Known | None] | None:
    """One carried answer; None where it cannot be one."""
    name, _, text = carried.partition(":")
    fact = rules.facts.get(name)
    if fact is None or len(text) > LONGEST:
        return None
    try:
        value = json.loads(text)
        return fact, None if value is None else read_answer(fact, value)
    except (BadRule, ValueError, RecursionError):
        return None
