"""Services, facts and named values as frozen data; what a pack of rules says, whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hangot.core.eligibility.days import DaysOff
from hangot.core.eligibility.kinds import Kind
from hangot.core.eligibility.parameters import Parameter
from hangot.core.eligibility.reading import Word
from hangot.core.eligibility.tree import Tree
from hangot.core.text import Text

SENSITIVE = 3
"""From here on a question is about harm, health or debt and is never asked first."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to be known about a person.

    `section`: who may see the answer. `sensitivity`: 1 ordinary to 4 violence, health, debt.
    `valid_days`: after so many days it is asked again; 0 for ever. `low`, `high`: limits of a
    number. `options`: of a choice. `fields`: of a list, what is asked of each person in it.
    `about`: the day it counts for, where that is not today. `taken`: what of the record answers it
    already; `taken_as`: what an entry of the record is called here.
    """

    id: str
    label: Text
    question: Text
    hint: Text | None
    type: Literal["bool", "int", "money", "date", "enum", "list"]
    kind: Kind
    section: str
    sensitivity: int
    valid_days: int
    low: int | None
    high: int | None
    options: tuple[Option, ...]
    fields: tuple["Fact", ...]
    place: str
    taken: str = ""
    taken_as: tuple[tuple[str, str], ...] = ()

    @property
    def sensitive(self) -> bool:
        """Never asked first, and only where a service the person needs depends on it."""
        return self.sensitivity >= SENSITIVE


@dataclass(frozen=True, slots=True)
class Named:
    """A value with a name, worked out once and shown as a step. `as_of`: the day for parameters."""

    id: str
    label: Text
    tree: Tree
    as_of: str
    source: str
    place: str


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One condition. `label` says it plainly, `otherwise` what to tell somebody who fails it.

    `discretionary`: an official decides this; the rule only says when the question arises.
    """

    id: str
    label: Text
    otherwise: Text | None
    tree: Tree
    text: str
    source: str
    as_of: str
    discretionary: bool
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all, or one, must hold."""

    all: bool
    parts: tuple["Condition", ...]


Condition = Clause | Group


@dataclass(frozen=True, slots=True)
class Amount:
    """What the person may expect, in whole units of money. `per`: once, month, day, term, year."""

    id: str
    label: Text
    tree: Tree
    per: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for something, by law."""

    id: str
    label: Text
    tree: Tree
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound of law on what is decided and paid. `id` says of what: see `LIMITS`."""

    id: str
    label: Text
    tree: Tree
    source: str
    as_of: str


LIMITS: Mapping[str, str] = {
    "advance": "money", "times": "times", "review": "days", "lapse": "years",
    "instalments": "months",
}  # fmt: skip
"""The bounds a service may have, and their unit: the most that is paid before the decision, how
often one person may have it, days to ask for review, years until money not collected lapses,
months over which it may be paid in parts."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service: who decides, when it applies, what it pays, what to bring.

    `offers`: names of the same service in directories of centres; the first one a house has is
    where a referral goes. `need`: the need it answers. `since`, `until`: the days between which
    the service exists, by the day named in `as_of`. `documents`: to bring. `excludes`: other
    services that cannot be had together with it.
    """

    id: str
    label: Text
    summary: Text
    need: str
    offers: tuple[str, ...]
    decides: Text
    as_of: str
    since: date
    until: date | None
    values: tuple[Named, ...]
    require: Group
    amounts: tuple[Amount, ...]
    deadlines: tuple[Deadline, ...]
    limits: tuple[Limit, ...]
    documents: tuple[str, ...]
    excludes: tuple[str, ...]
    sources: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A paper to bring, and where to get it. `plain`: its name tells nothing about why it is wanted."""

    id: str
    label: Text
    where: Text
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole pack of rules. `version`: the hash of its text, so an old answer can be repeated.

    `needs`: groups of need; `domains`: the needs of a case that each of them answers. `unruled`:
    names in directories of centres for which nobody's eligibility is asked, each with the reason.
    `off`: days on which no period ends.
    """

    id: str
    label: Text
    version: str
    money: str
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Named]
    services: Mapping[str, Service]
    documents: Mapping[str, Document]
    needs: Mapping[str, Text]
    domains: Mapping[str, tuple[str, ...]]
    unruled: Mapping[str, Text] = field(default_factory=dict)
    off: DaysOff = field(default_factory=DaysOff)

    def words(self) -> dict[str, Word]:
        """What names in rules stand for."""
        return {
            **{key: Word("fact", fact.kind) for key, fact in self.facts.items()},
            **{key: Word("parameter", one.kind) for key, one in self.parameters.items()},
            **{key: Word("value", named.tree.kind) for key, named in self.values.items()},
        }


def clauses(condition: Condition) -> tuple[Clause, ...]:
    """All clauses below a condition, in the order of the pack."""
    if isinstance(condition, Clause):
        return (condition,)
    return tuple(clause for part in condition.parts for clause in clauses(part))
