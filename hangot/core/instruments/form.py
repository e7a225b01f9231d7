"""A form as frozen data: what is asked, when, and what follows from the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from hangot.core.access import Section
from hangot.core.clocks import Length
from hangot.core.eligibility.tree import Tree
from hangot.core.text import Text

Kind = Literal["yesno", "choice", "several", "number", "decimal", "date", "text", "note"]
Look = Literal["good", "warn", "bad"]
Setting = Literal["face", "phone", "self"]
Errand = Literal["safety", "supervisor", "author"]
YES, NO, UNCHECKED = "yes", "no", "unchecked"


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms a form is used. `may_ship`: it may be part of a release of this product.

    `sure`: somebody read the terms at their source on `checked_on`.
    """

    text: Text
    holder: str
    source: str
    may_ship: bool
    checked_on: date | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice; `value`: what it counts in scores, None where it is only a word."""

    id: str
    label: Text
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What an answer must be like, and what to say when it is not."""

    tree: Tree
    text: str
    message: Text


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One question, or words between questions (`note`).

    `points`: what a yes counts. `unchecked`: "not checked" may be answered. `low`, `high`: bounds
    of a number. `when`: asked only where this is true. `code`: the question's name in LOINC.
    """

    id: str
    type: Kind
    label: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    required: bool = True
    unchecked: bool = False
    points: int = 1
    low: int | None = None
    high: int | None = None
    when: Tree | None = None
    when_text: str = ""
    checks: tuple[Check, ...] = ()
    code: str = ""

    @property
    def valued(self) -> bool:
        """A choice whose every answer counts something, so that it is a number in scores."""
        return bool(self.options) and all(one.value is not None for one in self.options)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Questions that stand on one page."""

    id: str
    label: Text
    hint: Text | None
    items: tuple[Item, ...]
    when: Tree | None = None
    when_text: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something somebody must do after an alarm: who, how soon. Seen without any answer."""

    to: Errand
    within: Length
    label: Text


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows: sentences for whoever asked, duties of people, reports the law demands."""

    tell: tuple[Text, ...] = ()
    duties: tuple[Duty, ...] = ()
    report: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a score, from a number on."""

    id: str
    start: int
    label: Text
    look: Look
    follows: Follows = Follows()


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """A number worked out from answers. `parts`: of a plain sum, the questions in it.

    `prorate`: so many questions may be missing; the sum is then raised in proportion.
    """

    id: str
    label: Text
    tree: Tree
    text: str
    parts: tuple[str, ...] = ()
    prorate: int = 0
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """An alarm apart from every sum. `raises`: the least band it puts the first score in."""

    id: str
    label: Text
    when: Tree
    text: str
    raises: str = ""
    follows: Follows = Follows()


@dataclass(frozen=True, eq=False)
class Instrument:
    """One version of a form. `digest`: SHA-256 of its text, by which an answer names it.

    `faithful`: the layout agrees with the official sheet. `proven`: what is known of how well it
    measures. `stage`: where in the work it is used, a code of the list `form_stages`.
    """

    code: str
    version: int
    title: Text
    about: Text
    section: Section
    stage: str
    languages: tuple[str, ...]
    licence: Licence
    faithful: bool
    proven: Text | None
    settings: tuple[Setting, ...]
    groups: tuple[Group, ...]
    scores: tuple[Score, ...]
    triggers: tuple[Trigger, ...]
    digest: str = ""
    text: str = field(default="", repr=False)

    @property
    def items(self) -> Iterator[Item]:
        """Every question in order, without the words between them."""
        return (one for group in self.groups for one in group.items if one.type != "note")

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The questions by name."""
        return {one.id: one for one in self.items}

    @property
    def risk(self) -> Score | None:
        """The first score that has bands: the level that is shown, raised and overruled."""
        return next((one for one in self.scores if one.bands), None)
