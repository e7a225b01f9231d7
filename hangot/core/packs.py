"""What a centre is made of, as frozen values: duties, agencies, services, clocks, lives, words.

A pack is data on disk; the loader turns it into one `Profile` and checks every word of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from hangot.core.access import Caps, Level, Purpose, Section
from hangot.core.clocks import Length
from hangot.core.conferences.kinds import Kind, Thresholds
from hangot.core.debts.kinds import DebtWords
from hangot.core.employment.words import WorkWords
from hangot.core.indicators.definitions import Indicators
from hangot.core.instruments.form import Instrument
from hangot.core.lives import Life
from hangot.core.messages.wording import Messages
from hangot.core.orders import OrderKind
from hangot.core.protection.kinds import Kinds
from hangot.core.text import Text
from hangot.core.times import Times
from hangot.core.training.kinds import TrainingWords


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list of reasons, kinds or outcomes; `hint` explains it where needed."""

    id: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class SectionWords:
    """The words of one section.

    `items`: what is in it; `ask`: read aloud; `refusing`: what happens when the person says no.
    """

    id: Section
    label: Text
    items: Text
    ask: Text
    refusing: Text


@dataclass(frozen=True, slots=True)
class Duty:
    """What a post does. `caps`: the highest level per section, whatever else allows more.

    `flags` are from FLAGS; `purposes` are the purposes the duty may act for.
    """

    id: str
    letter: str
    label: Text
    caps: Caps
    purposes: tuple[Purpose, ...]
    flags: tuple[str, ...]

    def cap(self, section: Section) -> Level:
        """The highest level of this section for the duty; none where nothing is said."""
        return self.caps.get(section, Level.NONE)


FLAGS = ("reads_directory", "looks_up", "reads_logs", "counts", "breaks_glass", "hands_over")
"""Beside sections: what a duty may do at all. The permission map asks these by name."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency in the house. `guarded`: its mere presence tells the kind of harm.

    `asks`: the sections it normally needs, `asks_why`: what for; both stand on the consent form.
    """

    id: str
    label: Text
    short: Text
    guarded: bool
    phone_ext: str
    domain: str
    asks: tuple[Section, ...]
    asks_why: Text


@dataclass(frozen=True, slots=True)
class Service:
    """Something an agency gives. `minutes` of a stop (0: none); `internal`: not for visitors.

    Assumed is what no published page says: the minutes, the channels, or the whole service.
    """

    id: str
    agency: str
    label: Text
    description: Text
    domain: str
    audience: Text
    channels: tuple[str, ...]
    minutes: int
    minutes_assumption: bool
    internal: bool
    source: str
    channels_assumption: bool = False
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class PostSpec:
    """A chair with duties; workers sit on it for periods."""

    id: str
    agency: str
    label: Text
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockTerm:
    """A time limit that a centre decided for a later day: what begins from `since` on has it."""

    since: date
    length: Length
    soft: bool
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """How long something may take. `soft`: a reminder, no breach. `source` and whether checked.

    `since`: the day from which it is the policy of the centre; `later`: what it decided after that.
    """

    id: str
    label: Text
    length: Length
    soft: bool
    tells: tuple[str, ...]
    source: str
    verified: bool
    since: date | None = None
    later: tuple[ClockTerm, ...] = ()

    def on(self, day: date) -> "ClockSpec":
        """The clock as it is for what begins on a day."""
        held = [term for term in self.later if term.since <= day]
        if not held:
            return self
        now = held[-1]
        return replace(
            self, length=now.length, soft=now.soft, source=now.source, verified=now.verified,
            since=now.since,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon an answer is wanted; `clock` names the clock of the answer."""

    id: str
    label: Text
    clock: str


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody is reached whom no call reached: who goes it, by when, and what it needs.

    `task` names what is to be done; `channel` is the way of contact that must be allowed, or empty.
    """

    id: str
    label: Text
    task: str
    duty: str
    clock: str
    channel: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the steps drawn on the case page and the states it stands for."""

    id: str
    label: Text
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Words read out on the phone, with the version that is stored beside the answer."""

    version: str
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """How this centre asks for consent: length, warning, notice, script.

    `call`: read out by whoever reports a home, before the centre may call it.
    """

    length: Length
    longest: Length
    warn_days: int
    notice_version: str
    notice: tuple[Text, ...]
    collect: Text
    keeps: Text
    script: Script
    call: Script


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the first contact; `options` are its answers, empty for free text."""

    id: str
    label: Text
    hint: Text | None
    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FirstContact:
    """The wording of the first conversation: questions in order, and sentences to say."""

    questions: tuple[Question, ...]
    sayings: tuple[Text, ...]
    danger: Text


@dataclass(frozen=True, slots=True)
class Hotline:
    """A public number with its source; an unverified one is marked on the screen."""

    id: str
    number: str
    label: Text
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """What the public page says of the house: where it is, how one gets there, whom to call.

    `exit`: the neutral page that quick exit leads to. `phone` names a hotline. Empty where a pack
    does not say it.
    """

    exit: str
    phone: str
    address: Text | None
    way: Text | None


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A duty of law to report: who, to whom, when. `since`: the day of the text it was taken from."""

    id: str
    label: Text
    who: Text
    to: Text
    when: Text
    sanction: Text
    law: str
    since: date
    verified: bool


@dataclass(frozen=True)
class Profile:
    """Everything that makes this centre this centre. `hash` is stored beside every decision.

    `rules`: the folder of eligibility rules; empty where a centre has none.
    """

    id: str
    version: str
    packs: tuple[str, ...]
    hash: str
    label: Text
    short_label: Text
    home_agency: str
    rules: str
    opens: time
    closes: time
    sections: Mapping[Section, SectionWords]
    levels: Mapping[Level, Text]
    purposes: Mapping[Purpose, Text]
    turns: Mapping[str, Text]
    effects: Mapping[str, Text]
    duties: Mapping[str, Duty]
    agencies: Mapping[str, Agency]
    services: Mapping[str, Service]
    posts: Mapping[str, PostSpec]
    times: Times
    lists: Mapping[str, Mapping[str, Choice]]
    urgencies: Mapping[str, Urgency]
    clocks: Mapping[str, ClockSpec]
    monitoring: Mapping[str, str]
    attempts: Mapping[str, int]
    unreached: Mapping[str, Way]
    lives: Mapping[str, Life]
    conferences: Mapping[str, Kind]
    thresholds: Thresholds
    stages: tuple[Stage, ...]
    consent: ConsentWords
    first_contact: FirstContact
    hotlines: Mapping[str, Hotline]
    orders: Mapping[str, OrderKind]
    debts: DebtWords
    protection: Kinds
    employment: WorkWords
    guide: Guide
    holidays: Mapping[date, Text | None]
    instruments: Mapping[str, Instrument]
    reporting: Mapping[str, ReportDuty]
    indicators: Indicators
    messages: Messages
    training: TrainingWords

    def choices(self, name: str) -> tuple[Choice, ...]:
        """The entries of one list in the order of the pack; KeyError for an unknown list."""
        return tuple(self.lists[name].values())

    def word(self, name: str, choice: str) -> Text:
        """The label of one entry of a list."""
        return self.lists[name][choice].label

    def life(self, name: str) -> Life:
        """The table of one kind of thing."""
        return self.lives[name]

    def clock(self, name: str, on: date) -> ClockSpec:
        """A clock as it is for what begins on this day."""
        return self.clocks[name].on(on)

    def length(self, clock: str, on: date) -> Length:
        """How long this clock runs for what begins on this day."""
        return self.clock(clock, on).length

    def services_of(self, agency: str, *, internal: bool = False) -> tuple[Service, ...]:
        """What one agency gives to visitors; with `internal`, also its work for the house."""
        found = (s for s in self.services.values() if s.agency == agency)
        return tuple(s for s in found if internal or not s.internal)

    def posts_with(self, duty: str) -> tuple[PostSpec, ...]:
        """The posts that hold a duty."""
        return tuple(post for post in self.posts.values() if duty in post.duties)

    def letters(self, post: str) -> frozenset[str]:
        """The duty letters of a post, for the steps of lives."""
        return frozenset(self.duties[duty].letter for duty in self.posts[post].duties)

    def caps(self, post: str) -> Caps:
        """The highest level per section over all duties of a post."""
        held = [self.duties[duty] for duty in self.posts[post].duties]
        return {s: max((d.cap(s) for d in held), default=Level.NONE) for s in Section}

    def asks(self, agency: str) -> tuple[Section, ...]:
        """The sections this agency normally asks for, for the consent matrix."""
        return self.agencies[agency].asks

    def stage_of(self, state: str) -> Stage | None:
        """The drawn step a case is in; None for an end that stands beside the line."""
        core = self.lives["case"].core(state)
        return next((stage for stage in self.stages if core in stage.states), None)
